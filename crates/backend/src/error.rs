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
