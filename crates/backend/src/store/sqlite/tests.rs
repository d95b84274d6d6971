//! What is SQLite's own: its file, its disk, the versions that were released. What every store must
//! do is in `tests/store/`.

use std::path::Path;

use civic::cases::Stage;
use civic::time::{Date, Instant};
use rusqlite::Connection;

use super::SqliteStore;
use super::schema::{checkpoint, old};
use crate::causes::chain;
use crate::store::{
    CaseFilter, CaseIndex, CaseKey, CaseNumber, CaseStore, Fault, Insertion, NewCase, NewEntry,
    Retention, Trouble, Word,
};

fn case(description: &str) -> NewCase {
    NewCase {
        token_hash: format!("token of {description}"),
        idempotency_hash: None,
        body_hash: format!("hash of {description}"),
        service: "vendor_rule".into(),
        point: None,
        created_at: Instant(1_749_204_000),
        index: CaseIndex {
            stage: Stage::Received,
            unit: None,
            due_on: Date::parse("2025-06-13"),
            ended_at: None,
            published_as: None,
            needs_clearing: false,
        },
        contact: "contact-of-theirs".to_owned(),
        entry: NewEntry {
            at: Instant(1_749_204_000),
            actor: "{}".to_owned(),
            event: r#"{"kind":"received"}"#.to_owned(),
            words: vec![Word::new("description", description)],
        },
    }
}

fn open(directory: &Path) -> SqliteStore {
    SqliteStore::open(&directory.join("feedback.sqlite3")).expect("a store")
}

async fn pragma(store: &SqliteStore, sql: &'static str) {
    let set = |connection: &mut Connection| Ok(connection.execute_batch(sql)?);
    store.writer.alone("be set", set).await.expect("set");
}

async fn pages(store: &SqliteStore) -> i64 {
    let count = |connection: &mut Connection| {
        checkpoint(connection)?;
        Ok(connection.query_row("PRAGMA page_count", [], |row| row.get(0))?)
    };
    store.writer.alone("count", count).await.expect("counted")
}

#[tokio::test]
async fn a_store_that_cannot_be_written_to_is_found_out_and_recovers() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(directory.path());
    store.insert(case("before")).await.expect("stored");
    let pages = pages(&store).await;
    let large = case(&"long ".repeat(100_000));
    // SQLite's own error of a full disk.
    let full = format!("PRAGMA max_page_count = {pages}").leak();
    pragma(&store, full).await;
    let error = store.insert(large.clone()).await.expect_err("full");
    assert!(chain(&error).contains("full"), "{error:?}");
    assert_eq!(error.trouble(), Trouble::Full);
    pragma(&store, "PRAGMA max_page_count = 1000000").await;
    // And of a file that may only be read.
    pragma(&store, "PRAGMA query_only = true").await;
    for error in [
        store.check().await.err(),
        store.insert(large.clone()).await.err(),
    ] {
        let error = error.expect("read-only");
        assert!(chain(&error).contains("readonly"), "{error:?}");
        assert_eq!(error.trouble(), Trouble::ReadOnly);
    }
    // What was stored can be read meanwhile.
    let found = store.find(CaseKey::Number(CaseNumber(1))).await;
    assert!(found.expect("read").is_some());
    pragma(&store, "PRAGMA query_only = false").await;
    store.check().await.expect("well again");
    assert_eq!(store.insert(large).await.expect("stored"), Insertion::New);
    let verification = store.verify(None).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
    assert_eq!(verification.head.sequence, 2);
}

#[tokio::test]
async fn who_writes_at_once_shares_a_commit_and_a_fault_is_one_s_own() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(directory.path());
    // Everything waits behind this.
    let (go, gone) = std::sync::mpsc::channel::<()>();
    let wait = move |_: &mut Connection| Ok(gone.recv()?);
    let waiting = store.writer.alone("wait", wait);
    let watcher = Connection::open(directory.path().join("feedback.sqlite3")).expect("opened");
    let seen = || -> i64 {
        let count = watcher.query_row("SELECT count(*) FROM cases", [], |row| row.get(0));
        count.expect("counted")
    };
    let inserts = async {
        let cases = (0..40).map(|number| {
            // Every tenth has a token that is taken.
            let number = if number % 10 == 9 { 0 } else { number };
            store.insert(case(&format!("case {number}")))
        });
        let release = async {
            assert_eq!(seen(), 0);
            go.send(()).expect("it waits");
        };
        let (done, ()) = tokio::join!(futures_util::future::join_all(cases), release);
        done
    };
    let (waited, inserted) = tokio::join!(waiting, inserts);
    waited.expect("waited");
    let failed = inserted.iter().filter(|done| done.is_err()).count();
    assert_eq!((inserted.len(), failed), (40, 4));
    assert_eq!(seen(), 36);
    let verification = store.verify(None).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
}

