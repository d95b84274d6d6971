//! Property tests of the engine on random rules. Contract §2.9: the answer is constant on `[t,
//! until)` and differs at `until`.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::Text;
use civic::answer::{Answer, Engine, HORIZON_DAYS, Question, Segment, Verdict};
use civic::places::Grade;
use civic::time::{Calendar, CalendarYear, Date, Instant, Local, SpecialDay, Timestamp, Zone};
use fixtures::random::{random_rule, zone};
use fixtures::*;
use proptest::prelude::*;

/// The calendars of 2024 to 2026, and one of 2027 for each of the types that these days may have.
fn calendars(days: &[Date]) -> Vec<Calendar> {
    let mut years = vec![Vec::new()];
    for date in days.iter().filter(|d| d.year() == 2027) {
        let off: &[Option<bool>] = if date.weekday() >= 6 {
            &[None, Some(true), Some(false)]
        } else {
            &[None, Some(true)]
        };
        let with = |specials: &Vec<SpecialDay>, off: Option<bool>| {
            let special = off.map(|off| SpecialDay {
                date: *date,
                off,
                name: Text::default(),
            });
            specials.iter().cloned().chain(special).collect()
        };
        years = years
            .iter()
            .flat_map(|specials| off.iter().map(move |off| with(specials, *off)))
            .collect();
    }
    let year = |days| CalendarYear {
        year: 2027,
        days,
        source: sample(),
    };
    let known: Vec<CalendarYear> = calendar().into();
    let all = |days| [known.clone(), vec![year(days)]].concat().into();
    years.into_iter().map(all).collect()
}

fn city() -> impl Strategy<Value = Engine> {
    city_in(zone())
}

