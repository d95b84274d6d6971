//! Brings a city's own files, CSV or GeoJSON, into its sheets, by a column-mapping file that
//! `docs/import.md` describes. Every input row is taken or explained: nothing is guessed, and
//! nothing is left out in silence.
//!
//! What an input gives is written as sheets, read and checked like any city's, and a row that
//! does not pass is explained in the check's own words and taken out again.

mod clock;
mod columns;
mod crs;
mod engine;
mod error;
mod field;
mod folder;
mod input;
mod map;
mod report;
mod rows;
mod shape;
mod sheets;

use std::path::Path;

use civic::time::Date;

pub use crs::Crs;
pub use error::ConvertError;
pub use report::{InputCount, Reason, Report};

/// What to import.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The column-mapping file.
    pub map: &'a Path,
    /// Keys of the map that are replaced, such as `portal.id`.
    pub set: &'a [(String, String)],
    /// The folder of the inputs; the map's own where it is `None`.
    pub from: Option<&'a Path>,
    /// The folder to write.
    pub out: &'a Path,
    /// Replaces an earlier import.
    pub force: bool,
    /// The day to check for.
    pub today: Date,
}

/// Imports. Where the map's own rows do not pass the check, nothing is written and the findings
/// say why.
pub fn convert(request: &Request<'_>) -> Result<Report, ConvertError> {
    folder::may_write(request.out, request.force)?;
    let text = std::fs::read(request.map).map_err(error::at(request.map))?;
    let text = crate::table::decode(&text).unwrap_or_default();
    let map = map::read(&text, request.set).map_err(|e| e.of(request.map))?;
    let here = request.map.parent().unwrap_or(Path::new("."));
    let from = request.from.unwrap_or(here);
    engine::Engine::read(&map, request.map, from)?.run(request)
}
