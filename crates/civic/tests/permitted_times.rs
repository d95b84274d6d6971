//! The permitted times of a place as calendar events.

use civic::answer::permitted_times::{City, Event, Occurrence, events};
use civic::answer::{Engine, Question};
use civic::places::Grade;
use civic::rules::{Effect, Goods, GoodsSet, Registration, Rule};
use civic::time::{Date, DayType, Instant, Timestamp, Transition, Zone};
use civic::{GoodsId, RuleId, Text};
use fixtures::random::{random_rule, zone};
use fixtures::*;
use proptest::prelude::*;

fn goods(ids: &[&str]) -> Vec<Goods> {
    let one = |id: &&str| Goods {
        id: (*id).into(),
        name: Text::new(*id, *id),
        food: true,
        registration: Registration::Card,
        aliases: Vec::new(),
    };
    ids.iter().map(one).collect()
}

/// The events of place `P` in 2026, for the goods `grill` and `snack`.
fn of<'a>(rules: &'a [Rule], zone: &Zone) -> Vec<Event<'a>> {
    let (goods, calendar) = (goods(&["grill", "snack"]), calendar());
    let city = City {
        goods: &goods,
        calendar: &calendar,
        zone,
        from: date("2026-01-01"),
        until: date("2027-01-01"),
    };
    events(&city, &place("P", Grade::Guided), rules)
}

/// Expands an event as a calendar program does: occurrences with their goods.
fn expanded(event: &Event<'_>, zone: &Zone) -> Vec<(Occurrence, Vec<GoodsId>)> {
    let last = event.repeats.map_or(event.first.date, |r| r.last);
    let occurs = |date: &Date| {
        let usual = event
            .repeats
            .is_none_or(|r| r.weekdays.holds(date.weekday()));
        usual && !event.except.contains(date)
    };
    (event.first.date.day_number()..=last.day_number())
        .map(Date::from_day_number)
        .filter(occurs)
        .filter_map(|date| {
            if let Some(change) = event.changes.iter().find(|c| c.date == date) {
                return change.left.map(|left| (left, change.goods.clone()));
            }
            let usual = match event.repeats {
                Some(_) => Occurrence::at(zone, date, event.first.hours),
                None => event.first,
            };
            Some((usual, event.goods.clone()))
        })
        .collect()
}

fn timed(id: &str, hours: &[&str]) -> Rule {
    let mut rule = rule(id, Effect::Permit, 100);
    rule.schedule.windows = windows(hours);
    rule
}

/// A temporary rule that overrides the targets.
fn temporary(id: &str, effect: Effect, targets: &[&str], from: &str, until: &str) -> Rule {
    Rule {
        in_force: local(from),
        expires: Some(local(until)),
        overrides: Some(overriding(targets)),
        ..rule(id, effect, 10)
    }
}

#[test]
fn a_daily_window_is_one_event_per_year_with_a_stable_key() {
    let rules = [timed("R-1", &["18:00-22:00"])];
    let found = of(&rules, &xining());
    assert_eq!(found.len(), 1);
    let event = &found[0];
    assert_eq!(event.key, "R-1.1800-2200.2026.grill");
    assert_eq!(event.first.date, date("2026-01-01"));
    let repeats = event.repeats.expect("it repeats");
    assert_eq!(
        (repeats.weekdays.to_string(), repeats.last),
        ("1234567".to_owned(), date("2026-12-31"))
    );
    assert!(event.except.is_empty() && event.changes.is_empty());

    let close = temporary(
        "O-1",
        Effect::Prohibit,
        &["R-1"],
        "2026-06-06 00:00",
        "2026-06-07 20:00",
    );
    let closed = [rules[0].clone(), close];
    let found = of(&closed, &xining());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].key, "R-1.1800-2200.2026.grill");
    let [gone, late] = &found[0].changes[..] else {
        panic!("two occurrences change: {:?}", found[0].changes)
    };
    assert_eq!((gone.date, gone.left), (date("2026-06-06"), None));
    assert_eq!(gone.paused[0].by, Some(RuleId::from("O-1")));
    let left = late.left.expect("the rest of the evening");
    assert_eq!((left.hours.start, left.hours.end), (20 * 3600, 22 * 3600));
}

