//! Contract §2.2: rules of equal priority that meet and disagree are found before publication.

use check::{Finding, Severity, Sources, check};
use civic::Text;
use civic::places::Grade;
use civic::rules::{Effect, GoodsSet, Rule, Schedule, Scope};
use civic::time::DayType;
use fixtures::sources::{city, rows};
use fixtures::{date, local, overriding, place, rule, season, weekdays, windows};

/// The city with these rules alone, all about place Z-1 unless they say otherwise.
fn with(rules: Vec<Rule>) -> Sources {
    let mut sources = city();
    let rules = rules
        .into_iter()
        .map(|mut rule| {
            if rule.scope == Scope::Places(vec!["P".into()]) {
                rule.scope = Scope::Places(vec!["Z-1".into()]);
            }
            rule
        })
        .collect();
    sources.rules = rows("规则.csv", rules);
    sources
}

fn overlaps(sources: &Sources) -> Vec<Finding> {
    check(sources, None, date("2026-06-01"))
        .into_iter()
        .filter(|f| f.code.ends_with("_overlap"))
        .collect()
}

/// A permission and a prohibition of priority 100, changed.
fn two(change: impl FnOnce(&mut Rule, &mut Rule)) -> Vec<Finding> {
    let mut permit = rule("A", Effect::Permit, 100);
    let mut prohibit = rule("B", Effect::Prohibit, 100);
    change(&mut permit, &mut prohibit);
    overlaps(&with(vec![permit, prohibit]))
}

fn on(times: &[&str]) -> Schedule {
    Schedule {
        windows: windows(times),
        ..Schedule::default()
    }
}

#[test]
fn s2_2_equal_priority_and_another_effect_is_an_error_with_an_example() {
    let findings = two(|a, b| {
        a.schedule = on(&["18:00-22:00"]);
        b.schedule = on(&["21:30-23:00"]);
    });
    assert_eq!(findings.len(), 1);
    let finding = &findings[0];
    assert_eq!(
        (
            finding.code.as_str(),
            finding.severity,
            finding.location.row
        ),
        ("priority_overlap", Severity::Error, 3)
    );
    for said in ["A", "B", "2024-01-01（周一）21:30", "莫家街", "小吃"] {
        assert!(finding.what.zh.contains(said), "{}", finding.what.zh);
    }
    for said in ["A", "B", "Monday 2024-01-01 21:30", "莫家街 in English"] {
        assert!(finding.what.en.contains(said), "{}", finding.what.en);
    }
    let example = finding.example.as_ref().expect("an example");
    assert_eq!(example.at, local("2024-01-01 21:30"));
    assert_eq!(example.place, Some("Z-1".into()));
    assert_eq!(example.goods, Some("snack".into()));
}

#[test]
fn s2_2_what_does_not_meet_or_does_not_disagree_is_left_alone() {
    type Change = fn(&mut Rule, &mut Rule);
    let apart: &[Change] = &[
        |_, b| b.priority = 101,
        |_, b| b.effect = Effect::Permit,
        |_, b| b.scope = Scope::Places(vec!["Z-2".into()]),
        |a, _| a.scope = Scope::Grade(Grade::Open),
        |_, b| b.scope = Scope::Unit("630104".into()),
        |a, b| {
            a.goods = GoodsSet::Only(vec!["snack".into()]);
            b.goods = GoodsSet::Except(vec!["snack".into()]);
        },
        // Half-open: one ends when the other begins.
        |a, b| {
            a.schedule = on(&["18:00-22:00"]);
            b.schedule = on(&["22:00-18:00+1"]);
        },
        |a, b| {
            a.expires = Some(b.in_force);
            a.in_force = local("2023-01-01 00:00");
        },
        |a, b| {
            a.schedule.seasons = vec![season("04-25", "10-09")];
            b.schedule.seasons = vec![season("10-09", "04-25")];
        },
        |a, b| {
            a.schedule.weekdays = weekdays("12345");
            b.schedule.weekdays = weekdays("67");
        },
        |a, b| {
            a.schedule.day_types = vec![DayType::Workday, DayType::MakeupWorkday];
            b.schedule.day_types = vec![DayType::Weekend, DayType::Holiday];
        },
        // A make-up workday falls on a Saturday or Sunday only.
        |a, b| {
            a.schedule.day_types = vec![DayType::MakeupWorkday];
            b.schedule.weekdays = weekdays("12345");
        },
        |a, b| a.overrides = Some(overriding(&[b.id.as_str()])),
        |a, b| b.overrides = Some(overriding(&[a.id.as_str()])),
    ];
    for (i, change) in apart.iter().enumerate() {
        assert_eq!(two(*change), [], "{i}");
    }
}

