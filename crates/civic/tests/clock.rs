//! Contract §4.8: clocks in working days, with pauses; and what is due, as a calendar.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::cases::clock::{Clock, Pause};
use civic::cases::due_calendar::{OpenCase, due_calendar, due_within};
use civic::time::{Date, Instant};
use civic::{CaseKey, Text};
use fixtures::{calendar, date};
use proptest::prelude::*;

fn pause(from: &str, until: &str) -> Pause {
    Pause {
        from: date(from),
        until: (!until.is_empty()).then(|| date(until)),
    }
}

fn clock(due: &str, pauses: &[Pause]) -> Clock {
    Clock {
        started: date("2025-09-25"), // a Thursday
        due: (!due.is_empty()).then(|| date(due)),
        pauses: pauses.to_vec(),
        ended: None,
    }
}

#[test]
fn s4_8_a_pause_pushes_the_day_by_the_working_days_it_took() {
    // In the calendar the 1st is a holiday, and people work on Saturday the 11th.
    let due = |pauses: &[Pause], today: &str| {
        clock("2025-10-10", pauses).due_on(date(today), &calendar())
    };
    for (pauses, today, pushed) in [
        (vec![], "2025-12-01", "2025-10-10"),
        // Begun and ended on one day.
        (
            vec![pause("2025-09-29", "2025-09-29")],
            "2025-12-01",
            "2025-10-10",
        ),
        // One working day, and the next one is the make-up Saturday.
        (
            vec![pause("2025-09-29", "2025-09-30")],
            "2025-12-01",
            "2025-10-11",
        ),
        // A weekend costs nothing.
        (
            vec![pause("2025-09-27", "2025-09-29")],
            "2025-12-01",
            "2025-10-10",
        ),
        // From the last day on.
        (
            vec![pause("2025-10-10", "2025-10-14")],
            "2025-12-01",
            "2025-10-14",
        ),
        // Into the days that the first pause pushed it to.
        (
            vec![
                pause("2025-09-29", "2025-09-30"),
                pause("2025-10-11", "2025-10-13"),
            ],
            "2025-12-01",
            "2025-10-13",
        ),
        // Once the day has passed, a pause does not undo it.
        (
            vec![pause("2025-10-11", "2025-11-11")],
            "2025-12-01",
            "2025-10-10",
        ),
        // One that lasts pushes it day by day.
        (vec![pause("2025-10-09", "")], "2025-10-09", "2025-10-10"),
        (vec![pause("2025-10-09", "")], "2025-10-10", "2025-10-11"),
        (vec![pause("2025-10-09", "")], "2025-10-14", "2025-10-15"),
    ] {
        assert_eq!(
            due(&pauses, today),
            Some(date(pushed)),
            "{pauses:?} {today}"
        );
    }
}

#[test]
fn s4_8_overdue_is_computed_and_stops_with_the_answer() {
    let overdue = |clock: &Clock, today| clock.is_overdue(date(today), &calendar());
    let open = clock("2025-10-10", &[]);
    assert_eq!(overdue(&open, "2025-10-10"), Some(false));
    assert_eq!(overdue(&open, "2025-10-11"), Some(true));
    let in_time = Clock {
        ended: Some(date("2025-10-10")),
        ..open.clone()
    };
    assert_eq!(overdue(&in_time, "2025-12-31"), Some(false));
    let late = Clock {
        ended: Some(date("2025-10-13")),
        ..open
    };
    assert_eq!(overdue(&late, "2025-12-31"), Some(true));
    // While it is stopped it does not become overdue.
    let stopped = clock("2025-10-10", &[pause("2025-10-10", "")]);
    assert_eq!(overdue(&stopped, "2025-12-31"), Some(false));
    assert!(stopped.is_paused());
}

#[test]
fn working_days_used_and_left_are_those_the_clock_ran() {
    let open = clock("2025-10-10", &[pause("2025-09-29", "2025-09-30")]);
    let used = |today| open.used(date(today), &calendar());
    let left = |today| open.left(date(today), &calendar());
    assert_eq!(
        (used("2025-09-25"), left("2025-09-25")),
        (Some(0), Some(10))
    );
    assert_eq!(used("2025-09-26"), Some(1));
    assert_eq!(used("2025-09-29"), Some(1));
    assert_eq!(used("2025-09-30"), Some(2));
    assert_eq!(left("2025-10-10"), Some(1));
    assert_eq!(left("2025-10-11"), Some(0));
    assert_eq!(left("2025-10-14"), Some(-2));
    let stopped = clock("2025-10-10", &[pause("2025-09-29", "")]);
    for today in ["2025-09-26", "2025-09-29", "2025-09-30"] {
        assert_eq!(stopped.used(date(today), &calendar()), Some(1), "{today}");
    }
    let ended = Clock {
        ended: Some(date("2025-09-30")),
        ..open.clone()
    };
    assert_eq!(ended.used(date("2025-12-31"), &calendar()), Some(2));
    assert_eq!(ended.left(date("2025-12-31"), &calendar()), None);
}

