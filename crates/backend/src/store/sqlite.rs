//! Cases in SQLite, in WAL mode with `synchronous=FULL`, which makes each commit durable.
//!
//! Contacts have a table of their own, so that they can be deleted by themselves.

use std::error::Error as StdError;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use civic::Text;
use civic::cases::Stage;
use civic::places::LonLat;
use civic::time::{Date, Instant};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use tokio::sync::Mutex;

use super::{CaseStore, Forgotten, Insertion, NewCase, Retention, StoreError, StoredCase, private};

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
    "
ALTER TABLE cases ADD COLUMN lat_e6 INTEGER;
ALTER TABLE cases ADD COLUMN lon_e6 INTEGER;
CREATE TABLE checks (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL
) STRICT;
",
];

/// How long to wait for another process that has the file locked, such as a backup.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// A disk with less room than this is as good as full: a case needs some, and so does the copying of
/// the write-ahead log.
#[cfg(unix)]
const LEAST_ROOM: u64 = 16 * 1024 * 1024;

/// Why some work could not be done.
type Cause = Box<dyn StdError + Send + Sync>;

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    /// Waiting for it does not take a thread; only the one that has it uses one.
    connection: Arc<Mutex<Connection>>,
    file: Arc<File>,
}

/// The file of a store, as it was when it was opened.
#[derive(Debug)]
struct File {
    path: PathBuf,
    identity: Option<Identity>,
}

/// What tells a file from another that was put in its place: its device and number.
type Identity = (u64, u64);

/// Why the file of a store is not written to.
#[derive(Debug, thiserror::Error)]
enum FileError {
    #[error("{} was moved, deleted or replaced while it was open; start the server again", .0.display())]
    Moved(PathBuf),
    #[cfg(unix)]
    #[error("less than {} MB are left on its disk", LEAST_ROOM >> 20)]
    NoRoom,
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl File {
    fn open(path: &Path) -> io::Result<Self> {
        private::file(path)?;
        // A case would be readable in the log, too, which is made like the file.
        for beside in ["-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(beside);
            private::close(Path::new(&name));
        }
        Ok(Self {
            path: path.to_owned(),
            identity: identity(path)?,
        })
    }

    /// An error where what is written now would be lost: the file is no longer where the next start
    /// will look for it.
    fn in_place(&self) -> Result<(), FileError> {
        match identity(&self.path) {
            Ok(found) if found == self.identity => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Err(FileError::Moved(self.path.clone())),
        }
    }

    /// An error where the disk has next to no room.
    #[cfg(unix)]
    fn has_room(&self) -> Result<(), FileError> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let disk = rustix::fs::statvfs(folder).map_err(io::Error::from)?;
        if disk.f_bavail.saturating_mul(disk.f_frsize) < LEAST_ROOM {
            return Err(FileError::NoRoom);
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn has_room(&self) -> Result<(), FileError> {
        Ok(())
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<Option<Identity>> {
    use std::os::unix::fs::MetadataExt as _;

    std::fs::metadata(path).map(|metadata| Some((metadata.dev(), metadata.ino())))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<Option<Identity>> {
    std::fs::metadata(path).map(|_| None)
}

impl SqliteStore {
    /// Opens the file, makes it where there is none, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(|error| StoreError::new("be opened", error))?;
        let connection = open(path).map_err(|error| StoreError::new("be opened", error))?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            file: Arc::new(file),
        })
    }

    /// Does some work with the connection on a thread that may block: SQLite waits for the disk.
    ///
    /// The work is finished even where nobody waits for it any more.
    async fn call<T: Send + 'static, E: Into<Cause>>(
        &self,
        action: &'static str,
        work: impl FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut connection = Arc::clone(&self.connection).lock_owned().await;
        // A panic ends the work and rolls its transaction back; the connection stays usable.
        let work = move || work(&mut connection).map_err(Into::<Cause>::into);
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| StoreError::new(action, error))?
            .map_err(|error| StoreError::new(action, error))
    }
}

