//! Times, weekdays and dates as data portals write them: `Mo-Fr:9AM-5PM`, `08/31/2011`. Times of
//! day have the sheets' own grammar; for the others it is tried as well.
//!
//! Windows first, then weekdays, then weeks of opening hours and how a sheet writes them; last
//! moments, by the formats that the map declares.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, TimeZone, Timelike};
use civic::Text;
use civic::time::{DAY_MINUTES, Timestamp, WeekdaySet, Window};

use super::error::Rejection;
use crate::grammar;
use crate::grammar::{CellError, WindowsError, fold};

/// Why times of day are no windows, in the words of the sheets' own grammar.
fn rejection(why: WindowsError, shown: &str) -> Rejection {
    let code = match why {
        WindowsError::Unclear => "time_unclear",
        WindowsError::Empty => "start_equals_end",
        WindowsError::EndsBeforeStart => "ends_before_start",
        WindowsError::Unreadable
        | WindowsError::LongerThanDay
        | WindowsError::StartsAtMidnight
        | WindowsError::HoldsDays => "time_unreadable",
    };
    let CellError { what, example } = why.cell();
    let fix = if why == WindowsError::EndsBeforeStart {
        Text::new(
            "如果这些时段跨过零点，在对照文件里写 past_midnight = true",
            "If such times run past midnight, set past_midnight = true in the map",
        )
    } else {
        Text::new(
            format!("例如：{example}"),
            format!("For example: {example}"),
        )
    };
    Rejection::new(code, shown, what, fix)
}

/// A window from its two ends. An end before the start is refused unless the map says that such
/// windows run past midnight.
pub(crate) fn window(from: &str, until: &str, past_midnight: bool) -> Result<Window, Rejection> {
    grammar::window(from, until, past_midnight)
        .map_err(|why| rejection(why, &format!("{from}-{until}")))
}

fn day(text: &str) -> Option<u8> {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let text = text.trim().trim_end_matches('.').to_lowercase();
    let at = DAYS
        .iter()
        .position(|d| text.len() >= 2 && (d.starts_with(&text) || text == format!("{d}s")))?;
    u8::try_from(at + 1).ok()
}

/// `Monday`, `Mo-Fr`, `Mon, Wed`, `daily`, `weekdays`, or as in a sheet: `周一至周五`, `12345`.
pub(crate) fn weekdays(text: &str) -> Result<WeekdaySet, Rejection> {
    let error = |what: Text| {
        let fix = Text::new(
            "例如：Monday、Mo-Fr、周一至周五",
            "For example: Monday, Mo-Fr, 周一至周五",
        );
        Rejection::new("weekday_unreadable", text, what, fix)
    };
    let unreadable = || error(Text::new("星期无法读懂", "The weekdays cannot be read"));
    let folded = fold(text).to_lowercase();
    match folded.as_str() {
        "" => return Err(unreadable()),
        "daily" | "every day" | "everyday" | "all days" => return Ok(WeekdaySet::of(1..=7)),
        "weekdays" => return Ok(WeekdaySet::of(1..=5)),
        "weekends" | "weekend" => return Ok(WeekdaySet::of(6..=7)),
        _ => {}
    }
    if !folded.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let set = grammar::weekdays(&folded).map_err(|_| unreadable())?;
        return Ok(set.unwrap_or_else(|| WeekdaySet::of(1..=7)));
    }
    let mut days = Vec::new();
    let text_of_ranges = folded
        .replace(" to ", "-")
        .replace(" through ", "-")
        .replace(" and ", ",");
    for part in text_of_ranges.split(['/', ',', ';', '&', '+', '、']) {
        let (from, until) = part
            .split_once(['-', '–', '—', '~'])
            .unwrap_or((part, part));
        let (from, until) = (
            day(from).ok_or_else(unreadable)?,
            day(until).ok_or_else(unreadable)?,
        );
        let mut d = from;
        while d != until {
            days.push(d);
            d = d % 7 + 1;
        }
        days.push(until);
    }
    let set: BTreeSet<u8> = days.iter().copied().collect();
    if set.len() < days.len() {
        return Err(error(Text::new(
            "同一天写了不止一次，看不出指的是哪几天",
            "A day occurs more than once: it is unclear which days are meant",
        )));
    }
    Ok(WeekdaySet::of(days))
}

