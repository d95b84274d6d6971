//! How the log is chained: each entry's hash covers the one before it, and in place of each text a
//! digest under a salt. A text is deleted with its salt; the chain still holds then, and nobody can
//! guess a short text from its digest.

use std::io;

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use super::entry::NewEntry;
use super::error::OwnError;
use super::head::Hash;

/// The name of the word that stands for a photo.
pub(super) const PHOTO_SLOT: &str = "photo";

/// What makes the digest of a short text impossible to guess.
pub(super) type Salt = [u8; 32];

/// A text about to be stored, with its salt and digest.
#[derive(Clone, Debug)]
pub(super) struct SaltedWord<'a> {
    pub(super) slot: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) salt: Salt,
    pub(super) digest: Hash,
}

impl<'a> SaltedWord<'a> {
    pub(super) fn new(slot: &'a str, bytes: &'a [u8]) -> io::Result<Self> {
        let mut salt = Salt::default();
        getrandom::fill(&mut salt).map_err(io::Error::other)?;
        Ok(Self {
            slot,
            bytes,
            salt,
            digest: digest(&salt, bytes),
        })
    }
}

/// Salts every text of an entry, in the order of their names.
pub(super) fn salted(entry: &NewEntry) -> Result<Vec<SaltedWord<'_>>, super::error::Cause> {
    let words = entry.words.iter();
    let mut words = words
        .map(|word| SaltedWord::new(&word.slot, word.text.as_bytes()))
        .collect::<io::Result<Vec<_>>>()?;
    words.sort_by_key(|word| word.slot);
    let twice = words.windows(2).find_map(|pair| match pair {
        [one, other] if one.slot == other.slot => Some(one.slot),
        _ => None,
    });
    match twice {
        Some(slot) => Err(OwnError::SlotTwice(slot.to_owned()).into()),
        None => Ok(words),
    }
}

/// The digest of a text under its salt: HMAC-SHA-256 (RFC 2104) with the salt as its key.
pub(super) fn digest(salt: &[u8], bytes: &[u8]) -> Hash {
    match Hmac::<Sha256>::new_from_slice(salt) {
        Ok(mac) => Hash(mac.chain_update(bytes).finalize().into_bytes().into()),
        // HMAC takes a key of any length; an all-zero digest would match none.
        Err(_) => Hash::default(),
    }
}

/// What the hash of an entry covers besides the entry before it.
#[derive(Debug)]
pub(super) struct Linked<'a> {
    pub(super) sequence: i64,
    pub(super) case: i64,
    pub(super) at: i64,
    pub(super) actor: &'a str,
    pub(super) event: &'a str,
}

/// The hash of an entry: SHA-256 over the hash of the entry before it; sequence, case and time, each
/// as eight bytes, the highest first; actor and event; and, in the order of their names, each word's
/// name and digest. The length of each text stands before it, so that no two entries are one text.
pub(super) fn link<'w>(
    previous: &Hash,
    entry: &Linked<'_>,
    words: impl ExactSizeIterator<Item = (&'w str, &'w Hash)>,
) -> Hash {
    let mut sha = Sha256::new();
    sha.update(previous.0);
    for number in [entry.sequence, entry.case, entry.at] {
        sha.update(number.to_be_bytes());
    }
    let text = |sha: &mut Sha256, text: &str| {
        sha.update((text.len() as u64).to_be_bytes());
        sha.update(text);
    };
    text(&mut sha, entry.actor);
    text(&mut sha, entry.event);
    sha.update((words.len() as u64).to_be_bytes());
    for (slot, digest) in words {
        text(&mut sha, slot);
        sha.update(digest.0);
    }
    Hash(sha.finalize().into())
}

#[cfg(test)]
mod tests {
    use civic::time::Instant;

    use super::*;
    use crate::store::Word;

    fn linked() -> Linked<'static> {
        Linked {
            sequence: 1,
            case: 2,
            at: 3,
            actor: "ab",
            event: "c",
        }
    }

    #[test]
    fn the_hash_of_an_entry_is_what_the_documentation_says() {
        let digest = Hash([9; 32]);
        let hash = link(&Hash([7; 32]), &linked(), [("slot", &digest)].into_iter());
        let mut bytes = vec![7; 32];
        for number in [1_u64, 2, 3, 2] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(b"ab");
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 1, b'c']);
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 1]);
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 4]);
        bytes.extend(b"slot");
        bytes.extend([9; 32]);
        assert_eq!(hash.to_string(), crate::hash::sha256(bytes));
    }

    #[test]
    fn texts_that_touch_are_told_apart() {
        let moved = Linked {
            actor: "a",
            event: "bc",
            ..linked()
        };
        let hash = |entry| link(&Hash::default(), entry, [].into_iter());
        assert_ne!(hash(&linked()), hash(&moved));
    }

    #[test]
    fn the_same_text_has_another_digest_each_time() {
        let word = || SaltedWord::new("slot", b"138").expect("random numbers");
        let (one, other) = (word(), word());
        assert_ne!(one.digest, other.digest);
        assert_eq!(one.digest, digest(&one.salt, b"138"));
    }

    #[test]
    fn an_entry_has_each_name_once() {
        let entry = NewEntry {
            at: Instant(0),
            actor: String::new(),
            event: String::new(),
            words: vec![
                Word::new("b", "x"),
                Word::new("a", "y"),
                Word::new("b", "z"),
            ],
        };
        let error = salted(&entry).expect_err("twice");
        assert!(error.to_string().contains("\"b\""), "{error}");
    }
}
