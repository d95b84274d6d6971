//! Contract §2.9 on random rules: the answer is constant on `[t, until)` and differs at `until`.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

mod common;

use civic::Text;
use civic::answer::{Answer, Engine, HORIZON_DAYS, Question};
use civic::place::Grade;
use civic::rule::{Effect, Rule, Schedule};
use civic::time::{
    DateSpan, DayType, Instant, MonthDay, Season, Timestamp, Transition, WeekdaySet, Window, Zone,
};
use common::*;
use proptest::prelude::*;

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

fn schedule() -> impl Strategy<Value = Schedule> {
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

fn moment() -> impl Strategy<Value = Timestamp> {
    (0i64..1200 * 24).prop_map(|hours| {
        let instant = Instant(local("2024-12-01 00:00").instant.0 + hours * 3600);
        xining().timestamp(instant)
    })
}

fn random_rule() -> impl Strategy<Value = Rule> {
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

fn zone() -> impl Strategy<Value = Zone> {
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

fn city() -> impl Strategy<Value = Engine> {
    (prop::collection::vec(random_rule(), 1..6), zone()).prop_map(|(mut rules, zone)| {
        for (i, rule) in rules.iter_mut().enumerate() {
            rule.id = format!("R-{i}").as_str().into();
        }
        Engine::new(&[place("P", Grade::Guided)], &rules, &calendar(), &zone)
    })
}

fn answer(engine: &Engine, at: Instant) -> Answer {
    engine
        .answer(&Question {
            place: "P".into(),
            goods: "snack".into(),
            at,
        })
        .expect("P is a place")
}

fn same(a: &Answer, b: &Answer) -> bool {
    a.verdict == b.verdict && a.conditions == b.conditions
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn s2_9_the_verdict_is_constant_until_it_changes(
        engine in city(),
        start in 0i64..700 * 86_400,
        probes in prop::collection::vec(0.0f64..1.0, 24),
    ) {
        let at = Instant(local("2025-01-01 00:00").instant.0 + start);
        let now = answer(&engine, at);
        let horizon = at.0 + HORIZON_DAYS * 86_400;
        let end = now.until.map_or(horizon + 1, |u| u.instant.0);
        prop_assert!(end > at.0);
        prop_assert!(now.until.is_none() || end <= horizon);
        // Near both ends, and anywhere between.
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any second will do")]
        let within = probes.iter().map(|p| at.0 + ((end - at.0) as f64 * p) as i64);
        let ends = [at.0 + 1, at.0 + 3600, end - 3600, end - 1];
        for second in within.chain(ends).filter(|s| (at.0..end).contains(s)) {
            let then = answer(&engine, Instant(second));
            prop_assert!(same(&now, &then), "differs at {second} before until {end}");
        }
        if let Some(until) = now.until {
            let then = answer(&engine, until.instant);
            prop_assert!(!same(&now, &then), "nothing changes at until");
        }
        match now.next_permitted {
            Some(next) => {
                prop_assert!(!now.verdict.permits());
                prop_assert!(next.instant.0 >= end && next.instant.0 <= horizon);
                prop_assert!(answer(&engine, next.instant).verdict.permits());
                let before = answer(&engine, Instant(next.instant.0 - 1));
                prop_assert!(!before.verdict.permits());
            }
            None if !now.verdict.permits() => {
                for p in &probes {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any second will do")]
                    let second = at.0 + ((horizon - at.0) as f64 * p) as i64;
                    prop_assert!(!answer(&engine, Instant(second)).verdict.permits());
                }
            }
            None => {}
        }
    }

    #[test]
    fn the_verdict_alone_is_that_of_the_answer(engine in city(), start in 0i64..700 * 86_400) {
        let at = Instant(local("2025-01-01 00:00").instant.0 + start);
        let question = |place: &str| Question { place: place.into(), goods: "snack".into(), at };
        prop_assert_eq!(engine.verdict(&question("P")), Some(answer(&engine, at).verdict));
        prop_assert_eq!(engine.verdict(&question("Q")), None);
    }

    #[test]
    fn a_day_says_what_an_answer_at_each_of_its_minutes_says(engine in city(), day in 0i64..700, minute in 0u16..1440) {
        let date = date("2025-01-01").plus_days(day);
        let segments = engine.day(&"P".into(), &"snack".into(), date).expect("P is a place");
        prop_assert_eq!(segments.first().map(|s| s.from), Some(0));
        prop_assert_eq!(segments.last().map(|s| s.until), Some(1440));
        prop_assert!(segments.windows(2).all(|w| w[0].until == w[1].from));
        let at = Timestamp::parse(&format!("{date}T{:02}:{:02}:00+08:00", minute / 60, minute % 60)).expect("a time");
        let answer = answer(&engine, at.instant);
        // Elsewhere the clock change makes minutes of the day and instants differ.
        if answer.local.offset_minutes == 480 {
            let segment = segments.iter().find(|s| (s.from..s.until).contains(&minute)).expect("the whole day");
            prop_assert_eq!(&segment.verdict, &answer.verdict);
            prop_assert_eq!(&segment.conditions, &answer.conditions);
        }
    }
}
