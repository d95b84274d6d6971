//! The time parameter of a query.

use civic::time::{Date, Instant, Local, Timestamp, Zone, parse_minute};

use super::Value;

/// A time in a query. A query without one asks about now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedTime {
    /// With a UTC offset, `2026-11-23T10:00:00+08:00`, as in the URL of a saved answer.
    Timestamp(Timestamp),
    /// A local time in the city to the minute, `2026-11-23T10:00`, the format of an HTML
    /// `datetime-local` field. Anything after the minutes is ignored: an offset whose `+` was not
    /// encoded arrives as a space, and the local time before it is still the one that was meant.
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
        if let Some(time) = Timestamp::parse(text) {
            return Some(Self::Timestamp(time));
        }
        let (date, clock) = text.split_once('T')?;
        let minute = parse_minute(clock.get(..5)?)?;
        Some(Self::Local(Local {
            date: Date::parse(date)?,
            second: u32::from(minute) * 60,
        }))
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

    #[test]
    fn both_formats_mean_the_same_instant() {
        let zone = Zone::fixed("Asia/Shanghai", 480);
        let instant = |text: &str| AskedTime::read(text).map(|time| time.instant(&zone));
        let ten = Timestamp::parse("2026-11-23T10:00:00+08:00").map(|t| t.instant);
        assert!(ten.is_some());
        for text in [
            "2026-11-23T10:00",
            "2026-11-23T10:00:00+08:00",
            "2026-11-23T02:00:00Z",
            "2026-11-23T10:00:00 08:00",
        ] {
            assert_eq!(instant(text), ten, "{text}");
        }
        for text in ["yesterday", "2026-11-23", "2026-11-23T", "2026-13-01T10:00"] {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}
