//! The archive: where the manifests of earlier snapshots are found.

use super::name;
use crate::published::manifest::Snapshot;
use serde::{Deserialize, Serialize};

/// `archive/<first sequence>`: snapshots before this one, so that any past answer can be given
/// again without walking back through them all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveFile {
    /// The snapshots, oldest first, without gaps.
    pub snapshots: Vec<Snapshot>,
}

/// How many snapshots one file of the archive holds at most.
pub const MAX_ARCHIVE_SNAPSHOTS: usize = 64;

/// The logical name of the archive's file that begins with this snapshot, or that of a later one
/// after it in order.
pub fn archive_name(sequence: u64) -> String {
    format!("{}{sequence:08}", name::ARCHIVE_DIR)
}
