//! Time: instants, the city's clock, dates, windows, seasons and weekdays.
//!
//! All spans are half-open: the first moment belongs to them, the last does not.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::open_enum::open_enum;

/// Seconds in a day.
pub const DAY_SECONDS: i64 = 86_400;
/// Minutes in a day.
pub const DAY_MINUTES: u16 = 1440;

/// An instant: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// A calendar date of the city, written `2025-05-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The date of these numbers, if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The date that lies so many days after 1970-01-01; far beyond any calendar it stops.
    pub fn from_day_number(days: i64) -> Self {
        const EPOCH_FROM_CE: i64 = 719_163;
        let clamped = days.clamp(-700_000, 2_000_000) + EPOCH_FROM_CE;
        let from_ce = i32::try_from(clamped).unwrap_or(i32::MAX);
        Self(NaiveDate::from_num_days_from_ce_opt(from_ce).unwrap_or_default())
    }

    /// Days since 1970-01-01.
    pub fn day_number(self) -> i64 {
        i64::from(self.0.num_days_from_ce()) - 719_163
    }

    /// Reads `2025-05-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = digits(parts.next()?, 4)?;
        let month = digits(parts.next()?, 2)?;
        let day = digits(parts.next()?, 2)?;
        Self::new(i32::try_from(year).ok()?, month, day)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The weekday: 1 Monday to 7 Sunday (ISO 8601).
    pub fn weekday(self) -> u8 {
        u8::try_from(self.0.weekday().number_from_monday()).unwrap_or(1)
    }

    /// The month and day.
    pub fn month_day(self) -> MonthDay {
        MonthDay {
            month: u8::try_from(self.month()).unwrap_or(1),
            day: u8::try_from(self.day()).unwrap_or(1),
        }
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(self.0))
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.pred_opt().unwrap_or(self.0))
    }

    /// So many days later; earlier for a negative number.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_day_number(self.day_number() + days)
    }
}

fn digits(text: &str, len: usize) -> Option<u32> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Serialises a type as the string that `Display` writes and `parse` reads.
macro_rules! as_string {
    ($name:ident, $what:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom($what))
            }
        }
    };
}

as_string!(Date, "a date such as 2025-05-01");

/// An instant with the offset it is written with, as RFC 3339 `2025-06-06T18:00:00+08:00`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timestamp {
    /// The instant.
    pub instant: Instant,
    /// The offset from UTC it is written with, in minutes.
    pub offset_minutes: i16,
}

impl Timestamp {
    /// Reads RFC 3339 with an offset; fractions of a second are read and dropped.
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

    /// The date and the second of the day that this timestamp shows.
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

/// What the city's clocks show: a date and the seconds since its midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Local {
    /// The date.
    pub date: Date,
    /// Seconds since midnight, below 86,400.
    pub second: u32,
}

impl Local {
    /// Splits seconds counted on the local clock since 1970-01-01T00:00:00 local.
    pub fn from_local_seconds(seconds: i64) -> Self {
        Self {
            date: Date::from_day_number(seconds.div_euclid(DAY_SECONDS)),
            second: u32::try_from(seconds.rem_euclid(DAY_SECONDS)).unwrap_or(0),
        }
    }

    /// Seconds on the local clock since 1970-01-01T00:00:00 local.
    pub fn local_seconds(self) -> i64 {
        self.date.day_number() * DAY_SECONDS + i64::from(self.second)
    }
}

/// A change of a zone's offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// The instant of the change, seconds since the epoch.
    pub at: i64,
    /// The offset from then on, in minutes.
    pub offset_minutes: i16,
}

/// The city's time zone, its changes written out at publication so that no time-zone database is
/// needed to read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The IANA name, such as `Asia/Shanghai`.
    pub name: String,
    /// The offset before the first change, in minutes.
    pub offset_minutes: i16,
    /// The changes, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transitions: Vec<Transition>,
}

impl Zone {
    /// A zone that never changes.
    pub fn fixed(name: &str, offset_minutes: i16) -> Self {
        Self {
            name: name.to_owned(),
            offset_minutes,
            transitions: Vec::new(),
        }
    }

