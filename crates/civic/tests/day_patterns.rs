//! Day patterns of a week and a year, across clock changes and into a year without a calendar.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::RuleId;
use civic::answer::day_patterns::{DayPatterns, DayState, month_start};
use civic::answer::{Engine, Verdict};
use civic::places::Grade;
use civic::rules::{Effect, Rule};
use civic::time::{DateSpan, DayType, Transition, Zone};
use fixtures::*;

fn day_patterns(engine: &Engine, from: &str, until: &str) -> DayPatterns {
    engine
        .day_patterns(&"P".into(), &"snack".into(), date(from), date(until))
        .expect("P is a place")
}

/// The segments of a day as `[(from, until, permitted)]`, in minutes.
fn spans(day_patterns: &DayPatterns, day: &str) -> Vec<(u16, u16, bool)> {
    let day = day_patterns.days.iter().find(|d| d.date == date(day));
    let pattern = day_patterns.pattern(*day.expect("a day of the patterns"));
    let segments = &pattern.expect("its pattern").segments;
    segments
        .iter()
        .map(|s| (s.from, s.until, s.verdict.permits()))
        .collect()
}

fn state(day_patterns: &DayPatterns, day: &str) -> DayState {
    let day = day_patterns.days.iter().find(|d| d.date == date(day));
    let pattern = day_patterns.pattern(*day.expect("a day of the patterns"));
    pattern.expect("its pattern").state
}

fn permit(windows_: &[&str]) -> Rule {
    let mut permit = rule("R", Effect::Permit, 100);
    permit.schedule.windows = windows(windows_);
    permit
}

fn outside() -> Rule {
    let mut outside = rule("R.outside", Effect::Prohibit, 900);
    outside.outside_times = true;
    outside
}

#[test]
fn a_week_shows_the_windows_of_each_day() {
    let mut weekdays_ = permit(&["18:00-22:00"]);
    weekdays_.schedule.weekdays = weekdays("12345");
    let engine = engine(&[weekdays_, outside()]);
    // 5 June 2025 is a Thursday.
    let week = day_patterns(&engine, "2025-06-05", "2025-06-12");
    assert_eq!(week.days.len(), 7);
    let evening = [(0, 1080, false), (1080, 1320, true), (1320, 1440, false)];
    assert_eq!(spans(&week, "2025-06-06"), evening);
    assert_eq!(spans(&week, "2025-06-07"), [(0, 1440, false)]);
    assert_eq!(spans(&week, "2025-06-09"), evening);
    assert_eq!(state(&week, "2025-06-05"), DayState::Sometimes);
    assert_eq!(state(&week, "2025-06-08"), DayState::Never);
    assert_eq!(week.patterns.len(), 2, "equal days share a pattern");
}

#[test]
fn a_window_past_midnight_is_shown_on_both_days() {
    let mut friday = permit(&["22:00-04:00+1"]);
    friday.schedule.weekdays = weekdays("5");
    let engine = engine(&[friday]);
    let week = day_patterns(&engine, "2025-06-05", "2025-06-12");
    assert_eq!(
        spans(&week, "2025-06-06"),
        [(0, 1320, false), (1320, 1440, true)]
    );
    assert_eq!(
        spans(&week, "2025-06-07"),
        [(0, 240, true), (240, 1440, false)]
    );
    assert_eq!(state(&week, "2025-06-05"), DayState::NotPublished);
}

#[test]
fn the_state_of_a_day_distinguishes_no_rule_and_a_missing_calendar() {
    let mut season_ = permit(&[]);
    season_.schedule.seasons = vec![season("06-01", "07-01")];
    let mut holidays = rule("H", Effect::Prohibit, 50);
    holidays.schedule.day_types = vec![DayType::Holiday];
    let engine = engine(&[season_, holidays]);
    let year = day_patterns(&engine, "2025-05-01", "2027-03-01");
    assert_eq!(state(&year, "2025-06-01"), DayState::AllDay);
    assert_eq!(state(&year, "2025-05-31"), DayState::NotPublished);
    assert_eq!(state(&year, "2025-10-01"), DayState::Never);
    assert_eq!(
        state(&year, "2027-02-10"),
        DayState::Stale,
        "2027 has no calendar"
    );
}

#[test]
fn coming_into_force_and_expiry_are_shown_to_the_minute() {
    let mut short = permit(&[]);
    short.in_force = local("2025-06-06 18:00");
    short.expires = Some(local("2025-06-09 21:00"));
    let engine = engine(&[short]);
    let week = day_patterns(&engine, "2025-06-05", "2025-06-12");
    assert_eq!(
        spans(&week, "2025-06-06"),
        [(0, 1080, false), (1080, 1440, true)]
    );
    assert_eq!(state(&week, "2025-06-07"), DayState::AllDay);
    assert_eq!(
        spans(&week, "2025-06-09"),
        [(0, 1260, true), (1260, 1440, false)]
    );
    assert_eq!(state(&week, "2025-06-10"), DayState::NotPublished);
}

