//! Why published data cannot be shown, or is not the newest.

use crate::http::HttpError;
use crate::json::Unreadable;

/// Why a file cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// Nothing answered.
    Offline,
    /// The server answered with this status.
    Status(u16),
    /// What came is not what the manifest says.
    Mismatch,
    /// What came cannot be read.
    Unreadable,
    /// The tree is of a format this portal does not know.
    Format,
    /// The snapshot has no such file.
    Absent,
}

impl DataError {
    /// True where the tree itself is at fault, not the network.
    pub(super) fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Mismatch | Self::Unreadable | Self::Status(400..=499)
        )
    }
}

impl From<Unreadable> for DataError {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

/// What a visitor is told when the newest snapshot is not the one shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The newest could not be reached.
    Offline,
    /// The newest does not match what it promises.
    Damaged,
}

impl Trouble {
    /// What an error says of the newest snapshot.
    pub(super) fn of(error: &DataError) -> Self {
        if error.is_damage() || *error == DataError::Format {
            Self::Damaged
        } else {
            Self::Offline
        }
    }
}

impl From<HttpError> for DataError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Unreachable => Self::Offline,
            HttpError::Status(status) => Self::Status(status),
        }
    }
}
