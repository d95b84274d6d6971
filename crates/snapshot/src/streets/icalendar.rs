//! The calendar of a street: its permitted times as iCalendar (RFC 5545, RFC 7986).
//!
//! `calendar` takes the dates of unchanged events from the calendar published before; it writes the
//! time zone and each event with its changed occurrences.

use std::collections::BTreeMap;

use civic::GoodsId;
use civic::answer::permitted_times::{Change, Event, Occurrence, horizon};
use civic::ical::{Lines, stamp, utc};
use civic::time::{DAY_SECONDS, Date, Instant, Local, WeekdaySet, Zone};
use routes::tree::Format;

use super::ical_zone;
use super::street::{Moment, Street};

/// What was published of one event.
#[derive(Default)]
struct Before {
    /// The unfolded lines of each of its parts, without those that depend on the version.
    said: Vec<String>,
    /// When it was last changed.
    stamp: String,
    /// In which snapshot.
    sequence: String,
}

/// The calendar file; `before` is the one of the snapshot before. An event that says the same as
/// there keeps its stamp and sequence, so that nothing changes where nothing changed.
pub(super) fn calendar(street: &Street<'_>, moment: &Moment, before: Option<&str>) -> String {
    let zone = &street.city.settings.zone;
    let today = zone.local(moment.published_at.instant).date;
    let before = before.map(published).unwrap_or_default();
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Mingdan//Street calendar//ZH");
    lines.raw("CALSCALE", "GREGORIAN");
    let name = format!("{} 摆摊时段", street.title());
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    let about = street.about();
    lines.text("DESCRIPTION", &about);
    lines.text("X-WR-CALDESC", &about);
    lines.text("X-WR-TIMEZONE", &zone.name);
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
    lines.raw("X-PUBLISHED-TTL", "PT12H");
    if let Some(page) = street.page(None) {
        lines.raw("URL", &page);
    }
    if let Some(source) = street.file(Format::Calendar) {
        lines.raw("SOURCE;VALUE=URI", &source);
    }
    if let Some((from, until)) = horizon(today) {
        let midnight = |date| zone.instant(Local { date, second: 0 });
        // The first moment of the year before, and of the year after, for what runs over the ends.
        let (start, end) = (midnight(from.plus_days(-1)), midnight(until.plus_days(2)));
        ical_zone::write(&mut lines, zone, start, end);
        for event in street.events(from, until) {
            let said = said(street, &event);
            let bare: Vec<String> = said.iter().map(|part| unfolded(part)).collect();
            let same = before.get(&uid(street, &event)).filter(|b| b.said == bare);
            let (stamp, sequence) = match same {
                Some(before) => (before.stamp.clone(), before.sequence.clone()),
                None => (
                    utc(moment.published_at.instant),
                    moment.sequence.to_string(),
                ),
            };
            for part in said {
                lines.raw("BEGIN", "VEVENT");
                lines.append(&part);
                lines.raw("DTSTAMP", &stamp);
                lines.raw("SEQUENCE", &sequence);
                lines.raw("END", "VEVENT");
            }
        }
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

fn unfolded(lines: &str) -> String {
    lines.replace("\r\n ", "")
}

/// The events of a file of ours by their UID.
fn published(file: &str) -> BTreeMap<String, Before> {
    let mut events: BTreeMap<String, Before> = BTreeMap::new();
    let (mut uid, mut part, mut version) = (String::new(), None, Before::default());
    for line in unfolded(file).split_terminator("\r\n") {
        match (line, line.split_once(':'), part.as_mut()) {
            ("BEGIN:VEVENT", ..) => part = Some(String::new()),
            ("END:VEVENT", ..) => {
                let event = events.entry(uid.clone()).or_default();
                event.said.extend(part.take());
                event.stamp.clone_from(&version.stamp);
                event.sequence.clone_from(&version.sequence);
            }
            (_, Some(("DTSTAMP", stamp)), _) => stamp.clone_into(&mut version.stamp),
            (_, Some(("SEQUENCE", sequence)), _) => sequence.clone_into(&mut version.sequence),
            (_, property, Some(part)) => {
                if let Some(("UID", value)) = property {
                    value.clone_into(&mut uid);
                }
                part.push_str(line);
                part.push_str("\r\n");
            }
            _ => {}
        }
    }
    events
}

fn uid(street: &Street<'_>, event: &Event<'_>) -> String {
    let (place, city) = (&street.place.id, &street.city.settings.id);
    format!("{place}.{}@{city}.mingdan", event.key)
}

/// An event and its changed occurrences: the lines of each, without those that depend on the version.
fn said(street: &Street<'_>, event: &Event<'_>) -> Vec<String> {
    let zone = &street.city.settings.zone;
    let usual = Change {
        date: event.first.date,
        left: Some(event.first),
        goods: event.goods.clone(),
        paused: Vec::new(),
    };
    let Some(repeats) = event.repeats else {
        let change = event.changes.first().unwrap_or(&usual);
        return vec![part(street, event, change, &[])];
    };
    let mut repetition = vec![("RRULE", rrule(zone, event, repeats.weekdays, repeats.last))];
    let exdate = format!("EXDATE;TZID={}", zone.name);
    if !event.except.is_empty() {
        let except = event.except.iter();
        let except: Vec<String> = except.map(|d| start_of(event, *d)).collect();
        repetition.push((&exdate, except.join(",")));
    }
    let recurrence = format!("RECURRENCE-ID;TZID={}", zone.name);
    let changes = event.changes.iter().map(|change| {
        let which = [(recurrence.as_str(), start_of(event, change.date))];
        part(street, event, change, &which)
    });
    let mut parts = vec![part(street, event, &usual, &repetition)];
    parts.extend(changes);
    parts
}

/// When the occurrence of a day begins, as the city's clocks show it.
fn start_of(event: &Event<'_>, date: Date) -> String {
    clock(date, event.first.hours.start)
}

fn clock(date: Date, second: u32) -> String {
    let seconds = date.day_number() * DAY_SECONDS + i64::from(second);
    stamp(Local::from_local_seconds(seconds))
}

fn rrule(zone: &Zone, event: &Event<'_>, weekdays: WeekdaySet, last: Date) -> String {
    const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let until = Occurrence::at(zone, last, event.first.hours).from;
    let until = utc(until);
    let names: Vec<&str> = weekdays
        .days()
        .filter_map(|d| NAMES.get(usize::from(d) - 1).copied())
        .collect();
    if names.len() == NAMES.len() {
        format!("FREQ=DAILY;UNTIL={until}")
    } else {
        format!("FREQ=WEEKLY;UNTIL={until};BYDAY={}", names.join(","))
    }
}

/// The event itself, or one of its occurrences.
fn part(
    street: &Street<'_>,
    event: &Event<'_>,
    change: &Change,
    more: &[(&str, String)],
) -> String {
    let mut lines = Lines::default();
    lines.text("UID", &uid(street, event));
    for (name, value) in more {
        lines.raw(name, value);
    }
    let zone = &street.city.settings.zone;
    let usual = Occurrence::at(zone, change.date, event.first.hours);
    let usual = if event.repeats.is_none() {
        event.first
    } else {
        usual
    };
    let held = change.left.unwrap_or(usual);
    time(
        &mut lines,
        zone,
        "DTSTART",
        &held,
        held.hours.start,
        held.from,
    );
    time(&mut lines, zone, "DTEND", &held, held.hours.end, held.until);
    let status = if change.left.is_some() {
        "CONFIRMED"
    } else {
        "CANCELLED"
    };
    lines.raw("STATUS", status);
    lines.text(
        "SUMMARY",
        &street.summary(event.rule, &change.goods, change.left.is_none()),
    );
    lines.text("LOCATION", &street.title());
    if let Some((latitude, longitude)) = street.point() {
        lines.raw("GEO", &format!("{latitude};{longitude}"));
    }
    lines.text(
        "DESCRIPTION",
        &street.description(event.rule, &change.goods, &change.paused),
    );
    let names = change.goods.iter().map(|g| street.goods_name(g));
    lines.texts("CATEGORIES", names);
    if let Some(page) = street.page(change.goods.first()) {
        lines.raw("URL", &page);
    }
    lines.raw("TRANSP", "TRANSPARENT");
    lines.text("X-MINGDAN-RULE", event.rule.id.as_str());
    let goods: Vec<&str> = change.goods.iter().map(GoodsId::as_str).collect();
    lines.text("X-MINGDAN-GOODS", &goods.join(" "));
    lines.finish()
}

/// A time on the city's clocks; in UTC where they show it twice.
fn time(
    lines: &mut Lines,
    zone: &Zone,
    name: &str,
    occurrence: &Occurrence,
    second: u32,
    at: Instant,
) {
    if occurrence.plain {
        lines.raw(
            &format!("{name};TZID={}", zone.name),
            &clock(occurrence.date, second),
        );
    } else {
        lines.raw(name, &utc(at));
    }
}
