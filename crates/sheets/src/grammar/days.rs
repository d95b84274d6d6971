//! Days of the week, types of days and seasons of the year.

use civic::time::{Date, DayType, MonthDay, Season, WeekdaySet};

use super::cell_error::{CellError, Read};
use super::list::{fold, names};
use super::span::{DASHES, span_of};

/// `每日`, `周一至周五`, `周六、周日`, `周一三五`, `周末`, `12345`. Every day is no filter at all.
pub fn weekdays(text: &str) -> Read<Option<WeekdaySet>> {
    let error = || CellError::new("星期无法读懂", "The weekdays cannot be read", "周一至周五");
    let text = fold(text).to_lowercase();
    if ["节", "假", "工作日", "调休", "holiday", "workday"]
        .iter()
        .any(|word| text.contains(word))
    {
        return Err(CellError::new(
            "节假日、工作日不是星期，要写在“日期类型”列；“节假日除外”也写在那里，这里只写星期",
            "Holidays and workdays are types of days, not weekdays: write them into the column 日期类型, 节假日除外 too, and only weekdays here",
            "周一至周五",
        ));
    }
    if ["单", "双", "隔"]
        .iter()
        .any(|word| text.replace("双休", "").contains(word))
    {
        return Err(error());
    }
    if [
        "",
        "每日",
        "每天",
        "全周",
        "不限",
        "全部",
        "daily",
        "every day",
    ]
    .contains(&text.as_str())
    {
        return Ok(None);
    }
    let text = text
        .replace("双休日", "67")
        .replace("周末", "67")
        .replace("周日", "7")
        .replace("星期日", "7");
    let text = text
        .trim_start_matches("每")
        .replace(['周', '星', '期', '拜', '礼', ' '], "");
    let mut days = Vec::new();
    for part in names(&text) {
        match span_of(&part, DASHES) {
            Some((from, until)) => {
                let (from, until) = (
                    one_day(from).ok_or_else(error)?,
                    one_day(until).ok_or_else(error)?,
                );
                let mut day = from;
                days.push(day);
                while day != until {
                    day = day % 7 + 1;
                    days.push(day);
                }
            }
            None => days.extend(
                part.chars()
                    .map(weekday)
                    .collect::<Option<Vec<_>>>()
                    .ok_or_else(error)?,
            ),
        }
    }
    let set = WeekdaySet::of(days);
    if set.is_empty() {
        Err(error())
    } else {
        Ok(Some(set))
    }
}

fn one_day(text: &str) -> Option<u8> {
    let mut chars = text.chars();
    let day = weekday(chars.next()?)?;
    chars.next().is_none().then_some(day)
}

fn weekday(c: char) -> Option<u8> {
    let named = "一二三四五六日"
        .chars()
        .position(|day| day == c)
        .map(|at| at + 1);
    let digit = c.to_digit(10).and_then(|day| usize::try_from(day).ok());
    let day = named.or(digit).or((c == '天').then_some(7))?;
    u8::try_from(day).ok().filter(|day| (1..=7).contains(day))
}

/// `工作日；周末`, `节假日除外`; `每天` and `不限` for all.
pub fn day_types(text: &str) -> Read<Vec<DayType>> {
    let error = || {
        CellError::new(
            "有的词不是日期类型；请用：工作日、周末、节假日、调休上班日",
            "Some of this is not a type of day; use: 工作日 workday, 周末 weekend, 节假日 holiday, 调休上班日 makeup_workday",
            "工作日；周末",
        )
    };
    let text = fold(text);
    if ["每天", "每日", "不限", "全部", "all"].contains(&text.to_lowercase().as_str()) {
        return Ok(Vec::new());
    }
    let excluded = text
        .strip_suffix("除外")
        .or_else(|| text.strip_prefix("除外:"))
        .or_else(|| text.strip_prefix("except:"))
        .or_else(|| {
            text.strip_prefix('除').and_then(|rest| {
                rest.strip_suffix('外')
                    .or_else(|| rest.strip_suffix("以外"))
            })
        });
    let named = names(excluded.unwrap_or(&text));
    let named: Vec<DayType> = named
        .iter()
        .map(|name| day_type(name).ok_or_else(error))
        .collect::<Read<_>>()?;
    if named.is_empty() {
        return Err(error());
    }
    Ok(match excluded {
        Some(_) => DayType::ALL
            .iter()
            .filter(|day| !named.contains(day))
            .cloned()
            .collect(),
        None => named,
    })
}

fn day_type(name: &str) -> Option<DayType> {
    DayType::from_term(name).or(match name {
        "法定节假日" | "假日" | "节日" => Some(DayType::Holiday),
        "双休日" => Some(DayType::Weekend),
        "调休日" | "补班日" | "调休工作日" => Some(DayType::MakeupWorkday),
        _ => None,
    })
}

