//! Publishing into a local folder.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{PublishError, at};

/// Removes the lock when the publisher is done, however it ends.
pub(crate) struct Lock(PathBuf);

impl Lock {
    pub(crate) fn take(out: &Path) -> Result<Self, PublishError> {
        let path = out.join(".publishing");
        match File::options().write(true).create_new(true).open(&path) {
            Ok(_) => Ok(Self(path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(PublishError::Locked(path))
            }
            Err(error) => Err(PublishError::Io(path, error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        fs::remove_file(&self.0).ok();
    }
}

/// Writes a file atomically: to a temporary file beside it, synced, then renamed over it.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(at(folder))?;
    let beside = path.with_extension("part");
    let mut file = File::create(&beside).map_err(at(&beside))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(at(&beside))?;
    fs::rename(&beside, path).map_err(at(path))?;
    File::open(folder)
        .and_then(|f| f.sync_all())
        .map_err(at(folder))
}
