//! Cases in SQLite, in WAL mode with `synchronous=FULL`, which makes each commit durable.
//!
//! Contacts have a table of their own, so that they can be deleted by themselves.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use civic::Text;
use civic::cases::Stage;
use civic::time::{Date, Instant};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use tokio::sync::Mutex;

use super::{CaseStore, Insertion, NewCase, StoreError, StoredCase};

/// The schema, one step for each version. A step that was released is never changed.
const MIGRATIONS: &[&str] = &[
    "
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
",
    "
ALTER TABLE cases ADD COLUMN published_as TEXT;
CREATE TABLE answers (
    case_id INTEGER PRIMARY KEY REFERENCES cases(id),
    zh TEXT NOT NULL,
    en TEXT NOT NULL
) STRICT;
",
];

/// How long to wait for another process that has the file locked, such as a backup.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    /// Waiting for it does not take a thread; only the one that has it uses one.
    connection: Arc<Mutex<Connection>>,
}

impl SqliteStore {
    /// Opens the file, makes it where there is none, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = open(path).map_err(|error| StoreError::new("be opened", error))?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    /// Does some work with the connection on a thread that may block: SQLite waits for the disk.
    ///
    /// The work is finished even where nobody waits for it any more.
    async fn call<T: Send + 'static>(
        &self,
        action: &'static str,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut connection = Arc::clone(&self.connection).lock_owned().await;
        // A panic ends the work and rolls its transaction back; the connection stays usable.
        let done = tokio::task::spawn_blocking(move || work(&mut connection)).await;
        done.map_err(|error| StoreError::new(action, error))?
            .map_err(|error| StoreError::new(action, error))
    }
}

#[async_trait]
impl CaseStore for SqliteStore {
    async fn insert(&self, case: NewCase) -> Result<Insertion, StoreError> {
        let work = move |connection: &mut Connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let insertion = insert(&transaction, &case)?;
            transaction.commit()?;
            Ok(insertion)
        };
        self.call("insert a case", work).await
    }

    async fn find(&self, token_hash: &str) -> Result<Option<StoredCase>, StoreError> {
        let token_hash = token_hash.to_owned();
        let work = move |connection: &mut Connection| find(connection, &token_hash);
        self.call("read a case", work).await
    }

    async fn check(&self) -> Result<(), StoreError> {
        let work = |connection: &mut Connection| {
            let row = connection.query_row("SELECT 1 FROM cases LIMIT 1", [], |_| Ok(()));
            row.optional().map(|_| ())
        };
        self.call("be read", work).await
    }

    async fn close(&self) -> Result<(), StoreError> {
        // Writes what is in the write-ahead log into the file itself.
        let work = |connection: &mut Connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        };
        self.call("be closed", work).await
    }
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for (released, step) in (1_i64..).zip(MIGRATIONS).filter(|(i, _)| *i > version) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", released)?;
        transaction.commit()?;
    }
    Ok(connection)
}

fn insert(transaction: &Transaction<'_>, case: &NewCase) -> rusqlite::Result<Insertion> {
    if let Some(key) = &case.idempotency_hash {
        let before = transaction
            .query_row(
                "SELECT body_hash, due_on FROM cases WHERE idempotency_hash = ?1",
                [key],
                |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)),
            )
            .optional()?;
        if let Some((body_hash, due_on)) = before {
            return Ok(if body_hash == case.body_hash {
                Insertion::Repeated {
                    due_on: due_on.as_deref().and_then(Date::parse),
                }
            } else {
                Insertion::KeyReused
            });
        }
    }
    let submission = &case.submission;
    transaction.execute(
        "INSERT INTO cases (token_hash, idempotency_hash, body_hash, service_code, description,
         address, about, happened, created_at, due_on, needs_clearing)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            case.token_hash,
            case.idempotency_hash,
            case.body_hash,
            submission.service_code.as_str(),
            submission.description,
            submission.address_string,
            submission.about,
            submission.happened,
            case.created_at.0,
            case.due_on.map(|on| on.to_string()),
            case.needs_clearing
        ],
    )?;
    let id = transaction.last_insert_rowid();
    transaction.execute(
        "INSERT INTO events (case_id, stage, at) VALUES (?1, ?2, ?3)",
        params![id, Stage::Received.code(), case.created_at.0],
    )?;
    if !submission.contact.is_empty() {
        transaction.execute(
            "INSERT INTO contacts (case_id, contact) VALUES (?1, ?2)",
            params![id, submission.contact],
        )?;
    }
    Ok(Insertion::New)
}

