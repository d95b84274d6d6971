//! The ways out: duty lists, the admission log, requirements with their levels and corrections as the sheets that an
//! office could import, each under a name that stays, and the lists of them for programs.
//!
//! `tables` are the rows; `files` decides which files there are and writes them, `workbook` one of
//! them as XLSX; `catalogue` describes them as a data package (`package`) and by DCAT.

mod catalogue;
mod files;
mod package;
mod tables;
mod workbook;

pub(crate) use files::make;