#[async_trait]
impl CaseStore for SqliteStore {
    async fn insert(&self, case: NewCase) -> Result<Insertion, StoreError> {
        let file = Arc::clone(&self.file);
        let work = move |connection: &mut Connection| -> Result<_, Cause> {
            file.in_place()?;
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
        let file = Arc::clone(&self.file);
        let work = move |connection: &mut Connection| -> Result<_, Cause> {
            file.in_place()?;
            file.has_room()?;
            // Only what is written tells that something can be.
            connection.execute(
                "INSERT INTO checks VALUES (1, 1) ON CONFLICT DO UPDATE SET number = number + 1",
                [],
            )?;
            connection
                .query_row("SELECT 1 FROM cases LIMIT 1", [], |_| Ok(()))
                .optional()?;
            Ok(())
        };
        self.call("be written to", work).await
    }

    async fn forget(&self, retention: Retention) -> Result<Forgotten, StoreError> {
        let work = move |connection: &mut Connection| -> rusqlite::Result<_> {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let forgotten = forget(&transaction, retention)?;
            transaction.commit()?;
            if !forgotten.is_empty() {
                // The write-ahead log still has it.
                checkpoint(connection)?;
            }
            Ok(forgotten)
        };
        self.call("delete what is no longer kept", work).await
    }

    async fn close(&self) -> Result<(), StoreError> {
        // Writes what is in the write-ahead log into the file itself.
        self.call("be closed", |connection: &mut Connection| {
            checkpoint(connection)
        })
        .await
    }
}

fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// Deletes what is no longer kept.
fn forget(transaction: &Transaction<'_>, retention: Retention) -> rusqlite::Result<Forgotten> {
    // Our own codes, which have no quotes.
    let ends: Vec<String> = Stage::ALL
        .iter()
        .filter(|stage| stage.is_final())
        .map(|stage| format!("'{}'", stage.code()))
        .collect();
    let ended = format!(
        "SELECT case_id FROM (
             SELECT case_id, stage, at,
                 row_number() OVER (PARTITION BY case_id ORDER BY at DESC, rowid DESC) AS latest
             FROM events
         ) WHERE latest = 1 AND stage IN ({}) AND at <= ?1",
        ends.join(", ")
    );
    Ok(Forgotten {
        contacts: transaction.execute(
            &format!("DELETE FROM contacts WHERE case_id IN ({ended})"),
            [retention.contacts_until.0],
        )?,
        // Whoever has the text could tell by its hash that it was sent.
        texts: transaction.execute(
            &format!(
                "UPDATE cases SET description = '', address = '', about = '', happened = '',
                     lat_e6 = NULL, lon_e6 = NULL, body_hash = '', idempotency_hash = NULL
                 WHERE id IN ({ended}) AND body_hash <> ''"
            ),
            [retention.texts_until.0],
        )?,
    })
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
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
                "SELECT body_hash, due_on, token_hash FROM cases WHERE idempotency_hash = ?1",
                [key],
                |row| {
                    let (body_hash, due_on) = (row.get::<_, String>(0)?, row.get(1)?);
                    let due_on: Option<String> = due_on;
                    Ok((body_hash, due_on, row.get::<_, String>(2)?))
                },
            )
            .optional()?;
        if let Some((body_hash, due_on, token_hash)) = before {
            return Ok(if body_hash == case.body_hash {
                Insertion::Repeated {
                    token_hash,
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
         address, about, happened, created_at, due_on, needs_clearing, lat_e6, lon_e6)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
            case.needs_clearing,
            case.point.map(|point| point.lat_e6),
            case.point.map(|point| point.lon_e6)
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
            "SELECT cases.id, service_code, created_at, due_on, published_as, zh, en, lat_e6, lon_e6
             FROM cases LEFT JOIN answers ON answers.case_id = cases.id
             WHERE token_hash = ?1",
            [token_hash],
            |row| {
                let due_on: Option<String> = row.get(3)?;
                let published_as: Option<String> = row.get(4)?;
                let answer: (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
                let point: (Option<i32>, Option<i32>) = (row.get(7)?, row.get(8)?);
                let stored = StoredCase {
                    service_code: row.get::<_, String>(1)?.as_str().into(),
                    point: point.0.zip(point.1).map(|(lat_e6, lon_e6)| LonLat { lon_e6, lat_e6 }),
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
            point: None,
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
    async fn a_store_that_cannot_be_written_to_is_found_out_and_recovers() {
        let directory = tempfile::tempdir().expect("a directory");
        let store = SqliteStore::open(&directory.path().join("x")).expect("a store");
        let pragma = async |sql: String| {
            let connection = store.connection.lock().await;
            connection.execute_batch(&sql).expect("set");
        };
        let pages: i64 = {
            let connection = store.connection.lock().await;
            let count = connection.query_row("PRAGMA page_count", [], |row| row.get(0));
            count.expect("a number")
        };
        let large = case(None, &"long ".repeat(100_000));
        // SQLite's own error of a full disk.
        pragma(format!("PRAGMA max_page_count = {pages}")).await;
        let error = store.insert(large.clone()).await.expect_err("full");
        assert!(crate::error::chain(&error).contains("full"), "{error:?}");
        pragma("PRAGMA max_page_count = 1000000".to_owned()).await;
        // And of a file that may only be read.
        pragma("PRAGMA query_only = true".to_owned()).await;
        for error in [
            store.check().await.err(),
            store.insert(large.clone()).await.err(),
        ] {
            let error = crate::error::chain(&error.expect("read-only"));
            assert!(error.contains("readonly"), "{error}");
        }
        pragma("PRAGMA query_only = false".to_owned()).await;
        store.check().await.expect("well again");
        assert_eq!(store.insert(large).await.expect("stored"), Insertion::New);
    }

    #[tokio::test]
    async fn what_was_deleted_is_on_the_disk_no_more() {
        let directory = tempfile::tempdir().expect("a directory");
        let store = SqliteStore::open(&directory.path().join("x")).expect("a store");
        let mut kept = case(Some("k"), "a lamp");
        kept.submission.description = "text-of-theirs".to_owned();
        kept.submission.contact = "contact-of-theirs".to_owned();
        let now = kept.created_at;
        store.insert(kept).await.expect("stored");
        let everything = Retention {
            contacts_until: now,
            texts_until: now,
        };
        // It has not ended.
        assert!(store.forget(everything).await.expect("done").is_empty());
        let connection = store.connection.lock().await;
        let closed = connection.execute("INSERT INTO events VALUES (1, 'merged', ?1)", [now.0]);
        closed.expect("closed");
        drop(connection);
        let forgotten = store.forget(everything).await.expect("done");
        assert_eq!((forgotten.contacts, forgotten.texts), (1, 1));
        assert!(store.forget(everything).await.expect("done").is_empty());
        for entry in std::fs::read_dir(directory.path()).expect("listed") {
            let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
            for text in ["contact-of-theirs", "text-of-theirs"] {
                let found = bytes
                    .windows(text.len())
                    .any(|part| part == text.as_bytes());
                assert!(!found, "{text}");
            }
        }
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
                token_hash: "token of a lamp".to_owned(),
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
