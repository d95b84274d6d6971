//! Times of day as people write them: `18:00`, `18点半`, `下午6点`, `晚上12点`, `6PM`, `0900`.
//!
//! A [`Clock`] is what was written. Which minute it is can depend on the other end of a window
//! (`下午6点到10点`, `6-10PM`), so that `windows` decides it.

use std::ops::RangeInclusive;

use civic::time::DAY_MINUTES;

use super::list::fold;

/// The part of the day that is written beside an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    /// 凌晨, AM: 12 is midnight.
    SmallHours,
    /// 早上, 上午: 12 is neither noon nor midnight for sure.
    Morning,
    /// 中午: 11 to 14.
    Noon,
    /// 下午, PM: 12 is noon.
    Afternoon,
    /// 傍晚: 4 to 8.
    Dusk,
    /// 晚上: 12 is the end of the day, 1 to 4 are not clear.
    Evening,
    /// 夜里, 深夜: before and after midnight.
    Night,
}

impl DayPart {
    /// An hour other than 0 and 24 by the 24-hour clock; `None` where it is not in this part.
    fn hour(self, hour: u16) -> Option<u16> {
        let is = |hours: RangeInclusive<u16>| hours.contains(&hour);
        let (as_written, twelve_later) = match self {
            Self::SmallHours | Self::Morning => (is(1..=11), false),
            Self::Noon => (is(11..=14), is(1..=2)),
            Self::Afternoon => (is(12..=23), is(1..=11)),
            Self::Dusk => (is(16..=20), is(4..=8)),
            Self::Evening => (is(17..=23), is(5..=11)),
            Self::Night => (is(1..=5) || is(20..=23), is(8..=11)),
        };
        if as_written {
            Some(hour)
        } else {
            twelve_later.then_some(hour + 12)
        }
    }
}

/// Which end of a window a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The start: seconds are dropped, and 12 AM is its first minute.
    Start,
    /// The end: seconds are filled up, so that `23:59:59` is half-open too, and 12 AM is 24:00.
    Stop,
    /// A moment of a day that is named, such as an end on the next day: seconds are filled up, and
    /// 12 AM is its first minute.
    Moment,
}

/// How an hour is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A number alone, as the 6 of `6-10PM`.
    Bare,
    /// `6点`, as people say it: morning or evening.
    Spoken,
    /// `6:00`, `6时`: by the 24-hour clock where nothing beside it says otherwise.
    Written,
}

/// A time of day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u16,
    minute: u16,
    second: u16,
    pub(super) part: Option<DayPart>,
    pub(super) form: Form,
    /// `06:00`, `18点`, `0点`: by the 24-hour clock for sure.
    pub(super) exact: bool,
    /// Written with AM or PM, which in English may stand once for both ends.
    pub(super) meridiem: bool,
}

/// What stands before an hour, longer words first.
const PARTS: [(&str, DayPart); 25] = [
    ("凌晨", DayPart::SmallHours),
    ("清晨", DayPart::Morning),
    ("早晨", DayPart::Morning),
    ("早上", DayPart::Morning),
    ("清早", DayPart::Morning),
    ("早间", DayPart::Morning),
    ("上午", DayPart::Morning),
    ("午前", DayPart::Morning),
    ("中午", DayPart::Noon),
    ("正午", DayPart::Noon),
    ("午间", DayPart::Noon),
    ("下午", DayPart::Afternoon),
    ("午后", DayPart::Afternoon),
    ("傍晚", DayPart::Dusk),
    ("晚上", DayPart::Evening),
    ("晚间", DayPart::Evening),
    ("夜晚", DayPart::Evening),
    ("夜里", DayPart::Night),
    ("夜间", DayPart::Night),
    ("深夜", DayPart::Night),
    ("半夜", DayPart::Night),
    ("午夜", DayPart::Night),
    ("早", DayPart::Morning),
    ("晚", DayPart::Evening),
    ("夜", DayPart::Night),
];

/// What is a time by itself, as 24-hour clock.
const NAMED: [(&str, &str); 4] = [
    ("noon", "12:00pm"),
    ("正午", "12:00pm"),
    ("midnight", "12:00am"),
    ("午夜", "午夜12:00"),
];

