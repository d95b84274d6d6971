//! The files that keep their name from snapshot to snapshot, at the target.

use routes::tree::{OPEN_FOLDER, STREETS_FOLDER};
use snapshot::streets::Copies;

use crate::error::PublishError;
use crate::target::Target;

/// Writes each file that is missing or another: a publisher may have been killed between them and
/// the manifest.
pub(crate) fn restore(target: &dyn Target, copies: &Copies) -> Result<(), PublishError> {
    for (path, bytes) in copies {
        if !target.read(path).is_ok_and(|b| b == *bytes) {
            target.write(path, bytes)?;
        }
    }
    Ok(())
}

/// Removes the files of streets that are no longer published.
pub(crate) fn prune(target: &dyn Target, copies: &Copies) -> Result<(), PublishError> {
    let folder = format!("{OPEN_FOLDER}/{STREETS_FOLDER}");
    for name in target.list(&folder)? {
        let path = format!("{folder}/{name}");
        if !copies.contains_key(&path) {
            target.remove(&path)?;
        }
    }
    Ok(())
}
