//! Days and times of day, as sentences write them.

use civic::time::{Date, MonthDay};

use super::numerals::{digit, number};
use crate::reading::{Day, YearFrom};
use crate::text::Folded;

/// What a sentence says of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    /// In figures.
    Given(i32),
    /// 今年, 明年: so many years after that of the notice.
    After(i32),
    /// Nothing.
    Unsaid,
}

/// The date of the notice, if it has one: what gives a day its year.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NoticeDate(pub(crate) Option<Date>);

/// A day, and one past its last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayFound {
    pub(crate) day: Day,
    pub(crate) end: usize,
}

/// The day that begins at `at`: `10月15日`, `2026年10月底`, `6月中旬`, `年底`, `2026-10-15`.
pub(crate) fn day(f: &Folded, at: usize, notice: NoticeDate) -> Option<DayFound> {
    if let Some(found) = in_figures(f, at) {
        return Some(found);
    }
    let (year, after_year) = year(f, at);
    if let Some(end) = f.any(after_year, &["年底", "年末"]) {
        return dated(year, 12, 31, end, notice);
    }
    if year != Year::Unsaid
        && f.before(after_year) == '年'
        && let Some(end) = f.any(after_year, &["底", "末"])
    {
        return dated(year, 12, 31, end, notice);
    }
    let month = number(f, after_year)?;
    let month_number = month.whole().filter(|month| (1..=12).contains(month))?;
    let after = f.word(month.end, "月")?;
    let after = f.skip(after, &["份"]);
    if let Some(end) = f.any(after, &["底", "末"]) {
        return dated(year, month_number, last_day(month_number), end, notice);
    }
    for (word, last) in [("上旬", 10), ("中旬", 20), ("下旬", last_day(month_number))] {
        if let Some(end) = f.word(after, word) {
            return dated(year, month_number, last, end, notice);
        }
    }
    let day = number(f, after)?;
    let end = f.any(day.end, &["日", "号"])?;
    dated(year, month_number, day.whole()?, end, notice)
}

fn in_figures(f: &Folded, at: usize) -> Option<DayFound> {
    let year = number(f, at).filter(|year| !year.han && year.end == at + 4)?;
    let mark = f.get(year.end);
    if !matches!(mark, '-' | '/') {
        return None;
    }
    let month = number(f, year.end + 1)?;
    if f.get(month.end) != mark {
        return None;
    }
    let day = number(f, month.end + 1)?;
    let year = Year::Given(i32::try_from(year.whole()?).ok()?);
    dated(
        year,
        month.whole()?,
        day.whole()?,
        day.end,
        NoticeDate(None),
    )
}

/// The year that begins at `at`, and what follows it.
fn year(f: &Folded, at: usize) -> (Year, usize) {
    for (word, after) in [
        ("今年", 0),
        ("本年度", 0),
        ("本年", 0),
        ("当年", 0),
        ("明年", 1),
        ("次年", 1),
    ] {
        if let Some(end) = f.word(at, word) {
            return (Year::After(after), end);
        }
    }
    let mut value = 0_i32;
    for offset in 0..4 {
        let c = f.get(at + offset);
        let digit = c.to_digit(10).map(i64::from).or_else(|| digit(c));
        match digit.and_then(|digit| i32::try_from(digit).ok()) {
            Some(digit) => value = value * 10 + digit,
            None => return (Year::Unsaid, at),
        }
    }
    match f.word(at + 4, "年") {
        Some(end) if (1949..2200).contains(&value) => (Year::Given(value), end),
        _ => (Year::Unsaid, at),
    }
}

/// The last day of a month; of February in any year.
fn last_day(month: u32) -> u32 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn dated(year: Year, month: u32, day: u32, end: usize, notice: NoticeDate) -> Option<DayFound> {
    MonthDay::new(u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    let (year, year_from) = match (year, notice.0) {
        (Year::Given(year), _) => (Some(year), YearFrom::Sentence),
        (Year::After(after), Some(notice)) => (Some(notice.year() + after), YearFrom::Notice),
        (Year::Unsaid, Some(notice)) => {
            // A notice sets no deadline before its own date.
            let passed = (month, day) < (notice.month(), notice.day());
            (Some(notice.year() + i32::from(passed)), YearFrom::Notice)
        }
        (_, None) => (None, YearFrom::Nowhere),
    };
    let found = Day {
        year,
        year_from,
        month,
        day,
    };
    // 30 February, and 29 February of a year that has none.
    if found.year.is_some() {
        found.date()?;
    }
    Some(DayFound { day: found, end })
}

/// A time of day and one past its last character: `17:00`, `下午5点半`, `17时30分`.
pub(crate) fn time(f: &Folded, at: usize) -> Option<(u32, usize)> {
    let prefix = f.any(
        at,
        &[
            "上午", "下午", "中午", "晚上", "傍晚", "早上", "凌晨", "晚", "早",
        ],
    );
    let is_late = prefix.is_some_and(|end| f.has(at..end, &["下午", "晚上", "傍晚", "晚"]));
    let hour = number(f, prefix.unwrap_or(at))?;
    let value = hour.whole().filter(|hour| *hour <= 24)?;
    let mut end = f.any(hour.end, &["时", "点", ":", "："])?;
    let is_figures = matches!(f.before(end), ':' | '：');
    // 5小时, 3点要求: an hour of its own has a mark, and what follows is no part of a word.
    let mut minutes = 0;
    if let Some(half) = f.word(end, "半") {
        (minutes, end) = (30, half);
    } else if let Some(whole) = f.word(end, "整") {
        end = whole;
    } else if let Some(minute) = number(f, end).filter(|minute| !minute.han) {
        minutes = minute.whole().filter(|minute| *minute < 60)?;
        end = f.skip(minute.end, &["分"]);
    } else if is_figures {
        return None;
    }
    let hour = if is_late && value < 12 {
        value + 12
    } else {
        value
    };
    let minute = hour * 60 + minutes;
    (minute <= 24 * 60).then_some((minute, end))
}
