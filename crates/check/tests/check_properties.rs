//! The conflict finder on random rules: what it says of them and what going through every half
//! hour, at which alone they turn, shows are the same.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;

use check::{Finding, Severity, Sources, check};
use civic::answer::{Answer, Engine, Question, Verdict};
use civic::places::Grade;
use civic::rules::{Effect, Rule, Schedule};
use civic::time::{Calendar, Date, DayType, Instant, Local, Window, Zone};
use fixtures::random::{moment, schedule, zone};
use fixtures::sources::{city, rows};
use fixtures::*;
use proptest::prelude::*;

const HALF_HOUR: i64 = 1800;

/// A rule in force for some hours or some months; often windows alone, near a change of the
/// clocks.
fn bounded(id: &'static str, effect: Effect) -> impl Strategy<Value = Rule> {
    let hours = prop_oneof![1i64..144, 1i64..60 * 48];
    let whenever = (schedule(), moment(), hours);
    let change = prop::sample::select(vec!["2025-10-26T01:00:00Z", "2026-03-29T01:00:00Z"]);
    let window = (0u16..12, 1u16..4).prop_filter_map("a window", |(start, halves)| {
        Window::new(start * 30, (start + halves) * 30, false).ok()
    });
    let windows = prop::collection::vec(window, 1..3);
    let near = (windows, change, -4i64..3, 1i64..10).prop_map(|(windows, change, from, hours)| {
        let schedule = Schedule {
            windows,
            ..Schedule::default()
        };
        let from = Instant(at(change).instant.0 + from * HALF_HOUR);
        (schedule, xining().timestamp(from), hours)
    });
    prop_oneof![1 => whenever, 1 => near].prop_map(move |(schedule, in_force, hours)| Rule {
        schedule,
        in_force,
        expires: Some(xining().timestamp(Instant(in_force.instant.0 + hours * HALF_HOUR))),
        ..rule(id, effect, 100)
    })
}

/// The city with these rules alone, all about its place P.
fn with(rules: Vec<Rule>, zone: &Zone) -> Sources {
    let mut sources = city();
    if let Some(settings) = &mut sources.settings {
        settings.zone = zone.clone();
    }
    sources.places = rows("地点.csv", vec![place("P", Grade::Guided)]);
    sources.rules = rows("规则.csv", rules);
    sources
}

fn found(sources: &Sources, today: Date, code: &str) -> Vec<Finding> {
    let findings = check(sources, None, today).into_iter();
    findings.filter(|f| f.code == code).collect()
}

fn example(finding: &Finding) -> Instant {
    finding.example.as_ref().expect("an example").at.instant
}

fn half_hours(from: Instant, until: Instant) -> impl Iterator<Item = Instant> {
    (from.0..until.0)
        .step_by(usize::try_from(HALF_HOUR).expect("small"))
        .map(Instant)
}

fn force(rule: &Rule) -> (Instant, Instant) {
    (
        rule.in_force.instant,
        rule.expires.expect("bounded").instant,
    )
}

fn in_force(rule: &Rule, at: Instant) -> bool {
    let (from, until) = force(rule);
    from <= at && at < until
}

/// The days whose windows hold this time of the clocks, filters aside.
fn started(windows: &[Window], local: Local) -> Vec<Date> {
    let minute = local.second / 60;
    let within =
        |w: &Window, minute: u32| (u32::from(w.start())..u32::from(w.end())).contains(&minute);
    let today = windows.iter().any(|w| within(w, minute));
    let yesterday = windows.iter().any(|w| within(w, minute + 1440));
    let mut days = Vec::new();
    if today {
        days.push(local.date);
    }
    if yesterday {
        days.push(local.date.plus_days(-1));
    }
    days
}

/// What a day's type may be.
fn types(date: Date, calendar: &Calendar) -> Vec<DayType> {
    match calendar.day_type(date) {
        Some(known) => vec![known],
        None if date.weekday() >= 6 => {
            vec![DayType::Weekend, DayType::Holiday, DayType::MakeupWorkday]
        }
        None => vec![DayType::Workday, DayType::Holiday],
    }
}

/// The types for which a window may start on the day.
fn held_types(schedule: &Schedule, date: Date) -> Vec<DayType> {
    let untyped = Schedule {
        day_types: Vec::new(),
        ..schedule.clone()
    };
    let calendar = calendar();
    if untyped.holds_on(date, &calendar) != Some(true) {
        return Vec::new();
    }
    let accepts = |t: &DayType| schedule.day_types.is_empty() || schedule.day_types.contains(t);
    types(date, &calendar).into_iter().filter(accepts).collect()
}

