//! What an office has to answer soon, as a calendar to subscribe to (RFC 5545). It holds the kind of
//! each case and its day, and nothing that anyone wrote.

use super::clock::Clock;
use crate::ical::{Lines, day, utc};
use crate::time::{Calendar, Date, Instant};
use crate::{CaseKey, Text};

/// An open case of an office.
#[derive(Clone, Copy, Debug)]
pub struct OpenCase<'a> {
    /// Its key.
    pub key: &'a CaseKey,
    /// What its kind is called.
    pub service: &'a Text,
    /// Its clock.
    pub clock: &'a Clock,
}

/// A case that is due.
#[derive(Clone, Copy, Debug)]
pub struct DueCase<'a> {
    /// The case.
    pub case: OpenCase<'a>,
    /// The last day for its answer, pauses included.
    pub due: Date,
    /// True where that day has passed.
    pub is_overdue: bool,
}

/// What is due.
#[derive(Clone, Debug)]
pub struct Due<'a> {
    /// The cases, the earliest first.
    pub cases: Vec<DueCase<'a>>,
    /// How many more are open of which nobody can say when they are due: no day was promised, or a year
    /// has no calendar.
    pub without_day: usize,
}

/// What is due within so many working days after `today`, and what is overdue. A case that has been
/// answered or has ended is not. Where the calendar does not reach so far, all that is due is told.
pub fn due_within<'a>(
    cases: impl IntoIterator<Item = OpenCase<'a>>,
    today: Date,
    working_days: u32,
    calendar: &Calendar,
) -> Due<'a> {
    let until = calendar.plus_working_days(today, working_days);
    let mut due = Due {
        cases: Vec::new(),
        without_day: 0,
    };
    for case in cases {
        if case.clock.ended.is_some() {
            continue;
        }
        match case.clock.due_on(today, calendar) {
            None => due.without_day += 1,
            Some(last) if until.is_some_and(|until| last > until) => {}
            Some(last) => due.cases.push(DueCase {
                case,
                due: last,
                is_overdue: last < today,
            }),
        }
    }
    due.cases.sort_by_key(|case| (case.due, case.case.key));
    due
}

/// The calendar file of an office, made at `now`. `city` is the city's identifier, which makes the
/// events' identifiers unique; `page` is where a case can be opened, if anywhere.
pub fn due_calendar(
    due: &Due<'_>,
    office: &Text,
    city: &str,
    now: Instant,
    page: impl Fn(&CaseKey) -> Option<String>,
) -> String {
    let made = utc(now);
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Mingdan//Cases due//ZH");
    lines.raw("CALSCALE", "GREGORIAN");
    let name = format!("{} 诉求到期日", office.zh);
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    lines.raw("X-PUBLISHED-TTL", "PT1H");
    for DueCase {
        case,
        due,
        is_overdue,
    } in &due.cases
    {
        lines.raw("BEGIN", "VEVENT");
        lines.text("UID", &format!("{}.due@{city}.mingdan", case.key));
        lines.raw("DTSTAMP", &made);
        // A day of the city, whatever the reader's zone: so no time zone is needed.
        lines.raw("DTSTART;VALUE=DATE", &day(*due));
        lines.raw("DTEND;VALUE=DATE", &day(due.next()));
        let (zh, en) = if *is_overdue {
            ("已超期", "Overdue")
        } else {
            ("到期", "Due")
        };
        lines.text("SUMMARY", &format!("{zh}：{}", case.service.zh));
        if !case.service.en.is_empty() {
            lines.text("DESCRIPTION", &format!("{en}: {}", case.service.en));
        }
        if let Some(page) = page(case.key) {
            lines.raw("URL", &page);
        }
        lines.raw("TRANSP", "TRANSPARENT");
        lines.raw("END", "VEVENT");
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}
