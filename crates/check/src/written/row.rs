//! One row of a sheet.

use std::borrow::Cow;
use std::fmt::Display;

use civic::Text;
use civic::documents::Source;
use civic::duties::Level;

use crate::columns::{Column, ColumnPair, SheetFormat, source};

/// The mark by which spreadsheets know UTF-8, at the start of the file.
pub const UTF8_MARK: &str = "\u{feff}";

/// A cell that a spreadsheet shows and does not run: what begins as a formula gets a leading `'`,
/// which the reader of sheets takes off again.
pub fn inert(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// A level as offices write it.
pub fn level_term(level: &Level) -> &str {
    match level {
        Level::Street => "街道",
        Level::Community => "社区",
        other => other.zh(),
    }
}

/// The headings of a sheet, in its order.
pub fn heading(format: &SheetFormat) -> Vec<&'static str> {
    format.columns().map(|column| column.zh).collect()
}

/// Joins what stands in one cell.
pub(super) fn joined<T: AsRef<str>>(parts: impl Iterator<Item = T>) -> String {
    let mut cell = String::new();
    for part in parts {
        if !cell.is_empty() {
            cell.push('；');
        }
        cell.push_str(part.as_ref());
    }
    cell
}

/// Joins the English of what stands in one cell: each part has one, or none has.
pub(super) fn english<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts.collect();
    if parts.iter().any(|part| part.is_empty()) {
        String::new()
    } else {
        joined(parts.into_iter())
    }
}

/// What may be missing, as a cell.
pub(super) fn given<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// One row of a sheet; a column that nothing is said of is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow(Vec<(&'static str, String)>);

impl SheetRow {
    /// Fills the cell of a column.
    #[must_use]
    pub fn set(mut self, column: Column, cell: impl Display) -> Self {
        self.0.push((column.zh, cell.to_string()));
        self
    }

    /// Fills the cells of both languages.
    #[must_use]
    pub fn both(self, pair: ColumnPair, text: &Text) -> Self {
        self.set(pair.zh, &text.zh).set(pair.en, &text.en)
    }

    /// Says where the row comes from.
    #[must_use]
    pub fn source(self, source: &Source) -> Self {
        self.set(source::KIND, source.kind.zh())
            .set(source::REFERENCE, &source.reference)
    }

    /// The cells in the order of the sheet's columns.
    pub fn cells(&self, format: &SheetFormat) -> Vec<&str> {
        let said = |heading: &str| {
            let cell = self.0.iter().find(|(zh, _)| *zh == heading);
            cell.map_or("", |(_, cell)| cell.as_str())
        };
        format.columns().map(|column| said(column.zh)).collect()
    }
}

/// A line of CSV (RFC 4180), its end included.
pub fn line(cells: &[&str]) -> String {
    let mut line = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            line.push('"');
            line.push_str(&cell.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(cell);
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_a_comma_or_a_quotation_mark_is_quoted() {
        assert_eq!(line(&["a", "b,c", "d\"e", ""]), "a,\"b,c\",\"d\"\"e\",\n");
    }

    #[test]
    fn no_cell_begins_as_a_formula() {
        let formulas = [
            "=HYPERLINK(\"https://example.org\")",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
        ];
        for cell in formulas {
            assert_eq!(inert(cell), format!("'{cell}"));
        }
        for cell in ["", "西大街", "1-2", "a=b", "'=1"] {
            assert_eq!(inert(cell), cell);
        }
    }

    #[test]
    fn english_is_written_for_all_parts_or_for_none() {
        assert_eq!(english(["a", "b"].into_iter()), "a；b");
        assert_eq!(english(["a", ""].into_iter()), "");
    }
}
