//! The sheets that an import writes, in the form that `check::columns` declares.

use std::collections::BTreeMap;

use check::columns::{Column, ColumnPair, SheetFormat};
use civic::Text;

use super::error::KeyError;
use crate::spreadsheet::UTF8_MARK;

/// The cells of a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cells(BTreeMap<&'static str, String>);

impl Cells {
    pub(crate) fn insert(&mut self, column: Column, cell: impl Into<String>) {
        self.0.insert(column.en, cell.into());
    }

    pub(crate) fn insert_both(&mut self, columns: ColumnPair, text: Text) {
        self.insert(columns.zh, text.zh);
        self.insert(columns.en, text.en);
    }

    pub(crate) fn has(&self, column: Column) -> bool {
        self.0.contains_key(column.en)
    }

    /// A cell; empty where none was given.
    pub(crate) fn get(&self, column: Column) -> &str {
        self.0.get(column.en).map_or("", String::as_str)
    }
}

/// A row that the map itself gives, by English headings. A text in two languages fills two columns.
pub(crate) fn literal(
    format: &SheetFormat,
    key: &str,
    table: &toml::Table,
) -> Result<Cells, KeyError> {
    let column = |name: &str| format.columns().find(|c| c.en == name);
    let mut cells = Cells::default();
    for (name, value) in table {
        let key = format!("{key}.{name}");
        if let toml::Value::Table(both) = value {
            for (language, text) in both {
                let column = match language.as_str() {
                    "zh" => column(name),
                    "en" => column(&format!("{name}_en")),
                    _ => None,
                };
                let column = column.ok_or_else(|| unknown(format, &key))?;
                cells.insert(column, scalar(&key, text)?);
            }
            continue;
        }
        let column = column(name).ok_or_else(|| unknown(format, &key))?;
        cells.insert(column, scalar(&key, value)?);
    }
    Ok(cells)
}

fn unknown(format: &SheetFormat, key: &str) -> KeyError {
    let names: Vec<&str> = format.columns().map(|c| c.en).collect();
    let names = names.join(", ");
    KeyError::new(
        key,
        format!("{} 没有这一列；有：{names}", format.file),
        format!("{} has no such column; it has: {names}", format.file),
    )
}

/// A sheet as CSV: its heading and these rows.
pub(crate) fn csv<'a>(
    format: &SheetFormat,
    rows: impl Iterator<Item = &'a Cells>,
) -> Result<Vec<u8>, std::io::Error> {
    let mut writer = csv::Writer::from_writer(UTF8_MARK.as_bytes().to_vec());
    writer.write_record(format.columns().map(|c| c.zh))?;
    for cells in rows {
        writer.write_record(format.columns().map(|c| cells.get(c)))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn scalar(key: &str, value: &toml::Value) -> Result<String, KeyError> {
    Ok(match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(n) => n.to_string(),
        toml::Value::Boolean(true) => "是".to_owned(),
        toml::Value::Boolean(false) => "否".to_owned(),
        toml::Value::Datetime(at) => at.to_string(),
        toml::Value::Array(all) => {
            let all = all.iter().map(|v| scalar(key, v));
            all.collect::<Result<Vec<_>, _>>()?.join("；")
        }
        toml::Value::Float(_) | toml::Value::Table(_) => {
            return Err(KeyError::new(
                key,
                "这里应是文字、整数、是否或它们的列表",
                "this should be a text, a whole number, true or false, or a list of them",
            ));
        }
    })
}
