//! Workbooks: the worksheet of an XLSX or ODS file as rows of texts.
//!
//! Calamine reads the values and number formats of XLSX. It tells neither hidden rows and columns
//! nor which formulas were never calculated, and trusts numbers in the file enough to panic on
//! them, so each worksheet is surveyed first. Of an ODS it drops merges and percentages, too, so
//! that is read here whole.

mod cells;
mod choose;
mod kind;
mod layout;
mod number_format;
mod ods;
mod position;
mod read;
mod refusal;
mod report;
mod survey;
#[cfg(test)]
mod tests;
mod value;
mod worksheet;
mod xlsx;

pub(crate) use cells::{CellSaid, WorksheetCells, all_worksheets};
pub(crate) use position::column_letters;
pub(crate) use read::{is_workbook, read};
pub(crate) use refusal::Refusal;
