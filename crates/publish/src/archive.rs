//! The snapshots before the published one, by number: contract §2.11 and §5.3.

use civic::published::{
    ArchiveFile, MAX_ARCHIVE_SNAPSHOTS, Manifest, Snapshot, Walk, archive_name, name,
};
use snapshot::{Sink, put, sha256};

use crate::error::PublishError;
use crate::target::Target;
use crate::tree::{verified, walk};

/// Makes the archive's files for the snapshot after this one and hands them over.
pub(crate) fn make(
    target: &dyn Target,
    before: Option<&(Manifest, Vec<u8>)>,
    sink: &mut impl Sink<Error = PublishError>,
) -> Result<(), PublishError> {
    let Some((manifest, bytes)) = before else {
        return Ok(());
    };
    let mut snapshots = read(target, manifest)?;
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
        put(sink, archive_name(first), &file)?;
    }
    Ok(())
}

/// The snapshots that a manifest's archive names, oldest first.
pub(crate) fn read(
    target: &dyn Target,
    manifest: &Manifest,
) -> Result<Vec<Snapshot>, PublishError> {
    let mut snapshots = Vec::new();
    walk(target, Walk::all(manifest, name::ARCHIVE_DIR), |_, file| {
        let file: ArchiveFile = serde_json::from_slice(&verified(target, file)?)?;
        snapshots.extend(file.snapshots);
        Ok(())
    })?;
    snapshots.sort_by_key(|s| s.sequence);
    Ok(snapshots)
}
