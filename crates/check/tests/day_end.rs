//! 23:59 leaves a minute: 24:00 is the end of a day.

use check::{MINUTE_BEFORE_MIDNIGHT, Severity, Sources, check};
use civic::rules::Schedule;
use fixtures::sources::city;
use fixtures::{date, local, windows};

/// The columns and values of the findings about the minute before midnight.
fn found(sources: &Sources) -> Vec<(String, String)> {
    let found = check(sources, None, date("2026-06-01")).into_iter();
    let found = found.filter(|f| f.code == MINUTE_BEFORE_MIDNIGHT);
    found
        .map(|f| {
            assert_eq!(f.severity, Severity::Warning);
            assert!(f.fix.zh.contains("00") && f.fix.en.contains("00"), "{f:?}");
            (f.location.column, f.value)
        })
        .collect()
}

#[test]
fn a_window_that_ends_at_23_59_is_told() {
    let mut sources = city();
    let at = sources
        .rules
        .iter()
        .position(|r| !r.value.outside_times && r.value.overrides.is_none());
    let at = at.unwrap_or_default();
    let mut of = |written: &[&str]| {
        sources.rules[at].value.schedule = Schedule {
            windows: windows(written),
            ..Schedule::default()
        };
        found(&sources)
    };
    let told = |window: &str| vec![("时段".to_owned(), window.to_owned())];
    assert_eq!(of(&["17:00-23:59", "00:00-09:00"]), told("17:00-23:59"));
    assert_eq!(of(&["23:59-06:00+1"]), []);
    assert_eq!(of(&["17:00-24:00", "00:00-09:00"]), []);
    sources.rules[at].value.expires = Some(local("2027-12-31 23:59"));
    assert_eq!(found(&sources)[0].0, "失效");
    sources.rules[at].value.expires = Some(local("2028-01-01 00:00"));
    assert_eq!(found(&sources), []);
}
