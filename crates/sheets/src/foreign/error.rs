//! Why nothing was imported, and why a row was not taken.

use std::fmt;

use check::{Finding, Location, Severity};
use civic::Text;

/// Why nothing was imported.
#[derive(Debug)]
pub enum ConvertError {
    /// The map is wrong.
    Map {
        /// The map.
        file: String,
        /// The key, such as `inputs.permits.place.id`; empty where there is none.
        key: String,
        /// What is wrong with it.
        what: Text,
    },
    /// An input cannot be read as what the map says it is.
    Input {
        /// The input.
        file: String,
        /// What is wrong with it.
        what: Text,
    },
    /// An input is there and cannot be read.
    Unreadable {
        /// The input.
        file: String,
        /// Why.
        why: String,
    },
    /// A sheet could not be written as CSV or JSON.
    Unwritable {
        /// The sheet.
        file: String,
        /// Why.
        why: String,
    },
}

impl ConvertError {
    /// The same in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Map { file, key, what } => {
                let (zh, en) = if key.is_empty() {
                    (String::new(), String::new())
                } else {
                    (format!("{key}："), format!("{key}: "))
                };
                Text::new(
                    format!("对照文件 {file} 有误：{zh}{}", what.zh),
                    format!("the map {file} is wrong: {en}{}", what.en),
                )
            }
            Self::Input { file, what } => Text::new(
                format!("输入文件 {file} 不能用：{}", what.zh),
                format!("the input {file} cannot be used: {}", what.en),
            ),
            Self::Unreadable { file, why } => Text::new(
                format!("输入文件 {file} 无法读取：{why}"),
                format!("the input {file} cannot be read: {why}"),
            ),
            Self::Unwritable { file, why } => Text::new(
                format!("{file} 无法写成文件：{why}"),
                format!("{file} could not be written: {why}"),
            ),
        }
    }
}

impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for ConvertError {}

/// Says which file could not be written.
pub(super) fn unwritable<E: fmt::Display>(file: &str) -> impl FnOnce(E) -> ConvertError {
    let file = file.to_owned();
    move |error| ConvertError::Unwritable {
        file,
        why: error.to_string(),
    }
}

/// A key of the map that is wrong; the caller knows which map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyError {
    pub(crate) key: String,
    pub(crate) what: Text,
}

impl KeyError {
    pub(crate) fn new(
        key: impl Into<String>,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            what: Text::new(zh, en),
        }
    }

    pub(crate) fn of(self, map: &str) -> ConvertError {
        ConvertError::Map {
            file: map.to_owned(),
            key: self.key,
            what: self.what,
        }
    }
}

/// Why a row, or a part of it, was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rejection {
    pub(crate) code: String,
    pub(crate) column: String,
    pub(crate) value: String,
    /// What is wrong, and how to fix it.
    pub(crate) words: Box<(Text, Text)>,
}

/// The longest value that is repeated in a report.
const MAX_VALUE_CHARS: usize = 120;

impl Rejection {
    pub(crate) fn new(code: &str, value: &str, what: Text, fix: Text) -> Self {
        Self {
            code: code.to_owned(),
            column: String::new(),
            value: value.chars().take(MAX_VALUE_CHARS).collect(),
            words: Box::new((what, fix)),
        }
    }

    /// Names the column, where none is named yet.
    pub(crate) fn in_column(mut self, column: &str) -> Self {
        if self.column.is_empty() {
            column.clone_into(&mut self.column);
        }
        self
    }

    pub(crate) fn finding(self, file: &str, row: u32, severity: Severity) -> Finding {
        let (what, fix) = *self.words;
        Finding {
            code: self.code,
            severity,
            location: Location {
                file: file.to_owned(),
                row,
                column: self.column,
            },
            value: self.value,
            what,
            fix,
            example: None,
        }
    }
}