/// The byte at which a time starts in a text that begins with other words.
pub(crate) fn starts_at(text: &str) -> Option<usize> {
    let words = PARTS.iter().map(|(word, _)| *word);
    let words = words.chain(NAMED.iter().map(|(word, _)| *word));
    let word = words.filter_map(|word| text.find(word));
    word.chain(text.find(|c: char| c.is_ascii_digit())).min()
}

/// The minute of a time that stands alone; `None` where it cannot be read, has seconds, or may be
/// morning or evening.
pub(super) fn clock_minute(text: &str) -> Option<u16> {
    let clock = Clock::parse(text)?;
    let clear = match clock.form {
        Form::Bare => clock.part.is_some(),
        Form::Spoken => clock.part.is_some() || clock.exact,
        Form::Written => true,
    };
    let minute = clock.minute_by(clock.part, End::Moment);
    minute.filter(|_| clear && clock.second == 0)
}

impl Clock {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = plain(text);
        let named = NAMED.iter().find(|(word, _)| text == *word);
        let text = named.map_or(text.as_str(), |(_, time)| time);
        let (mut text, mut part) = PARTS
            .iter()
            .find_map(|(word, part)| Some((text.strip_prefix(word)?, Some(*part))))
            .unwrap_or((text, None));
        let meridiem = [
            ("am", DayPart::SmallHours),
            ("pm", DayPart::Afternoon),
            ("noon", DayPart::Noon),
            ("midnight", DayPart::SmallHours),
        ]
        .iter()
        .find_map(|(word, part)| {
            let rest = text
                .strip_suffix(word)
                .or_else(|| text.strip_prefix(word))?;
            Some((rest, *part))
        });
        if let Some((rest, half)) = meridiem {
            if part.is_some() {
                return None;
            }
            (text, part) = (rest, Some(half));
        }
        let read = face(text, meridiem.is_some())?;
        let clock = Self {
            part,
            meridiem: meridiem.is_some(),
            ..read
        };
        (clock.hour <= 24 && clock.minute < 60 && clock.second < 60).then_some(clock)
    }

    /// The minute of the day, 0 to 1440, if it lies in this part of the day.
    pub(super) fn minute_by(self, part: Option<DayPart>, end: End) -> Option<u16> {
        let whole = self.minute == 0 && self.second == 0;
        let hour = match (part, self.hour) {
            (None, hour) => hour,
            (Some(DayPart::SmallHours), 0 | 12) if whole && end == End::Stop => 24,
            (Some(DayPart::Evening | DayPart::Night), 0 | 12 | 24) if whole => 24,
            (Some(DayPart::SmallHours | DayPart::Night), 0 | 12) => 0,
            (Some(part), hour) => part.hour(hour)?,
        };
        let fill = u16::from(self.second > 0 && end != End::Start);
        Some(hour * 60 + self.minute + fill).filter(|minute| *minute <= DAY_MINUTES)
    }
}

/// Lower case, without spaces and the words that change nothing.
fn plain(text: &str) -> String {
    let text: String = fold(text)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if matches!(c, '∶' | '︰' | '﹕') {
                ':'
            } else {
                c
            }
        })
        .collect();
    let text = text.replace("点钟", "点").replace("a.m.", "am");
    let text = text.replace("p.m.", "pm").replace("o'clock", ":00");
    let text = ["每日", "每天", "当日", "当天"]
        .iter()
        .fold(text.as_str(), |text, word| {
            text.strip_prefix(word).unwrap_or(text)
        });
    text.strip_suffix('整').unwrap_or(text).to_owned()
}

