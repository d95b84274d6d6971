//! Rows of sheets as lines of CSV.

use check::columns::SheetFormat;
use check::written;
use check::written::SheetRow;

use crate::city::source;

/// The heading of a sheet.
pub(crate) fn heading(format: &SheetFormat) -> String {
    written::line(&written::heading(format))
}

/// The line of a row.
pub(crate) fn line_of(row: &SheetRow, format: &SheetFormat) -> String {
    written::line(&row.cells(format))
}

/// A row that is made up.
pub(crate) trait Sample {
    /// The line of the row, marked as made up.
    fn line(self, format: &SheetFormat) -> String;
}

impl Sample for SheetRow {
    fn line(self, format: &SheetFormat) -> String {
        line_of(&self.source(&source()), format)
    }
}
