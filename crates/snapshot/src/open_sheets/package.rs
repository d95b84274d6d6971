//! `open/datapackage.json`: the sheets for people and programs, as a data package of Frictionless Data.

use serde::Serialize;

/// The description of all sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DataPackage {
    /// What kind of description it is: `data-package`.
    pub(super) profile: String,
    /// The city's short name.
    pub(super) name: String,
    /// The city's name, in Chinese.
    pub(super) title: String,
    /// The licence of the data.
    pub(super) licenses: Vec<PackageLicence>,
    /// The files.
    pub(super) resources: Vec<Resource>,
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct PackageLicence {
    /// Its name, in Chinese.
    pub(super) title: String,
    /// Where to read it.
    pub(super) path: String,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Resource {
    /// A name within the package: lower case, digits, `-`, `_` and `.`.
    pub(super) name: String,
    /// What it holds, in Chinese.
    pub(super) title: String,
    /// What it holds, in English.
    pub(super) title_en: String,
    /// The file, from the folder of the description: `sheets/duties.csv`.
    pub(super) path: String,
    /// Its ending, such as `csv`.
    pub(super) format: String,
    /// Its media type.
    pub(super) mediatype: String,
    /// Its size.
    pub(super) bytes: u64,
    /// `sha256:` and its SHA-256 in hexadecimal.
    pub(super) hash: String,
    /// Its columns; only of CSV.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) schema: Option<Schema>,
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Schema {
    /// In order.
    pub(super) fields: Vec<SchemaField>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct SchemaField {
    /// Its heading.
    pub(super) name: String,
    /// Its name for programs, in English.
    pub(super) title: String,
    /// The type of its values.
    #[serde(rename = "type")]
    pub(super) kind: String,
}
