//! The built portal, held in memory: it is a few megabytes, and every visit asks for it.
//!
//! All files are of one moment, so a page never names a file that this server does not have yet.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;
use std::{fs, io};

use axum::http::HeaderValue;
use routes::files::{AHEAD, ahead_of, is_named_by_build};

use crate::causes::chain;
use crate::files::{Folder, Variants, base_of, is_missing};
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

/// The files of a portal.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// By their path inside the directory, with `/` between its parts.
    by_path: BTreeMap<String, Variants>,
    /// What each page asks for along with the program, as a `Link` header, by the name of
    /// [`ahead_of`].
    ahead: BTreeMap<String, HeaderValue>,
}

impl Files {
    /// The file at a path inside the directory.
    pub(crate) fn get(&self, path: &str) -> Option<&Variants> {
        self.by_path.get(path)
    }

    /// The `Link` header of the page at a path: with it a browser fetches what the page will ask for
    /// before it has read the page.
    pub(crate) fn ahead(&self, path: &str) -> Option<HeaderValue> {
        self.ahead.get(ahead_of(path)).cloned()
    }
}

/// What `ahead.json` says; nothing where it says nothing that can be read, since pages do without.
fn ahead(folder: &Folder) -> BTreeMap<String, HeaderValue> {
    let path = AHEAD.trim_start_matches('/');
    let read = folder
        .open(path)
        .and_then(|file| Ok(serde_json::from_reader::<_, Ahead>(BufReader::new(file))?));
    let pages = match read {
        Ok(pages) => pages,
        // Only a release has it.
        Err(error) if is_missing(&error) => return BTreeMap::new(),
        Err(error) => {
            let cause = chain(&PortalError(folder.name_of(path), error));
            tracing::warn!(cause, "pages are sent without what they ask for next");
            return BTreeMap::new();
        }
    };
    let header = |(page, files): (String, Vec<String>)| {
        let links: Vec<String> = files
            .iter()
            // No more than the name of a file of this build gets into a header.
            .filter(|file| is_named_by_build(file))
            .map(|file| format!("<{file}>; rel=preload; as=fetch; crossorigin"))
            .collect();
        let header = HeaderValue::try_from(links.join(", ")).ok()?;
        (!links.is_empty()).then_some((page, header))
    };
    pages.into_iter().filter_map(header).collect()
}

/// The files by the names of pages.
type Ahead = BTreeMap<String, Vec<String>>;

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
        let mut files = Files {
            by_path: BTreeMap::new(),
            ahead: ahead(&folder),
        };
        for (path, ..) in &listed {
            if base_of(path).is_some_and(has) {
                continue;
            }
            match Variants::load(&folder, path, u64::MAX) {
                Ok(variants) => {
                    files.by_path.insert(path.clone(), variants);
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
        if !files.by_path.contains_key(INDEX) {
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
                Err(error) if is_missing(&error) => continue,
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