#[test]
fn a_closing_for_some_goods_does_not_affect_others() {
    let mut close = temporary(
        "O-1",
        Effect::Prohibit,
        &["R-1"],
        "2026-06-06 00:00",
        "2026-06-07 00:00",
    );
    close.goods = GoodsSet::Only(vec!["grill".into()]);
    let rules = [timed("R-1", &["18:00-22:00"]), close];
    let found = of(&rules, &xining());
    assert_eq!(found.len(), 1, "no event of its own");
    let change = &found[0].changes[0];
    assert!(change.left.is_some());
    assert_eq!(change.goods, [GoodsId::from("snack")]);
    assert_eq!(change.paused[0].goods, [GoodsId::from("grill")]);
}

#[test]
fn time_permitted_by_another_rule_is_not_cancelled() {
    let longer = temporary(
        "O-1",
        Effect::Permit,
        &["R-1"],
        "2026-06-06 00:00",
        "2026-06-07 00:00",
    );
    let rules = [timed("R-1", &["18:00-22:00"]), longer];
    let found = of(&rules, &xining());
    let base = found.iter().find(|e| e.rule.id.0 == "R-1").expect("R-1");
    assert_eq!(
        (&base.changes[..], &base.except[..]),
        (&[][..], &[date("2026-06-06")][..])
    );
    let own = found.iter().find(|e| e.rule.id.0 == "O-1").expect("O-1");
    assert_eq!((own.first.date, own.repeats), (date("2026-06-06"), None));
}

#[test]
fn days_off_are_omitted_and_make_up_workdays_are_separate_events() {
    let mut rule = timed("R-1", &["06:00-08:30"]);
    rule.schedule.day_types = vec![DayType::Workday, DayType::MakeupWorkday];
    let rules = [rule];
    let found = of(&rules, &xining());
    let keys: Vec<&str> = found.iter().map(|e| e.key.as_str()).collect();
    // In the fixture's calendar, Sunday 4 January 2026 is a make-up workday, and the first two days
    // of the year are off.
    assert_eq!(
        keys,
        [
            "R-1.0600-0830.2026.grill.20260104",
            "R-1.0600-0830.2026.grill"
        ]
    );
    assert_eq!(
        found[1].repeats.expect("repeats").weekdays.to_string(),
        "12345"
    );
    assert_eq!(found[1].first.date, date("2026-01-05"));
}

#[test]
fn a_year_without_a_calendar_has_no_events() {
    let mut rule = timed("R-1", &["06:00-08:30"]);
    rule.schedule.day_types = vec![DayType::Workday];
    let rules = [rule];
    let (goods, calendar, zone) = (goods(&["snack"]), calendar(), xining());
    let city = City {
        goods: &goods,
        calendar: &calendar,
        zone: &zone,
        from: date("2026-01-01"),
        until: date("2028-01-01"),
    };
    let found = events(&city, &place("P", Grade::Guided), &rules);
    let last = found
        .iter()
        .flat_map(|e| expanded(e, &zone))
        .map(|(o, _)| o.date)
        .max();
    assert_eq!(last, Some(date("2026-12-31")));
}

#[test]
fn a_season_that_crosses_new_year_is_named_by_its_first_day() {
    let mut rule = timed("R-1", &["22:00-02:00+1"]);
    rule.schedule.seasons = vec![season("11-01", "03-01")];
    let rules = [rule];
    let found = of(&rules, &xining());
    let keys: Vec<&str> = found.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "R-1.2200-2600.20251101.grill",
            "R-1.2200-2600.20261101.grill"
        ]
    );
}

#[test]
fn an_expired_rule_ends_and_a_beaten_one_has_no_events() {
    let mut old = timed("R-1", &["18:00-22:00"]);
    old.expires = Some(local("2026-03-01 00:00"));
    let mut ban = rule("R-2", Effect::Prohibit, 50);
    ban.goods = GoodsSet::Only(vec!["grill".into()]);
    let rules = [old, ban];
    let found = of(&rules, &xining());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].goods, [GoodsId::from("snack")]);
    assert_eq!(found[0].repeats.expect("repeats").last, date("2026-02-28"));
}