#[test]
fn s2_2_what_meets_on_a_single_kind_of_day_is_found() {
    type Change = fn(&mut Rule, &mut Rule);
    let meet: &[(Change, &str)] = &[
        // A window past midnight belongs to the day it starts on: Friday's meets Saturday.
        (
            |a, b| {
                a.schedule = Schedule {
                    weekdays: weekdays("5"),
                    ..on(&["22:00-04:00+1"])
                };
                b.schedule = Schedule {
                    weekdays: weekdays("6"),
                    ..on(&["03:59-05:00"])
                };
            },
            "2024-01-06 03:59",
        ),
        // 29 February on a Monday: the next comes in 2044.
        (
            |a, b| {
                a.schedule.seasons = vec![season("02-29", "03-01")];
                b.schedule.weekdays = weekdays("1");
            },
            "2044-02-29 00:00",
        ),
        // A holiday on a workday's weekday.
        (
            |a, b| {
                a.schedule.weekdays = weekdays("3");
                b.schedule.day_types = vec![DayType::Holiday];
            },
            "2025-01-01 00:00",
        ),
        // One minute before the end.
        (
            |a, b| {
                a.expires = Some(local("2025-03-01 18:01"));
                b.in_force = local("2025-03-01 10:00");
                b.schedule = on(&["18:00-19:00"]);
            },
            "2025-03-01 18:00",
        ),
        (
            |a, b| {
                a.scope = Scope::City;
                b.scope = Scope::Unit("630103".into());
            },
            "2024-01-01 00:00",
        ),
    ];
    for (i, (change, when)) in meet.iter().enumerate() {
        let findings = two(*change);
        assert_eq!(findings.len(), 1, "{i}");
        assert!(
            findings[0].what.en.contains(when),
            "{}",
            findings[0].what.en
        );
    }
    // The calendar of 2024 says so on the spot: 1 January was a holiday, and a Monday.
    let findings = two(|a, b| {
        a.schedule.weekdays = weekdays("1");
        b.schedule.day_types = vec![DayType::Holiday];
    });
    assert!(findings[0].what.zh.contains("2024-01-01"));
}

#[test]
fn s2_2_a_condition_is_a_difference_too() {
    let condition = |text: &str| vec![Text::new(text, text)];
    let found = |a: Vec<Text>, b: Vec<Text>| {
        let mut first = rule("A", Effect::Permit, 100);
        let mut second = rule("B", Effect::Permit, 100);
        (first.conditions, second.conditions) = (a, b);
        overlaps(&with(vec![first, second]))
            .into_iter()
            .map(|f| (f.code, f.severity))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found(condition("持登记卡"), Vec::new()),
        [("priority_overlap".to_owned(), Severity::Error)]
    );
    assert_eq!(
        found(condition("持登记卡"), condition("不用明火")),
        [("conditions_overlap".to_owned(), Severity::Warning)]
    );
    assert_eq!(found(condition("持登记卡"), condition("持登记卡")), []);
}

#[test]
fn s2_2_a_pair_is_said_once_however_many_places_it_meets_at() {
    let mut sources = with(vec![
        Rule {
            scope: Scope::City,
            ..rule("A", Effect::Permit, 100)
        },
        Rule {
            scope: Scope::Grade(Grade::Guided),
            ..rule("B", Effect::Prohibit, 100)
        },
    ]);
    let many = (0..500).map(|i| place(&format!("X-{i}"), Grade::Guided));
    sources.places = rows("地点.csv", many.collect());
    assert_eq!(overlaps(&sources).len(), 1);
}

#[test]
fn s6_4_a_big_city_is_checked_in_seconds() {
    // 4,000 places with four rules each, all of one priority and at different times.
    let mut rules = Vec::new();
    for i in 0..4000 {
        for (j, (effect, times)) in [
            (Effect::Permit, "06:00-09:00"),
            (Effect::Prohibit, "09:00-17:00"),
            (Effect::Permit, "17:00-22:00"),
            (Effect::Prohibit, "22:00-06:00+1"),
        ]
        .into_iter()
        .enumerate()
        {
            rules.push(Rule {
                scope: Scope::Places(vec![format!("X-{i}").as_str().into()]),
                schedule: on(&[times]),
                ..rule(&format!("R-{i}-{j}"), effect, 100)
            });
        }
    }
    let mut sources = with(rules);
    let many = (0..4000).map(|i| place(&format!("X-{i}"), Grade::Guided));
    sources.places = rows("地点.csv", many.collect());
    sources.cases.clear();
    #[expect(
        clippy::disallowed_types,
        reason = "the test measures the time it takes"
    )]
    let started = std::time::Instant::now();
    let findings = overlaps(&sources);
    assert_eq!(findings, []);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