#[test]
fn daylight_saving_time_moves_no_window_in_local_time() {
    let zone = Zone {
        name: "Europe/Helsinki".to_owned(),
        offset_minutes: 120,
        transitions: vec![
            Transition {
                at: at("2025-03-30T01:00:00Z").instant.0,
                offset_minutes: 180,
            },
            Transition {
                at: at("2025-10-26T01:00:00Z").instant.0,
                offset_minutes: 120,
            },
        ],
    };
    let rules = [permit(&["02:00-03:30", "18:00-22:00"]), outside()];
    let engine = Engine::new(&[place("P", Grade::Guided)], &rules, &calendar(), &zone);
    let year = day_patterns(&engine, "2025-01-01", "2026-01-01");
    let usual = [
        (0, 120, false),
        (120, 210, true),
        (210, 1080, false),
        (1080, 1320, true),
        (1320, 1440, false),
    ];
    for day in ["2025-03-29", "2025-03-31", "2025-10-25", "2025-10-27"] {
        assert_eq!(spans(&year, day), usual, "{day}");
    }
    // The clocks are set forward from 03:00 to 04:00, and back from 04:00 to 03:00. A window that
    // includes the skipped or repeated hour is shown as written.
    for day in ["2025-03-30", "2025-10-26"] {
        assert_eq!(spans(&year, day), usual, "{day}");
    }
    assert_eq!(year.patterns.len(), 1);
}

#[test]
fn a_year_groups_equal_days_by_month() {
    let mut weekend = permit(&["09:00-12:00"]);
    weekend.schedule.weekdays = weekdays("67");
    let engine = engine(&[weekend, outside()]);
    let year = day_patterns(&engine, "2025-06-01", "2026-06-01");
    let months = year.months();
    assert_eq!(months.len(), 12);
    assert_eq!(months[0].days.len(), 30);
    assert_eq!(months[8].first, date("2026-02-01"));
    // 1 June 2025 is a Sunday.
    let weekend = &months[0].groups[0];
    let span = |from, until| DateSpan {
        from: date(from),
        until: date(until),
    };
    assert_eq!(
        weekend.spans[..2],
        [
            span("2025-06-01", "2025-06-02"),
            span("2025-06-07", "2025-06-09")
        ]
    );
    assert_eq!(
        months[0].groups[1].spans[0],
        span("2025-06-02", "2025-06-07")
    );
}

#[test]
fn only_rules_that_decide_at_some_time_are_listed() {
    let beaten = rule("Z", Effect::Prohibit, 950);
    let mut later = rule("Later", Effect::Permit, 1);
    later.in_force = local("2026-01-01 00:00");
    let engine = engine(&[permit(&["09:00-12:00"]), outside(), beaten, later]);
    let named = |from, until| day_patterns(&engine, from, until).rules;
    let ids = |ids: &[&str]| ids.iter().map(|id| RuleId::from(*id)).collect::<Vec<_>>();
    assert_eq!(named("2025-06-01", "2025-07-01"), ids(&["R", "R.outside"]));
    assert_eq!(
        named("2025-06-01", "2026-07-01"),
        ids(&["Later", "R", "R.outside"])
    );
}

#[test]
fn many_rules_give_the_same_patterns_as_few() {
    let rules: Vec<Rule> = (0..40)
        .map(|n| {
            let mut permit = permit(&["09:00-12:00"]);
            permit.id = format!("R-{n:02}").as_str().into();
            permit.schedule.dates = vec![DateSpan::day(date("2025-06-01").plus_days(n))];
            permit
        })
        .collect();
    let engine = engine(&rules);
    let year = day_patterns(&engine, "2025-06-01", "2025-08-01");
    assert_eq!(state(&year, "2025-07-10"), DayState::Sometimes);
    assert_eq!(state(&year, "2025-07-11"), DayState::NotPublished);
    assert_eq!(year.rules.len(), 40);
}

#[test]
fn an_unknown_place_has_no_patterns_and_an_empty_span_has_empty_ones() {
    let engine = engine(&[outside()]);
    let (from, until) = (date("2025-06-01"), date("2025-06-08"));
    let day_patterns =
        |place: &str, until| engine.day_patterns(&place.into(), &"snack".into(), from, until);
    assert_eq!(day_patterns("X", until), None);
    assert_eq!(day_patterns("P", from), Some(DayPatterns::default()));
    assert_eq!(
        day_patterns("P", until).map(|p| p.patterns[0].segments[0].verdict.clone()),
        Some(Verdict::Prohibited)
    );
}

#[test]
fn months_are_counted_across_new_year() {
    assert_eq!(month_start(date("2026-11-23"), 0), date("2026-11-01"));
    assert_eq!(month_start(date("2026-11-23"), 12), date("2027-11-01"));
    assert_eq!(month_start(date("2026-11-23"), 2), date("2027-01-01"));
    assert_eq!(month_start(date("2026-01-31"), -1), date("2025-12-01"));
}
