//! The schema, one step for each version, and connections to a file of the newest one.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction};

use super::migrate;
use crate::store::error::{Cause, OwnError};

/// A step from one version of the schema to the next.
struct Step {
    sql: &'static str,
    /// What SQL alone cannot do, and what is done after it.
    then: Option<(Move, &'static str)>,
}

type Move = fn(&Transaction<'_>) -> Result<(), Cause>;

const fn step(sql: &'static str) -> Step {
    Step { sql, then: None }
}

/// One step for each version. A step that was released is never changed.
const STEPS: &[Step] = &[
    step(
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
    ),
    step(
        "
ALTER TABLE cases ADD COLUMN published_as TEXT;
CREATE TABLE answers (
    case_id INTEGER PRIMARY KEY REFERENCES cases(id),
    zh TEXT NOT NULL,
    en TEXT NOT NULL
) STRICT;
",
    ),
    step(
        "
ALTER TABLE cases ADD COLUMN lat_e6 INTEGER;
ALTER TABLE cases ADD COLUMN lon_e6 INTEGER;
CREATE TABLE checks (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL
) STRICT;
",
    ),
    Step {
        sql: "
ALTER TABLE cases RENAME TO old_cases;
ALTER TABLE events RENAME TO old_events;
ALTER TABLE answers RENAME TO old_answers;
ALTER TABLE contacts RENAME TO old_contacts;
CREATE TABLE cases (
    number INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    idempotency_hash TEXT UNIQUE,
    body_hash TEXT NOT NULL,
    service TEXT NOT NULL,
    lat_e6 INTEGER,
    lon_e6 INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    stage TEXT NOT NULL,
    unit TEXT,
    due_on TEXT,
    ended_at INTEGER,
    published_as TEXT,
    needs_clearing INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_stage ON cases(stage);
CREATE INDEX cases_by_unit ON cases(unit);
CREATE INDEX cases_by_service ON cases(service);
CREATE INDEX cases_by_due_on ON cases(due_on) WHERE ended_at IS NULL;
CREATE INDEX cases_by_end ON cases(ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX cases_by_change ON cases(changed_at);
CREATE INDEX cases_by_publication ON cases(published_as) WHERE published_as IS NOT NULL;
CREATE INDEX cases_to_clear ON cases(number) WHERE needs_clearing = 1;
CREATE TABLE log (
    sequence INTEGER PRIMARY KEY,
    case_number INTEGER NOT NULL REFERENCES cases(number),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX log_of_case ON log(case_number);
CREATE TABLE words (
    sequence INTEGER NOT NULL REFERENCES log(sequence),
    slot TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (sequence, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE texts (
    sequence INTEGER NOT NULL,
    slot TEXT NOT NULL,
    text TEXT NOT NULL,
    salt BLOB NOT NULL,
    PRIMARY KEY (sequence, slot),
    FOREIGN KEY (sequence, slot) REFERENCES words(sequence, slot)
) STRICT;
CREATE TABLE contacts (
    case_number INTEGER PRIMARY KEY REFERENCES cases(number),
    contact TEXT NOT NULL
) STRICT;
CREATE TABLE photos (
    sequence INTEGER PRIMARY KEY REFERENCES log(sequence),
    case_number INTEGER NOT NULL REFERENCES cases(number),
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL,
    salt BLOB NOT NULL
) STRICT;
CREATE INDEX photos_of_case ON photos(case_number);
CREATE TRIGGER log_is_append_only BEFORE INSERT ON log
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'an entry of the log comes after the last one'); END;
CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never changed'); END;
CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'an entry of the log is never deleted'); END;
CREATE TRIGGER words_are_append_only BEFORE INSERT ON words
WHEN NEW.sequence IS NOT (SELECT max(sequence) FROM log)
BEGIN SELECT RAISE(ABORT, 'a word is written with its entry'); END;
CREATE TRIGGER words_are_not_changed BEFORE UPDATE ON words
BEGIN SELECT RAISE(ABORT, 'a word of the log is never changed'); END;
CREATE TRIGGER words_are_not_deleted BEFORE DELETE ON words
BEGIN SELECT RAISE(ABORT, 'a word of the log is never deleted'); END;
",
        then: Some((
            migrate::move_into_log,
            "
DROP TABLE old_events;
DROP TABLE old_answers;
DROP TABLE old_contacts;
DROP TABLE old_cases;
",
        )),
    },
];

/// How long to wait for another process that has the file locked, such as a command.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens a file for writing and brings its schema up to date.
pub(super) fn open(path: &Path) -> Result<Connection, Cause> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    settle(&connection)?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if version > known {
        return Err(OwnError::Newer {
            found: version,
            known,
        }
        .into());
    }
    let mut moved = false;
    for (released, step) in (1_i64..).zip(STEPS).filter(|(i, _)| *i > version) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step.sql)?;
        if let Some((then, after)) = step.then {
            then(&transaction)?;
            transaction.execute_batch(after)?;
            moved = true;
        }
        transaction.pragma_update(None, "user_version", released)?;
        transaction.commit()?;
    }
    if moved && version > 0 {
        // The write-ahead log still has what was moved.
        checkpoint(&connection)?;
    }
    Ok(connection)
}

/// Opens a file of the newest version for reading alone.
pub(super) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    settle(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a file to copy all of it.
pub(super) fn open_to_copy(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

fn settle(connection: &Connection) -> rusqlite::Result<()> {
    // Each commit is durable.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    // `REPLACE` deletes, and the log refuses it.
    connection.pragma_update(None, "recursive_triggers", true)
}

/// Writes what is in the write-ahead log into the file itself.
pub(super) fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

#[cfg(test)]
pub(super) mod old {
    //! Files as earlier versions left them.

    use super::*;

    /// A file of a version that was released, empty.
    pub(in crate::store::sqlite) fn file(path: &Path, version: usize) -> Connection {
        let connection = Connection::open(path).expect("a file");
        for step in &STEPS[..version] {
            connection.execute_batch(step.sql).expect("a schema");
        }
        let version = i64::try_from(version).expect("a small number");
        let set = connection.pragma_update(None, "user_version", version);
        set.expect("a version");
        connection
    }
}
