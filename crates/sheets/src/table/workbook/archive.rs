//! The packed file around a workbook.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::refusal::{Other, Refusal};

/// How large the XML of a workbook may be, in bytes.
const MAX_UNPACKED: u64 = 64 << 20;

/// The texts of a workbook's XML, by name.
pub(super) struct Archive {
    parts: BTreeMap<String, String>,
    is_binary: bool,
}

impl Archive {
    /// Unpacks the XML and checks that all of it is whole. Pictures and the like stay packed.
    pub(super) fn unpack(bytes: &[u8]) -> Result<Self, Refusal> {
        check_kind(bytes)?;
        let mut packed = ZipArchive::new(Cursor::new(bytes)).map_err(Refusal::damaged)?;
        let mut unpacked = BTreeMap::new();
        let mut is_binary = false;
        let mut left = MAX_UNPACKED;
        for index in 0..packed.len() {
            let entry = packed.by_index(index).map_err(|error| match error {
                ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Encrypted,
                error => Refusal::damaged(error),
            })?;
            let name = key(&entry.name().map_err(Refusal::damaged)?);
            is_binary |= name == "xl/workbook.bin";
            if !is_xml(&name) {
                continue;
            }
            // The size that is declared may be a lie, so what comes out is counted.
            let mut part = Vec::new();
            entry
                .take(left + 1)
                .read_to_end(&mut part)
                .map_err(|error| Refusal::damaged(error).in_part(&name))?;
            left = u64::try_from(part.len())
                .ok()
                .and_then(|size| left.checked_sub(size))
                .ok_or(Refusal::TooLarge)?;
            if unpacked.insert(name.clone(), part).is_some() {
                return Err(Refusal::damaged("twice").in_part(&name));
            }
        }
        // An encrypted part is no text, so this comes first.
        if unpacked
            .get("meta-inf/manifest.xml")
            .is_some_and(|manifest| String::from_utf8_lossy(manifest).contains("encryption-data"))
        {
            return Err(Refusal::Encrypted);
        }
        let parts = unpacked
            .into_iter()
            .map(|(name, part)| match utf8(part) {
                Ok(text) => Ok((name, text)),
                Err(refusal) => Err(refusal.in_part(&name)),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { parts, is_binary })
    }

    /// True for the binary form of XLSX.
    pub(super) fn is_binary(&self) -> bool {
        self.is_binary
    }

    /// A part by its name, whatever the case of its letters.
    pub(super) fn part(&self, name: &str) -> Option<&str> {
        self.parts.get(&key(name)).map(String::as_str)
    }

    /// A part that must be there.
    pub(super) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.part(name)
            .ok_or_else(|| Refusal::damaged("missing").in_part(name))
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

/// Every spreadsheet writes its parts in UTF-8.
fn utf8(part: Vec<u8>) -> Result<String, Refusal> {
    let text = String::from_utf8(part).map_err(Refusal::damaged)?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// How a file of the kind before XLSX begins, and an encrypted one.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How a packed file begins.
const PACKED: &[u8] = b"PK\x03\x04";

/// True where the bytes are those of a workbook of any kind, whatever the name of their file.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(PACKED) || bytes.starts_with(COMPOUND_FILE)
}

/// Tells what a file is that is no packed one.
fn check_kind(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::NoBytes);
    }
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    if bytes.starts_with(COMPOUND_FILE) {
        // An encrypted XLSX lies in a file of the old kind, in a stream of this name.
        let stream: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        return Err(if bytes.windows(stream.len()).any(|w| w == stream) {
            Refusal::Encrypted
        } else {
            Refusal::Other(Other::Xls)
        });
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let other = if text.trim_ascii_start().starts_with(b"<") {
        Other::Markup
    } else if bytes.iter().any(|b| *b < 9) {
        Other::Unknown
    } else {
        Other::PlainText
    };
    Err(Refusal::Other(other))
}
