//! The packed file of an office program: its XML, unpacked within a bound.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::PackedError;

/// How large the XML of a file may be, in bytes.
const MAX_UNPACKED: u64 = 64 << 20;

/// The texts of a file's XML, by name.
pub(crate) struct Archive {
    parts: BTreeMap<String, String>,
    /// Every name, also of what stays packed.
    names: BTreeSet<String>,
}

impl Archive {
    /// Unpacks the XML and checks that all of it is whole. Pictures and the like stay packed.
    pub(crate) fn unpack(bytes: &[u8]) -> Result<Self, PackedError> {
        let mut packed = ZipArchive::new(Cursor::new(bytes)).map_err(PackedError::damaged)?;
        let mut unpacked = BTreeMap::new();
        let mut names = BTreeSet::new();
        let mut left = MAX_UNPACKED;
        for index in 0..packed.len() {
            let entry = packed.by_index(index).map_err(|error| match error {
                ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => PackedError::Encrypted,
                error => PackedError::damaged(error),
            })?;
            let name = key(&entry.name().map_err(PackedError::damaged)?);
            names.insert(name.clone());
            if !is_xml(&name) {
                continue;
            }
            // The size that is declared may be a lie, so what comes out is counted.
            let mut part = Vec::new();
            entry
                .take(left + 1)
                .read_to_end(&mut part)
                .map_err(|error| PackedError::damaged(error).in_part(&name))?;
            left = u64::try_from(part.len())
                .ok()
                .and_then(|size| left.checked_sub(size))
                .ok_or(PackedError::TooLarge)?;
            if unpacked.insert(name.clone(), part).is_some() {
                return Err(PackedError::damaged("twice").in_part(&name));
            }
        }
        // An encrypted part is no text, so this comes first.
        if unpacked
            .get("meta-inf/manifest.xml")
            .is_some_and(|manifest| String::from_utf8_lossy(manifest).contains("encryption-data"))
        {
            return Err(PackedError::Encrypted);
        }
        let parts = unpacked
            .into_iter()
            .map(|(name, part)| match utf8(part) {
                Ok(text) => Ok((name, text)),
                Err(error) => Err(error.in_part(&name)),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { parts, names })
    }

    /// True where there is a part of this name, of whatever kind.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(&key(name))
    }

    /// A part by its name, whatever the case of its letters.
    pub(crate) fn part(&self, name: &str) -> Option<&str> {
        self.parts.get(&key(name)).map(String::as_str)
    }

    /// A part that must be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str, PackedError> {
        self.part(name)
            .ok_or_else(|| PackedError::damaged("missing").in_part(name))
    }
}

fn key(name: &str) -> String {
    name.trim_start_matches('/')
        .replace('\\', "/")
        .to_lowercase()
}

fn is_xml(name: &str) -> bool {
    name == "mimetype" || matches!(name.rsplit_once('.'), Some((_, "xml" | "rels")))
}

/// Every office program writes its parts in UTF-8.
fn utf8(part: Vec<u8>) -> Result<String, PackedError> {
    let text = String::from_utf8(part).map_err(PackedError::damaged)?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}
