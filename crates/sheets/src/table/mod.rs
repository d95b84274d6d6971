//! One sheet as an office keeps it: bytes to rows, headings in either language, and a reader that
//! turns every bad cell into a finding instead of stopping.
//!
//! From bytes to a sheet: `encoding` makes text of them and `csv` rows, or `workbook` makes rows of
//! them; either gives a `Grid`, rows without a file format. `headings` finds the declared columns, `sheet` sets apart what is no row,
//! and `row_reader` reads the cells of a row by their kinds.

mod csv;
mod encoding;
mod grid;
mod headings;
mod row_reader;
mod sheet;
mod workbook;

pub(crate) use csv::{read as read_csv, separator_of};
pub use encoding::{Decoded, EncodingError, decode};
pub use row_reader::RowReader;
pub use sheet::{Sheet, SheetCount};
pub(crate) use workbook::{CellSaid, Refusal, WorksheetCells, all_worksheets, column_letters};
