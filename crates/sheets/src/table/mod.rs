//! One sheet as an office keeps it: bytes to rows, headings in either language, and a reader that
//! turns every bad cell into a finding instead of stopping.

mod grid;
mod sheet;

pub use sheet::{RowReader, Sheet, decode};
