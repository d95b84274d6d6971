//! Input files, CSV or GeoJSON, as tables of texts.

use std::collections::HashMap;

use civic::{Bilingual as _, Text};
use serde_json::Value;

use super::error::{Cause, ConvertError, Rejection};
use super::request::{InputError, Request};
use crate::geojson::{self, DocumentError, as_text};
use crate::table::{decode, read_csv};

/// A file that was read.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) file: String,
    /// True where the file has a heading, so that a column it does not name is a mistake.
    pub(crate) fixed_columns: bool,
    columns: HashMap<String, usize>,
    pub(crate) records: Vec<Record>,
    /// What is told of the file as a whole.
    pub(crate) told: Option<Rejection>,
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
                DocumentError::NotText(error) => Some(error.into()),
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
        source: Some(error.into()),
    })?;
    let mut refused = Vec::new();
    let grid = read_csv(&file, &text.text, delimiter.unwrap_or(','), &mut refused);
    let mut rows = grid.rows.into_iter();
    let heading = rows.next().ok_or_else(no_heading)?;
    if let Some(broken) = refused.iter().find(|f| f.location.row < heading.number) {
        return Err(broken.what.clone().into());
    }
    let mut columns = HashMap::new();
    for (i, name) in heading.cells.iter().enumerate() {
        if columns.contains_key(name) && !name.is_empty() {
            return Err(twice(name).into());
        }
        columns.entry(name.to_owned()).or_insert(i);
    }
    let read = rows.map(|row| Record {
        row: row.number,
        cells: row.cells.iter().map(str::to_owned).collect(),
        ..Record::default()
    });
    let broken = refused.iter().map(|finding| Record {
        row: finding.location.row,
        broken: Some(Rejection::of(finding)),
        ..Record::default()
    });
    let mut records: Vec<Record> = read.chain(broken).collect();
    records.sort_by_key(|record| record.row);
    Ok(Table {
        file,
        fixed_columns: true,
        columns,
        records,
        told: (text.encoding != "UTF-8").then(|| read_as(text.encoding)),
    })
}

fn read_as(encoding: &str) -> Rejection {
    Rejection::new(
        "encoding_read_as",
        encoding,
        Text::new(
            format!("文件按 {encoding} 编码读入"),
            format!("The file is read as {encoding}"),
        ),
        Text::new(
            "如果有的字不对，把文件另存为 UTF-8",
            "If some characters are wrong, save the file as UTF-8",
        ),
    )
}

fn no_heading() -> Text {
    Text::new("没有标题行", "it has no heading row")
}

fn twice(name: &str) -> Text {
    Text::new(
        format!("有两列都叫“{name}”：给其中一列改名"),
        format!("two of its columns are called {name:?}: rename one"),
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
        told: None,
    })
}
