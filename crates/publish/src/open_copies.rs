//! The files that keep their name from snapshot to snapshot, on disk.

use std::path::Path;
use std::{fs, io};

use routes::tree::{OPEN_FOLDER, STREETS_FOLDER};
use snapshot::streets::Copies;

use crate::error::PublishError;
use crate::local::write_whole;

/// Writes each file that is missing or another: a publisher may have been killed between them and
/// the manifest.
pub(crate) fn restore(out: &Path, copies: &Copies) -> Result<(), PublishError> {
    for (path, bytes) in copies {
        let path = out.join(path);
        if !fs::read(&path).is_ok_and(|b| b == *bytes) {
            write_whole(&path, bytes)?;
        }
    }
    Ok(())
}

/// Removes the files of streets that are no longer published.
pub(crate) fn prune(out: &Path, copies: &Copies) -> Result<(), PublishError> {
    let folder = out.join(OPEN_FOLDER).join(STREETS_FOLDER);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(PublishError::Io(folder, error)),
    };
    for entry in entries.flatten() {
        let file = entry.file_name();
        let known = file
            .to_str()
            .is_some_and(|n| copies.contains_key(&format!("{OPEN_FOLDER}/{STREETS_FOLDER}/{n}")));
        if !known {
            let path = entry.path();
            fs::remove_file(&path).map_err(|e| PublishError::Io(path, e))?;
        }
    }
    Ok(())
}
