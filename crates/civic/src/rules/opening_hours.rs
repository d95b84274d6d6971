//! Exports the times of a rule as an expression of OpenStreetMap's `opening_hours` key, if it can
//! express them.
//!
//! The expression covers the schedule alone, neither when the rule is in force nor what it permits.
//! `docs/opening-hours.md` explains what the notation cannot express, and why.
//!
//! [`export`] joins three selectors: dates and seasons (`dates`), weekdays and holidays (`Days`)
//! and times of day (`times`), and appends the exceptions as `off` rules. [`Inexpressible`] lists
//! the reasons why this may fail.

use std::fmt::Write as _;

use crate::Text;
use crate::rules::Schedule;
use crate::time::{
    DAY_MINUTES, Date, DateSpan, DayType, MonthDay, Season, WeekdaySet, Window, month_name,
};

/// The maximum total length of date spans, in days, that are intersected with seasons.
const MAX_INTERSECTED_DAYS: i64 = 3660;

/// What `opening_hours` cannot express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inexpressible {
    /// The schedule distinguishes make-up workdays: the notation has public holidays (`PH`) but no
    /// make-up workdays.
    MakeupWorkdays,
    /// A day type this version does not know.
    UnknownDayType(String),
    /// A season starts on 29 February, or ends with the February it started in: the day differs
    /// between years.
    LeapDay(Season),
    /// Windows overlap those of the next day, and a day is excepted: `off` would cut both.
    ExceptedNights,
    /// Dates that span more than ten years, combined with seasons.
    LongDates,
    /// No day matches all filters.
    NeverHolds,
}

impl Inexpressible {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MakeupWorkdays => "makeup_workdays",
            Self::UnknownDayType(_) => "unknown_day_type",
            Self::LeapDay(_) => "leap_day",
            Self::ExceptedNights => "excepted_nights",
            Self::LongDates => "long_dates",
            Self::NeverHolds => "never_holds",
        }
    }

    /// The reason, for people.
    pub fn reason(&self) -> Text {
        match self {
            Self::MakeupWorkdays => Text::new(
                "区分了调休上班日：opening_hours 只有公共假日（PH），没有调休上班日",
                "It tells make-up workdays apart: opening_hours has public holidays (PH) and no make-up workdays",
            ),
            Self::UnknownDayType(code) => Text::new(
                format!("日期类型“{code}”没有对应的写法"),
                format!("The day type {code} has no counterpart"),
            ),
            Self::LeapDay(season) => Text::new(
                format!(
                    "季节 {} 至 {}（不含）以二月末为界，平年和闰年不同",
                    season.from, season.until
                ),
                format!(
                    "The season from {} until {} turns at the end of February, which differs in leap years",
                    season.from, season.until
                ),
            ),
            Self::ExceptedNights => Text::new(
                "时段延续到次日、与次日的时段相接，又有除外的日期：off 会把两天一起去掉",
                "Windows run into the next day's and some days are left out: off would take away both",
            ),
            Self::LongDates => Text::new(
                "仅限日期超过十年，又限定了季节",
                "Dates of more than ten years together with seasons",
            ),
            Self::NeverHolds => Text::new(
                "没有一天同时满足各项条件",
                "No day meets its filters together",
            ),
        }
    }
}