fn city_in(zone: impl Strategy<Value = Zone>) -> impl Strategy<Value = Engine> {
    (prop::collection::vec(random_rule(), 1..6), zone).prop_map(|(mut rules, zone)| {
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

/// The start of the first later segment that satisfies `wanted`, found by walking through the days
/// one by one.
fn walk(engine: &Engine, at: Instant, wanted: impl Fn(&Segment) -> bool) -> Option<Instant> {
    let zone = engine.zone();
    let first = zone.local(at).date;
    (0..=HORIZON_DAYS).find_map(|days| {
        let date = first.plus_days(days);
        let midnight = zone.instant(Local { date, second: 0 });
        let segments = engine.day(&"P".into(), &"snack".into(), date)?;
        segments.iter().find_map(|segment| {
            let start = Instant(midnight.0 + i64::from(segment.from) * 60);
            let later = start > at && start.0 <= at.0 + HORIZON_DAYS * 86_400;
            (later && wanted(segment)).then_some(start)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

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
        // Near both ends, and anywhere in between.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "any second is fine"
        )]
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
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_precision_loss,
                        reason = "any second is fine"
                    )]
                    let second = at.0 + ((horizon - at.0) as f64 * p) as i64;
                    prop_assert!(!answer(&engine, Instant(second)).verdict.permits());
                }
            }
            None => {}
        }
    }

    #[test]
    fn s2_8_without_a_calendar_the_answer_is_what_every_calendar_would_give(
        mut rules in prop::collection::vec(random_rule(), 1..6),
        start in 0i64..380 * 48,
    ) {
        for (i, rule) in rules.iter_mut().enumerate() {
            rule.id = format!("R-{i}").as_str().into();
        }
        let at = Instant(local("2026-12-25 00:00").instant.0 + start * 1800);
        let engine = |calendar: &Calendar| {
            Engine::new(&[place("P", Grade::Guided)], &rules, calendar, &xining())
        };
        let now = answer(&engine(&calendar()), at);
        let today = xining().local(at).date;
        let possible: Vec<Answer> = calendars(&[today.plus_days(-1), today])
            .iter()
            .map(|calendar| answer(&engine(calendar), at))
            .collect();
        if possible.iter().all(|one| same(one, &possible[0])) {
            prop_assert!(same(&now, &possible[0]));
            prop_assert_eq!(
                now.calendar_pending,
                possible.iter().any(|one| one.deciding != possible[0].deciding)
            );
            prop_assert!(possible.iter().any(|one| one.deciding == now.deciding));
        } else {
            prop_assert_eq!(now.verdict, Verdict::Stale);
            prop_assert!(!now.calendar_pending && now.deciding.is_none());
        }
    }

    #[test]
    fn a_state_is_the_answer_without_its_reasons(
        engine in city(),
        starts in prop::collection::vec(0i64..700 * 86_400, 8),
    ) {
        // Several queries, since the plans of days are cached.
        let rules = engine.rules_at(&"P".into(), &"snack".into()).expect("P is a place");
        for start in starts {
            let at = Instant(local("2025-01-01 00:00").instant.0 + start);
            let (state, answer) = (rules.state(at), answer(&engine, at));
            prop_assert_eq!(&state.verdict, &answer.verdict);
            prop_assert_eq!(&rules.verdict(at), &answer.verdict);
            prop_assert_eq!(state.until, answer.until.map(|u| u.instant));
            prop_assert_eq!(state.next_permitted, answer.next_permitted.map(|n| n.instant));
        }
    }

    #[test]
    fn until_agrees_with_a_walk_through_every_day(
        engine in city_in(Just(xining())),
        start in 0i64..700 * 48,
    ) {
        // The random rules change only on half hours.
        let at = Instant(local("2025-01-01 00:00").instant.0 + start * 1800);
        let now = answer(&engine, at);
        prop_assert_eq!(now.until.map(|u| u.instant), walk(&engine, at, |s| {
            s.verdict != now.verdict || s.conditions != now.conditions
        }));
        if !now.verdict.permits() {
            prop_assert_eq!(
                now.next_permitted.map(|n| n.instant),
                walk(&engine, at, |s| s.verdict.permits())
            );
        }
    }

    #[test]
    fn day_patterns_agree_with_each_single_day(
        engine in city(),
        start in 0i64..700,
        days in 1i64..120,
    ) {
        let (place, goods) = ("P".into(), "snack".into());
        let from = date("2025-01-01").plus_days(start);
        let day_patterns = engine
            .day_patterns(&place, &goods, from, from.plus_days(days))
            .expect("P is a place");
        prop_assert_eq!(day_patterns.days.len(), usize::try_from(days).expect("few"));
        for (n, day) in (0..).zip(&day_patterns.days) {
            prop_assert_eq!(day.date, from.plus_days(n));
            let segments = day_patterns.pattern(*day).map(|p| p.segments.clone());
            prop_assert_eq!(segments, engine.day(&place, &goods, day.date));
        }
        let mut grouped: Vec<_> = day_patterns.months().into_iter().flat_map(|m| m.groups).collect();
        grouped.sort_by_key(|a| a.spans.first().map(|s| s.from));
        let covered: i64 = grouped
            .iter()
            .flat_map(|a| &a.spans)
            .map(|s| s.until.day_number() - s.from.day_number())
            .sum();
        prop_assert_eq!(covered, days, "each day is in exactly one group of its month");
    }

    #[test]
    fn a_day_agrees_with_the_answer_at_each_of_its_minutes(
        engine in city(),
        day in 0i64..700,
        minute in 0u16..1440,
    ) {
        let date = date("2025-01-01").plus_days(day);
        let segments = engine.day(&"P".into(), &"snack".into(), date).expect("P is a place");
        prop_assert_eq!(segments.first().map(|s| s.from), Some(0));
        prop_assert_eq!(segments.last().map(|s| s.until), Some(1440));
        prop_assert!(segments.windows(2).all(|w| w[0].until == w[1].from));
        let time = format!("{date}T{:02}:{:02}:00+08:00", minute / 60, minute % 60);
        let at = Timestamp::parse(&time).expect("a time");
        let answer = answer(&engine, at.instant);
        // In the zone with clock changes, minutes of the day and instants differ.
        if answer.local.offset_minutes == 480 {
            let segment = segments
                .iter()
                .find(|s| (s.from..s.until).contains(&minute))
                .expect("segments cover the whole day");
            prop_assert_eq!(&segment.verdict, &answer.verdict);
            prop_assert_eq!(&segment.conditions, &answer.conditions);
        }
    }
}
