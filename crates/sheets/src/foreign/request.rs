//! What is to be imported.

use civic::time::Date;
use thiserror::Error;

use super::error::Cause;

/// Why an input is missing.
#[derive(Debug, Error)]
pub enum InputError {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// It is there and cannot be read, for this reason.
    #[error("it cannot be read: {0}")]
    Unreadable(#[source] Cause),
}

/// What to import.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The name of the column-mapping file in messages.
    pub map_name: &'a str,
    /// Its bytes.
    pub map: &'a [u8],
    /// Keys of the map that are replaced, such as `portal.id`.
    pub set: &'a [(String, String)],
    /// Reads an input by the name that the map gives it.
    pub input: &'a dyn Fn(&str) -> Result<Vec<u8>, InputError>,
    /// The day to check for.
    pub today: Date,
}
