//! The time parameter of a query.

use civic::time::{Instant, Local, Timestamp, Zone};

use super::Value;

/// A time in a query. A query without one asks about now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedTime {
    /// With a UTC offset, `2026-11-23T10:00:00+08:00`, as in the URL of a saved answer. Seconds may
    /// be missing, and the offset may be `Z`, `+08` or `+0800`. A `+` that was not encoded arrives
    /// as a space, and is read as the `+` it was.
    Timestamp(Timestamp),
    /// A local time in the city, `2026-11-23T10:00`, the format of an HTML `datetime-local` field.
    /// A date alone is its first moment.
    Local(Local),
}

impl AskedTime {
    /// The instant, given the city's time zone.
    pub fn instant(self, zone: &Zone) -> Instant {
        match self {
            Self::Timestamp(time) => time.instant,
            Self::Local(local) => zone.instant(local),
        }
    }
}

impl Value for AskedTime {
    fn read(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let rest = match rest.split_at_checked(1) {
            None if rest.is_empty() => "00:00",
            Some(("T" | "t" | " ", rest)) => rest,
            _ => return None,
        };
        let end = rest.bytes().position(|b| b" +-Zz".contains(&b));
        let (clock, offset) = rest.split_at(end.unwrap_or(rest.len()));
        let seconds = if clock.len() == 5 { ":00" } else { "" };
        let parse = |offset: &str| Timestamp::parse(&format!("{date}T{clock}{seconds}{offset}"));
        if offset.is_empty() {
            return Some(Self::Local(parse("Z")?.local()));
        }
        let offset = offset.trim_start();
        let (sign, offset) = match offset.split_at_checked(1)? {
            ("Z" | "z", "") => ("+", "00"),
            (sign @ ("+" | "-"), offset) => (sign, offset),
            _ => ("+", offset),
        };
        let (hours, minutes) = offset.split_at_checked(2)?;
        let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
        let minutes = if offset.len() == 2 { "00" } else { minutes };
        parse(&format!("{sign}{hours}:{minutes}")).map(Self::Timestamp)
    }

    fn write(&self) -> String {
        match self {
            Self::Timestamp(time) => time.to_string(),
            Self::Local(Local { date, second }) => {
                format!("{date}T{:02}:{:02}", second / 3600, second / 60 % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Option<Instant> {
        let zone = Zone::fixed("Asia/Shanghai", 480);
        AskedTime::read(text).map(|time| time.instant(&zone))
    }

    fn utc(text: &str) -> Option<Instant> {
        let time = Timestamp::parse(text);
        assert!(time.is_some(), "{text}");
        time.map(|time| time.instant)
    }

    #[test]
    fn every_way_to_write_an_instant_means_that_instant() {
        let ten = utc("2026-11-23T02:00:00Z");
        for text in [
            "2026-11-23T10:00",
            "2026-11-23 10:00",
            "2026-11-23t10:00:00",
            "2026-11-23T10:00:00.5",
            "2026-11-23T10:00:00+08:00",
            "2026-11-23 10:00:00+08:00",
            "2026-11-23T10:00:00+0800",
            "2026-11-23T10:00:00+08",
            "2026-11-23T10:00+08:00",
            "2026-11-23T10:00+0800",
            "2026-11-23T02:00:00Z",
            "2026-11-23T02:00Z",
            "2026-11-23t02:00:00z",
            "2026-11-22T21:00:00-05:00",
            "2026-11-22T21:00-0500",
            // A `+` that was not encoded.
            "2026-11-23T10:00:00 08:00",
            "2026-11-23T10:00:00 0800",
            "2026-11-23T10:00 08:00",
            "2026-11-23 10:00 08",
        ] {
            assert_eq!(instant(text), ten, "{text}");
        }
    }

    /// The case of an address as typed: `at=2026-06-15T19:30:00+06:00`.
    #[test]
    fn an_offset_decides_also_where_its_plus_became_a_space() {
        let evening = utc("2026-06-15T13:30:00Z");
        assert_eq!(instant("2026-06-15T19:30:00 06:00"), evening);
        assert_eq!(instant("2026-06-15T19:30 06:00"), evening);
        assert_eq!(instant("2026-06-15T19:30:00+06:00"), evening);
    }

    #[test]
    fn seconds_count_and_a_date_is_its_first_moment() {
        assert_eq!(instant("2026-11-23T10:00:59"), utc("2026-11-23T02:00:59Z"));
        assert_eq!(instant("2026-11-23"), utc("2026-11-22T16:00:00Z"));
    }

    #[test]
    fn what_is_not_understood_is_no_time() {
        for text in [
            "yesterday",
            "now",
            "2026-11-23T",
            "2026-11-23T10",
            "2026-11-23T10:0",
            "2026-11-23T25:00",
            "2026-11-23T10:60",
            "2026-11-23T10:00:00 ",
            "2026-11-23T10:00:00+",
            "2026-11-23T10:00:00+8",
            "2026-11-23T10:00:00+08:",
            "2026-11-23T10:00:00+08:0",
            "2026-11-23T10:00:00+08:000",
            "2026-11-23T10:00:00+24:00",
            "2026-11-23T10:00:00 CST",
            "2026-11-23T10:00:00Z+08:00",
            "2026-11-23T10:00 and later",
            "2026-11-23x10:00",
            "2026-11-23 ",
            "2026-02-30",
            "2026-13-01T10:00",
            "20261123T100000Z",
            "1780000000",
            "２０２６-11-23",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_is_read_back_as_it_was_written() {
        for text in ["2026-11-23T10:00", "2026-11-23T10:00:00+08:00"] {
            let time = AskedTime::read(text).map(|time| time.write());
            assert_eq!(time.as_deref(), Some(text));
        }
    }
}
