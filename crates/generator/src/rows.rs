//! Rows of sheets as lines of CSV.

use std::fmt::Display;

use check::columns::{Column, ColumnPair, SheetFormat, source};
use civic::Text;
use civic::duties::Level;

/// Says of every row that it is made up.
const SAMPLE: &str = "示例";
/// Which text or report: none.
pub(crate) const REFERENCE: &str = "程序生成的示例";

/// A level as offices write it.
pub(crate) fn level_term(level: &Level) -> &str {
    match level {
        Level::Street => "街道",
        Level::Community => "社区",
        other => other.zh(),
    }
}

/// The heading of a sheet.
pub(crate) fn heading(format: &SheetFormat) -> String {
    let cells: Vec<&str> = format.columns().map(|column| column.zh).collect();
    line(&cells)
}

/// One row of a sheet; a column that nothing is said of is empty.
#[derive(Default)]
pub(crate) struct Row(Vec<(&'static str, String)>);

impl Row {
    #[must_use]
    pub(crate) fn set(mut self, column: Column, cell: impl Display) -> Self {
        self.0.push((column.zh, cell.to_string()));
        self
    }

    #[must_use]
    pub(crate) fn both(self, pair: ColumnPair, text: &Text) -> Self {
        self.set(pair.zh, &text.zh).set(pair.en, &text.en)
    }

    /// The line of the row, marked as made up.
    pub(crate) fn line(self, format: &SheetFormat) -> String {
        let row = self
            .set(source::KIND, SAMPLE)
            .set(source::REFERENCE, REFERENCE);
        let said = |heading: &str| {
            let cell = row.0.iter().find(|(zh, _)| *zh == heading);
            cell.map_or("", |(_, cell)| cell.as_str())
        };
        let cells: Vec<&str> = format.columns().map(|column| said(column.zh)).collect();
        line(&cells)
    }
}

/// A line of CSV (RFC 4180), its end included.
pub(crate) fn line(cells: &[&str]) -> String {
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
}
