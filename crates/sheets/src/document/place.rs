//! Where something stands in a file, as a person finds it.

use civic::{Bilingual, Text};
use serde::Serialize;

/// Where something stands in a file. Everything is counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Place {
    /// A line of a plain text.
    Line {
        /// Its number.
        number: usize,
    },
    /// A paragraph outside of tables and text boxes; those that hold nothing are not counted.
    Paragraph {
        /// Its number.
        number: usize,
        /// The number that its list gives it, such as `（一）`; empty without one.
        label: String,
    },
    /// A cell of a table.
    Cell {
        /// The number of the table.
        table: usize,
        /// Its row.
        row: usize,
        /// Which cell of the row it is.
        cell: usize,
    },
    /// A text box.
    TextBox,
    /// The top of the pages.
    Header,
    /// The foot of the pages.
    Footer,
    /// A footnote.
    Footnote {
        /// Its number.
        number: usize,
    },
    /// A note at the end.
    Endnote {
        /// Its number.
        number: usize,
    },
    /// A comment in the margin.
    Comment,
    /// A cell of a sheet.
    Sheet {
        /// The worksheet; empty for a CSV.
        sheet: String,
        /// The row, as a spreadsheet numbers it.
        row: u32,
        /// The letters of the column.
        column: String,
    },
    /// The file as a whole, or a worksheet of it.
    Whole {
        /// The worksheet; empty for the file.
        sheet: String,
    },
}

impl Bilingual for Place {
    fn text(&self) -> Text {
        let text = |zh: String, en: String| Text::new(zh, en);
        match self {
            Self::Line { number } => text(format!("第 {number} 行"), format!("line {number}")),
            Self::Paragraph { number, label } => {
                let label = label.trim();
                let label = if label.is_empty() {
                    String::new()
                } else {
                    format!(" {label}")
                };
                text(
                    format!("第 {number} 段{label}"),
                    format!("paragraph {number}{label}"),
                )
            }
            Self::Cell { table, row, cell } => text(
                format!("表 {table} 第 {row} 行第 {cell} 格"),
                format!("table {table}, row {row}, cell {cell}"),
            ),
            Self::TextBox => text("文本框".into(), "text box".into()),
            Self::Header => text("页眉".into(), "header".into()),
            Self::Footer => text("页脚".into(), "footer".into()),
            Self::Footnote { number } => {
                text(format!("脚注 {number}"), format!("footnote {number}"))
            }
            Self::Endnote { number } => text(format!("尾注 {number}"), format!("endnote {number}")),
            Self::Comment => text("批注".into(), "comment".into()),
            Self::Sheet { sheet, row, column } if sheet.is_empty() => text(
                format!("第 {row} 行 {column} 列"),
                format!("row {row}, column {column}"),
            ),
            Self::Sheet { sheet, row, column } => text(
                format!("工作表“{sheet}”第 {row} 行 {column} 列"),
                format!("worksheet {sheet}, row {row}, column {column}"),
            ),
            Self::Whole { sheet } if sheet.is_empty() => {
                text("整个文件".into(), "the whole file".into())
            }
            Self::Whole { sheet } => text(format!("工作表“{sheet}”"), format!("worksheet {sheet}")),
        }
    }
}
