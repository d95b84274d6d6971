//! Days of the week and seasons of the year.

use civic::time::{Date, MonthDay, Season, WeekdaySet};

use super::cell_error::{CellError, Read};
use super::list::{fold, list};
use super::span::{DASHES, span_of};

/// `每日`, `周一至周五`, `周六、周日`, `12345`. Every day is no filter at all.
pub fn weekdays(text: &str) -> Read<Option<WeekdaySet>> {
    let error = || CellError::new("星期无法读懂", "The weekdays cannot be read", "周一至周五");
    let text = fold(text).replace(['周', '星', '期', '拜', '礼', ' '], "");
    if matches!(text.as_str(), "" | "每日" | "每天" | "全") || text.eq_ignore_ascii_case("daily")
    {
        return Ok(None);
    }
    let day = |t: &str| -> Option<u8> {
        let mut chars = t.trim().chars();
        let c = chars.next()?;
        if chars.next().is_some() {
            return None;
        }
        "一二三四五六日".chars().position(|d| d == c).map_or_else(
            || {
                if c == '天' {
                    Some(7)
                } else {
                    c.to_digit(10).and_then(|d| u8::try_from(d).ok())
                }
            },
            |i| u8::try_from(i + 1).ok(),
        )
    };
    if let Some(set) = WeekdaySet::parse(&text) {
        return Ok(Some(set));
    }
    let mut days = Vec::new();
    for part in text
        .split(['、', ';', '；', ',', '，'])
        .filter(|p| !p.trim().is_empty())
    {
        match span_of(part, DASHES) {
            Some((from, until)) => {
                let (from, until) = (day(from).ok_or_else(error)?, day(until).ok_or_else(error)?);
                let mut d = from;
                loop {
                    days.push(d);
                    if d == until || days.len() > 14 {
                        break;
                    }
                    d = d % 7 + 1;
                }
            }
            None => days.push(day(part).ok_or_else(error)?),
        }
    }
    if days.iter().any(|d| !(1..=7).contains(d)) {
        return Err(error());
    }
    let set = WeekdaySet::of(days);
    if set.is_empty() {
        Err(error())
    } else {
        Ok(Some(set))
    }
}

fn month_day(text: &str) -> Option<MonthDay> {
    let text = text.trim().trim_end_matches(['日', '号']);
    let (month, day) = text.split_once(['月', '-', '/', '.'])?;
    MonthDay::new(month.trim().parse().ok()?, day.trim().parse().ok()?)
}

/// `4月25日至10月8日`, the last day included.
pub fn seasons(text: &str) -> Read<Vec<Season>> {
    let error = || {
        CellError::new(
            "季节无法读懂",
            "The season cannot be read",
            "4月25日至10月8日",
        )
    };
    list(&fold(text))
        .iter()
        .map(|part| {
            let (from, last) = span_of(part, &['至', '到', '~', '～', '–', '—'])
                .or_else(|| {
                    if part.contains('月') {
                        span_of(part, DASHES)
                    } else {
                        None
                    }
                })
                .ok_or_else(error)?;
            let (from, last) = (
                month_day(from).ok_or_else(error)?,
                month_day(last).ok_or_else(error)?,
            );
            // The day after, in a leap year: a season that ends on 28 February holds on no 29th.
            let until = Date::new(2024, u32::from(last.month), u32::from(last.day))
                .map(|d| d.plus_days(1).month_day())
                .ok_or_else(error)?;
            Ok(Season { from, until })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_and_seasons_are_read_as_offices_write_them() {
        let read = |t: &str| weekdays(t).map(|w| w.map(|s| s.to_string()));
        assert_eq!(read("每日"), Ok(None));
        assert_eq!(read("周一至周五"), Ok(Some("12345".to_owned())));
        assert_eq!(read("周六、周日"), Ok(Some("67".to_owned())));
        assert_eq!(read("周五至周一"), Ok(Some("1567".to_owned())));
        assert_eq!(read("星期天"), Ok(Some("7".to_owned())));
        assert!(weekdays("周八").is_err());
        let read = |t: &str| {
            seasons(t).map(|s| {
                s.iter()
                    .map(|s| format!("{}..{}", s.from, s.until))
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(
            read("4月25日至10月8日"),
            Ok(vec!["04-25..10-09".to_owned()])
        );
        assert_eq!(
            read("12月20日—2月20日"),
            Ok(vec!["12-20..02-21".to_owned()])
        );
        assert_eq!(read("2月1日至2月28日"), Ok(vec!["02-01..02-29".to_owned()]));
        assert!(seasons("夏季").is_err());
    }
}
