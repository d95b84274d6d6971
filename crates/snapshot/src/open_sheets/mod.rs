//! The ways out: duty lists, the admission log, requirements with their levels, corrections and cases as the sheets that an
//! office could import, each under a name that stays, and the lists of them for programs.
//!
//! `tables` are the rows, `bulk` those of cases as Open311 has them; `files` decides which files there are and writes them, `workbook` one of
//! them as XLSX; `catalogue` describes them as a data package (`package`) and by DCAT.

mod bulk;
mod catalogue;
mod files;
mod package;
mod tables;
mod workbook;

pub(crate) use files::make;
