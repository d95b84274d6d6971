//! Why the server cannot start or stop, each with what to do.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the server cannot start or stop.
#[derive(Debug)]
pub enum Error {
    /// The settings file cannot be read.
    Settings(PathBuf, String),
    /// A directory is not what it should be.
    Directory {
        /// The directory.
        path: PathBuf,
        /// What should be in it.
        needs: &'static str,
        /// What makes it.
        fix: &'static str,
    },
    /// The address cannot be bound.
    Listen(SocketAddr, std::io::Error),
    /// The store cannot be opened or closed.
    Store(PathBuf, rusqlite::Error),
    /// The data directory cannot be made or its secret not be kept.
    DataDirectory(PathBuf, std::io::Error),
    /// The machine refused something a server needs.
    Runtime(std::io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings(path, why) => {
                write!(f, "cannot read the settings {}: {why}", path.display())
            }
            Self::Directory { path, needs, fix } => {
                write!(f, "{} has no {needs}; run: {fix}", path.display())
            }
            Self::Listen(address, why) => write!(
                f,
                "cannot listen on {address}: {why}; choose another with --listen 127.0.0.1:PORT"
            ),
            Self::Store(path, why) => write!(
                f,
                "cannot use the store {}: {why}; check the directory given by --data-dir",
                path.display()
            ),
            Self::DataDirectory(path, why) => write!(
                f,
                "cannot write to {}: {why}; choose another with --data-dir",
                path.display()
            ),
            Self::Runtime(why) => write!(f, "the server stopped: {why}"),
        }
    }
}

impl std::error::Error for Error {}
