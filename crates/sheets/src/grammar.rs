//! What an office writes in a cell, read into the domain's types. Pure functions, one grammar
//! each; none panics, and each error explains itself with an example.
//!
//! First what all share ([`fold`], [`list`]) and plain values; then dates and moments; then what a
//! schedule is made of: windows, weekdays, seasons, spans of dates; last what a step asks for:
//! frequencies, targets and things with a kind.

use civic::duties::{Bound, Frequency, Milli, Period};
use civic::time::{
    Date, DateSpan, Local, MonthDay, Season, WeekdaySet, Window, WindowError, parse_minute,
};
use civic::{Bilingual, Text, time};
use thiserror::Error;

/// Why a cell could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}, for example {example}", what.en)]
pub struct CellError {
    /// What is wrong.
    pub what: Text,
    /// An example of what can be read.
    pub example: &'static str,
}

impl CellError {
    fn new(zh: &str, en: &str, example: &'static str) -> Self {
        Self {
            what: Text::new(zh, en),
            example,
        }
    }
}

impl Bilingual for CellError {
    fn text(&self) -> Text {
        Text::new(
            format!("{}，例如 {}", self.what.zh, self.example),
            self.to_string(),
        )
    }
}

type Read<T> = Result<T, CellError>;

/// Full-width letters, digits and punctuation as their ASCII forms, trimmed. Chinese commas and
/// stops that separate words are kept.
pub fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' | '\u{feff}' => ' ',
            _ => c,
        })
        .collect();
    folded.trim().to_owned()
}

