//! Content lines of iCalendar (RFC 5545 §3.1): escaped, folded, ended with CRLF; and how its times are
//! written (§3.3).
//!
//! The crate `icalendar` writes a `DTSTAMP` of this moment and a random `UID` into every component
//! that has none, the parts of a `VTIMEZONE` among them, where they are not allowed; and files must
//! be the same bytes for the same input.

use crate::time::{Date, Instant, Local};

/// The most octets of a line without its end.
const MOST_OCTETS: usize = 75;

/// Lines of a calendar file. No value can begin a line of its own.
#[derive(Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// A property with a value that is not text: a time, a rule, an address. What would end the
    /// line is left out.
    pub fn raw(&mut self, name: &str, value: &str) {
        let value: String = value.chars().filter(|c| !breaks(*c)).collect();
        self.fold(&format!("{name}:{value}"));
    }

    /// A property with text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escape(value)));
    }

    /// A property with several texts.
    pub fn texts<'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a str>) {
        let values: Vec<String> = values.into_iter().map(escape).collect();
        self.fold(&format!("{name}:{}", values.join(",")));
    }

    /// The lines of another.
    pub fn append(&mut self, other: &str) {
        self.0.push_str(other);
    }

    /// The text so far.
    pub fn finish(self) -> String {
        self.0
    }

    fn fold(&mut self, line: &str) {
        let mut room = MOST_OCTETS;
        for character in line.chars() {
            let octets = character.len_utf8();
            if octets > room {
                self.0.push_str("\r\n ");
                room = MOST_OCTETS - 1;
            }
            self.0.push(character);
            room -= octets;
        }
        self.0.push_str("\r\n");
    }
}

/// True for what some reader takes as the end of a line, and for other control characters.
fn breaks(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

/// Text as a value (RFC 5545 §3.3.11).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if breaks(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// A day, `20260501`.
pub fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A local time, `20260501T183000`.
pub fn stamp(local: Local) -> String {
    let second = local.second;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{}T{hour:02}{minute:02}{second:02}", day(local.date))
}

/// An instant in UTC, `20260501T103000Z`.
pub fn utc(at: Instant) -> String {
    stamp(Local::from_local_seconds(at.0)) + "Z"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> String {
        let mut lines = Lines::default();
        lines.text("SUMMARY", value);
        lines.finish()
    }

    #[test]
    fn what_parts_values_is_escaped() {
        assert_eq!(text(r"a;b,c\d:e"), "SUMMARY:a\\;b\\,c\\\\d:e\r\n");
        assert_eq!(text("一\n二\r\n三\r四"), "SUMMARY:一\\n二\\n三\\n四\r\n");
    }

    #[test]
    fn no_name_can_begin_a_line_of_its_own() {
        for end in ["\n", "\r", "\r\n", "\u{2028}", "\u{b}", "\u{85}", "\0"] {
            let hostile = format!("街{end}END:VEVENT{end}ATTENDEE:mailto:a@b.c");
            let mut lines = Lines::default();
            lines.text("SUMMARY", &hostile);
            lines.raw("URL", &hostile);
            lines.texts("CATEGORIES", [hostile.as_str(), "b"]);
            let out = lines.finish();
            let begun: Vec<&str> = out
                .split("\r\n")
                .filter(|l| !l.is_empty() && !l.starts_with(' '))
                .map(|l| l.split(':').next().unwrap_or_default())
                .collect();
            assert_eq!(begun, ["SUMMARY", "URL", "CATEGORIES"], "{end:?}");
            let bare = out.replace("\r\n", "");
            assert!(!bare.chars().any(breaks), "{end:?}");
        }
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_never_inside_a_character() {
        for length in 60..90 {
            let value = "街".repeat(length / 3) + &"a".repeat(length % 3);
            let out = text(&value);
            for line in out.trim_end_matches("\r\n").split("\r\n") {
                assert!(line.len() <= 75, "{} octets", line.len());
            }
            assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
        // A line that just fits is not folded.
        assert_eq!(text(&"a".repeat(67)).matches("\r\n").count(), 1);
        assert_eq!(text(&"a".repeat(68)).matches("\r\n").count(), 2);
    }
}
