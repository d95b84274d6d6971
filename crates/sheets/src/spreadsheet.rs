//! CSV that people open in a spreadsheet, which reads UTF-8 by its mark alone and runs what begins as
//! a formula. Data for programs is JSON, and stays as it is.

pub use check::written::{UTF8_MARK, inert};
