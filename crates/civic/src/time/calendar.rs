//! The city's calendar of holidays and make-up workdays 节假日与调休.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::documents::Source;
use crate::time::{Date, DayType};

/// How many years before the first calendar and after the last the changes of the city's clock are
/// published.
pub const REACH_YEARS: i32 = 3;
/// The first and the last year where no calendar is published.
pub const DEFAULT_YEARS: (i32, i32) = (2025, 2026);

/// One day that differs from the ordinary week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day.
    pub date: Date,
    /// True for a day off, false for a make-up workday.
    pub off: bool,
    /// Its name, such as 国庆节.
    pub name: Text,
}

/// The published calendar of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Its special days, in order.
    pub days: Vec<SpecialDay>,
    /// Where it comes from.
    pub source: Source,
}

/// The calendars of all published years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<CalendarYear>", into = "Vec<CalendarYear>")]
pub struct Calendar {
    years: BTreeMap<i32, CalendarYear>,
    special: BTreeMap<Date, bool>,
}

impl From<Vec<CalendarYear>> for Calendar {
    fn from(years: Vec<CalendarYear>) -> Self {
        let special = years
            .iter()
            .flat_map(|y| &y.days)
            .map(|day| (day.date, day.off))
            .collect();
        Self {
            years: years.into_iter().map(|y| (y.year, y)).collect(),
            special,
        }
    }
}

impl From<Calendar> for Vec<CalendarYear> {
    fn from(calendar: Calendar) -> Self {
        calendar.years.into_values().collect()
    }
}

impl Calendar {
    /// Returns `true` if the year's calendar is published.
    pub fn has_year(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    /// The published years, in order.
    pub fn years(&self) -> impl Iterator<Item = &CalendarYear> {
        self.years.values()
    }

    /// The years that questions may be about. Beyond them the changes of the city's clock are not
    /// published, and no rule says anything that far ahead.
    pub fn reach(&self) -> RangeInclusive<i32> {
        let (first, last) = (self.years.keys().next(), self.years.keys().next_back());
        let (first, last) = (first.copied(), last.copied());
        first.unwrap_or(DEFAULT_YEARS.0) - REACH_YEARS
            ..=last.unwrap_or(DEFAULT_YEARS.1) + REACH_YEARS
    }

    /// The type of a day; `None` if its year has no calendar.
    pub fn day_type(&self, date: Date) -> Option<DayType> {
        match self.possible_day_types(date) {
            [known] => Some(known.clone()),
            _ => None,
        }
    }

    /// The types that a day may turn out to have: the one it has, or, if its year has no calendar,
    /// each that its weekday allows.
    pub fn possible_day_types(&self, date: Date) -> &'static [DayType] {
        use DayType::{Holiday, MakeupWorkday, Weekend, Workday};
        let weekend = date.weekday() >= 6;
        let published = self.has_year(date.year());
        match (published.then(|| self.special.get(&date)), weekend) {
            (None, false) => &[Workday, Holiday],
            (None, true) => &[Weekend, Holiday, MakeupWorkday],
            (Some(Some(true)), _) => &[Holiday],
            (Some(Some(false)), true) => &[MakeupWorkday],
            (Some(None), true) => &[Weekend],
            (Some(_), false) => &[Workday],
        }
    }

    /// The first later day from which the day types may no longer follow the weekdays as before: a
    /// special day, the day after one, or the first day of a year.
    pub(crate) fn next_irregular_day(&self, date: Date) -> Date {
        let next = date.next();
        if self.special.contains_key(&date) {
            return next;
        }
        let special = self.special.range(next..).next().map(|(date, _)| *date);
        let year = Date::new(date.year() + 1, 1, 1);
        special.into_iter().chain(year).min().unwrap_or(next)
    }

    /// The name of a special day.
    pub fn name(&self, date: Date) -> Option<&Text> {
        self.years
            .get(&date.year())?
            .days
            .iter()
            .find(|d| d.date == date)
            .map(|d| &d.name)
    }

    /// Whether the day is a working day, make-up workdays included; `None` if its year has no
    /// calendar.
    pub fn is_working_day(&self, date: Date) -> Option<bool> {
        self.day_type(date)
            .map(|t| matches!(t, DayType::Workday | DayType::MakeupWorkday))
    }

    /// The day `days` working days after `from`, which is not counted; `None` if a year on the way
    /// has no calendar.
    pub fn plus_working_days(&self, from: Date, days: u32) -> Option<Date> {
        let mut date = from;
        let mut left = days;
        while left > 0 {
            date = date.plus_days(1);
            if self.is_working_day(date)? {
                left -= 1;
            }
        }
        Some(date)
    }
}
