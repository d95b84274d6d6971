//! Why published data cannot be shown, or is not the newest.

use crate::http::HttpError;
use crate::json::Unreadable;

/// Why a file cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// The server could not be reached.
    Offline,
    /// The server answered with this status.
    Status(u16),
    /// The file does not match its hash or size in the manifest.
    Mismatch,
    /// The file cannot be deserialized.
    Unreadable,
    /// The tree is of a format this portal does not know.
    Format,
    /// The snapshot has no such file.
    Absent,
}

impl DataError {
    /// Whether the tree itself is at fault, not the network.
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

/// Why the snapshot shown is not the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The newest could not be reached.
    Offline,
    /// The newest is damaged or of an unknown format.
    Damaged,
}

impl Trouble {
    /// The trouble that an error means for the newest snapshot.
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