/// The expression that matches exactly when the schedule holds, provided that `PH` means the days
/// off in the city's calendar.
pub fn export(schedule: &Schedule) -> Result<String, Inexpressible> {
    let dates = dates(schedule)?;
    let days = Days::of(schedule)?;
    let has_windows = schedule.windows() != [Window::WHOLE_DAY];
    let mut expression = if days.is_every_day() && dates.is_empty() && !has_windows {
        "24/7".to_owned()
    } else {
        let times = times(schedule.windows());
        let words = days.selectors();
        let one = |day: &String| {
            let words = [dates.as_str(), day, &times];
            let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
            words.join(" ")
        };
        // A comma adds to the preceding rule; a semicolon would replace it for the whole day.
        words.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let mut excepted = spans(&schedule.except_dates);
    if days.no_holidays {
        excepted.push("PH".to_owned());
    }
    if excepted.is_empty() {
        return Ok(expression);
    }
    // A bare `off` would also cut windows that run into the day from the night before. With windows
    // past midnight it therefore names the hours, which cuts only the windows of its own day.
    let off = if schedule.windows().iter().any(|w| w.ends_next_day()) {
        if overlaps_next_day(schedule.windows()) {
            return Err(Inexpressible::ExceptedNights);
        }
        format!("{} off", times(schedule.windows()))
    } else {
        "off".to_owned()
    };
    for days in excepted {
        let _ = write!(expression, "; {days} {off}");
    }
    Ok(expression)
}

fn overlaps_next_day(windows: &[Window]) -> bool {
    let first = windows.iter().map(|w| w.start()).min().unwrap_or(0);
    windows.iter().any(|w| w.end() > DAY_MINUTES + first)
}

fn times(windows: &[Window]) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let span = |w: &Window| format!("{}-{}", clock(w.start()), clock(w.end()));
    windows.iter().map(span).collect::<Vec<_>>().join(",")
}

/// The weekdays and holidays on which a window may start.
struct Days {
    /// Weekdays that are included, public holidays on them too unless `no_holidays`.
    ordinary: WeekdaySet,
    /// Weekdays on which public holidays are included.
    holidays: WeekdaySet,
    /// Whether public holidays are excluded.
    no_holidays: bool,
}

impl Days {
    fn of(schedule: &Schedule) -> Result<Self, Inexpressible> {
        let all = WeekdaySet::of(1..=7);
        let weekdays = schedule.weekdays.unwrap_or(all);
        if weekdays.is_empty() {
            return Err(Inexpressible::NeverHolds);
        }
        let types = &schedule.day_types;
        if types.is_empty() {
            return Ok(Self {
                ordinary: weekdays,
                holidays: weekdays,
                no_holidays: false,
            });
        }
        for day_type in types {
            if let DayType::Unknown(code) = day_type {
                return Err(Inexpressible::UnknownDayType(code.clone()));
            }
        }
        let has = |wanted: &DayType| types.contains(wanted);
        let includes_weekend = weekdays.holds(6) || weekdays.holds(7);
        if includes_weekend && has(&DayType::Weekend) != has(&DayType::MakeupWorkday) {
            return Err(Inexpressible::MakeupWorkdays);
        }
        let counts = |day: u8| {
            weekdays.holds(day)
                && has(if day <= 5 {
                    &DayType::Workday
                } else {
                    &DayType::Weekend
                })
        };
        let ordinary = WeekdaySet::of((1..=7).filter(|day| counts(*day)));
        let holidays = if has(&DayType::Holiday) {
            weekdays
        } else {
            WeekdaySet::of([])
        };
        if ordinary.is_empty() && holidays.is_empty() {
            return Err(Inexpressible::NeverHolds);
        }
        Ok(Self {
            ordinary,
            holidays,
            no_holidays: holidays.is_empty(),
        })
    }

    fn is_every_day(&self) -> bool {
        self.ordinary == WeekdaySet::of(1..=7)
    }

    /// The day selectors, one per `opening_hours` rule.
    fn selectors(&self) -> Vec<String> {
        let every = WeekdaySet::of(1..=7);
        if self.is_every_day() {
            return vec![String::new()];
        }
        let more = self.holidays.days().any(|day| !self.ordinary.holds(day));
        let mut words = Vec::new();
        if !self.ordinary.is_empty() {
            words.push(weekdays(self.ordinary));
        }
        if more && self.holidays == every {
            match words.first_mut() {
                Some(first) => first.push_str(",PH"),
                None => words.push("PH".to_owned()),
            }
        } else if more {
            words.push(format!("PH {}", weekdays(self.holidays)));
        }
        words
    }
}

