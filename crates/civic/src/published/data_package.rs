//! `open/datapackage.json`: the sheets for people and programs, as a data package of Frictionless Data.

use serde::{Deserialize, Serialize};

/// The description of all sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataPackage {
    /// What kind of description it is: `data-package`.
    pub profile: String,
    /// The city's short name.
    pub name: String,
    /// The city's name, in Chinese.
    pub title: String,
    /// The licence of the data.
    pub licenses: Vec<PackageLicence>,
    /// The files.
    pub resources: Vec<Resource>,
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageLicence {
    /// Its name, in Chinese.
    pub title: String,
    /// Where to read it.
    pub path: String,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// A name within the package: lower case, digits, `-`, `_` and `.`.
    pub name: String,
    /// What it holds, in Chinese.
    pub title: String,
    /// What it holds, in English.
    pub title_en: String,
    /// The file, from the folder of the description: `sheets/duties.csv`.
    pub path: String,
    /// Its ending: `csv` or `xlsx`.
    pub format: String,
    /// Its media type.
    pub mediatype: String,
    /// Its size.
    pub bytes: u64,
    /// `sha256:` and its SHA-256 in hexadecimal.
    pub hash: String,
    /// Its columns; only of CSV.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Schema>,
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// In order.
    pub fields: Vec<SchemaField>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemaField {
    /// Its heading.
    pub name: String,
    /// Its name for programs, in English.
    pub title: String,
    /// The type of its values.
    #[serde(rename = "type")]
    pub kind: String,
}