/// The items of a list, separated by `；` or `;`.
pub fn list(text: &str) -> Vec<String> {
    text.split(['；', ';'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect()
}

/// 是 or 否.
pub fn yes_no(text: &str) -> Read<bool> {
    match fold(text).to_ascii_lowercase().as_str() {
        "是" | "yes" | "y" | "1" | "true" | "√" => Ok(true),
        "否" | "no" | "n" | "0" | "false" | "" => Ok(false),
        _ => Err(CellError::new(
            "这里只能填“是”或“否”",
            "This takes yes or no only",
            "是",
        )),
    }
}

/// A whole number.
pub fn number(text: &str) -> Read<u32> {
    fold(text)
        .parse()
        .map_err(|_| CellError::new("这里应填一个整数", "This should be a whole number", "100"))
}

/// A decimal number in thousandths.
pub fn milli(text: &str) -> Option<Milli> {
    let text = fold(text);
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || part.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    Some(Milli(sign * (whole.parse::<i64>().ok()? * 1000 + part)))
}

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

fn clock_minute(text: &str) -> Option<u16> {
    let text = text.trim().replace(['时', '点'], ":");
    let text = text.trim_end_matches('分');
    let (hour, minute) = text.split_once(':')?;
    let minute = if minute.is_empty() { "00" } else { minute };
    parse_minute(&format!("{hour:0>2}:{minute:0>2}"))
}

/// Splits `a-b`, `a～b`, `a至b` once.
fn span_of<'a>(text: &'a str, marks: &[char]) -> Option<(&'a str, &'a str)> {
    let at = text.find(|c| marks.contains(&c))?;
    let mark = text[at..].chars().next()?;
    Some((text[..at].trim(), text[at + mark.len_utf8()..].trim()))
}

const DASHES: &[char] = &['-', '~', '～', '–', '—', '至', '到'];

/// `06:00-08:30；18:30-22:00`, `全天`, `22:00-次日04:00`. The whole day is no window at all.
pub fn windows(text: &str) -> Read<Vec<Window>> {
    const EXAMPLE: &str = "06:00-08:30；22:00-次日04:00";
    let unreadable = || CellError::new("时段无法读懂", "The times cannot be read", EXAMPLE);
    let text = fold(text);
    if text.is_empty() || text == "全天" || text.eq_ignore_ascii_case("all day") {
        return Ok(Vec::new());
    }
    list(&text.replace(['，', '、', ','], ";"))
        .iter()
        .map(|part| {
            let (from, until) = span_of(part, DASHES).ok_or_else(unreadable)?;
            let next = ["次日", "翌日", "+1"]
                .iter()
                .any(|mark| until.contains(mark));
            let until = until
                .replace("次日", "")
                .replace("翌日", "")
                .replace("+1", "");
            let start = clock_minute(from).ok_or_else(unreadable)?;
            let end = clock_minute(&until).ok_or_else(unreadable)?;
            Window::new(start, end, next).map_err(|error| match error {
                WindowError::BeyondDay => unreadable(),
                WindowError::Empty => CellError::new(
                    "开始和结束是同一时刻；全天请写“全天”",
                    "The start and the end are the same; for the whole day write 全天",
                    EXAMPLE,
                ),
                WindowError::NeedsEndsNextDay => CellError::new(
                    "结束早于开始；跨零点请在结束时间前写“次日”",
                    "The end is before the start; past midnight write 次日 before the end",
                    EXAMPLE,
                ),
                WindowError::LongerThanDay => CellError::new(
                    "时段超过 24 小时",
                    "The times last longer than 24 hours",
                    EXAMPLE,
                ),
            })
        })
        .collect()
}

/// True where some window has only one of its two ends: `18:00-`, `18:00以后`, `22:00前`.
pub fn is_open_ended(text: &str) -> bool {
    const ONE_SIDED: [&str; 7] = ["起", "以后", "之后", "后", "前", "以前", "之前"];
    let one_end = |part: &str| {
        let part = part.trim().trim_matches(DASHES).trim();
        let bare = ONE_SIDED.iter().find_map(|end| part.strip_suffix(end));
        clock_minute(bare.unwrap_or(part)).is_some()
    };
    let text = fold(text).replace(['，', '、', ','], ";");
    list(&text).iter().any(|part| one_end(part))
}

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

/// `每周2次`, `每天`, `每季度1次`, `一次`, `3次`.
pub fn frequency(text: &str) -> Read<Frequency> {
    let error = || CellError::new("频次无法读懂", "How often cannot be read", "每周2次");
    let text = fold(text).replace(' ', "");
    let (per, rest) = ["每年", "每季度", "每季", "每月", "每周", "每日", "每天"]
        .iter()
        .zip([
            Period::Year,
            Period::Quarter,
            Period::Quarter,
            Period::Month,
            Period::Week,
            Period::Day,
            Period::Day,
        ])
        .find_map(|(mark, per)| text.strip_prefix(mark).map(|rest| (per, rest)))
        .unwrap_or((Period::Once, text.as_str()));
    let per = if per == Period::Once && rest.is_empty() {
        return Err(error());
    } else {
        per
    };
    let count = rest.trim_end_matches(['次', '份', '张', '个']);
    let count = count.strip_prefix("一次").unwrap_or(count);
    let times = match count {
        "" if per != Period::Once || rest != "次" => 1,
        "一" => 1,
        "两" | "二" => 2,
        "三" => 3,
        digits => digits.parse().map_err(|_| error())?,
    };
    Ok(Frequency { times, per })
}

/// One target of a cell: its measure, bound, value and unit of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetCell {
    /// What is measured.
    pub measure: String,
    /// At least or at most.
    pub bound: Bound,
    /// The value.
    pub value: Milli,
    /// The unit of measure.
    pub unit: String,
}

/// `新增临时摊点≥60处；签订率≥85%`.
pub fn targets(text: &str) -> Read<Vec<TargetCell>> {
    const MARKS: [(&str, Bound); 8] = [
        ("不少于", Bound::AtLeast),
        ("不低于", Bound::AtLeast),
        ("≥", Bound::AtLeast),
        (">=", Bound::AtLeast),
        ("不多于", Bound::AtMost),
        ("不超过", Bound::AtMost),
        ("≤", Bound::AtMost),
        ("<=", Bound::AtMost),
    ];
    let error = || {
        CellError::new(
            "指标无法读懂",
            "The target cannot be read",
            "新增临时摊点≥60处",
        )
    };
    list(&fold(text))
        .iter()
        .map(|part| {
            let (at, mark, bound) = MARKS
                .iter()
                .filter_map(|(mark, bound)| part.find(mark).map(|at| (at, *mark, bound.clone())))
                .min_by_key(|(at, ..)| *at)
                .ok_or_else(error)?;
            let rest = part[at + mark.len()..].trim();
            let digits = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len());
            Ok(TargetCell {
                measure: part[..at].trim().to_owned(),
                bound,
                value: milli(&rest[..digits]).ok_or_else(error)?,
                unit: rest[digits..].trim().to_owned(),
            })
        })
        .collect()
}

