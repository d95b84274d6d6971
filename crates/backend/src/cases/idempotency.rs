//! The key under which the same submission may be sent again without making a second case.

use std::collections::HashSet;

use crate::client::Client;

/// The header under which the same submission may be sent again without making a second case.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The most characters of a key.
const MAX_LENGTH: usize = 255;
/// The hexadecimal digits of a key of 128 random bits, as the portal makes one.
const SECRET_DIGITS: usize = 32;
/// How many different digits a random key has at least: that one has fewer happens once in ten
/// million. A browser without random numbers sends zeros.
const DIFFERENT_DIGITS: usize = 8;

/// An idempotency key, with whose it is: another's key and text never open another's case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdempotencyKey {
    text: String,
    client: Client,
}

/// A text that can be no key: it is empty, too long, or not visible ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotAKey;

impl IdempotencyKey {
    pub(crate) fn new(text: &str, client: Client) -> Result<Self, NotAKey> {
        let is_key = (1..=MAX_LENGTH).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_key {
            return Err(NotAKey);
        }
        Ok(Self {
            text: text.to_owned(),
            client,
        })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Who may use it: the client that sent it. A key of 128 random bits is a secret, which only its
    /// sender has, and holds from any address: a phone changes its own between two tries.
    pub(super) fn owner(&self) -> Option<[u8; 16]> {
        let is_secret = self.text.len() == SECRET_DIGITS
            && self.text.bytes().all(|byte| byte.is_ascii_hexdigit())
            && self.text.bytes().collect::<HashSet<_>>().len() >= DIFFERENT_DIGITS;
        (!is_secret).then(|| self.client.to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    #[test]
    fn a_key_is_visible_ascii() {
        let client = Client::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let is_key = |text: &str| IdempotencyKey::new(text, client).is_ok();
        assert!(is_key("k"));
        assert!(is_key("\"8e03978e-40d5-43dd-bc93-6894a57f9324\""));
        assert!(is_key(&"k".repeat(255)));
        for text in ["", " ", "a b", "钥匙", "\u{e9}", "a\t", &"k".repeat(256)] {
            assert!(!is_key(text), "{text:?}");
        }
    }
}