#[test]
fn nothing_is_said_where_a_year_has_no_calendar() {
    let into_2027 = Clock {
        started: date("2026-12-28"),
        due: Some(date("2026-12-31")),
        pauses: vec![pause("2026-12-29", "2027-01-05")],
        ended: None,
    };
    let today = date("2027-01-05");
    assert_eq!(into_2027.due_on(today, &calendar()), None);
    assert_eq!(into_2027.is_overdue(today, &calendar()), None);
    assert_eq!(into_2027.used(today, &calendar()), None);
    assert_eq!(into_2027.left(today, &calendar()), None);
    let unpromised = clock("", &[]);
    assert_eq!(unpromised.is_overdue(today, &calendar()), None);
}

fn pauses() -> impl Strategy<Value = Vec<Pause>> {
    prop::collection::vec((0..20_i64, 0..20_i64), 0..6).prop_map(|gaps| {
        let mut day = date("2025-09-25");
        let mut pauses = Vec::new();
        for (before, length) in gaps {
            day = day.plus_days(before);
            let until = day.plus_days(length);
            pauses.push(Pause {
                from: day,
                until: Some(until),
            });
            day = until;
        }
        pauses
    })
}

/// The day on which as many working days have been used as were promised, by walking each day.
fn by_walking(clock: &Clock, promised: u32) -> Date {
    let mut day = clock.started;
    let mut used = 0;
    while used < promised {
        day = day.next();
        let is_paused = clock.pauses.iter().any(|pause| {
            let until = pause.until.expect("ended");
            (pause.from.day_number()..until.day_number()).contains(&day.day_number())
        });
        if !is_paused && calendar().is_working_day(day).expect("a calendar") {
            used += 1;
        }
    }
    day
}

proptest! {
    #[test]
    fn the_day_is_the_one_on_which_the_promised_days_are_used(pauses in pauses(), days in 1..15_u32) {
        let due = calendar().plus_working_days(date("2025-09-25"), days).expect("a calendar");
        let clock = Clock { due: Some(due), ..clock("", &pauses) };
        let today = date("2026-06-01");
        let pushed = clock.due_on(today, &calendar()).expect("a calendar");
        prop_assert_eq!(pushed, by_walking(&clock, days));
        prop_assert_eq!(clock.used(pushed, &calendar()), Some(days));
        prop_assert!(pushed >= due);
    }

    #[test]
    fn stopping_the_clock_never_makes_a_case_overdue(pauses in pauses(), at in 0..40_i64, later in 0..60_i64) {
        let due = date("2025-10-10");
        let clock = Clock { due: Some(due), ..clock("", &pauses) };
        let last = clock.pauses.last().and_then(|pause| pause.until).unwrap_or(clock.started);
        let from = last.plus_days(at);
        let stopped = Clock {
            pauses: [clock.pauses.clone(), vec![Pause { from, until: None }]].concat(),
            ..clock.clone()
        };
        let before = clock.is_overdue(from, &calendar()).expect("a calendar");
        let after = stopped.is_overdue(from.plus_days(later), &calendar()).expect("a calendar");
        prop_assert_eq!(before, after);
    }
}

#[test]
fn what_is_due_soon_is_a_calendar_without_a_word_of_anyone() {
    let service = Text::new("求助；建议", "Help");
    let keys: Vec<CaseKey> = ["k-late", "k-soon", "k-far", "k-open", "k-done"]
        .map(CaseKey::from)
        .to_vec();
    let mut clocks: Vec<Clock> = ["2025-10-09", "2025-10-13", "2025-10-15", "", "2025-10-10"]
        .map(|due| clock(due, &[]))
        .to_vec();
    clocks[4].ended = Some(date("2025-10-09"));
    let cases = keys.iter().zip(&clocks).map(|(key, clock)| OpenCase {
        key,
        service: &service,
        clock,
    });
    // Two working days after Friday the 10th: Saturday the 11th, on which people work, and Monday.
    let due = due_within(cases, date("2025-10-10"), 2, &calendar());
    let found: Vec<_> = due
        .cases
        .iter()
        .map(|case| (case.case.key.as_str(), case.due, case.is_overdue))
        .collect();
    assert_eq!(
        found,
        [
            ("k-late", date("2025-10-09"), true),
            ("k-soon", date("2025-10-13"), false)
        ]
    );
    assert_eq!(due.without_day, 1);
    let office = Text::new("朝阳街道", "Chaoyang");
    let page = |key: &CaseKey| (key.as_str() == "k-soon").then(|| "https://x.test/desk".to_owned());
    let file = due_calendar(&due, &office, "xining", Instant(1_760_090_400), page);
    assert_eq!(
        file.replace("\r\n", "\n"),
        "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Mingdan//Cases due//ZH
CALSCALE:GREGORIAN
NAME:朝阳街道 诉求到期日
X-WR-CALNAME:朝阳街道 诉求到期日
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
BEGIN:VEVENT
UID:k-late.due@xining.mingdan
DTSTAMP:20251010T100000Z
DTSTART;VALUE=DATE:20251009
DTEND;VALUE=DATE:20251010
SUMMARY:已超期：求助；建议
DESCRIPTION:Overdue: Help
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:k-soon.due@xining.mingdan
DTSTAMP:20251010T100000Z
DTSTART;VALUE=DATE:20251013
DTEND;VALUE=DATE:20251014
SUMMARY:到期：求助；建议
DESCRIPTION:Due: Help
URL:https://x.test/desk
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"
    );
}