/// A month and its day; a month alone where that is allowed stands for its first or its last day.
fn month_day(text: &str, alone: Option<Edge>) -> Option<MonthDay> {
    let text = text.trim().trim_end_matches(['日', '号']);
    let (month, day) = text.split_once(['月', '-', '/', '.'])?;
    let month: u8 = month.trim().parse().ok()?;
    let day = match (day.trim(), alone) {
        ("" | "初", Some(Edge::First)) => 1,
        ("" | "底" | "末", Some(Edge::Last)) => (28..=31)
            .rev()
            .find(|day| MonthDay::new(month, *day).is_some())?,
        (day, _) => day.parse().ok()?,
    };
    MonthDay::new(month, day)
}

/// Which end of a season a month alone is.
#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

/// `4月25日至10月8日`, `5月至10月`, the last day included; `11月1日至次年3月31日` goes over New Year, as
/// it does without 次年. `全年` is no season at all.
pub fn seasons(text: &str) -> Read<Vec<Season>> {
    let error = || {
        CellError::new(
            "季节无法读懂",
            "The season cannot be read",
            "4月25日至10月8日；11月1日至次年3月31日",
        )
    };
    let text = fold(text);
    if ["全年", "常年", "不限", "all year"].contains(&text.to_lowercase().as_str()) {
        return Ok(Vec::new());
    }
    names(&text)
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
            let next_year = ["次年", "翌年", "第二年", "来年"].iter().find_map(|word| last.strip_prefix(word));
            let from = from.trim_start_matches("每年").trim_start_matches("当年");
            let from = month_day(from, Some(Edge::First)).ok_or_else(error)?;
            let last = month_day(next_year.unwrap_or(last), Some(Edge::Last)).ok_or_else(error)?;
            if next_year.is_some() && last >= from {
                return Err(CellError::new(
                    "从这一天到次年的那一天超过一年；全年请写“全年”",
                    "From this day to that of the next year is more than a year; for the whole year write 全年",
                    "11月1日至次年3月31日",
                ));
            }
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
    fn weekdays_are_read_as_offices_write_them() {
        let read =
            |t: &str| weekdays(t).map(|w| w.map_or_else(|| "all".to_owned(), |s| s.to_string()));
        for (text, days) in [
            ("每日", "all"),
            ("每天", "all"),
            ("周一至周日", "1234567"),
            ("周一至周五", "12345"),
            ("每周一至周五", "12345"),
            ("周六、周日", "67"),
            ("周五至周一", "1567"),
            ("周一、三、五", "135"),
            ("周一三五", "135"),
            ("星期天", "7"),
            ("周日", "7"),
            ("每周日", "7"),
            ("周末", "67"),
            ("周五、周末", "567"),
            ("双休日", "67"),
            ("12345", "12345"),
        ] {
            assert_eq!(read(text), Ok(days.to_owned()), "{text}");
        }
        for text in ["周八", "单日", "隔天", "周一至", "一二八"] {
            assert!(weekdays(text).is_err(), "{text}");
        }
        for text in ["周一至周五（节假日除外）", "节假日除外", "工作日"] {
            let error = weekdays(text).expect_err("no weekday");
            assert!(
                error.what.zh.contains("日期类型") && error.what.en.contains("日期类型"),
                "{text}"
            );
        }
    }

    #[test]
    fn types_of_days_are_read_as_offices_write_them() {
        use DayType::{Holiday, MakeupWorkday, Weekend, Workday};
        for (text, types) in [
            ("工作日", vec![Workday]),
            ("周末、节假日", vec![Weekend, Holiday]),
            ("workday; weekend", vec![Workday, Weekend]),
            ("节假日除外", vec![Workday, Weekend, MakeupWorkday]),
            ("除法定节假日外", vec![Workday, Weekend, MakeupWorkday]),
            ("每天", vec![]),
        ] {
            assert_eq!(day_types(text), Ok(types), "{text}");
        }
        assert!(day_types("周三").is_err() && day_types("节前").is_err());
    }

    #[test]
    fn seasons_are_read_as_offices_write_them() {
        let read = |t: &str| {
            seasons(t).map(|s| {
                s.iter()
                    .map(|s| format!("{}..{}", s.from, s.until))
                    .collect::<Vec<_>>()
            })
        };
        for (text, season) in [
            ("4月25日至10月8日", "04-25..10-09"),
            ("12月20日—2月20日", "12-20..02-21"),
            ("11月1日至次年3月31日", "11-01..04-01"),
            ("每年11月1日至翌年3月31日", "11-01..04-01"),
            ("2月1日至2月28日", "02-01..02-29"),
            ("5月至10月", "05-01..11-01"),
            ("5月初至2月底", "05-01..03-01"),
        ] {
            assert_eq!(read(text), Ok(vec![season.to_owned()]), "{text}");
        }
        assert_eq!(read("全年"), Ok(vec![]));
        assert_eq!(
            read("5月1日至5月3日、10月1日至10月7日").map(|s| s.len()),
            Ok(2)
        );
        for text in ["夏季", "3月1日至次年11月1日", "5月", "2月30日至3月1日"] {
            assert!(seasons(text).is_err(), "{text}");
        }
    }
}
