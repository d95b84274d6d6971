//! Entries of the log: what happened to a case, in the caller's own JSON, and the texts that came
//! with it, which can be deleted by themselves.

use civic::time::Instant;

use super::head::Hash;

/// The number of a case in the store. It is the store's own and is never published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(pub i64);

/// The place of an entry in the log of all cases, from 1 without gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(pub i64);

/// A text that comes with an entry. It is kept apart, so that it can be deleted and the log stays
/// whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What the text is in its entry, such as `description`; each name once an entry.
    pub slot: String,
    /// The text.
    pub text: String,
}

impl Word {
    /// A text under its name.
    pub fn new(slot: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            slot: slot.into(),
            text: text.into(),
        }
    }
}

/// An entry about to be appended. The store does not read its JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// When it happened.
    pub at: Instant,
    /// Who did it, as JSON.
    pub actor: String,
    /// What was done, as JSON. It is kept for ever: nothing that may have to be deleted belongs in
    /// it.
    pub event: String,
    /// What was said with it.
    pub words: Vec<Word>,
}

/// A text of a stored entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWord {
    /// What the text is in its entry.
    pub slot: String,
    /// The text; `None` where it was deleted. A photo has its bytes elsewhere, and none here.
    pub text: Option<String>,
}

/// A stored entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the log.
    pub sequence: Sequence,
    /// The case that it is about.
    pub case: CaseNumber,
    /// When it happened.
    pub at: Instant,
    /// Who did it, as JSON.
    pub actor: String,
    /// What was done, as JSON.
    pub event: String,
    /// What was said with it, by name.
    pub words: Vec<StoredWord>,
    /// Its hash, which covers every entry before it.
    pub hash: Hash,
}

impl Entry {
    /// A text of this entry; `None` where there was none or it was deleted.
    pub fn word(&self, slot: &str) -> Option<&str> {
        let mut words = self.words.iter();
        words.find(|word| word.slot == slot)?.text.as_deref()
    }
}

/// One text of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordKey {
    /// The entry.
    pub sequence: Sequence,
    /// What the text is in it.
    pub slot: String,
}
