//! Characters that a reader does not see, or does not see as they were typed.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::Severity;
use crate::checker::{Check, message};
use crate::texts::{self, CellText, TextKind};

/// What is wrong with a character, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hidden {
    /// A control character: feeds and spreadsheets that hold one cannot be opened.
    Control,
    /// Turns the direction of what follows, so that other words are seen than are there.
    Direction,
    /// What a change of encoding left of a character it could not take.
    Damaged,
    /// Shown by one typeface alone.
    Private,
    /// No character of Unicode.
    Unassigned,
    /// Takes no room, or shows as a blank.
    Invisible,
}

impl Hidden {
    /// `before` is the character in front of it.
    fn of(c: char, before: Option<char>) -> Option<Self> {
        match c {
            '\u{fffd}' => return Some(Self::Damaged),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => return Some(Self::Direction),
            // Some scripts and pictures are spelt with these.
            '\u{200c}' | '\u{200d}' | '\u{180e}' if before.is_some_and(joins) => return None,
            // The ends of lines and cells, and Arabic, Syriac and Kaithi signs that are seen.
            '\n'
            | '\r'
            | '\t'
            | '\u{600}'..='\u{605}'
            | '\u{6dd}'
            | '\u{70f}'
            | '\u{890}'
            | '\u{891}'
            | '\u{8e2}'
            | '\u{110bd}'
            | '\u{110cd}' => return None,
            // Letters and marks by their category that show as nothing.
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}'
            | '\u{3164}' | '\u{ffa0}' => return Some(Self::Invisible),
            // XML, and so a feed, cannot hold these.
            '\u{fffe}' | '\u{ffff}' => return Some(Self::Control),
            _ => {}
        }
        match c.general_category() {
            GeneralCategory::Control => Some(Self::Control),
            GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator => Some(Self::Invisible),
            GeneralCategory::PrivateUse => Some(Self::Private),
            GeneralCategory::Unassigned => Some(Self::Unassigned),
            _ => None,
        }
    }

    /// What comes of it.
    fn consequence(self) -> (&'static str, &'static str) {
        match self {
            Self::Control => (
                "是控制字符，含有它的订阅源和表格打不开",
                "is a control character: a feed or a spreadsheet with one cannot be opened",
            ),
            Self::Direction => (
                "会把后面的字倒过来显示，读到的和写的不是一回事",
                "turns the order in which what follows is shown, so that other words are read than are written",
            ),
            Self::Damaged => (
                "是转换编码时丢掉的字留下的记号",
                "is what a change of encoding left of a character it lost",
            ),
            Self::Private => (
                "只在装有某一种字体的电脑上看得到，别处显示方框",
                "is seen only where one typeface is installed; elsewhere it is a box",
            ),
            Self::Unassigned => (
                "不是统一码里的字符，多数手机显示方框",
                "is no character of Unicode; most phones show a box",
            ),
            Self::Invisible => (
                "看不见，却使搜索和比对找不到这里的字",
                "is not seen, yet search and comparison do not find the words it stands in",
            ),
        }
    }

    /// True where the words are whole without it.
    fn is_extra(self) -> bool {
        matches!(self, Self::Control | Self::Direction | Self::Invisible)
    }
}

