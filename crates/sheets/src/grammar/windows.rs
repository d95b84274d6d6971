//! Windows of the day, as sheets and the data of others write them.

use civic::Text;
use civic::time::{DAY_MINUTES, Window};
use thiserror::Error;

use super::cell_error::{CellError, Read};
use super::clock::{Clock, DayPart, End, Form};
use super::list::fold;
use super::span::DASHES;

/// Why times of day are no windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum WindowsError {
    #[error("the times cannot be read")]
    Unreadable,
    #[error("morning or evening: the times can be read in more than one way")]
    Unclear,
    #[error("the start and the end are the same")]
    Empty,
    #[error("the end is before the start")]
    EndsBeforeStart,
    #[error("the times last longer than 24 hours")]
    LongerThanDay,
    #[error("the start is the end of a day")]
    StartsAtMidnight,
    #[error("weekdays stand among the times")]
    HoldsDays,
}

impl WindowsError {
    /// What is wrong, with an example of how to say it.
    pub(crate) fn cell(self) -> CellError {
        let (zh, en, example) = match self {
            Self::Unreadable => (
                "时段无法读懂",
                "The times cannot be read",
                "06:00-08:30；22:00-次日04:00",
            ),
            Self::Unclear => (
                "看不出是上午还是下午",
                "It is not clear whether morning or evening is meant",
                "下午6点-晚上10点；18:00-22:00；晚上10点-次日凌晨2点",
            ),
            Self::Empty => (
                "开始和结束是同一时刻；全天请写“全天”",
                "The start and the end are the same; for the whole day write 全天",
                "06:00-08:30；22:00-次日04:00",
            ),
            Self::EndsBeforeStart => (
                "结束早于开始；跨零点请在结束时间前写“次日”",
                "The end is before the start; past midnight write 次日 before the end",
                "06:00-08:30；22:00-次日04:00",
            ),
            Self::LongerThanDay => (
                "时段超过 24 小时",
                "The times last longer than 24 hours",
                "06:00-08:30；22:00-次日04:00",
            ),
            Self::StartsAtMidnight => (
                "从半夜零点开始的时段，要写成第二天的 00:00，并写明是哪一天",
                "Times that start at midnight belong to the next day: write 00:00, and name that day",
                "00:00-02:00",
            ),
            Self::HoldsDays => (
                "这里只写时刻；星期写在“星期”列，工作日、周末、节假日写在“日期类型”列，月份写在“季节”列",
                "Only times of day belong here: weekdays go in 星期 weekdays, workdays and holidays in 日期类型 day_types, months in 季节 seasons",
                "18:00-22:00",
            ),
        };
        CellError {
            what: Text::new(zh, en),
            example,
        }
    }
}

/// `06:00-08:30；18:30-22:00`, `全天`, `22:00-次日04:00`, `下午6点到10点`. The whole day is no
/// window at all.
pub fn windows(text: &str) -> Read<Vec<Window>> {
    if fold(text).is_empty() {
        return Ok(Vec::new());
    }
    let windows = windows_or_day(text, false).map_err(WindowsError::cell)?;
    Ok(windows.unwrap_or_default())
}

/// The windows of a text, at least one; `None` where it says the whole day. `past_midnight`: an
/// end before the start is on the next day.
pub(crate) fn windows_or_day(
    text: &str,
    past_midnight: bool,
) -> Result<Option<Vec<Window>>, WindowsError> {
    if is_whole_day(text) {
        return Ok(None);
    }
    let windows = parts(text);
    let windows = windows.iter().map(|part| one_window(part, past_midnight));
    let windows = windows.collect::<Result<Vec<_>, _>>()?;
    if windows.is_empty() {
        return Err(WindowsError::Unreadable);
    }
    Ok(Some(windows))
}

fn is_whole_day(text: &str) -> bool {
    const WHOLE: [&str; 11] = [
        "全天",
        "全日",
        "全天候",
        "24小时",
        "全天24小时",
        "24小时全天",
        "不限",
        "allday",
        "24hours",
        "24h",
        "24/7",
    ];
    let text: String = fold(text).split_whitespace().collect();
    WHOLE.contains(&text.to_lowercase().as_str())
}

