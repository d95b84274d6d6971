//! Dates, moments and spans of dates.

use check::WrittenEnd;
use civic::time;
use civic::time::{Date, DateSpan, Local};

use super::cell_error::{CellError, Read};
use super::clock::clock_minute;
use super::list::{fold, list};
use super::span::span_of;

/// `2025-05-01`, `2025/5/1`, `2025.5.1`, `2025年5月1日` or an Excel serial number.
pub fn date(text: &str) -> Read<Date> {
    let error = || {
        CellError::new(
            "这里应填日期",
            "This should be a date that exists",
            "2025-05-01",
        )
    };
    let text = fold(text);
    if text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) {
        // Excel counts days from 1899-12-30, once its day that never was is passed over.
        let serial: i64 = text.parse().map_err(|_| error())?;
        return Ok(Date::from_day_number(serial - 25_569));
    }
    let parts: Vec<u32> = text
        .trim_end_matches(['日', '号'])
        .split(['-', '/', '.', '年', '月'])
        .map(|p| p.trim().parse().map_err(|_| error()))
        .collect::<Read<_>>()?;
    let [year, month, day] = parts[..] else {
        return Err(error());
    };
    if !(1900..=2200).contains(&year) {
        return Err(error());
    }
    i32::try_from(year)
        .ok()
        .and_then(|y| Date::new(y, month, day))
        .ok_or_else(error)
}

/// A date alone (its 00:00) or a date and a time of day.
pub fn moment(text: &str) -> Read<Local> {
    let text = fold(text);
    let (day, clock) = text.split_once([' ', 'T']).unwrap_or((&text, ""));
    let date = date(day)?;
    if clock.is_empty() {
        return Ok(Local { date, second: 0 });
    }
    let minute = clock_minute(clock).ok_or_else(|| {
        CellError::new(
            "时刻无法读懂",
            "The time of day cannot be read",
            "2025-06-06 18:00",
        )
    })?;
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

/// `2025-06-06至2025-06-09；2025-07-01`, the last day included.
pub fn date_spans(text: &str) -> Read<Vec<DateSpan>> {
    list(&fold(text))
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
    let text = fold(text);
    if let Ok(day) = date(&text) {
        return Ok((local, WrittenEnd::Day(day)));
    }
    let day = text
        .split_once([' ', 'T'])
        .and_then(|(day, _)| date(day).ok());
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
            "２０２５－０５－０１",
            "45778",
            " 2025.5.1 ",
        ] {
            assert_eq!(
                date(text).map(|d| d.to_string()),
                Ok("2025-05-01".to_owned()),
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
        ] {
            assert!(date(text).is_err(), "{text}");
        }
        let moment = |t: &str| moment(t).map(|l| (l.date.to_string(), l.second));
        assert_eq!(
            moment("2025年6月6日 18:00"),
            Ok(("2025-06-06".to_owned(), 64_800))
        );
        assert_eq!(moment("2025-06-06T24:00"), Ok(("2025-06-07".to_owned(), 0)));
        assert!(moment("2025-06-06 25:00").is_err());
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
