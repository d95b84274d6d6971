//! The built portal, held in memory: it is a few megabytes, and every visit asks for it.
//!
//! All files are of one moment, so a page never names a file that this server does not have yet.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;
use std::{fs, io};

use crate::error::chain;
use crate::files::{Folder, Variants, base_of};
use crate::watched::{Source, Unavailable, Watched};

/// Folders deeper than this are not served.
const MAX_DEPTH: usize = 8;

/// The portal in a directory.
#[derive(Debug)]
pub(crate) struct Portal {
    files: Watched<Directory>,
}

/// The page of the portal.
pub(crate) const INDEX: &str = "index.html";

/// The files of a portal, by their path inside the directory, with `/` between its parts.
pub(crate) type Files = BTreeMap<String, Variants>;

impl Portal {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self {
            files: Watched::new(Directory(directory)),
        }
    }

    /// The files, as of at most a second ago.
    pub(crate) async fn files(&self) -> Result<Arc<Files>, Unavailable<PortalError>> {
        self.files.get().await
    }

    /// The files; an error where they could not be read a second ago, although older ones are used.
    pub(crate) async fn newest(&self) -> Result<Arc<Files>, Unavailable<PortalError>> {
        self.files.newest().await
    }
}

/// Why the portal cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", .0.display())]
pub(crate) struct PortalError(PathBuf, #[source] io::Error);

struct Directory(PathBuf);

/// The path of each file inside the directory, when it was modified and its size in bytes.
type Listed = Vec<(String, SystemTime, u64)>;

impl Source for Directory {
    type Stamp = Listed;
    type Value = Files;
    type Error = PortalError;

    fn stamp(&self) -> Result<Listed, PortalError> {
        let mut listed = Vec::new();
        self.list("", 0, &mut listed)?;
        listed.sort();
        Ok(listed)
    }

    fn load(&self) -> Result<Files, PortalError> {
        let folder = Folder::new(self.0.clone());
        let listed = self.stamp()?;
        let has = |path: &str| listed.iter().any(|(listed, ..)| listed == path);
        let mut files = Files::new();
        for (path, ..) in &listed {
            if base_of(path).is_some_and(has) {
                continue;
            }
            match Variants::load(&folder, path, u64::MAX) {
                Ok(variants) => {
                    files.insert(path.clone(), variants);
                }
                // Just removed: the next look will not list it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // One file that this user may not read, or that a link has outside of the folder, is
                // missing; the others are served.
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    let cause = chain(&PortalError(folder.name_of(path), error));
                    tracing::warn!(cause, "a file of the portal is left out");
                }
                Err(error) => return Err(PortalError(folder.name_of(path), error)),
            }
        }
        // Without its page the portal is being replaced, or gone.
        if !files.contains_key(INDEX) {
            let missing = io::ErrorKind::NotFound.into();
            return Err(PortalError(folder.name_of(INDEX), missing));
        }
        Ok(files)
    }
}

impl Directory {
    fn list(&self, folder: &str, depth: usize, into: &mut Listed) -> Result<(), PortalError> {
        let directory = self.0.join(folder);
        let at = |error| PortalError(directory.clone(), error);
        for entry in fs::read_dir(&directory).map_err(at)? {
            let entry = entry.map_err(at)?;
            // A name that is not UTF-8 has no address.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            if entry.file_type().map_err(at)?.is_dir() {
                if depth < MAX_DEPTH {
                    self.list(&path, depth + 1, into)?;
                }
                continue;
            }
            // Not the entry's own: a link to a file inside the folder is one. A link to a folder is
            // not entered: it may lead anywhere.
            let metadata = match fs::metadata(entry.path()) {
                Ok(metadata) => metadata,
                // A link that leads nowhere, or a file that was just removed.
                Err(error) if crate::files::is_missing(&error) => continue,
                Err(error) => return Err(at(error)),
            };
            if metadata.is_file() {
                let modified = metadata.modified().map_err(at)?;
                into.push((path, modified, metadata.len()));
            }
        }
        Ok(())
    }
}
