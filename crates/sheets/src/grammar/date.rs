//! Dates, moments and spans of dates.

use check::WrittenEnd;
use civic::time;
use civic::time::{Date, DateSpan, Local};

use super::cell_error::{CellError, Read};
use super::clock::clock_minute;
use super::list::{fold, names};
use super::span::span_of;

fn no_date() -> CellError {
    CellError::new(
        "这里应填日期",
        "This should be a date that exists",
        "2025-05-01",
    )
}

/// `2025-05-01`, `2025/5/1`, `2025.5.1`, `20250501`, `2025年5月1日`, `二〇二五年五月一日` or an Excel
/// serial number; with a time of day only where that is 0:00.
pub fn date(text: &str) -> Read<Date> {
    let Local { date, second } = moment(text).map_err(|_| no_date())?;
    if second == 0 {
        Ok(date)
    } else {
        Err(no_date())
    }
}

fn calendar_date(text: &str) -> Read<Date> {
    let text = western_digits(text);
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits && text.len() == 5 {
        return excel_day(&text);
    }
    let text = match (digits, text.len()) {
        (true, 8) => format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]),
        _ => text,
    };
    let parts: Vec<u32> = text
        .trim_end_matches(['日', '号'])
        .split(['-', '/', '.', '年', '月'])
        .map(|part| part.trim().parse().map_err(|_| no_date()))
        .collect::<Read<_>>()?;
    let [year, month, day] = parts[..] else {
        return Err(no_date());
    };
    if !(1900..=2200).contains(&year) {
        return Err(no_date());
    }
    i32::try_from(year)
        .ok()
        .and_then(|y| Date::new(y, month, day))
        .ok_or_else(no_date)
}

/// Excel counts days from 1899-12-30, once its day that never was is passed over.
fn excel_day(digits: &str) -> Read<Date> {
    let serial: i64 = digits.parse().map_err(|_| no_date())?;
    Ok(Date::from_day_number(serial - 25_569))
}

/// Chinese numerals of a date in digits: 二〇二五年十二月三十一日. Years are written digit by digit,
/// months and days as numbers up to 31.
fn western_digits(text: &str) -> String {
    if !text.chars().any(|c| digit(c).is_some() || c == '十') {
        return text.to_owned();
    }
    let mut out = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let neighbour = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_some_and(|c| digit(*c).is_some())
        };
        match (*c, digit(*c)) {
            (_, Some(digit)) => out.push(digit),
            ('十', None) => {
                let (before, after) = (neighbour(i.checked_sub(1)), neighbour(i.checked_add(1)));
                // 十 is 10, 十二 12, 二十 20, 二十二 22.
                match (before, after) {
                    (false, false) => out.push_str("10"),
                    (false, true) => out.push('1'),
                    (true, false) => out.push('0'),
                    (true, true) => {}
                }
            }
            (c, None) => out.push(c),
        }
    }
    out
}

fn digit(c: char) -> Option<char> {
    Some(match c {
        '〇' | '零' | '○' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        _ => return None,
    })
}

/// A date alone (its 00:00) or a date and a time of day, which may have seconds that are 0; also an
/// Excel serial number with a fraction.
pub fn moment(text: &str) -> Read<Local> {
    let unreadable = || {
        CellError::new(
            "时刻无法读懂",
            "The time of day cannot be read",
            "2025-06-06 18:00",
        )
    };
    let text = spelt(text);
    if let Some((day, fraction)) = text.split_once('.')
        && day.len() == 5
        && [day, fraction]
            .iter()
            .all(|t| !t.is_empty() && t.len() < 16 && t.bytes().all(|b| b.is_ascii_digit()))
    {
        return excel_moment(day, fraction).ok_or_else(unreadable);
    }
    let (day, clock) = day_and_clock(&text);
    let date = calendar_date(day)?;
    if clock.is_empty() {
        return Ok(Local { date, second: 0 });
    }
    // A spreadsheet shows 18:00 as 18:00:00.
    let seconds = clock.matches(':').count() > 1;
    let clock = clock
        .strip_suffix(":00")
        .filter(|_| seconds)
        .unwrap_or(clock);
    let minute = clock_minute(clock).ok_or_else(unreadable)?;
    Ok(if minute == time::DAY_MINUTES {
        Local {
            date: date.plus_days(1),
            second: 0,
        }
    } else {
        Local {
            date,
            second: u32::from(minute) * 60,
        }
    })
}