fn weekdays(set: WeekdaySet) -> String {
    const NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let name = |day: u8| NAMES[usize::from(day - 1)];
    let days: Vec<u8> = set.days().collect();
    let runs = days.chunk_by(|a, b| a + 1 == *b);
    let run = |run: &[u8]| match run {
        [first, _, .., last] => format!("{}-{}", name(*first), name(*last)),
        few => few.iter().map(|d| name(*d)).collect::<Vec<_>>().join(","),
    };
    runs.map(run).collect::<Vec<_>>().join(",")
}

/// The selector of dates and seasons; empty if every day of the year is included.
fn dates(schedule: &Schedule) -> Result<String, Inexpressible> {
    let seasons: &[Season] = if schedule.seasons.iter().any(|s| s.from == s.until) {
        &[]
    } else {
        &schedule.seasons
    };
    if schedule.dates.is_empty() {
        let selectors: Result<Vec<String>, _> = seasons.iter().map(|s| season(*s)).collect();
        return Ok(selectors?.join(","));
    }
    let kept = if seasons.is_empty() {
        schedule.dates.clone()
    } else {
        within(&schedule.dates, seasons)?
    };
    let selectors = spans(&kept);
    if selectors.is_empty() {
        return Err(Inexpressible::NeverHolds);
    }
    Ok(selectors.join(","))
}

/// The intersection of the dates with the seasons: the notation cannot combine two date selectors
/// by "and".
fn within(dates: &[DateSpan], seasons: &[Season]) -> Result<Vec<DateSpan>, Inexpressible> {
    let length = |span: &DateSpan| span.until.day_number() - span.from.day_number();
    if dates.iter().map(length).sum::<i64>() > MAX_INTERSECTED_DAYS {
        return Err(Inexpressible::LongDates);
    }
    let mut kept: Vec<DateSpan> = Vec::new();
    for span in dates {
        for number in span.from.day_number()..span.until.day_number() {
            let day = Date::from_day_number(number);
            if !seasons.iter().any(|s| s.holds(day)) {
                continue;
            }
            match kept.last_mut() {
                Some(last) if last.until == day => last.until = day.plus_days(1),
                _ => kept.push(DateSpan::day(day)),
            }
        }
    }
    Ok(kept)
}

fn spans(spans: &[DateSpan]) -> Vec<String> {
    let day = |date: Date| {
        format!(
            "{:04} {} {:02}",
            date.year(),
            month_name(date.month()),
            date.day()
        )
    };
    let span = |span: &DateSpan| {
        let last = span.until.plus_days(-1);
        if last == span.from {
            day(last)
        } else {
            format!("{}-{}", day(span.from), day(last))
        }
    };
    let kept = spans.iter().filter(|s| s.from < s.until);
    kept.map(span).collect()
}

/// The selector of a season. Whole months are written as months, so that the length of February
/// does not matter.
fn season(season: Season) -> Result<String, Inexpressible> {
    let (from, until) = (season.from, season.until);
    let february = |day: u8| MonthDay { month: 2, day };
    if from == february(29) {
        return Err(Inexpressible::LeapDay(season));
    }
    let name = |number: u8| month_name(u32::from(number));
    let before = |number: u8| if number == 1 { 12 } else { number - 1 };
    let start = format!("{} {:02}", name(from.month), from.day);
    if until.day > 1 {
        return Ok(format!(
            "{start}-{} {:02}",
            name(until.month),
            until.day - 1
        ));
    }
    let last = before(until.month);
    let months = |first: u8| {
        if first == last {
            name(first).to_owned()
        } else {
            format!("{}-{}", name(first), name(last))
        }
    };
    if from.day == 1 {
        return Ok(months(from.month));
    }
    if last != 2 {
        return Ok(format!("{start}-{} {:02}", name(last), length(last)));
    }
    if from.month == 2 {
        return Err(Inexpressible::LeapDay(season));
    }
    let rest = months(if from.month == 12 { 1 } else { from.month + 1 });
    let end = length(from.month);
    if from.day == end {
        return Ok(format!("{start},{rest}"));
    }
    Ok(format!("{start}-{} {end:02},{rest}", name(from.month)))
}

/// The number of days in a month other than February.
fn length(month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
