//! The files of a snapshot, and how they are named.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use civic::published::{Entry, name};
use routes::tree::{Format, TreePath};
use rust_xlsxwriter::XlsxError;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The files of one snapshot by logical name, as compact JSON.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Why a file could not be made.
#[derive(Debug, Error)]
pub enum MakeError {
    /// It could not be written as JSON.
    #[error("a file could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It could not be written as a workbook.
    #[error("a file could not be written as XLSX: {0}")]
    Workbook(#[from] XlsxError),
}

/// Takes the files of a snapshot, each as soon as it is made: those of a large city together are
/// several times what it was made from, and nobody needs to hold them all at once.
pub trait Sink {
    /// Why a file could not be made or taken.
    type Error: From<serde_json::Error> + From<XlsxError>;

    /// Takes a file by its logical name. No name comes twice; the order is not that of the names.
    fn take(&mut self, logical: String, bytes: Vec<u8>) -> Result<(), Self::Error>;
}

/// Keeps everything: for what is small.
impl Sink for Files {
    type Error = MakeError;

    fn take(&mut self, logical: String, bytes: Vec<u8>) -> Result<(), Self::Error> {
        self.insert(logical, bytes);
        Ok(())
    }
}

/// Hands over a file: a value as compact JSON.
pub fn put<S: Sink, T: Serialize>(
    sink: &mut S,
    name: impl Into<String>,
    value: &T,
) -> Result<(), S::Error> {
    sink.take(name.into(), serde_json::to_vec(value)?)
}

/// The SHA-256 of some bytes, 64 hex digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Where a file of a logical name and these bytes lies in the tree.
pub fn entry(logical: &str, bytes: &[u8]) -> Entry {
    let sha256 = sha256(bytes);
    let within = |directory: &str| {
        let rest = logical.strip_prefix(directory);
        rest.filter(|rest| !rest.is_empty())
    };
    let format = if within(name::CALENDARS_DIR).is_some() {
        Format::Calendar
    } else {
        let ending = within(name::SHEETS_DIR).and_then(|rest| rest.rsplit_once('.'));
        ending
            .and_then(|(_, ending)| Format::of_extension(ending))
            .unwrap_or(Format::Json)
    };
    Entry {
        path: TreePath::hashed(&sha256, format).to_string(),
        size: bytes.len() as u64,
        sha256,
    }
}
