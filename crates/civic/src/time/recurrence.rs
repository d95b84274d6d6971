//! Recurring days: seasons and weekdays.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::as_string::as_string;
use crate::time::date::{Date, MonthDay};

/// A season 季节: a half-open span of month-days `[from, until)`; it crosses New Year if `until` is
/// not after `from`. If both are equal, it is the whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Season {
    /// The first day.
    pub from: MonthDay,
    /// The first day after the season.
    pub until: MonthDay,
}

impl Season {
    /// Returns `true` if the date is in the season.
    pub fn holds(self, date: Date) -> bool {
        let day = date.month_day();
        if self.from < self.until {
            self.from <= day && day < self.until
        } else {
            self.from <= day || day < self.until
        }
    }
}

/// A set of weekdays, written as their ISO numbers `"12345"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeekdaySet(u8);

impl WeekdaySet {
    /// The set of these ISO weekdays, 1 (Monday) to 7 (Sunday); other numbers are ignored.
    pub fn of(days: impl IntoIterator<Item = u8>) -> Self {
        Self(
            days.into_iter()
                .filter(|d| (1..=7).contains(d))
                .fold(0, |set, d| set | 1 << (d - 1)),
        )
    }

    /// Returns `true` if the set contains the ISO weekday.
    pub fn holds(self, weekday: u8) -> bool {
        (1..=7).contains(&weekday) && self.0 & (1 << (weekday - 1)) != 0
    }

    /// The ISO weekdays, ascending.
    pub fn days(self) -> impl Iterator<Item = u8> {
        (1..=7).filter(move |d| self.holds(*d))
    }

    /// Returns `true` if the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Parses `12345`.
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
