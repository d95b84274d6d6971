//! The snapshots before the one that is published, by number: contract §2.11 and §5.3.

use std::path::Path;

use civic::tree::{
    ArchiveFile, Directory, Entry, MAX_ARCHIVE_SNAPSHOTS, Manifest, Snapshot, archive_name, name,
};

use crate::files::{Files, put};
use crate::publish::{PublishError, sha256, verified};

/// The archive's files for the snapshot after this one.
pub(crate) fn make(
    out: &Path,
    before: Option<&(Manifest, Vec<u8>)>,
) -> Result<Files, PublishError> {
    let mut files = Files::new();
    let Some((manifest, bytes)) = before else {
        return Ok(files);
    };
    let mut snapshots = read(out, manifest)?;
    snapshots.push(Snapshot {
        sequence: manifest.sequence,
        published_at: manifest.published_at,
        sha256: sha256(bytes),
    });
    for snapshots in snapshots.chunks(MAX_ARCHIVE_SNAPSHOTS) {
        let file = ArchiveFile {
            snapshots: snapshots.to_vec(),
        };
        let first = snapshots.first().map_or(0, |s| s.sequence);
        put(&mut files, archive_name(first), &file)?;
    }
    Ok(files)
}

/// The snapshots that a manifest's archive names, oldest first.
pub(crate) fn read(out: &Path, manifest: &Manifest) -> Result<Vec<Snapshot>, PublishError> {
    let mut snapshots = Vec::new();
    let root = manifest.files.get(name::ARCHIVE_DIR);
    let mut open: Vec<Entry> = root.cloned().into_iter().collect();
    while let Some(entry) = open.pop() {
        let directory: Directory = serde_json::from_slice(&verified(out, &entry)?)?;
        for file in directory.files.values() {
            let file: ArchiveFile = serde_json::from_slice(&verified(out, file)?)?;
            snapshots.extend(file.snapshots);
        }
        open.extend(directory.parts.into_values());
    }
    snapshots.sort_by_key(|s| s.sequence);
    Ok(snapshots)
}
