//! The built portal, held in memory: it is a few megabytes, and every visit asks for it.
//!
//! All files are of one moment, so a page never names a file that this server does not have yet.

use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::io::{self, Cursor};
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::SystemTime;
use std::{fmt, fs};

use axum::body::Bytes;
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

use crate::error::chain;
use crate::watched::{Source, Unavailable, Watched};

/// Folders deeper than this are not served; it ends a circle of links.
const MAX_DEPTH: usize = 8;

/// The portal in a directory.
#[derive(Debug)]
pub(crate) struct Portal {
    files: Watched<Directory>,
}

impl Portal {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self {
            files: Watched::new(Directory(directory)),
        }
    }

    /// The files, as of at most a second ago.
    pub(crate) async fn files(&self) -> Result<Files, Unavailable<PortalError>> {
        self.files.get().await.map(Files)
    }
}

/// Why the portal cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", .0.display())]
pub(crate) struct PortalError(PathBuf, #[source] io::Error);

struct Directory(PathBuf);

/// The path of each file inside the directory, when it was modified and its size in bytes.
type Stamps = Vec<(PathBuf, SystemTime, u64)>;
type Contents = BTreeMap<PathBuf, Content>;

#[derive(Clone)]
struct Content {
    bytes: Bytes,
    modified: SystemTime,
}

impl Source for Directory {
    type Stamp = Stamps;
    type Value = Contents;
    type Error = PortalError;

    fn stamp(&self) -> Result<Stamps, PortalError> {
        let mut stamps = Vec::new();
        self.list(Path::new(""), 0, &mut stamps)?;
        stamps.sort();
        Ok(stamps)
    }

    fn load(&self) -> Result<Contents, PortalError> {
        let mut contents = Contents::new();
        for (path, modified, _) in self.stamp()? {
            let file = self.0.join(&path);
            match fs::read(&file) {
                Ok(bytes) => {
                    let bytes = Bytes::from(bytes);
                    contents.insert(path, Content { bytes, modified });
                }
                // Just removed: the next look will not list it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // One file that this user may not read is missing; the others are served.
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    let cause = chain(&PortalError(file, error));
                    tracing::warn!(cause, "a file of the portal is left out");
                }
                Err(error) => return Err(PortalError(file, error)),
            }
        }
        Ok(contents)
    }
}

impl Directory {
    fn list(&self, folder: &Path, depth: usize, into: &mut Stamps) -> Result<(), PortalError> {
        let directory = self.0.join(folder);
        let at = |error| PortalError(directory.clone(), error);
        for entry in fs::read_dir(&directory).map_err(at)? {
            let entry = entry.map_err(at)?;
            let path = folder.join(entry.file_name());
            // Not the entry's own metadata: links are followed.
            let metadata = match fs::metadata(entry.path()) {
                Ok(metadata) => metadata,
                // A link that leads nowhere, or a file that was just removed.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(at(error)),
            };
            if metadata.is_dir() && depth < MAX_DEPTH {
                self.list(&path, depth + 1, into)?;
            } else if metadata.is_file() {
                let modified = metadata.modified().map_err(at)?;
                into.push((path, modified, metadata.len()));
            }
        }
        Ok(())
    }
}

/// The portal's files at one moment, as a file system for `ServeDir`.
#[derive(Clone)]
pub(crate) struct Files(Arc<Contents>);

impl Files {
    fn get(&self, path: &Path) -> io::Result<&Content> {
        // `ServeDir` puts its base, `.`, before the path of the address.
        let inside = path
            .components()
            .filter(|part| matches!(part, Component::Normal(_)));
        let inside: PathBuf = inside.collect();
        let content = self.0.get(&inside);
        content.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Backend for Files {
    type File = OpenFile;
    type Metadata = Facts;
    type OpenFuture = Ready<io::Result<OpenFile>>;
    type MetadataFuture = Ready<io::Result<Facts>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        ready(self.get(&path).map(|content| OpenFile {
            facts: Facts::of(content),
            bytes: Cursor::new(content.bytes.clone()),
        }))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        ready(self.get(&path).map(Facts::of))
    }
}

/// When a file changed, and its size in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    modified: SystemTime,
    len: u64,
}

impl Facts {
    fn of(content: &Content) -> Self {
        Self {
            modified: content.modified,
            len: content.bytes.len() as u64,
        }
    }
}

impl Metadata for Facts {
    fn is_dir(&self) -> bool {
        false
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(self.modified)
    }

    fn len(&self) -> u64 {
        self.len
    }
}

/// A file that is being sent.
#[derive(Debug)]
pub(crate) struct OpenFile {
    facts: Facts,
    bytes: Cursor<Bytes>,
}

impl File for OpenFile {
    type Metadata = Facts;
    type MetadataFuture<'a> = Ready<io::Result<Facts>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.facts))
    }
}

impl AsyncRead for OpenFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.bytes).poll_read(cx, buffer)
    }
}

impl AsyncSeek for OpenFile {
    fn start_seek(mut self: Pin<&mut Self>, position: io::SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.bytes).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.bytes).poll_complete(cx)
    }
}
