//! What is not read at all, and why.

use std::fmt;

use civic::{Bilingual, Text};

/// The most characters that are read. A notice has up to some five thousand; twenty times that
/// still is read without a pause that would be felt.
pub const MAX_CHARS: usize = 100_000;

/// The most demands of a text that is read. A notice has some fifty; a text of thousands is a table or
/// a book, and each of its demands would be held against each of the level above.
pub const MAX_DEMANDS: usize = 2_000;

/// Why a text was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has no words.
    Empty,
    /// It is no text: control characters, or characters that could not be decoded.
    NotText,
    /// It has more than [`MAX_CHARS`] characters.
    TooLong,
    /// It has more than [`MAX_DEMANDS`] demands.
    TooMany,
}

impl Bilingual for Refused {
    fn text(&self) -> Text {
        match self {
            Self::Empty => Text::new("没有文字可读", "There is no text to read"),
            Self::NotText => Text::new(
                "这不是文字：请用文件的正文，或另存为文本后再试",
                "This is not text: use the words of the document, or save it as text first",
            ),
            Self::TooLong => Text::new(
                format!("文字太长：最多读 {MAX_CHARS} 个字，请分成几份"),
                format!(
                    "The text is too long: at most {MAX_CHARS} characters are read; take it in parts"
                ),
            ),
            Self::TooMany => Text::new(
                format!("要求太多：最多读 {MAX_DEMANDS} 处，请分成几份"),
                format!(
                    "There are too many demands: at most {MAX_DEMANDS} are read; take the text in parts"
                ),
            ),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for Refused {}

/// Refuses what is no text. It looks at each character once, and at no more than may be read.
pub(crate) fn refusal(text: &str) -> Option<Refused> {
    let mut words = 0_usize;
    let mut foreign = 0_usize;
    for (at, c) in text.chars().enumerate() {
        if at >= MAX_CHARS {
            return Some(Refused::TooLong);
        }
        match c {
            '\0' => return Some(Refused::NotText),
            '\u{fffd}' => foreign += 1,
            c if c.is_control() && !c.is_whitespace() => foreign += 1,
            c if c.is_alphanumeric() => words += 1,
            _ => {}
        }
    }
    // A stray character may come with any paste; one in twenty means that it was never text.
    if foreign * 20 > words {
        return Some(Refused::NotText);
    }
    (words == 0).then_some(Refused::Empty)
}