/// The windows of each weekday.
pub(crate) type Week = BTreeMap<u8, Vec<Window>>;

/// `18:00-22:00`, `9AM-5PM / 6PM-8PM`, `all day`; `None` for the whole day.
pub(crate) fn windows(text: &str, past_midnight: bool) -> Result<Option<Vec<Window>>, Rejection> {
    grammar::windows_or_day(text, past_midnight).map_err(|why| rejection(why, text))
}

/// A week in one cell: `Mo-Fr:9AM-10AM/12PM-1PM;Sa:10AM-2PM`, `周一至周五 18:00-22:00`.
pub(crate) fn week(text: &str, past_midnight: bool) -> Result<Week, Rejection> {
    let folded = fold(text);
    let mut week = Week::new();
    // The days of the group, and whether a time has closed it.
    let (mut days, mut closed) = (String::new(), false);
    for token in folded.split([';', '；', ',', '，', '、', '/', '\n']) {
        let at = grammar::starts_at(token).unwrap_or(token.len());
        let (named, times) = token.split_at(at);
        let named = named.trim_matches(|c: char| c == ':' || c.is_whitespace());
        if !named.is_empty() {
            if closed {
                days.clear();
                closed = false;
            }
            if !days.is_empty() {
                days.push(',');
            }
            days.push_str(named);
        }
        if times.trim().is_empty() {
            continue;
        }
        closed = true;
        let set = if days.is_empty() {
            WeekdaySet::of(1..=7)
        } else {
            weekdays(&days)?
        };
        let windows = windows(times, past_midnight)?;
        let windows = windows.unwrap_or_else(|| vec![Window::WHOLE_DAY]);
        for day in set.days() {
            week.entry(day).or_default().extend(&windows);
        }
    }
    if !closed {
        return Err(Rejection::new(
            "time_unreadable",
            text,
            Text::new("星期后面没有时段", "No times follow the weekdays"),
            Text::new("例如：Mo-Fr:9AM-5PM", "For example: Mo-Fr:9AM-5PM"),
        ));
    }
    Ok(week)
}

/// The weekdays that have the same windows, together; windows that touch become one.
pub(crate) fn groups(week: &Week) -> Vec<(WeekdaySet, Vec<Window>)> {
    let mut by_windows: BTreeMap<Vec<(u16, u16)>, Vec<u8>> = BTreeMap::new();
    for (day, windows) in week {
        let mut spans: Vec<(u16, u16)> = windows.iter().map(|w| (w.start(), w.end())).collect();
        spans.sort_unstable();
        let mut joined: Vec<(u16, u16)> = Vec::new();
        for (start, end) in spans {
            match joined.last_mut() {
                // A window of 24 hours can only be the whole day.
                Some(last)
                    if start <= last.1
                        && (last.0 == 0 && end.max(last.1) == DAY_MINUTES
                            || end.max(last.1) - last.0 < DAY_MINUTES) =>
                {
                    last.1 = last.1.max(end);
                }
                _ => joined.push((start, end)),
            }
        }
        by_windows.entry(joined).or_default().push(*day);
    }
    let mut groups: Vec<_> = by_windows
        .into_iter()
        .map(|(spans, days)| {
            let windows = spans
                .into_iter()
                .filter_map(|(start, end)| {
                    let next = end > DAY_MINUTES;
                    Window::new(start, if next { end - DAY_MINUTES } else { end }, next).ok()
                })
                .collect();
            (days, windows)
        })
        .collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    groups
        .into_iter()
        .map(|(days, windows)| (WeekdaySet::of(days), windows))
        .collect()
}