/// True where both may hold at the instant.
fn both(a: &Rule, b: &Rule, at: Instant, zone: &Zone) -> bool {
    let local = zone.local(at);
    let days = |rule: &Rule| started(rule.schedule.windows(), local);
    in_force(a, at)
        && in_force(b, at)
        && days(a).iter().any(|first| {
            days(b).iter().any(|second| {
                let (x, y) = (
                    held_types(&a.schedule, *first),
                    held_types(&b.schedule, *second),
                );
                if first == second {
                    x.iter().any(|t| y.contains(t))
                } else {
                    !x.is_empty() && !y.is_empty()
                }
            })
        })
}

/// True where the schedule holds at the instant, or the answer engine cannot yet tell.
fn unsure(schedule: &Schedule, at: Instant, zone: &Zone) -> bool {
    let days = started(schedule.windows(), zone.local(at));
    days.iter()
        .any(|day| schedule.holds_on(*day, &calendar()) != Some(false))
}

fn ask(rules: &[Rule], zone: &Zone, at: Instant) -> Answer {
    let engine = Engine::new(&[place("P", Grade::Guided)], rules, &calendar(), zone);
    let question = Question {
        place: "P".into(),
        goods: "snack".into(),
        at,
    };
    engine.answer(&question).expect("P is a place")
}

/// The columns of the sheet that filter days.
const FILTERS: [&str; 5] = ["星期", "日期类型", "季节", "仅限日期", "除外日期"];

fn keep(columns: &BTreeSet<&str>, schedule: &Schedule) -> Schedule {
    let mut kept = schedule.clone();
    if !columns.contains("星期") {
        kept.weekdays = None;
    }
    if !columns.contains("日期类型") {
        kept.day_types.clear();
    }
    if !columns.contains("季节") {
        kept.seasons.clear();
    }
    if !columns.contains("仅限日期") {
        kept.dates.clear();
    }
    if !columns.contains("除外日期") {
        kept.except_dates.clear();
    }
    kept
}

/// How many filters do not let the day through.
fn failed(schedule: &Schedule, day: Date) -> usize {
    let alone = |column: &&&str| held_types(&keep(&[**column].into(), schedule), day).is_empty();
    FILTERS.iter().filter(alone).count()
}

fn ever(rule: &Rule, zone: &Zone) -> bool {
    let (from, until) = force(rule);
    half_hours(from, until).any(|at| both(rule, rule, at, zone))
}

fn only(windows: Vec<Window>, rule: &Rule) -> Rule {
    Rule {
        schedule: Schedule {
            windows,
            ..rule.schedule.clone()
        },
        ..rule.clone()
    }
}

