//! One sheet as an office keeps it: bytes to rows, headings in either language, and a reader that
//! turns every bad cell into a finding instead of stopping.

mod grid;
mod sheet;
// For tests alone until the reader of sheets calls it.
#[cfg(test)]
mod workbook;

pub use sheet::{RowReader, Sheet, decode};
