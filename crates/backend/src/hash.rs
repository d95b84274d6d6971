//! SHA-256, as text.

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, in lowercase hexadecimal.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex::encode(Sha256::digest(bytes))
}
