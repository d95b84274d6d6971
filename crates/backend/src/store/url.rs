//! Where the cases of a city are: the file or the database that `--store` names.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize;

use super::case_store::CaseStore;
use super::error::StoreError;
use super::postgres::{AddressError, PostgresAddress, PostgresStore};
use super::sqlite::SqliteStore;

/// Where a store is. What it shows of itself never has a password.
#[derive(Clone)]
pub enum StoreUrl {
    /// `sqlite:PATH`.
    Sqlite(PathBuf),
    /// `postgres://USER@HOST/DATABASE`.
    Postgres(Box<PostgresAddress>),
}

/// Why a text names no store. The text itself is not repeated: it may have a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreUrlError {
    /// It begins like neither of them.
    #[error(
        "this names no store; write sqlite:PATH for a file, or postgres://USER@HOST/DATABASE for a \
         database"
    )]
    Unknown,
    /// The address of the database cannot be read.
    #[error(transparent)]
    Address(#[from] AddressError),
}

impl StoreUrl {
    /// The file of a data directory.
    pub fn in_directory(data: &Path) -> Self {
        Self::Sqlite(data.join("feedback.sqlite3"))
    }

    /// The same with the password of the database; a file has none.
    #[must_use]
    pub fn with_password(self, password: &str) -> Self {
        match self {
            Self::Postgres(address) => Self::Postgres(Box::new(address.with_password(password))),
            file @ Self::Sqlite(_) => file,
        }
    }

    /// Opens the store. A file is made where there is none, and brought up to date; a database is
    /// connected to by the first thing that is asked.
    pub fn open(&self) -> Result<Arc<dyn CaseStore>, StoreError> {
        Ok(match self {
            Self::Sqlite(path) => Arc::new(SqliteStore::open(path)?),
            Self::Postgres(address) => Arc::new(PostgresStore::new((**address).clone())?),
        })
    }
}

impl FromStr for StoreUrl {
    type Err = StoreUrlError;

    fn from_str(text: &str) -> Result<Self, StoreUrlError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() {
                return Err(StoreUrlError::Unknown);
            }
            return Ok(Self::Sqlite(path.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(Box::new(PostgresAddress::parse(text)?)));
        }
        Err(StoreUrlError::Unknown)
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Postgres(address) => address.fmt(f),
        }
    }
}

impl fmt::Debug for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreUrl({self})")
    }
}

/// The text of a [`StoreUrl`] as a setting, not read yet: whatever reads settings repeats the text
/// that it cannot read, and this one may have a password.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct StoreName(String);

impl StoreName {
    /// Reads it.
    pub fn read(&self) -> Result<StoreUrl, StoreUrlError> {
        self.0.parse()
    }
}

impl From<&str> for StoreName {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for StoreName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreName(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_named_by_its_url() {
        let shown = |text: &str| text.parse::<StoreUrl>().map(|url| url.to_string());
        for (text, expected) in [
            ("sqlite:data/feedback.sqlite3", "data/feedback.sqlite3"),
            ("sqlite:/var/lib/feedback", "/var/lib/feedback"),
            ("sqlite:///var/lib/feedback", "/var/lib/feedback"),
            (
                "postgres://mingdan:secret@db.city.example/feedback",
                "the database feedback on db.city.example",
            ),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(expected), "{text}");
        }
        for text in ["", "sqlite:", "feedback.sqlite3", "mysql://a:secret@h/d"] {
            let error = shown(text).expect_err("refused");
            assert_eq!(error, StoreUrlError::Unknown, "{text}");
            assert!(!error.to_string().contains("secret"));
        }
        let address = shown("postgres://localhost/feedback").expect_err("no user");
        assert_eq!(address, StoreUrlError::Address(AddressError::NoUser));
    }
}