/// The reason a rule never holds names the fewest filters, and the closest day is the closest.
fn reason_is_right(rule: &Rule, zone: &Zone, finding: &Finding) -> Result<(), TestCaseError> {
    let what = &finding.what.zh;
    let why = what.split("；最接近").next().expect("a reason");
    let named: BTreeSet<&str> = FILTERS
        .into_iter()
        .filter(|f| why.contains(&format!("“{f}”")))
        .collect();
    let of = |columns: &BTreeSet<&str>| Rule {
        schedule: keep(columns, &rule.schedule),
        ..rule.clone()
    };
    prop_assert!(!ever(&of(&named), zone), "{what} is no contradiction");
    for one in &named {
        let mut fewer = named.clone();
        fewer.remove(one);
        prop_assert!(ever(&of(&fewer), zone), "{what} names {one} in vain");
    }
    let (from, until) = force(rule);
    let (first, last) = (zone.local(from).date, zone.local(Instant(until.0 - 1)).date);
    let closest = zone.local(example(finding)).date;
    prop_assert!((first..=last).contains(&closest), "{what} is not in force");
    let mut day = first;
    let mut fewest = usize::MAX;
    while day <= last {
        let fails = failed(&rule.schedule, day);
        // Where a day meets all, the first one that misses none or a single one will do.
        if day < closest {
            prop_assert!(fails > failed(&rule.schedule, closest), "{what}: {day}");
        }
        fewest = fewest.min(fails);
        day = day.plus_days(1);
    }
    prop_assert!(failed(&rule.schedule, closest) <= fewest.max(1), "{what}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn s2_2_an_overlap_is_found_where_there_is_one(
        a in bounded("A", Effect::Permit),
        b in bounded("B", Effect::Prohibit),
        together in any::<bool>(),
        zone in zone(),
    ) {
        let mut b = b;
        if together {
            (b.in_force, b.expires) = (a.in_force, a.expires);
        }
        let from = a.in_force.instant.max(b.in_force.instant);
        let until = force(&a).1.min(force(&b).1);
        let first = half_hours(from, until).find(|at| both(&a, &b, *at, &zone));
        let said = found(&with(vec![a.clone(), b.clone()], &zone), date("2026-06-01"), "priority_overlap");
        prop_assert_eq!(said.iter().map(example).next(), first);
        prop_assert!(said.len() <= 1);
        if let Some(at) = first {
            for (rule, verdict) in [(a, Verdict::Permitted), (b, Verdict::Prohibited)] {
                let answer = ask(&[rule], &zone, at).verdict;
                prop_assert!(answer == verdict || answer == Verdict::Stale, "{answer:?}");
            }
        }
    }

    #[test]
    fn s6_4_what_never_holds_is_found_with_the_reason(rule in bounded("A", Effect::Prohibit), zone in zone()) {
        let said = found(&with(vec![rule.clone()], &zone), date("2026-06-01"), "window_never_holds");
        if ever(&rule, &zone) {
            let windows = &rule.schedule.windows;
            let idle = windows.iter().filter(|w| !ever(&only(vec![**w], &rule), &zone));
            let idle: BTreeSet<String> = idle.map(Window::to_string).collect();
            let values: BTreeSet<String> = said.iter().map(|f| f.value.clone()).collect();
            prop_assert_eq!(values, idle);
            prop_assert!(said.iter().all(|f| f.severity == Severity::Warning));
        } else {
            prop_assert_eq!(said.len(), 1);
            prop_assert_eq!(said[0].severity, Severity::Error);
            reason_is_right(&rule, &zone, &said[0])?;
        }
    }

    #[test]
    fn s2_4_time_outside_that_nothing_covers_is_found(
        permission in bounded("A", Effect::Permit),
        others in prop::collection::vec(bounded("B", Effect::Prohibit), 0..3),
        fill in prop::option::of(any::<bool>()),
        day in 0i64..1200,
        zone in zone(),
    ) {
        let mut rules = vec![permission.clone()];
        for (i, other) in others.into_iter().enumerate() {
            rules.push(Rule { id: format!("B-{i}").as_str().into(), ..other });
        }
        // Often the rest of the day is covered, for all days or for the same days alone.
        if let (Some(all_days), Some(window)) = (fill, permission.schedule.windows.first()) {
            let minutes = |m: u16| format!("{:02}:{:02}", m / 60, m % 60);
            let rest = format!("{}-{}", minutes(window.end() % 1440), minutes(window.start()));
            let rest = Window::parse(&rest).or_else(|| Window::parse(&format!("{rest}+1")));
            rules.push(Rule {
                id: "C".into(),
                effect: Effect::Prohibit,
                schedule: Schedule {
                    windows: [*window].into_iter().chain(rest).collect(),
                    ..if all_days { Schedule::default() } else { permission.schedule.clone() }
                },
                ..permission.clone()
            });
        }
        let today = date("2024-12-01").plus_days(day).min(zone.local(permission.in_force.instant).date.plus_days(20));
        let now = zone.instant(Local { date: today, second: 0 });
        let (from, until) = force(&permission);
        let from = from.max(now);
        let silent = |at: &Instant| !rules.iter().any(|r| in_force(r, *at) && unsure(&r.schedule, *at, &zone));
        let ended = |at: &Instant| unsure(&permission.schedule, Instant(at.0 - 1), &zone);
        let mut sources = with(rules.clone(), &zone);
        sources.outside_unsaid.insert("A".into(), sources.rules[0].location.clone());
        let said = found(&sources, today, "outside_times_missing");
        prop_assert_eq!(!said.is_empty(), half_hours(from, until).any(|at| silent(&at)));
        if let Some(finding) = said.first() {
            let at = example(finding);
            prop_assert!(in_force(&permission, at) && at >= now);
            prop_assert!(silent(&at), "{}", finding.what.zh);
            prop_assert_eq!(ask(&rules, &zone, at).verdict, Verdict::NoPublishedRule);
            // Just outside a window, where the silence begins there on any day; a change of the
            // clocks may end a window too.
            if zone.transitions.is_empty() {
                let edge = half_hours(from, until).find(|at| silent(at) && ended(at));
                prop_assert!(edge.is_none_or(|edge| edge == at), "{edge:?} {}", finding.what.zh);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn s6_4_a_grade_is_without_rule_where_the_city_is_silent(
        others in prop::collection::vec(bounded("B", Effect::Permit), 0..4),
        always in any::<bool>(),
        day in 0i64..1200,
        zone in zone(),
    ) {
        let mut rules: Vec<Rule> = others.into_iter().enumerate().map(|(i, other)| Rule {
            id: format!("B-{i}").as_str().into(),
            scope: civic::rules::Scope::City,
            ..other
        }).collect();
        if always {
            rules.push(Rule { scope: civic::rules::Scope::City, ..rule("C", Effect::Prohibit, 900) });
        }
        let today = date("2024-12-01").plus_days(day);
        let said = found(&with(rules.clone(), &zone), today, "grade_without_rule");
        // Every rule but one that covers all time is over some day.
        prop_assert_eq!(said.len(), usize::from(!always));
        for finding in said {
            let at = example(&finding);
            let now = zone.instant(Local { date: today, second: 0 });
            prop_assert!(at >= now);
            prop_assert_eq!(ask(&rules, &zone, at).verdict, Verdict::NoPublishedRule);
        }
    }
}
