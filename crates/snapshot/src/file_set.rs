//! The files of a snapshot, and how they are named.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use civic::published::{Entry, name};
use routes::tree::{Format, TreePath};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The files of one snapshot by logical name, as compact JSON.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Adds a file: a value as compact JSON.
pub fn put<T: Serialize>(
    files: &mut Files,
    name: impl Into<String>,
    value: &T,
) -> Result<(), serde_json::Error> {
    files.insert(name.into(), serde_json::to_vec(value)?);
    Ok(())
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
    let format =
        if logical.len() > name::CALENDARS_DIR.len() && logical.starts_with(name::CALENDARS_DIR) {
            Format::Calendar
        } else {
            Format::Json
        };
    Entry {
        path: TreePath::hashed(&sha256, format).to_string(),
        size: bytes.len() as u64,
        sha256,
    }
}
