//! Contract §4.8: deadlines in working days, and what is overdue.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::Text;
use civic::cases::deadline::{due_at, due_on, is_overdue, screen_by};
use civic::cases::{FeedbackSettings, Publication, Service, Stage};
use fixtures::{calendar, date as on, xining};

fn service(reply_working_days: Option<u32>) -> Service {
    Service {
        code: "vendor_rule".into(),
        name: Text::default(),
        description: Text::default(),
        reply_working_days,
        redirect: false,
        anonymous: false,
        publication: Publication::Each,
        questions: Vec::new(),
    }
}

#[test]
fn s4_8_the_clock_counts_working_days_with_make_up_workdays() {
    let calendar = calendar();
    for (received, days, due) in [
        ("2025-06-06", 1, "2025-06-09"), // a Friday
        ("2025-06-09", 5, "2025-06-16"),
        ("2025-09-30", 1, "2025-10-02"), // the 1st is a holiday
        ("2025-10-10", 1, "2025-10-11"), // a Saturday on which people work
        ("2025-12-31", 1, "2026-01-04"), // two holidays, then a Sunday on which people work
        ("2025-06-06", 0, "2025-06-06"),
    ] {
        let promised = due_on(&service(Some(days)), on(received), &calendar);
        assert_eq!(promised, Some(on(due)), "{received} + {days}");
    }
}

/// The settings of a city that says nothing of the times of handling.
fn settings() -> FeedbackSettings {
    let json = r#"{"text_max_chars":1,"contact_retention_days":2,"text_retention_days":3}"#;
    serde_json::from_str(json).expect("settings")
}

#[test]
fn the_times_of_handling_have_defaults() {
    let settings = settings();
    let times = (settings.contest_days, settings.screen_working_days);
    assert_eq!(times, (10, 1));
}

#[test]
fn somebody_looks_at_a_case_within_the_citys_own_working_days() {
    let mut settings = settings();
    let by = |settings: &_, received| screen_by(on(received), settings, &calendar());
    assert_eq!(by(&settings, "2025-10-10"), Some(on("2025-10-11")));
    settings.screen_working_days = 2;
    assert_eq!(by(&settings, "2025-10-10"), Some(on("2025-10-13")));
    assert_eq!(by(&settings, "2026-12-31"), None);
}

#[test]
fn no_day_is_promised_without_a_time_or_without_a_calendar() {
    let calendar = calendar();
    assert_eq!(due_on(&service(None), on("2025-06-06"), &calendar), None);
    assert_eq!(due_on(&service(Some(1)), on("2026-12-31"), &calendar), None);
}

#[test]
fn a_promise_ends_with_its_day_by_the_citys_clocks() {
    assert_eq!(
        due_at(on("2025-06-09"), &xining()).to_string(),
        "2025-06-09T23:59:59+08:00"
    );
}

#[test]
fn s4_8_overdue_is_computed_from_the_day_and_the_stage() {
    let due = Some(on("2025-06-09"));
    let is_overdue = |due, stage, today| is_overdue(due, &stage, on(today));
    assert!(!is_overdue(due, Stage::InProgress, "2025-06-09"));
    assert!(is_overdue(due, Stage::InProgress, "2025-06-10"));
    assert!(is_overdue(due, Stage::Unknown("x".into()), "2025-06-10"));
    assert!(!is_overdue(None, Stage::InProgress, "2025-06-10"));
    for ended in [
        Stage::Closed,
        Stage::Merged,
        Stage::Referred,
        Stage::Withdrawn,
    ] {
        assert!(!is_overdue(due, ended, "2025-06-10"));
    }
}
