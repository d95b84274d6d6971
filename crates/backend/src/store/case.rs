//! Cases as a store keeps them: what the caller hands over, and what it gets back.

use civic::cases::Stage;
use civic::places::LonLat;
use civic::time::{Date, Instant};
use civic::{CaseId, ServiceCode, UnitCode};

use super::entry::{CaseNumber, Entry, NewEntry, WordKey};

/// Where a case stands, as the caller derives it from the log. The store keeps it for lists and
/// filters alone, and never works it out itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseIndex {
    /// Its stage.
    pub stage: Stage,
    /// The unit that handles it; `None` where none does yet.
    pub unit: Option<UnitCode>,
    /// The day by which an answer is promised; `None` where none is.
    pub due_on: Option<Date>,
    /// When it ended; `None` while it is worked on. What is deleted later counts from here.
    pub ended_at: Option<Instant>,
    /// The published case that it is part of; `None` where none is.
    pub published_as: Option<CaseId>,
    /// True where a person has to clear the text before anything of it is published.
    pub needs_clearing: bool,
}

/// A case about to be stored. It says nothing of who sends it, and holds no receipt, only its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// The SHA-256 of the receipt's token, in hexadecimal.
    pub token_hash: String,
    /// A hash of the idempotency key and of whose it is; `None` where there was none.
    pub idempotency_hash: Option<String>,
    /// The SHA-256 of what was sent: a retry has the same one.
    pub body_hash: String,
    /// The kind of feedback.
    pub service: ServiceCode,
    /// The point that it is about; `None` where none was sent.
    pub point: Option<LonLat>,
    /// When it was received.
    pub created_at: Instant,
    /// Where it stands.
    pub index: CaseIndex,
    /// Where the person can be reached; empty where they did not say.
    pub contact: String,
    /// Its first entry.
    pub entry: NewEntry,
}

/// What became of a [`NewCase`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Insertion {
    /// It is stored.
    New,
    /// The same had been stored under the same idempotency key.
    Repeated {
        /// The SHA-256 of the token that was given then.
        token_hash: String,
        /// The day by which an answer is promised.
        due_on: Option<Date>,
    },
    /// Something else had been stored under the same idempotency key; nothing was stored now.
    KeyReused,
}

/// What is done to one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The case.
    pub case: CaseNumber,
    /// How many entries it had when the caller decided. Where it has another number by now, nothing
    /// is changed.
    pub seen: u64,
    /// What is appended to its log. It may be empty where only the index is brought up to date, which
    /// follows from the log; a deletion without an entry that tells of it is refused.
    pub entries: Vec<NewEntry>,
    /// Where it stands after that.
    pub index: CaseIndex,
    /// Texts of earlier entries of this case that are deleted.
    pub erased: Vec<WordKey>,
    /// True where the contact is deleted.
    pub erases_contact: bool,
}

impl Change {
    /// True where something would be deleted of which the log says nothing.
    pub(super) fn deletes_untold(&self) -> bool {
        self.entries.is_empty() && (self.erases_contact || !self.erased.is_empty())
    }
}

/// What became of [`Change`]s that were asked for together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// All are stored.
    Done,
    /// Somebody else changed this case in between; nothing was stored.
    Conflict(CaseNumber),
    /// There is no such case; nothing was stored.
    NoSuchCase(CaseNumber),
}

/// What a case is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseKey {
    /// The SHA-256 of its receipt's token, in hexadecimal.
    Token(String),
    /// Its number.
    Number(CaseNumber),
    /// The published case that it is part of: where there are several, the first that was received.
    Published(CaseId),
}

/// A case in a list: everything but what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Its number.
    pub number: CaseNumber,
    /// The kind of feedback.
    pub service: ServiceCode,
    /// The point that it is about; `None` where none was sent.
    pub point: Option<LonLat>,
    /// When it was received.
    pub created_at: Instant,
    /// When its last entry was written.
    pub changed_at: Instant,
    /// How many entries it has.
    pub entries: u64,
    /// Where it stands.
    pub index: CaseIndex,
}

/// A case with its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCase {
    /// What lists show.
    pub row: CaseRow,
    /// Its entries, oldest first.
    pub log: Vec<Entry>,
}

/// Which cases are asked for. Without any condition all are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// At any of these stages; empty for any.
    pub stages: Vec<Stage>,
    /// Handled by any of these units; empty for any or none.
    pub units: Vec<UnitCode>,
    /// Of any of these kinds; empty for any.
    pub services: Vec<ServiceCode>,
    /// Part of this published case.
    pub published_as: Option<CaseId>,
    /// Promised before this day, and not ended.
    pub due_before: Option<Date>,
    /// Changed at this instant or later.
    pub changed_since: Option<Instant>,
    /// Whether a person has to clear the text first.
    pub needs_clearing: Option<bool>,
}

/// A photo about to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPhoto {
    /// The case.
    pub case: CaseNumber,
    /// How many entries its log had when it was decided that the photo may be added.
    pub seen: u64,
    /// The media type of the bytes.
    pub media_type: String,
    /// The picture, encoded anew: never as it was sent.
    pub bytes: Vec<u8>,
    /// The most photos that the case may have with this one.
    pub most: u32,
    /// The entry that tells of it.
    pub entry: NewEntry,
}

/// The number of a photo in the store: that of the entry that it came with, so that it is never used
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhotoNumber(pub i64);

/// What became of a [`NewPhoto`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoAdded {
    /// It is stored.
    Added(PhotoNumber),
    /// The case has as many as it may.
    TooMany,
    /// Something happened to the case since it was seen.
    Conflict,
    /// There is no such case.
    NoSuchCase,
}

/// A photo of a case, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoRow {
    /// Its number.
    pub number: PhotoNumber,
    /// The case.
    pub case: CaseNumber,
    /// The media type of its bytes.
    pub media_type: String,
    /// How many bytes there are.
    pub size: u64,
}

/// What is deleted of cases that have ended, and the entry that tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// When it is done: the time of the entries.
    pub at: Instant,
    /// Who does it, as JSON.
    pub actor: String,
    /// Contacts of cases that ended at this instant or before it.
    pub contacts_until: Instant,
    /// What the log says of a deleted contact, as JSON.
    pub contacts_event: String,
    /// Texts and photos of cases that ended at this instant or before it.
    pub texts_until: Instant,
    /// What the log says of deleted texts, as JSON.
    pub texts_event: String,
    /// Texts by these names stay: what the office wrote itself.
    pub kept_slots: Vec<String>,
}

/// How many cases something is deleted of in one transaction: others wait to write meanwhile.
pub(super) const FORGOTTEN_AT_ONCE: i64 = 200;

/// How much was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Contacts.
    pub contacts: usize,
    /// Cases whose texts were deleted.
    pub texts: usize,
    /// Photos.
    pub photos: usize,
}

impl Forgotten {
    /// True where nothing was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// True where a transaction may have left something to the next.
    pub(super) fn is_full(&self) -> bool {
        let at_once = usize::try_from(FORGOTTEN_AT_ONCE).unwrap_or(usize::MAX);
        self.contacts >= at_once || self.texts >= at_once
    }

    pub(super) fn add(&mut self, more: Self) {
        self.contacts += more.contacts;
        self.texts += more.texts;
        self.photos += more.photos;
    }
}

/// A backup that was made or restored, and held against its own log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backup {
    /// How many cases it has.
    pub cases: u64,
    /// The end of its log.
    pub head: super::head::Head,
}
