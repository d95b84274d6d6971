//! What kind of file the bytes are that should be a workbook.

use super::refusal::{Other, Refusal};
use crate::packed::{COMPOUND_FILE, PACKED, is_encrypted};

/// True where the bytes are those of a workbook of any kind, whatever the name of their file.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(PACKED) || bytes.starts_with(COMPOUND_FILE)
}

/// Tells what a file is that is no packed one.
pub(super) fn check_kind(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::NoBytes);
    }
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(if is_encrypted(bytes) {
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
