//! Dates in the city, and half-open spans of them.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Text;
use crate::time::as_string::as_string;

/// A calendar date in the city, written `2025-05-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// The months in English, January first; Chinese uses their numbers.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The English name of a month by its number: `Nov`. Empty if there is no such month.
pub fn month_name(number: u32) -> &'static str {
    let name = MONTHS.get((number as usize).wrapping_sub(1));
    name.copied().unwrap_or_default()
}

impl Date {
    /// In words: `2026年11月23日`, `23 Nov 2026`.
    pub fn in_words(self) -> Text {
        let (year, month, day) = (self.year(), self.month(), self.day());
        Text::new(
            format!("{year}年{month}月{day}日"),
            format!("{day} {} {year}", month_name(month)),
        )
    }

    /// The date; `None` if it does not exist.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The date `days` days after 1970-01-01, clamped to the years that are supported: all that are
    /// written with four digits, and some beyond for what follows from them.
    pub fn from_day_number(days: i64) -> Self {
        const EPOCH_FROM_CE: i64 = 719_163;
        let clamped = days.clamp(-1_000_000, 4_000_000) + EPOCH_FROM_CE;
        let from_ce = i32::try_from(clamped).unwrap_or(i32::MAX);
        Self(NaiveDate::from_num_days_from_ce_opt(from_ce).unwrap_or_default())
    }

    /// Days since 1970-01-01.
    pub fn day_number(self) -> i64 {
        i64::from(self.0.num_days_from_ce()) - 719_163
    }

    /// Parses `2025-05-01`.
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

    /// The next day.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(self.0))
    }

    /// The previous day.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.pred_opt().unwrap_or(self.0))
    }

    /// The date `days` days later; earlier if negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_day_number(self.day_number() + days)
    }
}

pub(super) fn digits(text: &str, len: usize) -> Option<u32> {
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

as_string!(Date, "a date such as 2025-05-01");

/// A month and day, written `04-25`; 29 February is accepted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31.
    pub day: u8,
}

impl MonthDay {
    /// The month and day; `None` if no year has such a day.
    pub fn new(month: u8, day: u8) -> Option<Self> {
        // 2024 is a leap year, so it has every possible day.
        Date::new(2024, u32::from(month), u32::from(day)).map(|_| Self { month, day })
    }

    /// Parses `04-25`.
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

    /// Returns `true` if the span contains the date.
    pub fn holds(self, date: Date) -> bool {
        self.from <= date && date < self.until
    }
}
