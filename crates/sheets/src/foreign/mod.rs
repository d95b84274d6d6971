//! Brings a city's own files, CSV or GeoJSON, into its sheets, by a column-mapping file that
//! `docs/import.md` describes. Every input row is taken or explained: nothing is guessed, and
//! nothing is left out in silence.
//!
//! What an input gives is written as sheets, read and checked like any city's, and a row that
//! does not pass is explained in the check's own words and removed.

mod column_map;
mod columns;
mod convert;
mod converted;
mod error;
mod input;
mod nearest;
mod outcome;
mod output;
mod report;
mod request;
mod rows;
mod run;
mod shape;
mod template;
mod times;
mod write;

pub use convert::convert;
pub use converted::{Converted, MARK};
pub use error::{Cause, ConvertError, NoSuchField};
pub use report::{InputCount, Reason, Report};
pub use request::{InputError, Request};