/// One thing asked for: its name, the term for its kind, how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedCell {
    /// What it is called.
    pub name: String,
    /// The term for its kind.
    pub kind: String,
    /// How often.
    pub frequency: Frequency,
}

/// `月度小结（报告，每月1）；定点照片（照片，每天6）`.
pub fn asked(text: &str) -> Read<Vec<AskedCell>> {
    let error = || {
        CellError::new(
            "应写成“名称（类型，频次）”",
            "This should be name（kind，how often）",
            "月度小结（报告，每月1）",
        )
    };
    list(&fold(text))
        .iter()
        .map(|part| {
            let inner = part.strip_suffix(')').ok_or_else(error)?;
            let (name, inner) = inner.rsplit_once('(').ok_or_else(error)?;
            let (kind, often) = inner.split_once([',', '，', '、']).ok_or_else(error)?;
            Ok(AskedCell {
                name: name.trim().to_owned(),
                kind: kind.trim().to_owned(),
                frequency: frequency(often)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown<T: ToString>(values: &[T]) -> Vec<String> {
        values.iter().map(ToString::to_string).collect()
    }

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
    fn windows_are_read_as_offices_write_them() {
        let read = |t: &str| windows(t).map(|w| shown(&w));
        assert_eq!(read("18：00～22：00"), Ok(vec!["18:00-22:00".to_owned()]));
        assert_eq!(
            read("6:00-8:30；18时30分至22时"),
            Ok(vec!["06:00-08:30".to_owned(), "18:30-22:00".to_owned()])
        );
        assert_eq!(
            read("22:00-次日04:00"),
            Ok(vec!["22:00-04:00+1".to_owned()])
        );
        assert_eq!(read("20:00-24:00"), Ok(vec!["20:00-24:00".to_owned()]));
        assert_eq!(read("全天"), Ok(vec![]));
        for text in ["18:00-", "18:00以后", "至22时", "9:00-11:00；18：00起"] {
            assert!(is_open_ended(text) && windows(text).is_err(), "{text}");
        }
        assert!(!is_open_ended("18:00-22:00") && !is_open_ended("全天"));
        for text in [
            "22:00-04:00",
            "08:00-08:00",
            "08:00-20:00+1",
            "25:00-26:00",
            "晚上",
            "19:00以后",
        ] {
            assert!(windows(text).is_err(), "{text}");
        }
    }

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

    #[test]
    fn targets_frequencies_and_things_asked_for_are_read() {
        let cell = targets("新增临时摊点≥60处；签订率不少于99.5%").expect("two targets");
        assert_eq!(
            (cell[0].value, cell[0].unit.as_str()),
            (Milli(60_000), "处")
        );
        assert_eq!(
            (cell[1].measure.as_str(), cell[1].value),
            ("签订率", Milli(99_500))
        );
        assert!(targets("多多益善").is_err());
        let often = |t: &str| frequency(t).map(|f| (f.times, f.per));
        assert_eq!(often("每周2次"), Ok((2, Period::Week)));
        assert_eq!(often("每天"), Ok((1, Period::Day)));
        assert_eq!(often("每季度1次"), Ok((1, Period::Quarter)));
        assert_eq!(often("一次"), Ok((1, Period::Once)));
        assert_eq!(often("3次"), Ok((3, Period::Once)));
        assert!(frequency("常常").is_err());
        let things = asked("月度小结（报告，每月1）；定点照片(照片,每天6)").expect("two things");
        assert_eq!(
            (things[1].name.as_str(), things[1].kind.as_str()),
            ("定点照片", "照片")
        );
        assert_eq!(
            things[1].frequency,
            Frequency {
                times: 6,
                per: Period::Day
            }
        );
        assert!(asked("月度小结").is_err());
    }

    proptest! {
        #[test]
        fn no_cell_panics(text in "[0-9年月日至周一二三:：;；,，（）()每次天≥%.\\- ～次日]{0,24}|\\PC{0,24}") {
            let _ = (date(&text), moment(&text), windows(&text), weekdays(&text), seasons(&text));
            let _ = (date_spans(&text), frequency(&text), targets(&text), asked(&text));
            let _ = (yes_no(&text), number(&text), milli(&text), list(&text));
        }
    }
}
