//! Cited documents, and the source of a row.

use serde::{Deserialize, Serialize};

use crate::duties::Level;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{DocumentId, Text};

open_enum! {
    /// Whether a document is in force 效力.
    DocumentStatus {
        /// In force.
        InForce = "in_force", "有效", "In force";
        /// Revoked.
        Revoked = "revoked", "废止", "Revoked";
        /// Replaced by another.
        Superseded = "superseded", "被替代", "Superseded";
    }
}

/// A document 文件: a law, a notice or a decision that rules and steps are based on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its identifier.
    pub id: DocumentId,
    /// Its number 文号, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its title.
    pub title: Text,
    /// The article cited, such as 第三条.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub article: Text,
    /// The words cited, if they are short enough to show.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub text: Text,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub issuer: Text,
    /// The level of the issuer.
    pub level: Level,
    /// The day it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<Date>,
    /// The first day on which it is no longer in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
    /// Whether it is in force.
    pub status: DocumentStatus,
    /// Where to read it: an `https` address, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// Where this row comes from.
    pub source: Source,
}

open_enum! {
    /// The kind of source of a row 来源.
    SourceKind {
        /// An official text.
        Official = "official", "官方文本", "Official text";
        /// A news report.
        News = "news", "新闻报道", "News report";
        /// Invented for the sample.
        Sample = "sample", "示例", "Sample";
    }
}

/// Where a row comes from 来源. A sample row is always marked 示例 / Sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The kind of source.
    pub kind: SourceKind,
    /// Which report or text, such as 西宁晚报 2025-02-28.
    #[serde(default, rename = "ref", skip_serializing_if = "String::is_empty")]
    pub reference: String,
}
