//! Findings 检查结果: what is wrong with a sheet, where, and how to fix it.

use civic::time::Timestamp;
use civic::{GoodsId, PlaceId, Text};
use serde::{Deserialize, Serialize};

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Severity {
    /// Unexpected, but allowed.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed before publication.
    Error,
}

/// The location of a value in the office's own sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The file, as the office names it.
    pub file: String,
    /// The row as a spreadsheet counts it: the heading is row 1. 0 for the file as a whole.
    pub row: u32,
    /// The column's heading in the office's own words; empty for the row as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
}

/// An example 例 of what was found; the text of the finding has it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// When, in the city's local time.
    pub at: Timestamp,
    /// At which place, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// For which goods, where it is about some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods: Option<GoodsId>,
}

/// A finding 检查结果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// A stable code, such as `duplicate_id`.
    pub code: String,
    /// How serious it is.
    pub severity: Severity,
    /// Where.
    #[serde(flatten)]
    pub location: Location,
    /// The value found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What is wrong.
    pub what: Text,
    /// How to fix it, with an example.
    pub fix: Text,
    /// An example; `None` where the finding is not about a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Example>,
}