/// Scripts from Hebrew to Vedic, in which letters are joined and parted by marks of no width, and
/// pictures that are put together from several.
fn joins(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{1cff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// What is hidden in a text.
struct Found {
    worst: Hidden,
    /// The characters, each once.
    characters: Vec<char>,
    /// The text around the first of them, all of them made visible.
    shown: String,
    /// The same without those that add nothing to the words.
    without: String,
}

fn find(text: &str) -> Option<Found> {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) {
        return None;
    }
    let before = std::iter::once(None).chain(text.chars().map(Some));
    let read: Vec<(char, Option<Hidden>)> = text
        .chars()
        .zip(before)
        .map(|(c, before)| (c, Hidden::of(c, before)))
        .collect();
    let first = read.iter().position(|(_, hidden)| hidden.is_some())?;
    let worst = read.iter().filter_map(|(_, hidden)| *hidden).min()?;
    let mut characters: Vec<char> = Vec::new();
    for (c, hidden) in &read {
        if hidden.is_some() && !characters.contains(c) {
            characters.push(*c);
        }
    }
    let around = read.iter().skip(first.saturating_sub(AROUND));
    let around: Vec<_> = around.take(2 * AROUND).copied().collect();
    let shown = around.iter().map(|(c, hidden)| match hidden {
        Some(_) => format!("⟨{}⟩", code(*c)),
        None => c.to_string(),
    });
    let shown = shown.collect();
    let words = around
        .iter()
        .filter(|(_, hidden)| !hidden.is_some_and(Hidden::is_extra));
    let without = words.map(|(c, _)| c).collect();
    Some(Found {
        worst,
        characters,
        shown,
        without,
    })
}

/// How many characters are shown on either side.
const AROUND: usize = 12;

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    texts::each(sources, &mut |cell| {
        if let Some(found) = find(cell.text) {
            report(check, cell, &found);
        }
    });
}

fn report(check: &mut Check<'_>, cell: CellText<'_>, found: &Found) {
    let Found {
        worst,
        characters,
        shown,
        without,
    } = found;
    let severity = match (cell.kind, worst) {
        (TextKind::Id | TextKind::Link, _) | (_, Hidden::Control | Hidden::Direction) => {
            Severity::Error
        }
        _ => Severity::Warning,
    };
    let codes: Vec<String> = characters.iter().take(3).map(|c| code(*c)).collect();
    let (codes_zh, codes_en) = (codes.join("、"), codes.join(", "));
    let (zh, en) = worst.consequence();
    let (fix_zh, fix_en) = if worst.is_extra() {
        (
            format!("删去它：把这几个字重新键入，不要粘贴，例如“{without}”"),
            format!("Take it out: type the words again instead of pasting them, such as {without}"),
        )
    } else {
        (
            "对照原文，把这个字用输入法重新键入；打不出来的字，换成通用的写法".to_owned(),
            "Type the character again from the original; where no keyboard has it, use the common form".to_owned(),
        )
    };
    check.add(
        "hidden_character",
        severity,
        cell.at(),
        shown,
        message(
            format!("这里有字符 {codes_zh}，{zh}"),
            format!("There is {codes_en} here, which {en}"),
            fix_zh,
            fix_en,
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_found_and_what_scripts_need_is_not() {
        for (text, worst) in [
            ("西大\u{200b}街", Hidden::Invisible),
            ("西大\u{200d}街", Hidden::Invisible),
            ("soft\u{ad}hyphen", Hidden::Invisible),
            ("西大\u{feff}街", Hidden::Invisible),
            ("\u{2028}", Hidden::Invisible),
            ("a\u{200e}b", Hidden::Invisible),
            ("\u{e0041}", Hidden::Invisible),
            ("西大\u{3164}街", Hidden::Invisible),
            ("\u{202e}3202", Hidden::Direction),
            ("a\u{2067}b", Hidden::Direction),
            ("a\u{7}b", Hidden::Control),
            ("a\u{85}b", Hidden::Control),
            ("a\u{ffff}b", Hidden::Control),
            ("\u{f0b7} 项目", Hidden::Private),
            ("\u{378}", Hidden::Unassigned),
            ("西\u{fffd}街", Hidden::Damaged),
            ("\u{200b}\u{202e}", Hidden::Direction),
        ] {
            let found = find(text).map(|found| found.worst);
            assert_eq!(found, Some(worst), "{}", text.escape_unicode());
        }
        for text in [
            "",
            "第一行\r\n第二行\t",
            "西大街",
            "می\u{200c}خواهم",
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "༄༅། མེ་ཏོག",
            "葛\u{e0100}",
            "\u{2eC4}\u{3000}\u{a0}é",
        ] {
            assert!(find(text).is_none(), "{}", text.escape_unicode());
        }
    }
}