/// The windows of a list as they are written.
fn parts(text: &str) -> Vec<String> {
    let text = fold(text).to_lowercase().replace(" and ", ";");
    let text = text.replace("以及", ";");
    text.split(['；', ';', '，', ',', '、', '/', '\n', '和', '及', '与', '&'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// One window as it is written: `18:00-22:00`, `9AM to 5PM`, `22:00-次日04:00`.
pub(crate) fn one_window(text: &str, past_midnight: bool) -> Result<Window, WindowsError> {
    const DAYS: [&str; 6] = ["周", "星期", "礼拜", "工作日", "节假日", "月"];
    if DAYS.iter().any(|word| text.contains(word)) {
        return Err(WindowsError::HoldsDays);
    }
    let text = fold(text).to_lowercase();
    let text = text.replace(" to ", "-").replace(" until ", "-");
    let (from, until) = text.split_once(DASHES).ok_or(WindowsError::Unreadable)?;
    // A dash of two characters, ——, and words that only lead in or round off.
    let from = from.trim().trim_start_matches(['自', '从']);
    let until = until.trim_start_matches(DASHES).trim();
    let until = until.trim_end_matches("为止").trim_end_matches('止');
    window(from, until, past_midnight)
}

/// A window from its two ends as they are written.
pub(crate) fn window(from: &str, until: &str, past_midnight: bool) -> Result<Window, WindowsError> {
    let (until, next_day) = next_day(until);
    let from = Clock::parse(from).ok_or(WindowsError::Unreadable)?;
    let until = Clock::parse(&until).ok_or(WindowsError::Unreadable)?;
    let (start, end) = minutes(from, until, next_day)?;
    if start >= DAY_MINUTES {
        return Err(WindowsError::StartsAtMidnight);
    }
    if start == end {
        return Err(WindowsError::Empty);
    }
    if end < start && !next_day && !past_midnight {
        return Err(WindowsError::EndsBeforeStart);
    }
    let runs_over = next_day || end < start;
    Window::new(start, end, runs_over).map_err(|_| WindowsError::LongerThanDay)
}

/// An end without the mark that it is on the next day, and whether it had one.
fn next_day(until: &str) -> (String, bool) {
    const MARKS: [&str; 7] = ["次日", "翌日", "第二天", "第二日", "隔天", "+1", "next day"];
    let text = fold(until).to_lowercase();
    let Some(mark) = MARKS.iter().find(|mark| text.contains(*mark)) else {
        return (text, false);
    };
    let text = text.replacen(mark, "", 1).replace("()", "");
    (text.trim().trim_start_matches('的').to_owned(), true)
}

/// The minutes of both ends. A part of the day that is written once may hold for both; where that
/// leaves more than one reading, none is taken.
fn minutes(from: Clock, until: Clock, next_day: bool) -> Result<(u16, u16), WindowsError> {
    let stop = if next_day { End::Moment } else { End::Stop };
    let start = |part| from.minute_by(part, End::Start);
    let end = |part| until.minute_by(part, stop);
    let both = |start: Option<u16>, end: Option<u16>| start.zip(end).ok_or(WindowsError::Unclear);
    match (from.part, until.part) {
        (Some(_), Some(_)) => both(start(from.part), end(until.part)),
        (None, None) => {
            if from.form == Form::Bare && until.form == Form::Bare {
                return Err(WindowsError::Unreadable);
            }
            let spoken = from.form == Form::Spoken || until.form == Form::Spoken;
            if spoken && !from.exact && !until.exact {
                return Err(WindowsError::Unclear);
            }
            both(start(None), end(None))
        }
        (Some(part), None) if next_day || until.exact => both(start(Some(part)), end(None)),
        (Some(part), None) => {
            let start = start(Some(part));
            // 上午8点到12点 ends at noon.
            let early = matches!(part, DayPart::SmallHours | DayPart::Morning);
            let part = if early && until.hour == 12 {
                DayPart::Noon
            } else {
                part
            };
            let end = end(Some(part)).filter(|end| start.is_some_and(|start| start < *end));
            both(start, end)
        }
        (None, Some(part)) if from.hour == 0 || from.hour > 12 => {
            both(start(None), end(Some(part)))
        }
        (None, Some(part)) if from.exact && !until.meridiem => both(start(None), end(Some(part))),
        (None, Some(part)) => both(start_by_end(from, until, part, next_day), end(Some(part))),
    }
}

/// The start of a window of which only the end names its part of the day. In English one AM or PM
/// is for both ends where that can be; otherwise there must be a single reading.
fn start_by_end(from: Clock, until: Clock, part: DayPart, next_day: bool) -> Option<u16> {
    if next_day || from.exact {
        return None;
    }
    let end = until.minute_by(Some(part), End::Stop)?;
    let fits = |start: &u16| *start < end;
    let by = |part| from.minute_by(Some(part), End::Start).filter(fits);
    let (morning, afternoon) = (by(DayPart::SmallHours), by(DayPart::Afternoon));
    match (morning, afternoon) {
        _ if !until.meridiem && from.hour == 12 => afternoon,
        (Some(only), None) | (None, Some(only)) => Some(only),
        (Some(_), Some(afternoon)) if until.meridiem && part == DayPart::Afternoon => {
            Some(afternoon)
        }
        _ => None,
    }
}

/// True where some window has only one of its two ends: `18:00-`, `18:00以后`, `22:00前`.
pub fn is_open_ended(text: &str) -> bool {
    const SUFFIXES: [&str; 11] = [
        "起", "开始", "以后", "之后", "后", "以前", "之前", "前", "为止", "止", "onwards",
    ];
    const PREFIXES: [&str; 8] = [
        "自",
        "从",
        "after",
        "from",
        "before",
        "until",
        "till",
        "不早于",
    ];
    let one_end = |part: &String| {
        let part = part.trim_matches(DASHES).trim();
        let part = SUFFIXES
            .iter()
            .find_map(|end| part.strip_suffix(end))
            .unwrap_or(part);
        let part = PREFIXES
            .iter()
            .find_map(|start| part.strip_prefix(start))
            .unwrap_or(part);
        Clock::parse(part).is_some_and(|clock| clock.part.is_some() || clock.form != Form::Bare)
    };
    !is_whole_day(text) && parts(text).iter().any(one_end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, WindowsError> {
        let windows = windows_or_day(text, false)?.unwrap_or_default();
        let shown: Vec<String> = windows.iter().map(ToString::to_string).collect();
        Ok(shown.join(";"))
    }

    #[test]
    fn windows_are_read_as_offices_write_them() {
        for (text, right) in [
            ("18：00～22：00", "18:00-22:00"),
            ("6:00-8:30；18时30分至22时", "06:00-08:30;18:30-22:00"),
            ("22:00-次日04:00", "22:00-04:00+1"),
            ("20:00-24:00", "20:00-24:00"),
            ("18:00——22:00", "18:00-22:00"),
            ("自18:00至22:00止", "18:00-22:00"),
            ("06:00-08:00、18:00-22:00", "06:00-08:00;18:00-22:00"),
            ("上午9点-11点和下午2点-5点", "09:00-11:00;14:00-17:00"),
            ("全天", ""),
            ("24小时", ""),
            ("18:00:00-23:59:59", "18:00-24:00"),
            // As people say them.
            ("下午6点-晚上10点", "18:00-22:00"),
            ("下午六点至晚上十点半", "18:00-22:30"),
            ("下午6点到10点", "18:00-22:00"),
            ("下午6-10点", "18:00-22:00"),
            ("晚上10点至次日凌晨2点", "22:00-02:00+1"),
            ("晚上10点至次日2点", "22:00-02:00+1"),
            ("22点-第二天凌晨2点", "22:00-02:00+1"),
            ("18点-22点", "18:00-22:00"),
            ("18-22时", "18:00-22:00"),
            ("18点半-24时", "18:30-24:00"),
            ("中午12点-下午2点", "12:00-14:00"),
            ("中午12点到2点", "12:00-14:00"),
            ("12点-下午2点", "12:00-14:00"),
            ("早上6点到8点", "06:00-08:00"),
            ("晚上6点-晚上12点", "18:00-24:00"),
            ("晚上6点-12点", "18:00-24:00"),
            ("上午8点-中午12点", "08:00-12:00"),
            ("上午8点-12点", "08:00-12:00"),
            ("8:00-下午6:00", "08:00-18:00"),
            ("凌晨12点-凌晨2点", "00:00-02:00"),
            ("晚上10点-次日凌晨12点半", "22:00-00:30+1"),
            ("0点-6点", "00:00-06:00"),
            // As data portals write them.
            ("6:00-10:00PM", "18:00-22:00"),
            ("6-10PM", "18:00-22:00"),
            ("11:00-1:00PM", "11:00-13:00"),
            ("9-12PM", "09:00-12:00"),
            ("12-5PM", "12:00-17:00"),
            ("6-11AM", "06:00-11:00"),
            ("9AM-5PM / 6PM-8PM", "09:00-17:00;18:00-20:00"),
            ("9 a.m. to 5 p.m.", "09:00-17:00"),
            ("6PM-12AM", "18:00-24:00"),
            ("6PM-midnight", "18:00-24:00"),
            ("midnight-2AM", "00:00-02:00"),
            ("noon-5pm", "12:00-17:00"),
            ("0900-1700", "09:00-17:00"),
            ("24/7", ""),
        ] {
            assert_eq!(read(text), Ok(right.to_owned()), "{text}");
        }
    }

    #[test]
    fn times_that_are_not_clear_are_refused_by_name() {
        use WindowsError::{
            Empty, EndsBeforeStart, HoldsDays, LongerThanDay, StartsAtMidnight, Unclear, Unreadable,
        };
        for (text, why) in [
            // Morning or evening.
            ("6点-10点", Unclear),
            ("6-10点", Unclear),
            ("6点-晚上10点", Unclear),
            ("6:00-晚上10:00", Unclear),
            ("10点至次日凌晨2点", Unclear),
            ("上午9点-5点", Unclear),
            ("晚上10点-2点", Unclear),
            ("晚上10点-晚上2点", Unclear),
            ("下午6点-12点", Unclear),
            ("上午8点-上午12点", Unclear),
            ("06:00-10:00PM", Unclear),
            ("9-12AM", Unclear),
            ("6-2AM", Unclear),
            ("10PM-2", Unclear),
            ("22:00-04:00", EndsBeforeStart),
            ("10PM-2AM", EndsBeforeStart),
            ("晚上10点-凌晨2点", EndsBeforeStart),
            ("08:00-08:00", Empty),
            ("08:00-20:00+1", LongerThanDay),
            ("晚上12点-凌晨2点", StartsAtMidnight),
            ("24:00-次日02:00", StartsAtMidnight),
            ("周末18:00-22:00", HoldsDays),
            ("5月18:00-22:00", HoldsDays),
            ("25:00-26:00", Unreadable),
            ("晚上", Unreadable),
            ("19:00以后", Unreadable),
            ("6-10", Unreadable),
            ("18:00-22:00左右", Unreadable),
            ("；", Unreadable),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
            assert!(windows(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_window_with_one_end_is_told_from_one_that_cannot_be_read() {
        for text in [
            "18:00-",
            "18:00以后",
            "22:00以前",
            "至22时",
            "9:00-11:00；18：00起",
            "下午6点以后",
            "从18点开始",
        ] {
            assert!(is_open_ended(text) && windows(text).is_err(), "{text}");
        }
        for text in [
            "18:00-22:00",
            "全天",
            "晚上",
            "24小时",
            "6-10PM",
            "下午6-10点",
        ] {
            assert!(!is_open_ended(text), "{text}");
        }
    }

    /// A time of day in one of the ways in which people write it, with its part of the day.
    fn spelt(minute: u16, way: u8) -> String {
        const NUMBERS: [&str; 13] = [
            "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
        ];
        let (hour, rest) = (minute / 60, minute % 60);
        let dial = if hour % 12 == 0 { 12 } else { hour % 12 };
        let part = match hour {
            0..=4 | 24 => "凌晨",
            5..=10 => "上午",
            11..=13 => "中午",
            14..=17 => "下午",
            _ => "晚上",
        };
        let half = if hour % 24 < 12 { "AM" } else { "PM" };
        match (way, rest) {
            (0, _) => format!("{hour:02}:{rest:02}"),
            (1, 0) => format!("{hour:02}时"),
            (1, _) => format!("{hour:02}时{rest}分"),
            (2, 30) => format!("{part}{dial}点半"),
            (2, 0) => format!("{part}{dial}点"),
            (2, _) => format!("{part} {dial}点{rest:02}分"),
            (3, 0) => format!("{part}{}点整", NUMBERS[usize::from(dial)]),
            (4, 0) => format!("{dial}{half}"),
            (4, _) => format!("{dial}:{rest:02} {half}"),
            (5, _) => format!("{hour:02}{rest:02}"),
            _ => format!("{part}{dial}：{rest:02}"),
        }
    }

    proptest! {
        #[test]
        fn times_written_in_any_way_read_back_equal(
            start in 0u16..1440,
            length in 1u16..1440,
            ways in (0u8..7, 0u8..7),
            dash in "[-~—至到]",
            full_width in any::<bool>(),
        ) {
            let end = start + length;
            let (next, shown_end) = if end > DAY_MINUTES { ("次日", end - DAY_MINUTES) } else { ("", end) };
            let mut text = format!("{}{dash}{next}{}", spelt(start, ways.0), spelt(shown_end, ways.1));
            if full_width {
                text = text.chars().map(|c| match c {
                    '0'..='9' | ':' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
                    _ => c,
                }).collect();
            }
            let right = Window::new(start, shown_end, !next.is_empty());
            // 10:00-8PM is refused where it may be 22:00, too.
            let marked = |way| !matches!(way, 0 | 1 | 5);
            prop_assume!(marked(ways.0) || !marked(ways.1));
            prop_assert_eq!(windows(&text), Ok(vec![right.expect("a window")]), "{}", text);
        }

        #[test]
        fn no_text_panics(text in "[0-9:：点时半分刻早上中下午晚凌晨夜次日第二天AaPpMm.\\- ~至到；、/+（）十零两]{0,20}|\\PC{0,24}") {
            let _ = (windows(&text), is_open_ended(&text), windows_or_day(&text, true));
        }
    }
}
