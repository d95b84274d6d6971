//! Workbooks: the worksheet of an XLSX or ODS file as rows of texts.
//!
//! Calamine reads the values and number formats of XLSX. It tells neither hidden rows and columns
//! nor which formulas were never calculated, and trusts numbers in the file enough to panic on
//! them, so each worksheet is surveyed first. Of an ODS it drops merges and percentages, too, so
//! that is read here whole.

mod archive;
mod choose;
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
mod xml;

pub(crate) use read::{is_workbook, read};