#[tokio::test]
async fn work_that_panics_fails_alone() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(directory.path());
    let fault = |connection: &Connection| {
        connection.execute("INSERT INTO checks VALUES (1, 7)", [])?;
        assert!(connection.is_autocommit(), "a fault of the program");
        Ok(())
    };
    let error = store
        .writer
        .write("panic", fault)
        .await
        .expect_err("a fault");
    assert!(chain(&error).contains("fault of the program"), "{error:?}");
    assert_eq!(
        store.insert(case("a lamp")).await.expect("stored"),
        Insertion::New
    );
    let count = |connection: &Connection| {
        Ok(
            connection.query_row("SELECT count(*) FROM checks", [], |row| {
                row.get::<_, i64>(0)
            })?,
        )
    };
    assert_eq!(
        store.writer.write("count", count).await.expect("counted"),
        0
    );
}

#[tokio::test]
async fn what_was_deleted_is_on_the_disk_no_more() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(directory.path());
    let mut ended = case("text-of-theirs");
    ended.token_hash = "token".to_owned();
    ended.body_hash = "hash".to_owned();
    let now = ended.created_at;
    ended.index.ended_at = Some(now);
    store.insert(ended).await.expect("stored");
    let forgotten = store.forget(Retention {
        at: now,
        actor: "{}".to_owned(),
        contacts_until: now,
        contacts_event: "{}".to_owned(),
        texts_until: now,
        texts_event: "{}".to_owned(),
        kept_slots: Vec::new(),
    });
    let forgotten = forgotten.await.expect("done");
    assert_eq!((forgotten.contacts, forgotten.texts), (1, 1));
    for entry in std::fs::read_dir(directory.path()).expect("listed") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
        for text in ["contact-of-theirs", "text-of-theirs"] {
            let mut parts = bytes.windows(text.len());
            assert!(!parts.any(|part| part == text.as_bytes()), "{text}");
        }
    }
}

