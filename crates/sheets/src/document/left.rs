//! What is in a file and is not read, and what should be known of what is.

use civic::Text;
use serde::Serialize;

use super::place::Place;

/// The most characters of what was left that are repeated.
const LONGEST: usize = 200;

/// Why something is told beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A picture.
    Picture,
    /// A chart.
    Chart,
    /// A diagram (`SmartArt`).
    Diagram,
    /// An embedded file, another document, a control.
    Object,
    /// Letters drawn as a picture (`WordArt`).
    DrawnText,
    /// A formula: numbers above and below each other make no sentence.
    Formula,
    /// A character of a font of symbols.
    Symbol,
    /// A box to tick or to fill in.
    FormField,
    /// A comment in the margin.
    Comment,
    /// Deleted with changes tracked.
    Deleted,
    /// Struck through: whether it still is said cannot be told.
    Struck,
    /// Hidden text.
    Hidden,
    /// A cell whose value cannot be told.
    Unreadable,
    /// What lies unseen under merged cells.
    Covered,
    /// Added with changes tracked, and read as said.
    Inserted,
    /// Hidden rows, columns or worksheets, read like any other.
    HiddenCells,
    /// The rows of a sheet that are not whole: a quotation mark is not closed.
    Unclosed,
}

impl Why {
    /// True where it is part of the text all the same.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Inserted | Self::HiddenCells)
    }

    /// In a few words.
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Picture => ("图片", "a picture"),
            Self::Chart => ("图表", "a chart"),
            Self::Diagram => ("智能图形", "a diagram"),
            Self::Object => ("嵌入的文件或控件", "an embedded file or control"),
            Self::DrawnText => ("艺术字", "letters drawn as a picture"),
            Self::Formula => ("公式", "a formula"),
            Self::Symbol => ("符号字体的字符", "a character of a font of symbols"),
            Self::FormField => ("表单控件", "a form field"),
            Self::Comment => ("批注", "a comment"),
            Self::Deleted => ("修订中已删除", "deleted, with changes tracked"),
            Self::Struck => (
                "带删除线，说不准是否还算数",
                "struck through; whether it still counts cannot be told",
            ),
            Self::Hidden => ("隐藏文字", "hidden text"),
            Self::Unreadable => ("格子的值读不出来", "a cell whose value cannot be told"),
            Self::Covered => ("合并单元格下面看不见的", "unseen under merged cells"),
            Self::Inserted => (
                "修订中加上的，照加上以后读",
                "added with changes tracked, and read as said",
            ),
            Self::HiddenCells => (
                "隐藏的行、列或工作表，照样读了",
                "hidden rows, columns or worksheets, read like any other",
            ),
            Self::Unclosed => (
                "引号没有成对，这一行没有读",
                "a quotation mark is not closed; the row is not read",
            ),
        };
        Text::new(zh, en)
    }
}

/// Something of a file that is told beside its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Left {
    /// Where it stands.
    pub place: Place,
    /// Why it is told.
    pub why: Why,
    /// What is known of its words, in one line and shortened; may be empty.
    pub words: String,
}

impl Left {
    pub(super) fn new(place: Place, why: Why, words: &str) -> Self {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = match line.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
            None => line,
        };
        Self { place, why, words }
    }
}
