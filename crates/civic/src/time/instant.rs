//! Instants and local times, and how they are written.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::as_string::as_string;
use crate::time::date::{Date, digits};

/// Seconds in a day.
pub const DAY_SECONDS: i64 = 86_400;

/// An instant: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// An instant with the UTC offset it is written with: RFC 3339, `2025-06-06T18:00:00+08:00`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timestamp {
    /// The instant.
    pub instant: Instant,
    /// The UTC offset it is written with, in minutes.
    pub offset_minutes: i16,
}

impl Timestamp {
    /// Parses RFC 3339 with an offset; fractions of a second are discarded.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let date = Date::parse(date)?;
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (clock, rest) = rest.split_at_checked(8)?;
        let mut parts = clock.splitn(3, ':');
        let hour = digits(parts.next()?, 2)?;
        let minute = digits(parts.next()?, 2)?;
        let second = digits(parts.next()?, 2)?;
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let rest = match rest.strip_prefix('.') {
            Some(fraction) => {
                let trimmed = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
                if trimmed.len() == fraction.len() {
                    return None;
                }
                trimmed
            }
            None => rest,
        };
        let offset_minutes = match rest {
            "Z" | "z" => 0,
            _ => {
                let (sign, rest) = rest.split_at_checked(1)?;
                let (hours, minutes) = rest.split_once(':')?;
                let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
                if hours > 23 || minutes > 59 {
                    return None;
                }
                let total = i16::try_from(hours * 60 + minutes).ok()?;
                match sign {
                    "+" => total,
                    "-" => -total,
                    _ => return None,
                }
            }
        };
        let seconds = i64::from(hour * 3600 + minute * 60 + second);
        Some(Self {
            instant: Instant(
                date.day_number() * DAY_SECONDS + seconds - i64::from(offset_minutes) * 60,
            ),
            offset_minutes,
        })
    }

    /// The local time at the offset of this timestamp.
    pub fn local(self) -> Local {
        Local::from_local_seconds(self.instant.0 + i64::from(self.offset_minutes) * 60)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.local();
        let second = local.second;
        write!(
            f,
            "{}T{:02}:{:02}:{:02}",
            local.date,
            second / 3600,
            second / 60 % 60,
            second % 60
        )?;
        let offset = self.offset_minutes;
        let sign = if offset < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

as_string!(
    Timestamp,
    "an RFC 3339 time such as 2025-06-06T18:00:00+08:00"
);

/// A local time in the city: a date and the seconds since midnight on the city's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Local {
    /// The date.
    pub date: Date,
    /// Seconds since midnight, below 86,400.
    pub second: u32,
}

impl Local {
    /// The local time this many seconds after 1970-01-01T00:00:00 local time.
    pub fn from_local_seconds(seconds: i64) -> Self {
        Self {
            date: Date::from_day_number(seconds.div_euclid(DAY_SECONDS)),
            second: u32::try_from(seconds.rem_euclid(DAY_SECONDS)).unwrap_or(0),
        }
    }

    /// The seconds since 1970-01-01T00:00:00 local time.
    pub fn local_seconds(self) -> i64 {
        self.date.day_number() * DAY_SECONDS + i64::from(self.second)
    }
}
