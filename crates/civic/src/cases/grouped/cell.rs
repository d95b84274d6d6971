//! What a published group is counted under.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::County;
use crate::ServiceCode;
use crate::duties::Level;
use crate::duties::added_demands::Flag;
use crate::time::Date;

/// A month, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    year: i32,
    /// The month, 1 to 12.
    number: u32,
}

impl Month {
    /// The month of a day.
    pub fn of(date: Date) -> Self {
        Self {
            year: date.year(),
            number: date.month(),
        }
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month of the year, 1 to 12.
    pub fn number(self) -> u32 {
        self.number
    }

    /// The quarter, 1 to 4.
    pub fn quarter(self) -> u32 {
        self.number.div_ceil(3)
    }

    fn parse(text: &str) -> Option<Self> {
        Date::parse(&format!("{text}-01")).map(Self::of)
    }
}

/// The time that a group is counted under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A year, `2026`.
    Year(i32),
    /// A quarter of a year, `2026-Q4`: the year, and 1 to 4.
    Quarter(i32, u32),
    /// A month, `2026-11`. Nothing is ever finer.
    Month(Month),
}

impl Period {
    /// True where all of it lies before a month.
    pub fn is_before(self, month: Month) -> bool {
        match self {
            Self::Year(year) => year < month.year,
            Self::Quarter(year, quarter) => (year, quarter) < (month.year, month.quarter()),
            Self::Month(own) => own < month,
        }
    }

    /// Parses what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((year, quarter)) = text.split_once("-Q") {
            let year = Month::parse(&format!("{year}-01"))?.year;
            let quarter: u32 = quarter.parse().ok()?;
            return (1..=4)
                .contains(&quarter)
                .then_some(Self::Quarter(year, quarter));
        }
        if text.contains('-') {
            return Month::parse(text).map(Self::Month);
        }
        Month::parse(&format!("{text}-01")).map(|month| Self::Year(month.year))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(month) => write!(f, "{:04}-{:02}", month.year, month.number),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom("a year, quarter or month such as 2026, 2026-Q4 or 2026-11")
        })
    }
}

/// What a group is counted under. What is `None` is not told: it may be any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// The time in which the reports came in.
    pub period: Period,
    /// Their kind; `None` for any that is published in groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceCode>,
    /// The district or county they came from; `None` for any of the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<County>,
    /// The level that issued the order; `None` for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// What is wrong with it; `None` for anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Flag>,
}
