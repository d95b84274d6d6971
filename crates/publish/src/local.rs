//! A folder of this machine as a target.

use std::fs::{self, File};
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
        fs::create_dir_all(folder).map_err(at(folder))?;
        let beside = path.with_extension(PART);
        let mut file = File::create(&beside).map_err(at(&beside))?;
        file.write_all(bytes)
            .and_then(|()| file.sync_all())
            .map_err(at(&beside))?;
        fs::rename(&beside, &path).map_err(at(&path))?;
        File::open(folder)
            .and_then(|f| f.sync_all())
            .map_err(at(folder))
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
        let path = self.0.join(path);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(&path)(error)),
            _ => Ok(()),
        }
    }

    fn lock(&self) -> Result<Box<dyn Lock + '_>, PublishError> {
        fs::create_dir_all(&self.0).map_err(at(&self.0))?;
        let path = self.0.join(LOCK);
        match File::options().write(true).create_new(true).open(&path) {
            Ok(_) => Ok(Box::new(LockFile(path))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(PublishError::Locked(path.display().to_string()))
            }
            Err(error) => Err(at(&path)(error)),
        }
    }
}

/// Removes the lock when the publisher is done, however it ends.
struct LockFile(PathBuf);

impl Lock for LockFile {}

impl Drop for LockFile {
    fn drop(&mut self) {
        fs::remove_file(&self.0).ok();
    }
}

/// Puts the path to an error of the disk.
fn at(path: &Path) -> impl Fn(io::Error) -> PublishError + '_ {
    |error| PublishError::Io(path.display().to_string(), error)
}
