//! Months, quarters and years, by which cases are counted.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::Date;

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// The month of a day.
    pub fn of(date: Date) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
        }
    }

    /// Parses `2026-11`.
    pub fn parse(text: &str) -> Option<Self> {
        Date::parse(&format!("{text}-01")).map(Self::of)
    }

    /// Its first day; `None` beyond the years that dates have.
    pub fn first_day(self) -> Option<Date> {
        Date::new(self.year, self.month, 1)
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Its number, 1 to 12.
    pub fn number(self) -> u32 {
        self.month
    }

    /// Its quarter, 1 to 4.
    pub fn quarter(self) -> u32 {
        self.month.div_ceil(3)
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.month <= 1 {
            Self {
                year: self.year - 1,
                month: 12,
            }
        } else {
            Self {
                month: self.month - 1,
                ..self
            }
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a month such as 2026-11"))
    }
}

/// A time for which cases are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// `2026-11`.
    Month(Month),
    /// A year and the number of its quarter, 1 to 4: `2026-q4`.
    Quarter(i32, u32),
    /// `2026`.
    Year(i32),
}

impl Period {
    /// Parses what [`Period`] is written as.
    pub fn parse(text: &str) -> Option<Self> {
        let year = |text: &str| Some(Month::parse(&format!("{text}-01"))?.year);
        if let Some((of, quarter)) = text.split_once("-q") {
            let quarter = ["1", "2", "3", "4"].iter().position(|q| *q == quarter)?;
            return Some(Self::Quarter(year(of)?, u32::try_from(quarter).ok()? + 1));
        }
        let month = || Month::parse(text).map(Self::Month);
        year(text).map(Self::Year).or_else(month)
    }

    /// True where a month lies in it.
    pub fn holds(self, month: Month) -> bool {
        match self {
            Self::Month(of) => of == month,
            Self::Quarter(year, quarter) => month.year == year && month.quarter() == quarter,
            Self::Year(year) => month.year == year,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_it_is_written_and_nothing_else_is_one() {
        for text in ["2026", "2026-q1", "2026-q4", "2026-01", "2026-12"] {
            let period = Period::parse(text).map(|period| period.to_string());
            assert_eq!(period.as_deref(), Some(text));
        }
        for text in [
            "",
            "26",
            "2026-q5",
            "2026-q",
            "2026-13",
            "2026-11-01",
            "soon",
            "2026-Q1",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_quarter_holds_its_three_months() {
        let month = |text| Month::parse(text).expect("a month");
        let autumn = Period::parse("2026-q4").expect("a quarter");
        let held = [
            "2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2025-10",
        ];
        let held: Vec<_> = held
            .into_iter()
            .filter(|m| autumn.holds(month(m)))
            .collect();
        assert_eq!(held, ["2026-10", "2026-11", "2026-12"]);
        assert_eq!(month("2026-01").previous(), month("2025-12"));
    }
}
