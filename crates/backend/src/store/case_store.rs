//! What the server asks of a store.

use std::error::Error as StdError;
use std::fmt::Debug;

use async_trait::async_trait;
use civic::cases::{Stage, Submission};
use civic::places::LonLat;
use civic::time::{Date, Instant};
use civic::{CaseId, ServiceCode, Text};

/// A case about to be stored. It says nothing of who sends it, and holds no receipt, only its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// The SHA-256 of the receipt's token, in hexadecimal.
    pub token_hash: String,
    /// A hash of the idempotency key and of whose it is; `None` where there was none.
    pub idempotency_hash: Option<String>,
    /// The SHA-256 of what was sent: a retry has the same one.
    pub body_hash: String,
    /// What was sent.
    pub submission: Submission,
    /// The point that it is about; `None` where none was sent.
    pub point: Option<LonLat>,
    /// When it was received.
    pub created_at: Instant,
    /// The day by which an answer is promised; `None` where none is.
    pub due_on: Option<Date>,
    /// True where a person has to clear the text before anything of it is published.
    pub needs_clearing: bool,
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
        /// The day that was promised then.
        due_on: Option<Date>,
    },
    /// Something else had been stored under the same idempotency key; nothing was stored now.
    KeyReused,
}

/// What a receipt opens of a stored case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCase {
    /// The kind of feedback.
    pub service_code: ServiceCode,
    /// The point that it is about; `None` where none was sent.
    pub point: Option<LonLat>,
    /// When it was received.
    pub created_at: Instant,
    /// The day by which an answer is promised; `None` where none is.
    pub due_on: Option<Date>,
    /// The stages it went through and when, oldest first.
    pub stages: Vec<(Stage, Instant)>,
    /// The answer to the person who reported it; `None` where there is none of its own.
    pub answer: Option<Text>,
    /// The published case that was made of it; `None` where none was.
    pub published_as: Option<CaseId>,
}

/// What is deleted of cases that have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Contacts of cases that ended at this instant or before it.
    pub contacts_until: Instant,
    /// Texts of cases that ended at this instant or before it.
    pub texts_until: Instant,
}

/// How much was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Contacts.
    pub contacts: usize,
    /// Cases whose texts were deleted.
    pub texts: usize,
}

impl Forgotten {
    /// True where nothing was.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A store that could not do what it was asked. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
#[error("the store cannot {action}")]
pub struct StoreError {
    action: &'static str,
    source: Box<dyn StdError + Send + Sync>,
}

impl StoreError {
    /// A store that cannot do `action`, a verb such as "insert a case", and the reason.
    pub fn new(action: &'static str, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            action,
            source: source.into(),
        }
    }
}

/// A store of cases. Each operation is atomic, and none blocks the thread that awaits it.
#[async_trait]
pub trait CaseStore: Debug + Send + Sync {
    /// Stores a case. Once this returns, it survives a power cut.
    async fn insert(&self, case: NewCase) -> Result<Insertion, StoreError>;

    /// The case of a receipt, by the hash of its token; `None` where there is none.
    async fn find(&self, token_hash: &str) -> Result<Option<StoredCase>, StoreError>;

    /// Whether cases can be stored: something is, durably. Costs the same however many there are.
    async fn check(&self) -> Result<(), StoreError>;

    /// Deletes contacts and texts of cases that have ended. What was deleted cannot be read from
    /// the disk again. A case that was reopened has not ended.
    async fn forget(&self, retention: Retention) -> Result<Forgotten, StoreError>;

    /// Ends the work: what was stored can then be copied as it lies on the disk.
    async fn close(&self) -> Result<(), StoreError>;
}
