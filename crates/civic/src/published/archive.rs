//! The archive: lists of earlier snapshots and their manifests.

use serde::{Deserialize, Serialize};

use super::name;
use crate::published::manifest::Snapshot;

/// `archive/<first sequence>`: a list of earlier snapshots, so that any past answer can be
/// reproduced without following the chain of manifests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveFile {
    /// The snapshots, oldest first, without gaps.
    pub snapshots: Vec<Snapshot>,
}

/// The maximum number of snapshots in one file of the archive.
pub const MAX_ARCHIVE_SNAPSHOTS: usize = 64;

/// The logical name of the archive file that starts with this snapshot. Names sort by sequence
/// number.
pub fn archive_name(sequence: u64) -> String {
    format!("{}{sequence:08}", name::ARCHIVE_DIR)
}
