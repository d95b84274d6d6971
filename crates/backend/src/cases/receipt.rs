//! Receipts 回执: random tokens of 133 bits, of which only the hash is stored.

use std::io::{self, Write as _};
use std::path::Path;
use std::{fmt, fs};

use api::{read_token, token_of};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::IdempotencyKey;
use crate::store::private;

/// The bytes of a receipt as it was given before it had a check character.
const BYTES_BEFORE: usize = 20;

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
        private::close(&path);
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

    /// A receipt's token. With an idempotency key it is derived from the key, from whose it is and
    /// from the hash of what was sent, so that a retry is given the same one though only its hash is
    /// stored; without a key it is random.
    pub(crate) fn token(
        &self,
        key: Option<&IdempotencyKey>,
        body_hash: &str,
    ) -> io::Result<String> {
        let mut bytes = [0_u8; 32];
        match key {
            Some(key) => bytes = self.derive_receipt(key, body_hash)?,
            None => getrandom::fill(&mut bytes).map_err(io::Error::other)?,
        }
        Ok(token_of(&bytes))
    }

    /// The token that was given under a key before tokens had a check character: whoever sends the
    /// same again after that is given the one that opens the case.
    pub(crate) fn token_before(&self, key: &IdempotencyKey, body_hash: &str) -> io::Result<String> {
        let bytes = self.derive_receipt(key, body_hash)?;
        let digits = hex::encode(bytes.get(..BYTES_BEFORE).unwrap_or_default());
        read_token(&digits).map_err(|_| io::Error::other("a token of another length"))
    }

    fn derive_receipt(&self, key: &IdempotencyKey, body_hash: &str) -> io::Result<[u8; 32]> {
        let (text, owner) = (key.text().as_bytes(), key.owner());
        let owner = owner.as_ref().map(<[u8; 16]>::as_slice);
        let parts = [Some(text), Some(body_hash.as_bytes()), owner];
        self.derive(parts.into_iter().flatten())
    }

    /// What is stored of an idempotency key: without the secret nobody can tell the key from it, nor
    /// the address that it was sent from.
    pub(crate) fn hash(&self, key: &IdempotencyKey) -> io::Result<String> {
        let (text, owner) = (key.text().as_bytes(), key.owner());
        let parts = [Some(text), owner.as_ref().map(<[u8; 16]>::as_slice)];
        Ok(hex::encode(self.derive(parts.into_iter().flatten())?))
    }

    fn derive<'a>(&self, parts: impl Iterator<Item = &'a [u8]>) -> io::Result<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)
            .map_err(|error| io::Error::other(error.to_string()))?;
        for part in parts {
            // The length keeps "ab" + "c" and "a" + "bc" apart.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        Ok(mac.finalize().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use api::TOKEN_LENGTH;

    use super::*;
    use crate::client::Client;

    fn client(address: &str) -> Client {
        address.parse::<IpAddr>().expect("an address").into()
    }

    #[test]
    fn s4_2_a_receipt_has_133_bits_and_is_derived_only_under_a_key() {
        let secret = Secret([7; 32]);
        let token = |key: &str, body| {
            let key = IdempotencyKey::new(key, client("192.0.2.1")).expect("a key");
            secret.token(Some(&key), body).expect("a token")
        };
        assert_eq!(token("k", "b"), token("k", "b"));
        assert_eq!(token("k", "b").replace('-', "").len(), TOKEN_LENGTH);
        assert_ne!(token("ab", "c"), token("a", "bc"));
        let random = || secret.token(None, "body").expect("a token");
        assert_ne!(random(), random());
    }

    #[test]
    fn receipts_that_were_given_for_a_secret_key_stay_the_same() {
        let secret = Secret([7; 32]);
        let key = IdempotencyKey::new("0123456789abcdef0123456789abcdef", client("192.0.2.1"));
        let token = secret.token_before(&key.expect("a key"), "body");
        assert_eq!(
            token.expect("a token"),
            "2828e5da-f788171e-5df7ac1d-d6cf4317-cae6dc06"
        );
    }

    #[test]
    fn a_key_belongs_to_who_sent_it() {
        let secret = Secret([7; 32]);
        let of = |key: &str, address| {
            let key = IdempotencyKey::new(key, client(address)).expect("a key");
            let token = secret.token(Some(&key), "body").expect("a token");
            (token, secret.hash(&key).expect("a hash"))
        };
        let (one, another) = ("192.0.2.1", "192.0.2.2");
        assert_eq!(of("key-1", one), of("key-1", one));
        assert_ne!(of("key-1", one).0, of("key-1", another).0);
        assert_ne!(of("key-1", one).1, of("key-1", another).1);
        // Nobody else has this one, and a phone changes its address.
        let random = "8d1f0c6be2a94735b0c4d5e6f7a8b9c0";
        assert_eq!(of(random, one), of(random, another));
        let zeros = "0".repeat(32);
        assert_ne!(of(&zeros, one), of(&zeros, another));
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
