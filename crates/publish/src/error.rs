//! Why nothing was published.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why nothing was published.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The city has no settings.
    #[error("portal.toml could not be read: fix it first")]
    NoSettings,
    /// The folder holds something that is not a tree of ours, or a damaged one.
    #[error("{path} holds no tree that can be continued ({1}): name an empty folder, or restore it", path = .0.display())]
    ForeignFolder(PathBuf, String),
    /// Another publisher is at work.
    #[error("another publisher is at work: wait for it or, if none is, delete {path}", path = .0.display())]
    Locked(PathBuf),
    /// Reading or writing failed.
    #[error("{path}: {1}", path = .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// A file could not be written as JSON, or read as what it should be.
    #[error("a file could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Puts the path to an error of the disk.
pub(crate) fn at(path: &Path) -> impl Fn(io::Error) -> PublishError + '_ {
    |error| PublishError::Io(path.to_owned(), error)
}