/// The text without the spaces around 年, 月 and 日.
fn spelt(text: &str) -> String {
    ["年", "月", "日"].iter().fold(fold(text), |text, mark| {
        text.replace(&format!(" {mark}"), mark)
            .replace(&format!("{mark} "), mark)
    })
}

/// The date ends at a space, a `T` or, where neither follows it, at its 日.
fn day_and_clock(text: &str) -> (&str, &str) {
    let parts = text.split_once([' ', 'T']).or_else(|| {
        let (at, mark) = text.match_indices(['日', '号']).next()?;
        Some(text.split_at(at + mark.len()))
    });
    parts.map_or((text, ""), |(day, clock)| (day, clock.trim()))
}

/// A fraction of a day to the nearest minute; seconds that are not a spreadsheet's own rounding are
/// refused.
fn excel_moment(day: &str, fraction: &str) -> Option<Local> {
    let date = excel_day(day).ok()?;
    let scale = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let seconds = i128::from(fraction.parse::<i64>().ok()?) * i128::from(time::DAY_SECONDS);
    let rounded = (seconds * 2 + i128::from(scale)) / (i128::from(scale) * 2);
    let rounded = u32::try_from(rounded).ok()?;
    (rounded % 60 == 0 && i64::from(rounded) < time::DAY_SECONDS).then_some(Local {
        date,
        second: rounded,
    })
}

/// True where an expiry says in words that there is none: `长期`, `无`.
pub fn is_open_end(text: &str) -> bool {
    let text = fold(text).to_lowercase();
    let words = [
        "长期",
        "长期有效",
        "永久",
        "永久有效",
        "无",
        "无期限",
        "不限",
        "none",
        "no end",
    ];
    words.contains(&text.as_str())
}

/// `2025-06-06至2025-06-09；2025-07-01`, the last day included; `无` and `不限` for none.
pub fn date_spans(text: &str) -> Read<Vec<DateSpan>> {
    let text = fold(text);
    if ["无", "不限", "none"].contains(&text.as_str()) {
        return Ok(Vec::new());
    }
    names(&text)
        .iter()
        .map(
            |part| match span_of(part, &['至', '到', '~', '～', '–', '—']) {
                Some((from, last)) => {
                    let (from, last) = (date(from)?, date(last)?);
                    if last < from {
                        return Err(CellError::new(
                            "结束日期早于开始日期",
                            "The last date is before the first",
                            "2025-06-06至2025-06-09",
                        ));
                    }
                    Ok(DateSpan {
                        from,
                        until: last.plus_days(1),
                    })
                }
                None => Ok(DateSpan::day(date(part)?)),
            },
        )
        .collect()
}

