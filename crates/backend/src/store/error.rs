//! What a store could not do, and what kind of trouble it was.

use std::error::Error as StdError;

/// Why some work could not be done.
pub(super) type Cause = Box<dyn StdError + Send + Sync>;

/// The kinds of trouble that whoever runs the server mends in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The database is not there, or does not answer in time. It is asked anew with the next request.
    Unavailable,
    /// There is no room left.
    Full,
    /// It may only be read.
    ReadOnly,
    /// What is stored is damaged, or was changed by somebody else.
    Damaged,
    /// It was asked for something that cannot be: to restore into a store that holds cases, or to
    /// read a file of a later version.
    Refused,
    /// Anything else.
    Other,
}

/// A store that could not do what it was asked. Nothing was changed then; where the trouble is
/// [`Trouble::Unavailable`] that is not known, and the same may be asked again under its idempotency
/// key.
#[derive(Debug, thiserror::Error)]
#[error("the store cannot {action}")]
pub struct StoreError {
    action: &'static str,
    trouble: Trouble,
    source: Cause,
}

impl StoreError {
    /// A store that cannot do `action`, a verb such as "insert a case", and the reason.
    pub fn new(action: &'static str, source: impl Into<Cause>) -> Self {
        Self::of(action, Trouble::Other, source)
    }

    /// A store that cannot do `action`, the kind of trouble, and the reason.
    pub fn of(action: &'static str, trouble: Trouble, source: impl Into<Cause>) -> Self {
        Self {
            action,
            trouble,
            source: source.into(),
        }
    }

    /// The kind of trouble.
    pub fn trouble(&self) -> Trouble {
        self.trouble
    }
}

/// Trouble that is a store's own and not its database's.
#[derive(Clone, Debug, thiserror::Error)]
pub(super) enum OwnError {
    #[error("it did not answer within {0} seconds; what became of it is not known")]
    NoAnswer(u64),
    #[error("another server has taken over, and has not all that was written")]
    TakenOver,
    #[error("it was closed")]
    Closed,
    #[error("its work was broken off by a fault of the program")]
    BrokenOff,
    #[error("it holds cases already; restore into a new one")]
    NotEmpty,
    #[error("{0} is there already; choose another name")]
    FileExists(String),
    #[error(
        "it is of version {found}, and this program knows versions up to {known}; use the program that made it"
    )]
    Newer { found: i64, known: i64 },
    #[error("the database does not make commits durable; set fsync = on in its configuration")]
    NotDurable,
    #[error("its log does not hold together: {0}")]
    Broken(String),
    #[error("something would be deleted without an entry that tells of it")]
    Untold,
    #[error("an entry has two texts of one name, {0:?}")]
    SlotTwice(String),
}

impl OwnError {
    pub(super) fn trouble(&self) -> Trouble {
        match self {
            Self::NoAnswer(_) | Self::TakenOver | Self::Closed => Trouble::Unavailable,
            Self::NotEmpty
            | Self::FileExists(_)
            | Self::Newer { .. }
            | Self::NotDurable
            | Self::Untold
            | Self::SlotTwice(_) => Trouble::Refused,
            Self::Broken(_) => Trouble::Damaged,
            Self::BrokenOff => Trouble::Other,
        }
    }

    pub(super) fn cannot(self, action: &'static str) -> StoreError {
        StoreError::of(action, self.trouble(), self)
    }
}
