//! Errors of the database, without what was to be stored: PostgreSQL quotes failing rows, and what
//! people wrote is in no log of ours.

use deadpool_postgres::{HookError, PoolError};
use tokio_postgres::error::SqlState;

use crate::store::error::{Cause, OwnError, StoreError, Trouble};
use crate::store::sqlite;

/// What the database said.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct DatabaseError {
    message: String,
    trouble: Trouble,
    /// True where the connection can still be used: the database refused one statement.
    pub(super) is_statement: bool,
}

impl DatabaseError {
    fn unavailable(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            trouble: Trouble::Unavailable,
            is_statement: false,
        }
    }
}

impl From<tokio_postgres::Error> for DatabaseError {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.as_db_error() {
            // Without its detail, which may quote a row.
            Some(said) => Self {
                message: format!(
                    "the database says: {} ({})",
                    said.message(),
                    said.code().code()
                ),
                trouble: trouble_of(said.code()),
                is_statement: !error.is_closed() && !said.code().code().starts_with("57P"),
            },
            None => Self::unavailable(crate::causes::chain(&error)),
        }
    }
}

/// The classes of codes that say that the database cannot be used now: no connection, no room for one
/// more, shut down or cancelled, locked, no right to enter, no such database.
const UNAVAILABLE: [&str; 6] = ["08", "53", "57", "55", "28", "3D"];

fn trouble_of(code: &SqlState) -> Trouble {
    let code = code.code();
    match code {
        "53100" => Trouble::Full,
        "25006" => Trouble::ReadOnly,
        "XX001" | "XX002" => Trouble::Damaged,
        _ if UNAVAILABLE.iter().any(|class| code.starts_with(class)) => Trouble::Unavailable,
        _ => Trouble::Other,
    }
}

impl From<PoolError> for DatabaseError {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => {
                error.into()
            }
            PoolError::Timeout(_) => Self::unavailable("the database gave no connection in time"),
            other => Self::unavailable(crate::causes::chain(&other)),
        }
    }
}

/// An error with the kind of trouble that it tells of.
pub(super) fn error_of(action: &'static str, cause: impl Into<Cause>) -> StoreError {
    let cause = cause.into();
    let trouble = cause
        .downcast_ref::<OwnError>()
        .map(OwnError::trouble)
        .or_else(|| cause.downcast_ref::<DatabaseError>().map(|e| e.trouble))
        .or_else(|| sqlite::of_file(&cause));
    StoreError::of(action, trouble.unwrap_or(Trouble::Other), cause)
}

/// An error of a statement, as a cause.
pub(super) fn said(error: tokio_postgres::Error) -> Cause {
    DatabaseError::from(error).into()
}
