//! A rule's times in the notation of OpenStreetMap's `opening_hours` key, where it can say them.
//!
//! The expression says when the rule holds, in force or not; what it permits stands beside it.
//! `docs/opening-hours.md` tells what the notation cannot say, and why.

use std::fmt::Write as _;

use crate::Text;
use crate::rules::Schedule;
use crate::time::{DAY_MINUTES, Date, DateSpan, DayType, MonthDay, Season, WeekdaySet, Window};

/// Days of dated spans beyond which they are not cut by seasons one by one.
const MOST_DAYS: i64 = 3660;

/// What `opening_hours` has no words for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inexpressible {
    /// A Saturday that is worked is told from one that is not: the notation knows public holidays
    /// (`PH`), but no make-up workdays.
    MakeupWorkdays,
    /// A day type this program does not know.
    UnknownDayType(String),
    /// A season begins on 29 February, or ends with a February it began in: its day is not the
    /// same in every year.
    LeapDay(Season),
    /// Windows run into those of the next day, and some day is left out: `off` would cut both.
    ExceptedNights,
    /// Dates of more than ten years together with seasons.
    LongDates,
    /// No day meets the filters together.
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

    /// The reason for people.
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

/// The expression that holds exactly when the schedule does, given that `PH` are the days off of
/// the city's calendar.
pub fn export(schedule: &Schedule) -> Result<String, Inexpressible> {
    let dates = dates(schedule)?;
    let days = Days::of(schedule)?;
    let has_windows = schedule.windows() != [Window::WHOLE_DAY];
    let mut said = if days.is_every_day() && dates.is_empty() && !has_windows {
        "24/7".to_owned()
    } else {
        let times = times(schedule.windows());
        let words = days.words();
        let one = |day: &String| {
            let words = [dates.as_str(), day, &times];
            let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
            words.join(" ")
        };
        // The comma adds to what was said before it; a semicolon would take the whole day over.
        words.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let mut excepted = spans(&schedule.except_dates);
    if days.no_holidays {
        excepted.push("PH".to_owned());
    }
    if excepted.is_empty() {
        return Ok(said);
    }
    // `off` cuts what runs into the day from the night before; past midnight it names the hours,
    // which cut the windows of its own day and nothing else.
    let off = if schedule.windows().iter().any(|w| w.ends_next_day()) {
        if meets_next_day(schedule.windows()) {
            return Err(Inexpressible::ExceptedNights);
        }
        format!("{} off", times(schedule.windows()))
    } else {
        "off".to_owned()
    };
    for days in excepted {
        let _ = write!(said, "; {days} {off}");
    }
    Ok(said)
}

fn meets_next_day(windows: &[Window]) -> bool {
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
    /// Weekdays that count whatever the day is, public holidays among them unless left out.
    ordinary: WeekdaySet,
    /// Weekdays on which a public holiday counts.
    holidays: WeekdaySet,
    /// Public holidays are left out.
    no_holidays: bool,
}

impl Days {
    fn of(schedule: &Schedule) -> Result<Self, Inexpressible> {
        let all = WeekdaySet::of(1..=7);
        let asked = schedule.weekdays.unwrap_or(all);
        if asked.is_empty() {
            return Err(Inexpressible::NeverHolds);
        }
        let types = &schedule.day_types;
        if types.is_empty() {
            return Ok(Self {
                ordinary: asked,
                holidays: asked,
                no_holidays: false,
            });
        }
        for day_type in types {
            if let DayType::Unknown(code) = day_type {
                return Err(Inexpressible::UnknownDayType(code.clone()));
            }
        }
        let has = |wanted: &DayType| types.contains(wanted);
        let weekend_asked = asked.holds(6) || asked.holds(7);
        if weekend_asked && has(&DayType::Weekend) != has(&DayType::MakeupWorkday) {
            return Err(Inexpressible::MakeupWorkdays);
        }
        let counts = |day: u8| {
            asked.holds(day)
                && has(if day <= 5 {
                    &DayType::Workday
                } else {
                    &DayType::Weekend
                })
        };
        let ordinary = WeekdaySet::of((1..=7).filter(|day| counts(*day)));
        let holidays = if has(&DayType::Holiday) {
            asked
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

    /// The selectors of the days, one for each rule that is needed.
    fn words(&self) -> Vec<String> {
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

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn month(number: u32) -> &'static str {
    let index = usize::try_from(number).unwrap_or(1);
    MONTHS.get(index.wrapping_sub(1)).copied().unwrap_or("Jan")
}

/// The selector of dates and seasons; empty where every day of the year counts.
fn dates(schedule: &Schedule) -> Result<String, Inexpressible> {
    let seasons: &[Season] = if schedule.seasons.iter().any(|s| s.from == s.until) {
        &[]
    } else {
        &schedule.seasons
    };
    if schedule.dates.is_empty() {
        let said: Result<Vec<String>, _> = seasons.iter().map(|s| season(*s)).collect();
        return Ok(said?.join(","));
    }
    let held = if seasons.is_empty() {
        schedule.dates.clone()
    } else {
        within(&schedule.dates, seasons)?
    };
    let said = spans(&held);
    if said.is_empty() {
        return Err(Inexpressible::NeverHolds);
    }
    Ok(said.join(","))
}

/// The parts of the dates that lie in a season: two selectors of dates cannot be joined by "and".
fn within(dates: &[DateSpan], seasons: &[Season]) -> Result<Vec<DateSpan>, Inexpressible> {
    let length = |span: &DateSpan| span.until.day_number() - span.from.day_number();
    if dates.iter().map(length).sum::<i64>() > MOST_DAYS {
        return Err(Inexpressible::LongDates);
    }
    let mut held: Vec<DateSpan> = Vec::new();
    for span in dates {
        for number in span.from.day_number()..span.until.day_number() {
            let day = Date::from_day_number(number);
            if !seasons.iter().any(|s| s.holds(day)) {
                continue;
            }
            match held.last_mut() {
                Some(last) if last.until == day => last.until = day.plus_days(1),
                _ => held.push(DateSpan::day(day)),
            }
        }
    }
    Ok(held)
}

fn spans(spans: &[DateSpan]) -> Vec<String> {
    let day = |date: Date| {
        format!(
            "{:04} {} {:02}",
            date.year(),
            month(date.month()),
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
    let held = spans.iter().filter(|s| s.from < s.until);
    held.map(span).collect()
}

/// A season; whole months are named as such, so that February's length does not matter.
fn season(season: Season) -> Result<String, Inexpressible> {
    let (from, until) = (season.from, season.until);
    let february = |day: u8| MonthDay { month: 2, day };
    if from == february(29) {
        return Err(Inexpressible::LeapDay(season));
    }
    let name = |number: u8| month(u32::from(number));
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

/// The days of a month other than February.
fn length(month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
