//! Why the server cannot start or stop, each with what to do.

use std::error::Error as StdError;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::store::{StoreError, StoreUrlError};

/// Why the server cannot start, or stopped. What it prints says what to do; the cause is its
/// [`source`](StdError::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The settings file cannot be read.
    #[error("cannot read the settings {}", .0.display())]
    Settings(PathBuf, #[source] Box<dyn StdError + Send + Sync>),
    /// The level of the log is not one.
    #[error("cannot read the log level {0:?}; write one such as info or backend=debug")]
    LogLevel(String, #[source] Box<dyn StdError + Send + Sync>),
    /// A directory is not what it should be.
    #[error("{} has no {needs}; run: {fix}", .path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// The file that should be in it.
        needs: &'static str,
        /// The command that makes it.
        fix: &'static str,
    },
    /// The address cannot be bound.
    #[error("cannot listen on {0}; choose another with --listen 127.0.0.1:PORT")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// What `--store` says names no store.
    #[error(transparent)]
    StoreUrl(#[from] StoreUrlError),
    /// The store cannot be opened or closed.
    #[error("cannot use the store {0}; check what --store or --data-dir names")]
    Store(String, #[source] StoreError),
    /// The data directory cannot be made, or its secret cannot be kept.
    #[error("cannot write to {}; choose another with --data-dir", .0.display())]
    DataDirectory(PathBuf, #[source] std::io::Error),
    /// The machine refused something that a server needs.
    #[error("the server stopped")]
    Runtime(#[source] std::io::Error),
}

/// The causes of an error, nearest first, separated by colons; empty where it has none. A cause that
/// the one before it repeats is left out.
pub fn causes(error: &dyn StdError) -> String {
    let sources = std::iter::successors(error.source(), |error| <dyn StdError>::source(*error));
    let mut texts: Vec<String> = sources.map(ToString::to_string).collect();
    texts.dedup_by(|cause, before| before.contains(cause.as_str()));
    texts.join(": ")
}

/// An error with its causes, nearest first, separated by colons.
pub(crate) fn chain(error: &dyn StdError) -> String {
    let causes = causes(error);
    if causes.is_empty() {
        error.to_string()
    } else {
        format!("{error}: {causes}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{text}")]
    struct Layer {
        text: &'static str,
        source: Option<Box<Layer>>,
    }

    #[test]
    fn causes_are_listed_once_nearest_first() {
        let layer = |text, source| Layer {
            text,
            source: Option::map(source, Box::new),
        };
        let disk = layer("disk full", None);
        let write = layer("cannot write: disk full", Some(disk));
        let error = layer("cannot save", Some(write));
        assert_eq!(causes(&error), "cannot write: disk full");
        assert_eq!(chain(&error), "cannot save: cannot write: disk full");
        assert_eq!(causes(&layer("alone", None)), "");
    }
}