    /// The offset in force at an instant, in minutes.
    pub fn offset_at(&self, instant: Instant) -> i16 {
        let after = self.transitions.partition_point(|t| t.at <= instant.0);
        after
            .checked_sub(1)
            .and_then(|i| self.transitions.get(i))
            .map_or(self.offset_minutes, |t| t.offset_minutes)
    }

    /// What the city's clocks show at an instant.
    pub fn local(&self, instant: Instant) -> Local {
        Local::from_local_seconds(instant.0 + i64::from(self.offset_at(instant)) * 60)
    }

    /// The first instant at which the city's clocks show this time or, where a change jumps over
    /// it, the instant of that change.
    pub fn instant(&self, local: Local) -> Instant {
        self.instant_at(local.local_seconds())
    }

    /// The same for seconds counted on the local clock since 1970-01-01T00:00:00 local.
    pub(crate) fn instant_at(&self, wanted: i64) -> Instant {
        let mut offset = self.offset_minutes;
        for transition in &self.transitions {
            let candidate = wanted - i64::from(offset) * 60;
            if candidate < transition.at {
                return Instant(candidate);
            }
            let after = wanted - i64::from(transition.offset_minutes) * 60;
            if after < transition.at {
                return Instant(transition.at);
            }
            offset = transition.offset_minutes;
        }
        Instant(wanted - i64::from(offset) * 60)
    }

    /// The second instant at which the city's clocks show this time, where a change sets them
    /// back over it.
    pub fn second_instant(&self, local: Local) -> Option<Instant> {
        let first = self.instant(local);
        self.transitions
            .iter()
            .filter(|t| t.at > first.0)
            .find_map(|t| {
                let again = Instant(local.local_seconds() - i64::from(t.offset_minutes) * 60);
                (again > first && self.local(again) == local).then_some(again)
            })
    }

    /// The instant written with the offset in force.
    pub fn timestamp(&self, instant: Instant) -> Timestamp {
        Timestamp {
            instant,
            offset_minutes: self.offset_at(instant),
        }
    }
}

/// A window 时段 of a day: `[start, end)` in minutes after the midnight of the day on which it
/// starts; `end` above 1440 runs into the next day. Written `18:00-22:00`, `22:00-04:00+1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    start: u16,
    end: u16,
}

/// Why two times make no window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowError {
    /// A time beyond 24:00.
    BeyondDay,
    /// Start and end are the same moment.
    Empty,
    /// The end is not after the start, and nothing says that it is the next day's.
    NeedsEndsNextDay,
    /// It is said to end the next day, but would last longer than 24 hours.
    LongerThanDay,
}

impl Window {
    /// The whole day, `00:00-24:00`.
    pub const WHOLE_DAY: Self = Self {
        start: 0,
        end: DAY_MINUTES,
    };

    /// Builds a window from minutes of the day, 0 to 1440.
    pub fn new(start: u16, end: u16, ends_next_day: bool) -> Result<Self, WindowError> {
        if start >= DAY_MINUTES || end > DAY_MINUTES {
            return Err(WindowError::BeyondDay);
        }
        if start == end {
            return Err(WindowError::Empty);
        }
        match (end > start, ends_next_day) {
            (true, false) => Ok(Self { start, end }),
            (false, true) => Ok(Self {
                start,
                end: end + DAY_MINUTES,
            }),
            (false, false) => Err(WindowError::NeedsEndsNextDay),
            (true, true) => Err(WindowError::LongerThanDay),
        }
    }

    /// The first minute.
    pub fn start(self) -> u16 {
        self.start
    }

    /// The first minute after the window; above 1440 where it runs into the next day.
    pub fn end(self) -> u16 {
        self.end
    }

    /// True where it runs into the next day.
    pub fn ends_next_day(self) -> bool {
        self.end > DAY_MINUTES
    }

    /// Reads `18:00-22:00` and `22:00-04:00+1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, next) = match text.strip_suffix("+1") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let (start, end) = text.split_once('-')?;
        Self::new(parse_minute(start)?, parse_minute(end)?, next).ok()
    }
}

