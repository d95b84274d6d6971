//! Why nothing was imported, and why a row was not taken.

use std::error::Error as StdError;

use check::{Finding, Location, Severity};
use civic::{Bilingual, Text};
use thiserror::Error;

/// What lies behind an error: from the disk, the browser or a parser.
pub type Cause = Box<dyn StdError + Send + Sync>;

/// Why nothing was imported.
#[derive(Debug, Error)]
pub enum ConvertError {
    /// The map is wrong.
    #[error("the map {file} is wrong: {}{}", before(key, ": "), what.en)]
    Map {
        /// The map.
        file: String,
        /// The key, such as `inputs.permits.place.id`; empty where there is none.
        key: String,
        /// What is wrong with it.
        what: Text,
        /// What the parser of TOML reports, where it could not read it.
        source: Option<Cause>,
    },
    /// The map names a field that no record of an input has.
    #[error(transparent)]
    NoSuchField(Box<NoSuchField>),
    /// An input cannot be read as what the map says it is.
    #[error("the input {file} cannot be used: {}", what.en)]
    Input {
        /// The input.
        file: String,
        /// What is wrong with it.
        what: Text,
        /// What the parser of its format reports, where it could not read it.
        source: Option<Cause>,
    },
    /// An input is there and cannot be read.
    #[error("the input {file} cannot be read: {source}")]
    Unreadable {
        /// The input.
        file: String,
        /// Why.
        source: Cause,
    },
    /// A sheet could not be written as CSV or JSON.
    #[error("{file} could not be written: {source}")]
    Unwritable {
        /// The sheet.
        file: String,
        /// Why.
        source: Cause,
    },
}

/// The map names a field that no record of an input has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{key} in the map {file} names the field {field:?}, which {input} does not have{}; it has: {fields}",
    nearest.as_ref().map(|name| format!(" (did you mean {name:?}?)")).unwrap_or_default()
)]
pub struct NoSuchField {
    /// The map.
    pub file: String,
    /// The key, such as `inputs.permits.place.id`.
    pub key: String,
    /// The input.
    pub input: String,
    /// The field.
    pub field: String,
    /// The field of the input that is most like it.
    pub nearest: Option<String>,
    /// The fields of the input.
    pub fields: String,
}

impl Bilingual for NoSuchField {
    fn text(&self) -> Text {
        let Self {
            file,
            key,
            input,
            field,
            nearest,
            fields,
        } = self;
        let nearest = nearest.as_ref().map(|name| format!("（是不是“{name}”？）"));
        let nearest = nearest.unwrap_or_default();
        let zh = format!(
            "对照文件 {file} 的 {key} 写了字段“{field}”，{input} 里没有{nearest}；有：{fields}"
        );
        Text::new(zh, self.to_string())
    }
}

/// The key and what separates it from the rest; nothing where there is no key.
fn before(key: &str, separator: &str) -> String {
    if key.is_empty() {
        String::new()
    } else {
        format!("{key}{separator}")
    }
}

impl Bilingual for ConvertError {
    fn text(&self) -> Text {
        let zh = match self {
            Self::Map {
                file, key, what, ..
            } => format!("对照文件 {file} 有误：{}{}", before(key, "："), what.zh),
            Self::NoSuchField(error) => return error.text(),
            Self::Input { file, what, .. } => format!("输入文件 {file} 不能用：{}", what.zh),
            Self::Unreadable { file, source } => format!("输入文件 {file} 无法读取：{source}"),
            Self::Unwritable { file, source } => format!("{file} 无法写成文件：{source}"),
        };
        Text::new(zh, self.to_string())
    }
}

/// Names the file that could not be written.
pub(super) fn unwritable<E: Into<Cause>>(file: &str) -> impl FnOnce(E) -> ConvertError {
    let file = file.to_owned();
    move |error| ConvertError::Unwritable {
        file,
        source: error.into(),
    }
}

/// A key of the map that is wrong; the caller knows which map.
#[derive(Debug, Error)]
#[error("{}{}", before(key, ": "), what.en)]
pub(crate) struct KeyError {
    pub(crate) key: String,
    pub(crate) what: Text,
    source: Option<Cause>,
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
            source: None,
        }
    }

    /// The same, with what the parser of TOML reports.
    pub(crate) fn because(self, source: impl Into<Cause>) -> Self {
        Self {
            source: Some(source.into()),
            ..self
        }
    }

    pub(crate) fn of(self, map: &str) -> ConvertError {
        ConvertError::Map {
            file: map.to_owned(),
            key: self.key,
            what: self.what,
            source: self.source,
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

    /// What a finding of the check says.
    pub(crate) fn of(finding: &Finding) -> Self {
        Self {
            code: finding.code.clone(),
            column: finding.location.column.clone(),
            value: finding.value.clone(),
            words: Box::new((finding.what.clone(), finding.fix.clone())),
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
