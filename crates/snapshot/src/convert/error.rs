//! Why nothing was imported, and why a row was not taken.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use civic::Text;
use civic::finding::{Finding, Location, Severity};

/// Why nothing was imported.
#[derive(Debug)]
pub enum ConvertError {
    /// The map is wrong.
    Map {
        /// The map.
        file: PathBuf,
        /// The key, such as `inputs.permits.place.id`; empty where there is none.
        key: String,
        /// What is wrong with it.
        what: Text,
    },
    /// An input cannot be read as what the map says it is.
    Input {
        /// The input.
        file: PathBuf,
        /// What is wrong with it.
        what: Text,
    },
    /// The folder to write is not empty.
    NotEmpty(PathBuf),
    /// The folder to replace was not made by an import.
    Foreign(PathBuf),
    /// Reading or writing failed.
    Io(PathBuf, io::Error),
}

impl ConvertError {
    /// The same in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Map { file, key, what } => {
                let file = file.display();
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
            Self::Input { file, what } => {
                let file = file.display();
                Text::new(
                    format!("输入文件 {file} 不能用：{}", what.zh),
                    format!("the input {file} cannot be used: {}", what.en),
                )
            }
            Self::NotEmpty(path) => {
                let path = path.display();
                Text::new(
                    format!("{path} 不是空文件夹：请换一个，或者用 --force 换掉上次导入的结果"),
                    format!(
                        "{path} is not empty: name another folder, or replace an earlier import with --force"
                    ),
                )
            }
            Self::Foreign(path) => {
                let path = path.display();
                Text::new(
                    format!(
                        "{path} 不是导入生成的文件夹（里面没有 import.json），--force 也不会换掉它"
                    ),
                    format!(
                        "{path} was not made by an import (it has no import.json): --force does not replace it"
                    ),
                )
            }
            Self::Io(path, error) => {
                let path = path.display();
                Text::new(format!("{path}：{error}"), format!("{path}: {error}"))
            }
        }
    }
}

impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for ConvertError {}

/// Puts the path to an error of the disk.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> ConvertError {
    let path = path.to_owned();
    |error| ConvertError::Io(path, error)
}

/// A key of the map that is wrong; the caller knows which map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyError {
    pub(super) key: String,
    pub(super) what: Text,
}

impl KeyError {
    pub(super) fn new(
        key: impl Into<String>,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            what: Text::new(zh, en),
        }
    }

    pub(super) fn of(self, map: &Path) -> ConvertError {
        ConvertError::Map {
            file: map.to_owned(),
            key: self.key,
            what: self.what,
        }
    }
}

/// Why a row, or a part of it, was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rejection {
    pub(super) code: String,
    pub(super) column: String,
    pub(super) value: String,
    /// What is wrong, and how to fix it.
    pub(super) words: Box<(Text, Text)>,
}

/// The longest value that is repeated in a report.
const MAX_VALUE_CHARS: usize = 120;

impl Rejection {
    pub(super) fn new(code: &str, value: &str, what: Text, fix: Text) -> Self {
        Self {
            code: code.to_owned(),
            column: String::new(),
            value: value.chars().take(MAX_VALUE_CHARS).collect(),
            words: Box::new((what, fix)),
        }
    }

    /// Names the column, where none is named yet.
    pub(super) fn in_column(mut self, column: &str) -> Self {
        if self.column.is_empty() {
            column.clone_into(&mut self.column);
        }
        self
    }

    pub(super) fn finding(self, file: &str, row: u32, severity: Severity) -> Finding {
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
