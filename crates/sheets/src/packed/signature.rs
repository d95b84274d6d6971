//! How packed files begin.

/// How a file of the kind before XLSX and DOCX begins, and an encrypted one.
pub(crate) const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How a packed file begins.
pub(crate) const PACKED: &[u8] = b"PK\x03\x04";

/// True where a compound file is an encrypted one of the new kind: it lies in a stream of this name.
pub(crate) fn is_encrypted(bytes: &[u8]) -> bool {
    has_stream(bytes, "EncryptedPackage")
}

/// True where a compound file names a stream so.
pub(crate) fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}
