//! The file of a store: its owner's alone, where it was, on a disk with some room.

use std::io;
use std::path::{Path, PathBuf};

use crate::store::private;

/// A disk with less room than this is as good as full: a case needs some, and so does the copying of
/// the write-ahead log.
#[cfg(unix)]
const LEAST_ROOM: u64 = 16 * 1024 * 1024;

/// The file of a store, as it was when it was opened.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: PathBuf,
    identity: Option<Identity>,
}

/// What tells a file from another that was put in its place: its device and number.
type Identity = (u64, u64);

/// Why the file of a store is not written to.
#[derive(Debug, thiserror::Error)]
pub(super) enum FileError {
    #[error("{} was moved, deleted or replaced while it was open; start the server again", .0.display())]
    Moved(PathBuf),
    #[cfg(unix)]
    #[error("less than {} MB are left on its disk", LEAST_ROOM >> 20)]
    NoRoom,
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl File {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        private::file(path)?;
        // A case would be readable in the log, too, which is made like the file.
        for beside in ["-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(beside);
            private::close(Path::new(&name));
        }
        Ok(Self {
            path: path.to_owned(),
            identity: identity(path)?,
        })
    }

    /// An error where what is written now would be lost: the file is no longer where the next start
    /// will look for it.
    pub(super) fn in_place(&self) -> Result<(), FileError> {
        match identity(&self.path) {
            Ok(found) if found == self.identity => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Err(FileError::Moved(self.path.clone())),
        }
    }

    /// An error where the disk has next to no room.
    #[cfg(unix)]
    pub(super) fn has_room(&self) -> Result<(), FileError> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let disk = rustix::fs::statvfs(folder).map_err(io::Error::from)?;
        if disk.f_bavail.saturating_mul(disk.f_frsize) < LEAST_ROOM {
            return Err(FileError::NoRoom);
        }
        Ok(())
    }

    #[cfg(not(unix))]
    pub(super) fn has_room(&self) -> Result<(), FileError> {
        Ok(())
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<Option<Identity>> {
    use std::os::unix::fs::MetadataExt as _;

    std::fs::metadata(path).map(|metadata| Some((metadata.dev(), metadata.ino())))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<Option<Identity>> {
    std::fs::metadata(path).map(|_| None)
}
