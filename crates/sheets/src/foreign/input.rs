//! Input files, CSV or GeoJSON, as tables of texts.

use std::collections::HashMap;

use civic::{Bilingual as _, Text};
use serde_json::Value;

use super::error::{Cause, ConvertError, Rejection};
use super::request::{InputError, Request};
use crate::geojson::{self, DocumentError, as_text};
use crate::table::decode;

/// A file that was read.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) file: String,
    /// True where the file has a heading, so that a column it does not name is a mistake.
    pub(crate) fixed_columns: bool,
    columns: HashMap<String, usize>,
    pub(crate) records: Vec<Record>,
}

/// One row or feature.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The row as a spreadsheet counts it, or the number of the feature.
    pub(crate) row: u32,
    /// The feature's own identifier.
    pub(crate) id: String,
    cells: Vec<String>,
    pub(crate) geometry: Option<Value>,
    /// Set where the row itself cannot be read.
    pub(crate) broken: Option<Rejection>,
}

impl Table {
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    pub(crate) fn column_names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.columns.iter().map(|(n, i)| (i, n.as_str())).collect();
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name).collect()
    }

    pub(crate) fn cell<'a>(&self, record: &'a Record, column: &str) -> &'a str {
        let at = self.columns.get(column);
        at.and_then(|i| record.cells.get(*i))
            .map_or("", String::as_str)
    }
}

/// Reads an input: GeoJSON by the file's extension, otherwise CSV with this delimiter.
pub(super) fn read(
    file: &str,
    delimiter: Option<char>,
    request: &Request<'_>,
) -> Result<Table, ConvertError> {
    let file = file.to_owned();
    let bytes = (request.input)(&file).map_err(|error| match error {
        InputError::Missing => ConvertError::Input {
            file: file.clone(),
            what: Text::new("没有这个文件", "there is no such file"),
            source: None,
        },
        InputError::Unreadable(source) => ConvertError::Unreadable {
            file: file.clone(),
            source,
        },
    })?;
    // A map may name a file in a folder; a finding names the file alone.
    let name = file.rsplit(['/', '\\']).next().unwrap_or(&file).to_owned();
    let drawn = [".geojson", ".json"]
        .iter()
        .any(|end| name.to_lowercase().ends_with(end));
    let table = if drawn {
        features(name, &bytes)
    } else {
        sheet(name, &bytes, delimiter)
    };
    table.map_err(|Unusable { what, source }| ConvertError::Input { file, what, source })
}

/// Why a file is not what its extension promises.
struct Unusable {
    what: Text,
    source: Option<Cause>,
}

impl From<DocumentError> for Unusable {
    fn from(error: DocumentError) -> Self {
        Self {
            what: error.text(),
            source: match error {
                DocumentError::NotJson(error) => Some(error.into()),
                DocumentError::NotACollection | DocumentError::OtherCrs(_) => None,
            },
        }
    }
}

impl From<Text> for Unusable {
    fn from(what: Text) -> Self {
        Self { what, source: None }
    }
}

fn sheet(file: String, bytes: &[u8], delimiter: Option<char>) -> Result<Table, Unusable> {
    let text = decode(bytes).map_err(|error| Unusable {
        what: error.text(),
        source: None,
    })?;
    let text = text.text;
    let delimiter = delimiter.and_then(|c| u8::try_from(c).ok()).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(heading)) = records.next() else {
        return Err(Text::new("没有标题行", "it has no heading row").into());
    };
    let mut columns = HashMap::new();
    for (i, name) in heading.iter().enumerate() {
        columns.entry(name.trim().to_owned()).or_insert(i);
    }
    let records = records
        .enumerate()
        .map(|(i, record)| {
            let row = u32::try_from(i + 2).unwrap_or(u32::MAX);
            let mut read = Record {
                row,
                ..Record::default()
            };
            match record {
                Ok(record) if record.iter().all(|c| c.trim().is_empty()) => {
                    read.broken = Some(empty_row());
                }
                Ok(record) => read.cells = record.iter().map(str::to_owned).collect(),
                Err(error) => read.broken = Some(broken_row(&error.to_string())),
            }
            read
        })
        .collect();
    Ok(Table {
        file,
        fixed_columns: true,
        columns,
        records,
    })
}

fn empty_row() -> Rejection {
    Rejection::new(
        "row_empty",
        "",
        Text::new("这一行是空的", "This row is empty"),
        Text::new("可以删去", "It may be deleted"),
    )
}

fn broken_row(error: &str) -> Rejection {
    Rejection::new(
        "row_unreadable",
        "",
        Text::new(
            format!("这一行无法读取：{error}"),
            format!("This row cannot be read: {error}"),
        ),
        Text::new(
            "检查引号是否成对",
            "Check that quotation marks come in pairs",
        ),
    )
}

fn features(file: String, bytes: &[u8]) -> Result<Table, Unusable> {
    let features = geojson::read(bytes)?;
    let mut columns: HashMap<String, usize> = HashMap::new();
    let mut records = Vec::with_capacity(features.len());
    for (i, mut feature) in features.into_iter().enumerate() {
        let mut record = Record {
            row: u32::try_from(i + 1).unwrap_or(u32::MAX),
            id: feature.get("id").map(as_text).unwrap_or_default(),
            geometry: feature.get_mut("geometry").map(Value::take),
            ..Record::default()
        };
        let properties = feature.get("properties").and_then(Value::as_object);
        for (name, value) in properties.into_iter().flatten() {
            let next = columns.len();
            let at = *columns.entry(name.clone()).or_insert(next);
            if record.cells.len() <= at {
                record.cells.resize(at + 1, String::new());
            }
            record.cells[at] = as_text(value);
        }
        records.push(record);
    }
    Ok(Table {
        file,
        fixed_columns: false,
        columns,
        records,
    })
}