/// Windows as a sheet has them; `全天` for none.
pub(crate) fn windows_cell(windows: &[Window]) -> String {
    if windows.is_empty() || windows == [Window::WHOLE_DAY] {
        return "全天".to_owned();
    }
    let minute = |m: u16| format!("{:02}:{:02}", m / 60, m % 60);
    let cell = |w: &Window| {
        let (start, end) = (minute(w.start()), w.end());
        if w.ends_next_day() {
            format!("{start}-次日{}", minute(end % DAY_MINUTES))
        } else {
            format!("{start}-{}", minute(end))
        }
    };
    windows.iter().map(cell).collect::<Vec<_>>().join("；")
}

/// Weekdays as a sheet has them.
pub(crate) fn weekdays_cell(set: WeekdaySet) -> String {
    const NAMES: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let days: Vec<&str> = set
        .days()
        .filter_map(|d| NAMES.get(usize::from(d).checked_sub(1)?).copied())
        .collect();
    if days.len() == 7 {
        "每日".to_owned()
    } else {
        days.join("、")
    }
}

/// Which side of a moment its seconds are rounded to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The first moment of something.
    First,
    /// The first moment after something.
    After,
    /// The last day of something; the moment is the start of the next day.
    LastDay,
}

/// Reads a moment by the formats the map declares, RFC 3339, or a sheet's own grammar, and
/// writes it as a sheet has it.
pub(crate) fn moment(
    text: &str,
    formats: &[String],
    zone: chrono_tz::Tz,
    which: Moment,
) -> Result<String, Rejection> {
    let folded = fold(text);
    let read = declared(&folded, formats)
        .or_else(|| instant(&folded, zone))
        .or_else(|| undeclared(&folded));
    let Some(read) = read else {
        return Err(Rejection::new(
            "date_unreadable",
            text,
            Text::new("日期无法读懂", "The date cannot be read"),
            Text::new(
                "写成 2025-05-01，或者在对照文件的 dates 里写明格式，例如 \"%m/%d/%Y\"",
                "Write 2025-05-01, or name the format in the map's dates, such as \"%m/%d/%Y\"",
            ),
        ));
    };
    let moment = match which {
        Moment::After if read.second() > 0 || read.nanosecond() > 0 => read
            .with_second(0)
            .and_then(|m| m.checked_add_signed(chrono::TimeDelta::minutes(1))),
        Moment::First | Moment::After => Some(read),
        Moment::LastDay => read.date().succ_opt().and_then(|d| d.and_hms_opt(0, 0, 0)),
    };
    let moment = moment.unwrap_or(read);
    let day = moment.date();
    Ok(if moment.hour() == 0 && moment.minute() == 0 {
        day.to_string()
    } else {
        format!("{day} {:02}:{:02}", moment.hour(), moment.minute())
    })
}

fn declared(text: &str, formats: &[String]) -> Option<NaiveDateTime> {
    formats.iter().find_map(|format| {
        NaiveDateTime::parse_from_str(text, format)
            .ok()
            .or_else(|| {
                let day = NaiveDate::parse_from_str(text, format).ok()?;
                day.and_hms_opt(0, 0, 0)
            })
    })
}

/// A moment with an offset, by the city's clock.
fn instant(text: &str, zone: chrono_tz::Tz) -> Option<NaiveDateTime> {
    let seconds = Timestamp::parse(text)?.instant.0;
    let utc = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
    Some(zone.from_utc_datetime(&utc).naive_local())
}

fn undeclared(text: &str) -> Option<NaiveDateTime> {
    const PLAIN: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"];
    let plain = PLAIN
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    plain.or_else(|| {
        let local = grammar::moment(text).ok()?;
        let day = NaiveDate::parse_from_str(&local.date.to_string(), "%Y-%m-%d").ok()?;
        day.and_hms_opt(local.second / 3600, local.second / 60 % 60, 0)
    })
}