/// The time zone of New York in 2026.
fn new_york() -> Zone {
    let change = |time: &str, offset_minutes| Transition {
        at: at(time).instant.0,
        offset_minutes,
    };
    Zone {
        name: "America/New_York".to_owned(),
        offset_minutes: -300,
        transitions: vec![
            change("2026-03-08T07:00:00Z", -240),
            change("2026-11-01T06:00:00Z", -300),
        ],
    }
}

#[test]
fn nights_with_a_clock_change_have_the_instants_of_the_engine() {
    let zone = new_york();
    let utc = |t: &str| Timestamp::parse(t).expect("a time").instant;
    let rules = [
        timed("R-1", &["02:30-04:00"]),
        timed("R-2", &["01:30-05:00"]),
    ];
    let rules_of =
        |id: &str| -> Vec<Rule> { rules.iter().filter(|r| r.id.0 == id).cloned().collect() };
    let spans = |id: &str, day: &str| -> Vec<(Instant, Instant, bool)> {
        let rules = rules_of(id);
        let found = of(&rules, &zone);
        let mut spans: Vec<_> = found
            .iter()
            .flat_map(|e| expanded(e, &zone))
            .filter(|(o, _)| o.date == date(day))
            .map(|(o, _)| (o.from, o.until, o.plain))
            .collect();
        spans.sort();
        spans
    };
    // 02:30 is skipped: the window starts at the clock change.
    assert_eq!(
        spans("R-1", "2026-03-08"),
        [(
            utc("2026-03-08T07:00:00Z"),
            utc("2026-03-08T08:00:00Z"),
            true
        )]
    );
    // 01:30 occurs twice: in between, the local time is before the window.
    assert_eq!(
        spans("R-2", "2026-11-01"),
        [
            (
                utc("2026-11-01T05:30:00Z"),
                utc("2026-11-01T06:00:00Z"),
                false
            ),
            (
                utc("2026-11-01T06:30:00Z"),
                utc("2026-11-01T10:00:00Z"),
                false
            ),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// An event covers an instant exactly if the engine permits it, under the deciding rule.
    #[test]
    fn the_events_agree_with_the_engine(
        mut rules in prop::collection::vec((random_rule(), 0usize..3), 1..6),
        zone in zone(),
        probes in prop::collection::vec(86_400i64..365 * 86_400, 64),
    ) {
        for (i, (rule, kind)) in rules.iter_mut().enumerate() {
            rule.id = format!("R-{i}").as_str().into();
            if let Some(id) = ["grill", "snack"].get(*kind) {
                rule.goods = GoodsSet::Only(vec![(*id).into()]);
            }
        }
        let rules: Vec<Rule> = rules.into_iter().map(|(rule, _)| rule).collect();
        let engine = Engine::new(&[place("P", Grade::Guided)], &rules, &calendar(), &zone);
        let found = of(&rules, &zone);
        let mut keys: Vec<&String> = found.iter().map(|e| &e.key).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), found.len(), "keys are unique");
        let occurrences: Vec<_> = found
            .iter()
            .flat_map(|e| {
                let expanded = expanded(e, &zone).into_iter();
                expanded.map(move |(o, goods)| (&e.rule.id, o, goods))
            })
            .collect();
        let edges = occurrences
            .iter()
            .step_by(37)
            .flat_map(|(_, o, _)| [o.from.0, o.until.0 - 1, o.until.0]);
        let start = zone.instant(civic::time::Local { date: date("2026-01-01"), second: 0 }).0;
        let whole = start + 86_400..start + 365 * 86_400;
        let probes: Vec<i64> = probes
            .iter()
            .map(|p| start + p)
            .chain(edges.take(64))
            .filter(|p| whole.contains(p))
            .collect();
        for second in probes {
            for goods in ["grill", "snack"].map(GoodsId::from) {
                let at = Instant(second);
                let question = Question { place: "P".into(), goods: goods.clone(), at };
                let answer = engine.answer(&question).expect("P is a place");
                let permitting: Vec<&RuleId> = occurrences
                    .iter()
                    .filter(|(_, o, g)| o.from <= at && at < o.until && g.contains(&goods))
                    .map(|(rule, _, _)| *rule)
                    .collect();
                prop_assert_eq!(
                    !permitting.is_empty(),
                    answer.verdict.permits(),
                    "{} at {}",
                    goods,
                    second
                );
                prop_assert!(permitting.iter().all(|r| Some(*r) == answer.deciding.as_ref()));
            }
        }
    }
}