fn find(connection: &Connection, token_hash: &str) -> rusqlite::Result<Option<StoredCase>> {
    let found = connection
        .query_row(
            "SELECT cases.id, service_code, created_at, due_on, published_as, zh, en
             FROM cases LEFT JOIN answers ON answers.case_id = cases.id
             WHERE token_hash = ?1",
            [token_hash],
            |row| {
                let due_on: Option<String> = row.get(3)?;
                let published_as: Option<String> = row.get(4)?;
                let answer: (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
                let stored = StoredCase {
                    service_code: row.get::<_, String>(1)?.as_str().into(),
                    created_at: Instant(row.get(2)?),
                    due_on: due_on.as_deref().and_then(Date::parse),
                    stages: Vec::new(),
                    answer: answer.0.zip(answer.1).map(|(zh, en)| Text { zh, en }),
                    published_as: published_as.map(|id| id.as_str().into()),
                };
                Ok((row.get::<_, i64>(0)?, stored))
            },
        )
        .optional()?;
    let Some((id, mut stored)) = found else {
        return Ok(None);
    };
    stored.stages = connection
        .prepare("SELECT stage, at FROM events WHERE case_id = ?1 ORDER BY at, rowid")?
        .query_map([id], |row| {
            let stage: String = row.get(0)?;
            Ok((Stage::from_code(&stage), Instant(row.get(1)?)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(stored))
}

#[cfg(test)]
mod tests {
    use civic::cases::Submission;

    use super::*;

    fn case(key: Option<&str>, description: &str) -> NewCase {
        NewCase {
            token_hash: format!("token of {description}"),
            idempotency_hash: key.map(str::to_owned),
            body_hash: format!("hash of {description}"),
            submission: Submission {
                service_code: "vendor_rule".into(),
                description: description.to_owned(),
                contact: "a contact".to_owned(),
                ..Submission::default()
            },
            created_at: Instant(1_749_204_000),
            due_on: Date::parse("2025-06-13"),
            needs_clearing: false,
        }
    }

    #[tokio::test]
    async fn a_case_is_found_by_the_hash_of_its_receipt() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("feedback.sqlite3");
        let store = SqliteStore::open(&path).expect("a store");
        let kept = store.insert(case(None, "a lamp")).await.expect("stored");
        assert_eq!(kept, Insertion::New);
        store.close().await.expect("closed");
        drop(store);
        let store = SqliteStore::open(&path).expect("the same store");
        store.check().await.expect("well");
        let found = store.find("token of a lamp").await.expect("read");
        let found = found.expect("a case");
        assert_eq!(found.due_on, Date::parse("2025-06-13"));
        assert_eq!(found.stages, [(Stage::Received, Instant(1_749_204_000))]);
        assert_eq!((found.answer, found.published_as), (None, None));
        assert_eq!(store.find("another").await.expect("read"), None);
    }

    #[tokio::test]
    async fn s4_3_an_idempotency_key_makes_one_case() {
        let directory = tempfile::tempdir().expect("a directory");
        let store = SqliteStore::open(&directory.path().join("x")).expect("a store");
        let insert = async |case| store.insert(case).await.expect("answered");
        assert_eq!(insert(case(Some("k"), "a lamp")).await, Insertion::New);
        let mut later = case(Some("k"), "a lamp");
        later.due_on = Date::parse("2025-07-01");
        assert_eq!(
            insert(later).await,
            Insertion::Repeated {
                due_on: Date::parse("2025-06-13")
            }
        );
        assert_eq!(
            insert(case(Some("k"), "a hole")).await,
            Insertion::KeyReused
        );
    }

    #[tokio::test]
    async fn a_store_of_the_first_version_is_brought_up_to_date() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("feedback.sqlite3");
        {
            let old = Connection::open(&path).expect("a file");
            old.execute_batch(MIGRATIONS[0]).expect("the first schema");
            old.execute_batch(
                "PRAGMA user_version = 1;
                 INSERT INTO cases VALUES (1, 'hash', NULL, 'b', 'lamp', '', '', '', '', 5, NULL, 0);
                 INSERT INTO events VALUES (1, 'received', 5);",
            )
            .expect("a case");
        }
        let store = SqliteStore::open(&path).expect("a store");
        let found = store.find("hash").await.expect("read").expect("a case");
        assert_eq!(found.stages, [(Stage::Received, Instant(5))]);
        Connection::open(&path)
            .and_then(|c| {
                c.execute_batch(
                    "INSERT INTO answers VALUES (1, '已修好', 'Repaired');
                     UPDATE cases SET published_as = 'C-1';",
                )
            })
            .expect("answered");
        let found = store.find("hash").await.expect("read").expect("a case");
        assert_eq!(found.answer, Some(Text::new("已修好", "Repaired")));
        assert_eq!(found.published_as, Some("C-1".into()));
    }
}