/// The end of a rule, and how the cell gives it. A day alone is its 00:00: what the city means by
/// it is for the caller.
pub fn end(text: &str) -> Read<(Local, WrittenEnd)> {
    const LAST_MINUTE: u32 = 23 * 3600 + 59 * 60;
    let local = moment(text)?;
    let text = spelt(text);
    let (day, clock) = day_and_clock(&text);
    let day = calendar_date(day).ok();
    // A spreadsheet shows a day alone as `2025/10/8 0:00:00`.
    if let Some(day) = day.filter(|_| ["", "0:00:00", "00:00:00"].contains(&clock)) {
        return Ok((local, WrittenEnd::Day(day)));
    }
    let written = match day {
        // 24:00 is the next day's 00:00.
        Some(day) if day < local.date => WrittenEnd::EndOfDay(day),
        _ if local.second >= LAST_MINUTE => WrittenEnd::EndOfDay(local.date),
        _ => WrittenEnd::Moment,
    };
    Ok((local, written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_offices_write_them() {
        for text in [
            "2025-05-01",
            "2025/5/1",
            "2025年5月1日",
            "2025 年 5 月 1 日",
            "二〇二五年五月一日",
            "二零二五年五月一号",
            "２０２５－０５－０１",
            "20250501",
            "2025/5/1 0:00:00",
            "45778",
            " 2025.5.1 ",
        ] {
            assert_eq!(
                date(text).map(|d| d.to_string()),
                Ok("2025-05-01".to_owned()),
                "{text}"
            );
        }
        for (text, day) in [
            ("二〇二五年十月十日", "2025-10-10"),
            ("二〇二五年十二月二十日", "2025-12-20"),
            ("二〇二五年十一月三十一日", ""),
            ("二〇二五年十二月三十一日", "2025-12-31"),
        ] {
            assert_eq!(
                date(text).map(|d| d.to_string()).unwrap_or_default(),
                day,
                "{text}"
            );
        }
        for text in [
            "",
            "五月一日",
            "2025-02-29",
            "5月1日",
            "25-05-01",
            "2025-13-01",
            "20251301",
            "2025年5月",
            "2025/5/1 18:00",
            "45778.75",
        ] {
            assert!(date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments_are_read_as_offices_write_them() {
        let read = |t: &str| moment(t).map(|l| (l.date.to_string(), l.second));
        for text in [
            "2025年6月6日 18:00",
            "2025年6月6日18:00",
            "2025年6月6日18时",
            "2025/6/6 18:00:00",
            "2025-06-06T18:00",
            "二〇二五年六月六日18点",
            "45814.75",
        ] {
            assert_eq!(read(text), Ok(("2025-06-06".to_owned(), 64_800)), "{text}");
        }
        assert_eq!(read("2025-06-06T24:00"), Ok(("2025-06-07".to_owned(), 0)));
        assert_eq!(
            read("45814.7777777778"),
            Ok(("2025-06-06".to_owned(), 67_200))
        );
        for text in [
            "2025-06-06 25:00",
            "2025-06-06 18:00:30",
            "45814.75001",
            "2025-06-06 傍晚",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(
            is_open_end("长期")
                && is_open_end(" 无 ")
                && !is_open_end("")
                && !is_open_end("长期（待定）")
        );
    }

    #[test]
    fn spans_of_dates_are_parted_by_any_mark() {
        for text in [
            "2025-06-06至2025-06-09；2025-07-01",
            "2025-06-06～2025-06-09、2025-07-01",
            "2025年6月6日到2025年6月9日，2025年7月1日",
        ] {
            let spans = date_spans(text).map(|s| s.len());
            assert_eq!(spans, Ok(2), "{text}");
        }
        assert_eq!(date_spans("无"), Ok(Vec::new()));
        assert!(date_spans("2025-06-09至2025-06-06").is_err());
    }

    #[test]
    fn an_end_says_whether_it_is_a_day_alone() {
        let day = Date::new(2025, 10, 8).expect("a date");
        for (text, date, hour, minute, written) in [
            ("2025-10-08", day, 0, 0, WrittenEnd::Day(day)),
            ("２０２５年１０月８日", day, 0, 0, WrittenEnd::Day(day)),
            ("2025-10-08 00:00", day, 0, 0, WrittenEnd::Moment),
            ("2025-10-08 18:00", day, 18, 0, WrittenEnd::Moment),
            ("2025-10-08 23:59", day, 23, 59, WrittenEnd::EndOfDay(day)),
            (
                "2025-10-08 24:00",
                day.next(),
                0,
                0,
                WrittenEnd::EndOfDay(day),
            ),
            ("2025-10-09T00:00", day.next(), 0, 0, WrittenEnd::Moment),
        ] {
            let local = Local {
                date,
                second: hour * 3600 + minute * 60,
            };
            assert_eq!(end(text), Ok((local, written)), "{text}");
        }
    }
}