#[tokio::test]
async fn the_database_refuses_to_change_the_log() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = open(directory.path());
    store.insert(case("a lamp")).await.expect("stored");
    for sql in [
        "UPDATE log SET event = '{}'",
        "DELETE FROM log",
        "REPLACE INTO log SELECT sequence, case_number, at, '', event, hash FROM log",
        "INSERT INTO log SELECT 7, case_number, at, actor, event, hash FROM log",
        "UPDATE words SET slot = 'x'",
        "DELETE FROM words",
        "INSERT INTO words SELECT 9, slot, digest FROM words",
    ] {
        let changed = |connection: &Connection| Ok(connection.execute(sql, [])?);
        let error = store.writer.write("change the log", changed).await;
        assert!(error.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn a_log_that_somebody_changed_is_found_out() {
    for (sql, expected) in [
        (
            "DROP TRIGGER log_is_not_changed; UPDATE log SET event = '{}' WHERE sequence = 2",
            Fault::Broken { sequence: 2 },
        ),
        (
            "DROP TRIGGER log_is_not_deleted; DROP TRIGGER words_are_not_deleted;
             DELETE FROM texts WHERE sequence = 3; DELETE FROM words WHERE sequence = 3;
             DELETE FROM log WHERE sequence = 3",
            Fault::CaseCount { case: 3 },
        ),
        (
            "UPDATE texts SET text = 'another' WHERE sequence = 1",
            Fault::TextChanged {
                sequence: 1,
                slot: "description".to_owned(),
            },
        ),
        (
            "PRAGMA foreign_keys = false; INSERT INTO texts VALUES (1, 'x', 'y', x'00')",
            Fault::TextUnlogged {
                sequence: 1,
                slot: "x".to_owned(),
            },
        ),
    ] {
        let directory = tempfile::tempdir().expect("a directory");
        let store = open(directory.path());
        for description in ["a lamp", "a hole", "a tree"] {
            store.insert(case(description)).await.expect("stored");
        }
        let known = store.verify(None).await.expect("walked");
        assert!(known.is_whole(), "{known:?}");
        pragma(&store, sql).await;
        let faults = store.verify(None).await.expect("walked").faults;
        assert_eq!(faults, [expected], "{sql}");
    }
}

/// What every version up to the third could hold.
fn fill(old: &Connection, version: usize) {
    old.execute_batch(
        "INSERT INTO cases (id, token_hash, idempotency_hash, body_hash, service_code, description,
             address, about, happened, created_at, due_on, needs_clearing) VALUES
             (1, 'first', 'key', 'body', 'lamp', 'a lamp', 'there', 'P-1', 'at night', 5,
              '2025-06-13', 1),
             (2, 'second', NULL, '', 'lamp', '', '', '', '', 6, NULL, 0);
         INSERT INTO events VALUES (1, 'received', 5), (2, 'received', 6), (2, 'closed', 8),
             (1, 'screened', 7), (1, 'answered', 9);
         INSERT INTO contacts VALUES (1, 'a contact');",
    )
    .expect("cases");
    if version >= 2 {
        old.execute_batch(
            "UPDATE cases SET published_as = 'K-1' WHERE id = 2;
             INSERT INTO answers VALUES (1, '已修好', 'Repaired'), (2, '', 'No');",
        )
        .expect("answers");
    }
    if version >= 3 {
        old.execute_batch(
            "UPDATE cases SET lat_e6 = 36600000, lon_e6 = 101700000 WHERE id = 1;
             INSERT INTO checks VALUES (1, 4);",
        )
        .expect("points");
    }
}

#[tokio::test]
async fn a_store_of_every_released_version_is_brought_up_to_date() {
    for version in 1..=3 {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("feedback.sqlite3");
        fill(&old::file(&path, version), version);
        let store = SqliteStore::open(&path).expect("a store");
        let verification = store.verify(None).await.expect("walked");
        assert!(verification.is_whole(), "{version}: {verification:?}");
        let first = store.find(CaseKey::Token("first".to_owned())).await;
        let first = first.expect("read").expect("a case");
        let events: Vec<_> = first
            .log
            .iter()
            .map(|e| (e.event.as_str(), e.at.0))
            .collect();
        let received =
            r#"{"due":"2025-06-13","kind":"received","needs_clearing":true,"service":"lamp"}"#;
        let answer = r#"{"kind":"answer"}"#;
        let screened = r#"{"kind":"stage","stage":"screened"}"#;
        let answered = r#"{"kind":"stage","stage":"answered"}"#;
        let mut expected = vec![(received, 5), (screened, 7), (answered, 9)];
        if version >= 2 {
            expected.insert(2, (answer, 9));
            assert_eq!(first.log[2].word("answer_zh"), Some("已修好"));
            assert_eq!(first.log[2].word("answer_en"), Some("Repaired"));
        }
        assert_eq!(events, expected, "{version}");
        let sent = &first.log[0];
        assert_eq!(sent.word("description"), Some("a lamp"));
        assert_eq!(sent.word("address"), Some("there"));
        assert_eq!(sent.word("about"), Some("P-1"));
        assert_eq!(sent.word("happened"), Some("at night"));
        assert_eq!(first.row.entries, events.len() as u64);
        assert_eq!(first.row.point.is_some(), version >= 3);
        assert_eq!(first.row.changed_at, Instant(9));
        assert_eq!(first.row.index.stage, Stage::Answered);
        assert_eq!(first.row.index.due_on, Date::parse("2025-06-13"));
        assert!(first.row.index.needs_clearing);
        assert_eq!(first.row.index.ended_at, None);
        let contact = store.contact(first.row.number).await.expect("read");
        assert_eq!(contact.as_deref(), Some("a contact"));

        let second = store.find(CaseKey::Number(CaseNumber(2))).await;
        let second = second.expect("read").expect("a case");
        assert_eq!(second.row.index.ended_at, Some(Instant(8)));
        assert!(second.log[0].words.is_empty(), "its texts were deleted");
        let published = second.row.index.published_as;
        assert_eq!(published.is_some(), version >= 2);

        // A retry of what was sent before is known, still.
        let mut again = case("a lamp");
        again.idempotency_hash = Some("key".to_owned());
        again.body_hash = "body".to_owned();
        let again = store.insert(again).await.expect("answered");
        let due_on = Date::parse("2025-06-13");
        let token_hash = "first".to_owned();
        assert_eq!(again, Insertion::Repeated { token_hash, due_on });
        store.check().await.expect("well");
        let left = Connection::open(&path).expect("opened");
        let old: i64 = left
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'old_%'",
                [],
                |row| row.get(0),
            )
            .expect("counted");
        assert_eq!(old, 0);
    }
}

#[tokio::test]
async fn a_backup_of_an_earlier_version_is_restored_and_left_as_it_was() {
    let directory = tempfile::tempdir().expect("a directory");
    let from = directory.path().join("old.sqlite3");
    let connection = old::file(&from, 3);
    fill(&connection, 3);
    drop(connection);
    let before = std::fs::read(&from).expect("read");
    let store = open(directory.path());
    let restored = store.restore(&from).await.expect("restored");
    assert_eq!(restored.cases, 2);
    assert_eq!(std::fs::read(&from).expect("read"), before);
    let cases = store.list(CaseFilter::default(), CaseNumber(0), 10).await;
    assert_eq!(cases.expect("listed").len(), 2);
    let names: Vec<_> = std::fs::read_dir(directory.path())
        .expect("listed")
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| name.to_string_lossy().starts_with("restore"))
        .collect();
    assert_eq!(names, Vec::<std::ffi::OsString>::new());
}

#[tokio::test]
async fn a_file_of_a_later_version_is_left_alone() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("feedback.sqlite3");
    drop(SqliteStore::open(&path).expect("a store"));
    let later = Connection::open(&path).expect("opened");
    later
        .execute_batch("PRAGMA user_version = 99")
        .expect("set");
    drop(later);
    let error = SqliteStore::open(&path).expect_err("later");
    assert_eq!(error.trouble(), Trouble::Refused);
    assert!(chain(&error).contains("version 99"), "{error:?}");
}
