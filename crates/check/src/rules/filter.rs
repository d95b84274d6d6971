//! The filters of a schedule, one by one, named as in the sheet.

use civic::Text;
use civic::rules::Schedule;
use civic::time::{Date, DateSpan, MonthDay, Season};

use super::days::Days;
use super::example::weekday;
use crate::columns::{self, Column};

/// A filter of the days on which a window may start.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    Weekdays,
    DayTypes,
    Seasons,
    Dates,
    Except,
}

impl Filter {
    pub(crate) const ALL: [Self; 5] = [
        Self::Weekdays,
        Self::DayTypes,
        Self::Seasons,
        Self::Dates,
        Self::Except,
    ];

    pub(crate) fn column(self) -> Column {
        match self {
            Self::Weekdays => columns::rules::WEEKDAYS,
            Self::DayTypes => columns::rules::DAY_TYPES,
            Self::Seasons => columns::rules::SEASONS,
            Self::Dates => columns::rules::DATES,
            Self::Except => columns::rules::EXCEPT_DATES,
        }
    }

    pub(crate) fn en(self) -> &'static str {
        match self {
            Self::Weekdays => "weekdays",
            Self::DayTypes => "day types",
            Self::Seasons => "seasons",
            Self::Dates => "dates",
            Self::Except => "excepted dates",
        }
    }

    /// The schedule with these filters alone, and its windows.
    pub(crate) fn keep(filters: &[Self], schedule: &Schedule) -> Schedule {
        let mut kept = Schedule {
            windows: schedule.windows.clone(),
            ..Schedule::default()
        };
        for filter in filters {
            match filter {
                Self::Weekdays => kept.weekdays = schedule.weekdays,
                Self::DayTypes => kept.day_types.clone_from(&schedule.day_types),
                Self::Seasons => kept.seasons.clone_from(&schedule.seasons),
                Self::Dates => kept.dates.clone_from(&schedule.dates),
                Self::Except => kept.except_dates.clone_from(&schedule.except_dates),
            }
        }
        kept
    }

    /// Those that the schedule has.
    pub(crate) fn of(schedule: &Schedule) -> Vec<Self> {
        let none = Schedule {
            windows: schedule.windows.clone(),
            ..Schedule::default()
        };
        let filters = Self::ALL.into_iter();
        filters
            .filter(|f| Self::keep(&[*f], schedule) != none)
            .collect()
    }

    /// True where the filter lets the day through, or may turn out to.
    pub(crate) fn lets_through(self, schedule: &Schedule, date: Date, days: &Days) -> bool {
        match self {
            Self::Weekdays => schedule.weekdays.is_none_or(|w| w.holds(date.weekday())),
            Self::DayTypes => {
                let types = days.types(date);
                types.iter().any(|t| schedule.day_types.contains(t))
            }
            Self::Seasons => schedule.seasons.iter().any(|s| s.holds(date)),
            Self::Dates => schedule.dates.iter().any(|s| s.holds(date)),
            Self::Except => !schedule.except_dates.iter().any(|s| s.holds(date)),
        }
    }

    /// Its values as the sheet writes them: the last day included.
    pub(crate) fn values(self, schedule: &Schedule) -> Text {
        let all = |parts: Vec<Text>| {
            let zh: Vec<&str> = parts.iter().map(|t| t.zh.as_str()).collect();
            let en: Vec<&str> = parts.iter().map(|t| t.en.as_str()).collect();
            Text::new(zh.join("、"), en.join(", "))
        };
        let spans = |spans: &[DateSpan]| {
            let span = |s: &DateSpan| {
                let last = s.until.plus_days(-1);
                if s.from == last {
                    Text::new(last.to_string(), last.to_string())
                } else {
                    Text::new(
                        format!("{}至{last}", s.from),
                        format!("{} to {last}", s.from),
                    )
                }
            };
            all(spans.iter().map(span).collect())
        };
        match self {
            Self::Weekdays => {
                let weekdays = schedule.weekdays.iter().flat_map(|w| w.days());
                all(weekdays.map(weekday).collect())
            }
            Self::DayTypes => all(schedule
                .day_types
                .iter()
                .map(|t| Text::new(t.zh(), t.en()))
                .collect()),
            Self::Seasons => all(schedule.seasons.iter().copied().map(season).collect()),
            Self::Dates => spans(&schedule.dates),
            Self::Except => spans(&schedule.except_dates),
        }
    }

    /// `“星期”（周一）`, `weekdays (Monday)`.
    pub(crate) fn named(self, schedule: &Schedule) -> Text {
        let (column, said) = (self.column().zh, self.values(schedule));
        Text::new(
            format!("“{column}”（{}）", said.zh),
            format!("{} ({})", self.en(), said.en),
        )
    }
}

fn season(season: Season) -> Text {
    let MonthDay { month, day } = season.until;
    // 2024 has every day that any year has.
    let until = Date::new(2024, u32::from(month), u32::from(day));
    let last = until.map_or(season.until, |d| d.plus_days(-1).month_day());
    let (from, zh) = (season.from, |d: MonthDay| {
        format!("{}月{}日", d.month, d.day)
    });
    Text::new(
        format!("{}至{}", zh(from), zh(last)),
        format!("{from} to {last}"),
    )
}
