//! The city's time zone as a `VTIMEZONE` (RFC 5545 §3.6.5), each change of the clocks written out.

use std::collections::BTreeMap;

use civic::ical::{Lines, stamp};
use civic::time::{Instant, Local, Transition, Zone};

/// The zone as it is between two instants.
pub(super) fn write(lines: &mut Lines, zone: &Zone, from: Instant, until: Instant) {
    lines.raw("BEGIN", "VTIMEZONE");
    lines.text("TZID", &zone.name);
    // The offset before the first change that is listed.
    let first = zone.transitions.partition_point(|t| t.at <= from.0);
    let listed: Vec<&Transition> = zone.transitions[first..]
        .iter()
        .take_while(|t| t.at < until.0)
        .collect();
    let standing = zone.offset_at(from);
    let standard = listed
        .iter()
        .map(|t| t.offset_minutes)
        .chain([standing])
        .min()
        .unwrap_or(standing);
    let observance = |lines: &mut Lines, from: i16, to: i16, onsets: &[Local]| {
        let name = if to > standard {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        lines.raw("BEGIN", name);
        let mut onsets = onsets.iter().copied().map(stamp);
        lines.raw("DTSTART", &onsets.next().unwrap_or_default());
        let others: Vec<String> = onsets.collect();
        if !others.is_empty() {
            lines.raw("RDATE", &others.join(","));
        }
        lines.raw("TZOFFSETFROM", &offset(from));
        lines.raw("TZOFFSETTO", &offset(to));
        lines.raw("END", name);
    };
    // Long before any event, so that it covers the first one.
    let epoch = Local::from_local_seconds(0);
    observance(lines, standing, standing, &[epoch]);
    let mut changes: BTreeMap<(i16, i16), Vec<Local>> = BTreeMap::new();
    let mut before = standing;
    for change in listed {
        // An onset is given in the local time that ends with it.
        let onset = Local::from_local_seconds(change.at + i64::from(before) * 60);
        let pair = (before, change.offset_minutes);
        changes.entry(pair).or_default().push(onset);
        before = change.offset_minutes;
    }
    for ((from, to), onsets) in &changes {
        observance(lines, *from, *to, onsets);
    }
    lines.raw("END", "VTIMEZONE");
}

fn offset(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