/// The hour, minute and second that a text without words for the part of the day shows.
fn face(text: &str, meridiem: bool) -> Option<Clock> {
    let mut marks = vec![':', '点', '时', 'h'];
    if meridiem {
        marks.push('.');
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let Some(at) = text.find(|c| marks.contains(&c)) else {
        let together = digits && text.len() == 4;
        let (hour, minute) = text.split_at(if together { 2 } else { text.len() });
        return Some(Clock {
            hour: number(hour)?,
            minute: if together { number(minute)? } else { 0 },
            second: 0,
            part: None,
            form: if together { Form::Written } else { Form::Bare },
            exact: together || is_exact(hour),
            meridiem,
        });
    };
    let mark = text[at..].chars().next()?;
    let (hour, rest) = (&text[..at], &text[at + mark.len_utf8()..]);
    let (minute, second) = if matches!(mark, ':' | '.') {
        // One digit after the mark may be a slip: 18:5 is neither 18:05 nor 18:50 for sure.
        let two = |text: &str| number(text).filter(|_| text.len() == 2);
        let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
        (two(minute)?, two(second)?)
    } else {
        after_hour(rest)?
    };
    Some(Clock {
        hour: number(hour)?,
        minute,
        second,
        part: None,
        form: if mark == '点' {
            Form::Spoken
        } else {
            Form::Written
        },
        exact: is_exact(hour),
        meridiem,
    })
}

/// True for `18`, `06` and `0`.
fn is_exact(hour: &str) -> bool {
    hour.starts_with(['0', '零', '〇']) || number(hour).is_some_and(|hour| hour > 12)
}

/// The minute and second after 点 or 时: nothing, `半`, `一刻`, `30`, `30分`, `30分15秒`.
fn after_hour(rest: &str) -> Option<(u16, u16)> {
    Some(match rest {
        "" => (0, 0),
        "半" => (30, 0),
        "一刻" | "1刻" => (15, 0),
        "三刻" | "3刻" => (45, 0),
        _ => {
            let (minute, second) = rest.split_once('分').unwrap_or((rest, ""));
            let second = match second.strip_suffix('秒') {
                Some(second) => number(second)?,
                None if second.is_empty() => 0,
                None => return None,
            };
            (number(minute)?, second)
        }
    })
}

/// A number of at most two digits, or as Chinese writes it: `六`, `十八`, `三十`, `零五`.
fn number(text: &str) -> Option<u16> {
    let digit = |c: char| {
        let at = "〇一二三四五六七八九".chars().position(|d| d == c)?;
        u16::try_from(at).ok()
    };
    let digits = !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    if digits {
        return text.parse().ok();
    }
    let text = text.replace('零', "〇").replace('两', "二");
    let mut chars = text.chars();
    let read = match (chars.next()?, chars.next(), chars.next()) {
        ('十', None, None) => 10,
        ('十', Some(ones), None) => 10 + digit(ones)?,
        (tens, Some('十'), None) => digit(tens)? * 10,
        (tens, Some('十'), Some(ones)) => digit(tens)? * 10 + digit(ones)?,
        ('〇', Some(ones), None) | (ones, None, None) => digit(ones)?,
        _ => return None,
    };
    chars.next().is_none().then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_stands_alone_is_read_where_it_is_clear() {
        for (text, minute) in [
            ("18:00", 1080),
            ("18：00", 1080),
            ("18∶30", 1110),
            ("18时", 1080),
            ("18点", 1080),
            ("18点半", 1110),
            ("18点一刻", 1095),
            ("6时5分", 365),
            ("十八点三十分", 1110),
            ("下午六点", 1080),
            ("晚上十点半", 1350),
            ("中午12点", 720),
            ("中午1点", 780),
            ("正午", 720),
            ("noon", 720),
            ("12 noon", 720),
            ("晚上12点", 1440),
            ("半夜12点", 1440),
            ("凌晨2点", 120),
            ("夜里2点", 120),
            ("傍晚6点", 1080),
            ("晚7:30", 1170),
            ("6 p.m.", 1080),
            ("6.30pm", 1110),
            ("12AM", 0),
            ("凌晨0点", 0),
            ("早上6", 360),
            ("12:30 AM", 30),
            ("0900", 540),
            ("24:00", 1440),
            ("24时", 1440),
            ("0点", 0),
            ("18:00:00", 1080),
        ] {
            assert_eq!(clock_minute(text), Some(minute), "{text}");
        }
        for text in [
            "",
            "6点",
            "18",
            "25:00",
            "18:60",
            "24:30",
            "18:5",
            "18:",
            "晚上2点",
            "晚上",
            "上午12点",
            "下午3点pm",
            "十十点",
            "二十五点",
            "99999",
            "0 pm",
            "中午6点",
            "18点30分5",
            "18:00:30",
        ] {
            assert_eq!(clock_minute(text), None, "{text}");
        }
    }
}