/// Reads `18:00` as minutes of the day; `24:00` is the end of the day.
pub fn parse_minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= u32::from(DAY_MINUTES))
        .then(|| u16::try_from(total).ok())
        .flatten()
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.ends_next_day() {
            self.end - DAY_MINUTES
        } else {
            self.end
        };
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            self.start / 60,
            self.start % 60,
            end / 60,
            end % 60
        )?;
        if self.ends_next_day() {
            f.write_str("+1")
        } else {
            Ok(())
        }
    }
}

impl fmt::Debug for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

as_string!(Window, "a window such as 18:00-22:00 or 22:00-04:00+1");

/// A month and day, written `04-25`; 29 February is accepted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31.
    pub day: u8,
}

impl MonthDay {
    /// The month and day of these numbers, if any year has such a day.
    pub fn new(month: u8, day: u8) -> Option<Self> {
        // 2024 is a leap year: it has every day that any year has.
        Date::new(2024, u32::from(month), u32::from(day)).map(|_| Self { month, day })
    }

    /// Reads `04-25`.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        Self::new(
            u8::try_from(digits(month, 2)?).ok()?,
            u8::try_from(digits(day, 2)?).ok()?,
        )
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl fmt::Debug for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

as_string!(MonthDay, "a month and day such as 04-25");

/// A season 季节: a half-open span of month-days `[from, until)`; it crosses New Year where
/// `until` is not after `from`. The same day twice is the whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Season {
    /// The first day.
    pub from: MonthDay,
    /// The first day after the season.
    pub until: MonthDay,
}

impl Season {
    /// True where the season holds the date.
    pub fn holds(self, date: Date) -> bool {
        let day = date.month_day();
        if self.from < self.until {
            self.from <= day && day < self.until
        } else {
            self.from <= day || day < self.until
        }
    }
}

/// A span of dates `[from, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DateSpan {
    /// The first day.
    pub from: Date,
    /// The first day after the span.
    pub until: Date,
}

impl DateSpan {
    /// A single day.
    pub fn day(date: Date) -> Self {
        Self {
            from: date,
            until: date.plus_days(1),
        }
    }

    /// True where the span holds the date.
    pub fn holds(self, date: Date) -> bool {
        self.from <= date && date < self.until
    }
}

/// A set of weekdays, written as their ISO numbers `"12345"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeekdaySet(u8);

impl WeekdaySet {
    /// The set of these ISO weekdays, 1 Monday to 7 Sunday; others are left out.
    pub fn of(days: impl IntoIterator<Item = u8>) -> Self {
        Self(
            days.into_iter()
                .filter(|d| (1..=7).contains(d))
                .fold(0, |set, d| set | 1 << (d - 1)),
        )
    }

    /// True where the set holds the ISO weekday.
    pub fn holds(self, weekday: u8) -> bool {
        (1..=7).contains(&weekday) && self.0 & (1 << (weekday - 1)) != 0
    }

    /// The weekdays in order.
    pub fn days(self) -> impl Iterator<Item = u8> {
        (1..=7).filter(move |d| self.holds(*d))
    }

    /// True where no day is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Reads `12345`.
    pub fn parse(text: &str) -> Option<Self> {
        (!text.is_empty() && text.bytes().all(|b| (b'1'..=b'7').contains(&b)))
            .then(|| Self::of(text.bytes().map(|b| b - b'0')))
    }
}

impl fmt::Display for WeekdaySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.days().try_for_each(|d| write!(f, "{d}"))
    }
}

impl fmt::Debug for WeekdaySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

as_string!(WeekdaySet, "weekdays such as 12345");

open_enum! {
    /// The type of a day 日期类型, from the calendar alone.
    DayType {
        /// A working day that is not a make-up day.
        Workday = "workday", "工作日", "Workday";
        /// A Saturday or Sunday on which nobody works.
        Weekend = "weekend", "周末", "Weekend";
        /// A public holiday.
        Holiday = "holiday", "节假日", "Holiday";
        /// A Saturday or Sunday that is worked to make up for a holiday.
        MakeupWorkday = "makeup_workday", "调休上班日", "Make-up workday";
    }
}
