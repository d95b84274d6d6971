//! Receipts 回执: random tokens of 160 bits, of which only the hash is stored.

use std::io::{self, Write as _};
use std::path::Path;
use std::{fmt, fs};

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Bytes of a receipt.
const BYTES: usize = 20;
/// Hexadecimal digits between two hyphens, so that a receipt can be read aloud.
const GROUP: usize = 8;

/// The server's own secret, from which receipts are derived. It never leaves the data directory.
pub(crate) struct Secret([u8; 32]);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Reads the secret of a data directory. It is made on the first start, readable by this user
    /// alone.
    pub(crate) fn open(directory: &Path) -> io::Result<Self> {
        let path = directory.join("secret");
        if let Ok(bytes) = fs::read(&path)
            && let Ok(secret) = bytes.try_into()
        {
            return Ok(Self(secret));
        }
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret).map_err(io::Error::other)?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        file.write_all(&secret)?;
        file.sync_all()?;
        Ok(Self(secret))
    }

    /// A receipt's token. With an idempotency key it is derived from the key and the hash of what was
    /// sent, so that a retry is given the same one though only its hash is stored; without a key it
    /// is random.
    pub(crate) fn token(&self, key: Option<&str>, body_hash: &str) -> io::Result<String> {
        let mut bytes = [0_u8; BYTES];
        if let Some(key) = key {
            let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)
                .map_err(|error| io::Error::other(error.to_string()))?;
            for part in [key, body_hash] {
                // The length keeps "ab" + "c" and "a" + "bc" apart.
                mac.update(&(part.len() as u64).to_be_bytes());
                mac.update(part.as_bytes());
            }
            let derived = mac.finalize().into_bytes();
            for (byte, derived) in bytes.iter_mut().zip(derived) {
                *byte = derived;
            }
        } else {
            getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        }
        let text = hex::encode(bytes);
        let groups = (0..text.len()).step_by(GROUP);
        let groups: Vec<&str> = groups.filter_map(|i| text.get(i..i + GROUP)).collect();
        Ok(groups.join("-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s4_2_a_receipt_has_160_bits_and_is_derived_only_under_a_key() {
        let secret = Secret([7; 32]);
        let token = |key, body| secret.token(key, body).expect("a token");
        // Receipts that were given before must stay the same.
        assert_eq!(
            token(Some("key-1"), "body"),
            "ec5cafb3-442be004-708ac58d-08f2cb9a-698664d7"
        );
        assert_eq!(token(Some("k"), "b").replace('-', "").len(), 40);
        assert_ne!(token(Some("ab"), "c"), token(Some("a"), "bc"));
        assert_ne!(token(None, "body"), token(None, "body"));
    }

    #[test]
    fn the_secret_is_kept_and_not_printed() {
        let directory = tempfile::tempdir().expect("a directory");
        let made = Secret::open(directory.path()).expect("made");
        let read = Secret::open(directory.path()).expect("read");
        assert_eq!(made.0, read.0);
        assert_eq!(format!("{made:?}"), "Secret(…)");
    }
}
