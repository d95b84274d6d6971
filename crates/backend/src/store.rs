//! Feedback, durable before it is answered: `SQLite` in WAL mode with `synchronous=FULL`.
//!
//! The receipt is never stored, only its SHA-256; contacts lie apart from what was written, so that
//! they can be deleted by themselves; no network address is kept.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use civic::cases::{Stage, Submission};
use rusqlite::{Connection, OptionalExtension, params};

/// The schema, a step a version; a step once released is never changed.
const MIGRATIONS: &[&str] = &["
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    idempotency_hash TEXT UNIQUE,
    body_hash TEXT NOT NULL,
    service_code TEXT NOT NULL,
    description TEXT NOT NULL,
    address TEXT NOT NULL,
    about TEXT NOT NULL,
    happened TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_on TEXT,
    needs_clearing INTEGER NOT NULL
) STRICT;
CREATE TABLE events (
    case_id INTEGER NOT NULL REFERENCES cases(id),
    stage TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX events_of_case ON events(case_id, at);
CREATE TABLE contacts (
    case_id INTEGER PRIMARY KEY REFERENCES cases(id),
    contact TEXT NOT NULL
) STRICT;
"];

/// A case about to be stored.
#[derive(Debug)]
pub(crate) struct NewCase<'a> {
    pub(crate) token_hash: String,
    pub(crate) idempotency_hash: Option<String>,
    pub(crate) body_hash: String,
    pub(crate) submission: &'a Submission,
    /// Seconds since 1970.
    pub(crate) created_at: i64,
    pub(crate) due_on: Option<String>,
    pub(crate) needs_clearing: bool,
}

/// A case as it stands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) service_code: String,
    pub(crate) created_at: i64,
    pub(crate) due_on: Option<String>,
    /// Stage code and seconds since 1970, oldest first.
    pub(crate) events: Vec<(String, i64)>,
}

/// What became of a submission.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It is a new case.
    New,
    /// The same had been sent under the same key.
    Again {
        created_at: i64,
        due_on: Option<String>,
    },
    /// Something else had been sent under the same key.
    KeyTaken,
}

/// The store.
#[derive(Debug)]
pub(crate) struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens or makes it, and brings its schema up to date.
    pub(crate) fn open(path: &Path) -> rusqlite::Result<Self> {
        let mut connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        for (released, step) in (1_i64..).zip(MIGRATIONS).filter(|(i, _)| *i > version) {
            let transaction = connection.transaction()?;
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", released)?;
            transaction.commit()?;
        }
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    fn connection(&self) -> std::sync::MutexGuard<'_, Connection> {
        // A panic while it was held rolled its transaction back: what is stored is whole.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a submission; once this returns it survives a power cut.
    pub(crate) fn keep(&self, case: &NewCase<'_>) -> rusqlite::Result<Kept> {
        let mut connection = self.connection();
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if let Some(key) = &case.idempotency_hash {
            let before = transaction
                .query_row(
                    "SELECT body_hash, created_at, due_on FROM cases WHERE idempotency_hash = ?1",
                    [key],
                    |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)),
                )
                .optional()?;
            if let Some((body_hash, created_at, due_on)) = before {
                return Ok(if body_hash == case.body_hash {
                    Kept::Again { created_at, due_on }
                } else {
                    Kept::KeyTaken
                });
            }
        }
        let s = case.submission;
        transaction.execute(
            "INSERT INTO cases (token_hash, idempotency_hash, body_hash, service_code, description,
             address, about, happened, created_at, due_on, needs_clearing)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                case.token_hash,
                case.idempotency_hash,
                case.body_hash,
                s.service_code.as_str(),
                s.description,
                s.address_string,
                s.about,
                s.happened,
                case.created_at,
                case.due_on,
                case.needs_clearing
            ],
        )?;
        let id = transaction.last_insert_rowid();
        transaction.execute(
            "INSERT INTO events (case_id, stage, at) VALUES (?1, ?2, ?3)",
            params![id, Stage::Received.code(), case.created_at],
        )?;
        if !s.contact.is_empty() {
            transaction.execute(
                "INSERT INTO contacts (case_id, contact) VALUES (?1, ?2)",
                params![id, s.contact],
            )?;
        }
        transaction.commit()?;
        Ok(Kept::New)
    }

    /// A case by the hash of its receipt.
    pub(crate) fn by_token(&self, token_hash: &str) -> rusqlite::Result<Option<Stored>> {
        let connection = self.connection();
        let found = connection
            .query_row(
                "SELECT id, service_code, created_at, due_on FROM cases WHERE token_hash = ?1",
                [token_hash],
                |row| {
                    let stored = Stored {
                        service_code: row.get(1)?,
                        created_at: row.get(2)?,
                        due_on: row.get(3)?,
                        events: Vec::new(),
                    };
                    Ok((row.get::<_, i64>(0)?, stored))
                },
            )
            .optional()?;
        let Some((id, mut stored)) = found else {
            return Ok(None);
        };
        stored.events = connection
            .prepare("SELECT stage, at FROM events WHERE case_id = ?1 ORDER BY at, rowid")?
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Some(stored))
    }

    /// True where the store answers.
    pub(crate) fn is_well(&self) -> bool {
        self.connection()
            .query_row("SELECT count(*) FROM cases", [], |row| row.get::<_, i64>(0))
            .is_ok()
    }

    /// Writes what stands in the log into the file itself.
    pub(crate) fn close(&self) -> rusqlite::Result<()> {
        self.connection()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
    }
}
