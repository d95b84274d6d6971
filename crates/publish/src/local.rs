//! A folder of this machine as a target.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::PublishError;
use crate::target::{Lock, Target};

/// The name of the lock at the top of the folder.
const LOCK: &str = ".publishing";
/// The extension of a file that is being written.
const PART: &str = "part";

/// A folder of this machine.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at a path; publishing makes it where it is missing.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }
}

impl Target for Folder {
    fn name(&self) -> String {
        self.0.display().to_string()
    }

    fn name_of(&self, path: &str) -> String {
        self.0.join(path).display().to_string()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, PublishError> {
        let path = self.0.join(path);
        fs::read(&path).map_err(at(&path))
    }

    /// To a temporary file beside it, synced, then renamed over it.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let path = self.0.join(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        make_folder(folder)?;
        let beside = path.with_extension(PART);
        // What a killed publisher left may not be writable, such as another user's.
        remove(&beside)?;
        let mut file = File::create_new(&beside).map_err(at(&beside))?;
        file.write_all(bytes)
            .and_then(|()| file.sync_all())
            .map_err(at(&beside))?;
        fs::rename(&beside, &path).map_err(at(&path))?;
        sync_folder(folder)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, PublishError> {
        let folder = self.0.join(folder);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(at(&folder)(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(at(&folder))?;
            // A name that is not UTF-8 is none of ours; made readable it still is not.
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        if folder == self.0 {
            let is_part = |name: &String| Path::new(name).extension().is_some_and(|e| e == PART);
            names.retain(|name| name != LOCK && !is_part(name));
        }
        Ok(names)
    }

    fn remove(&self, path: &str) -> Result<(), PublishError> {
        remove(&self.0.join(path))
    }

    /// A file that is locked as long as the publisher lives: the system lets go of the lock of a
    /// process that ends, however it ends, and then only the file is left.
    fn lock(&self) -> Result<Box<dyn Lock + '_>, PublishError> {
        make_folder(&self.0)?;
        let path = self.0.join(LOCK);
        loop {
            let new = match File::create_new(&path) {
                Ok(file) => Some(file),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
                Err(error) => return Err(at(&path)(error)),
            };
            let left = new.is_none();
            let file = match new.map_or_else(|| File::open(&path), Ok) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(at(&path)(error)),
            };
            match file.try_lock() {
                Ok(()) if is_at(&file, &path).map_err(at(&path))? => {
                    return Ok(Box::new(LockFile {
                        path,
                        left,
                        _locked: file,
                    }));
                }
                // Its holder removed it between the two steps.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(PublishError::Locked(path.display().to_string()));
                }
                Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
            }
        }
    }
}

/// Removes the lock when the publisher is done.
struct LockFile {
    path: PathBuf,
    /// Whether the file was there before.
    left: bool,
    _locked: File,
}

impl Lock for LockFile {
    fn taken_over(&self) -> Option<String> {
        self.left.then(|| self.path.display().to_string())
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        // Before the file is let go of: another publisher's must not be removed.
        fs::remove_file(&self.path).ok();
    }
}

/// Whether the file is the one at the path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let there = match fs::metadata(path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let own = file.metadata()?;
    Ok((own.dev(), own.ino()) == (there.dev(), there.ino()))
}

/// Whether the file is the one at the path: an open file cannot be removed here.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Makes a folder where it is missing, and those above it, so that they survive a power cut.
fn make_folder(folder: &Path) -> Result<(), PublishError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new(""));
    make_folder(above)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(at(folder)(error)),
        Ok(()) => sync_folder(above),
    }
}

/// Waits until the names in a folder are on the disk.
fn sync_folder(folder: &Path) -> Result<(), PublishError> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    File::open(folder)
        .and_then(|f| f.sync_all())
        .map_err(at(folder))
}

/// Removes a file; it may be gone already.
fn remove(path: &Path) -> Result<(), PublishError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

/// Puts the path to an error of the disk.
fn at(path: &Path) -> impl Fn(io::Error) -> PublishError + '_ {
    |error| PublishError::Io(path.display().to_string(), error)
}
