//! Random times, rules and zones, for tests that hold on all of them. Everything turns on a half
//! hour.

use civic::Text;
use civic::rule::{Effect, Rule, Schedule};
use civic::time::{
    DateSpan, DayType, Instant, MonthDay, Season, Timestamp, Transition, WeekdaySet, Window, Zone,
};
use proptest::prelude::*;

use super::{at, date, local, overriding, rule, xining};

fn window() -> impl Strategy<Value = Window> {
    (0u16..48, 1u16..=48, any::<bool>()).prop_filter_map("a window", |(start, end, next)| {
        Window::new(start * 30, end * 30, next).ok()
    })
}

fn season() -> impl Strategy<Value = Season> {
    let day = || (1u8..=12, 1u8..=31).prop_filter_map("a day", |(m, d)| MonthDay::new(m, d));
    (day(), day()).prop_map(|(from, until)| Season { from, until })
}

fn span() -> impl Strategy<Value = DateSpan> {
    (0i64..800, 1i64..40).prop_map(|(from, days)| {
        let from = date("2025-06-01").plus_days(from);
        DateSpan {
            from,
            until: from.plus_days(days),
        }
    })
}

pub fn schedule() -> impl Strategy<Value = Schedule> {
    let day_types = prop::sample::subsequence(DayType::ALL.to_vec(), 0..=3);
    let weekdays = prop::option::of(prop::collection::vec(1u8..=7, 1..5).prop_map(WeekdaySet::of));
    (
        prop::collection::vec(window(), 0..3),
        weekdays,
        prop_oneof![3 => Just(Vec::new()), 1 => day_types],
        prop::collection::vec(season(), 0..2),
        prop::collection::vec(span(), 0..2),
        prop::collection::vec(span(), 0..2),
    )
        .prop_map(
            |(windows, weekdays, day_types, seasons, dates, except_dates)| Schedule {
                windows,
                weekdays,
                day_types,
                seasons,
                dates,
                except_dates,
            },
        )
}

pub fn moment() -> impl Strategy<Value = Timestamp> {
    (0i64..1200 * 24).prop_map(|hours| {
        let instant = Instant(local("2024-12-01 00:00").instant.0 + hours * 3600);
        xining().timestamp(instant)
    })
}

/// A rule for place `P` and all goods, without an identifier.
pub fn random_rule() -> impl Strategy<Value = Rule> {
    (
        any::<bool>(),
        schedule(),
        moment(),
        prop::option::of(moment()),
        0u16..6,
        prop::option::of(0usize..6),
        0usize..3,
    )
        .prop_map(
            |(permit, schedule, in_force, expires, priority, target, conditions)| {
                let mut rule = rule(
                    "",
                    if permit {
                        Effect::Permit
                    } else {
                        Effect::Prohibit
                    },
                    priority,
                );
                rule.schedule = schedule;
                rule.in_force = in_force;
                rule.expires = expires;
                rule.overrides = target.map(|t| overriding(&[&format!("R-{t}")]));
                if permit {
                    rule.conditions = vec![Text::new("条件", "If"); conditions];
                }
                rule
            },
        )
}

/// A zone without summer time, or one with it.
pub fn zone() -> impl Strategy<Value = Zone> {
    let helsinki = Zone {
        name: "Europe/Helsinki".to_owned(),
        offset_minutes: 120,
        transitions: [
            ("2025-03-30T01:00:00Z", 180),
            ("2025-10-26T01:00:00Z", 120),
            ("2026-03-29T01:00:00Z", 180),
            ("2026-10-25T01:00:00Z", 120),
        ]
        .iter()
        .map(|(time, offset_minutes)| Transition {
            at: at(time).instant.0,
            offset_minutes: *offset_minutes,
        })
        .collect(),
    };
    prop_oneof![Just(xining()), Just(helsinki)]
}
