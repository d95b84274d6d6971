//! `mingdan store`, as somebody at a terminal uses it.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::path::Path;
use std::process::Command;

use backend::store::{CaseIndex, CaseStore as _, NewCase, NewEntry, SqliteStore, Word};
use civic::cases::Stage;
use civic::time::Instant;
use serde_json::Value;

/// The exit code, and what was printed.
fn run(arguments: &[&str], folder: &Path) -> (i32, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("MINGDAN_STORE")
        .env("LC_ALL", "en")
        .output()
        .expect("run");
    let printed = [done.stdout, done.stderr].concat();
    let printed = String::from_utf8_lossy(&printed).into_owned();
    (done.status.code().expect("a code"), printed)
}

fn insert(file: &Path, description: &str) {
    let store = SqliteStore::open(file).expect("a store");
    let case = NewCase {
        token_hash: description.to_owned(),
        idempotency_hash: None,
        body_hash: "hash".to_owned(),
        service: "lamp".into(),
        point: None,
        created_at: Instant(5),
        index: CaseIndex {
            stage: Stage::Received,
            unit: None,
            due_on: None,
            ended_at: None,
            published_as: None,
            needs_clearing: false,
        },
        contact: String::new(),
        entry: NewEntry {
            at: Instant(5),
            actor: "{}".to_owned(),
            event: "{}".to_owned(),
            words: vec![Word::new("description", description)],
        },
    };
    let stored = backend::block_on(store.insert(case)).expect("run");
    stored.expect("stored");
}

#[test]
fn a_store_is_verified_backed_up_and_restored() {
    let folder = tempfile::tempdir().expect("a directory");
    let folder = folder.path();
    let (code, said) = run(&["store", "verify"], folder);
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("there is no store data/feedback.sqlite3"),
        "{said}"
    );
    assert!(!folder.join("data").exists(), "looking makes nothing");

    std::fs::create_dir(folder.join("data")).expect("made");
    let file = folder.join("data/feedback.sqlite3");
    insert(&file, "a lamp");
    let (code, said) = run(&["store", "verify", "--json"], folder);
    assert_eq!(code, 0, "{said}");
    let found: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(
        (&found["whole"], &found["entries"]),
        (&true.into(), &1.into())
    );
    let head = found["head"].as_str().expect("a head");

    insert(&file, "a hole");
    let (code, said) = run(&["store", "verify", "--known", head], folder);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("The log is whole.\n2 entries"), "{said}");
    let (code, said) = run(&["store", "backup", "copy.sqlite3"], folder);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.starts_with("backed up to copy.sqlite3: 2 cases"),
        "{said}"
    );
    let (code, said) = run(&["store", "backup", "copy.sqlite3"], folder);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("is there already"), "{said}");
    let (code, said) = run(&["store", "restore", "copy.sqlite3"], folder);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("restore into a new one"), "{said}");
    let other = [
        "store",
        "restore",
        "copy.sqlite3",
        "--store",
        "sqlite:other",
    ];
    let (code, said) = run(&other, folder);
    assert_eq!(code, 0, "{said}");
    let known = [
        "store",
        "verify",
        "--store",
        "sqlite:other",
        "--known",
        head,
    ];
    let (code, said) = run(&known, folder);
    assert_eq!(code, 0, "{said}");
    // A log that does not go back to what was known is not the same one.
    let unlike = format!("1:{}", "0".repeat(64));
    let unlike = ["store", "verify", "--known", &unlike];
    let (code, said) = run(&unlike, folder);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("entry 1 is not the one that was known"),
        "{said}"
    );
}

#[test]
fn a_database_that_is_not_there_is_said_without_its_password() {
    let folder = tempfile::tempdir().expect("a directory");
    let url = "postgres://mingdan:secret-of-theirs@127.0.0.1:9/feedback";
    let (code, said) = run(&["store", "verify", "--store", url], folder.path());
    assert_eq!(code, 3, "{said}");
    assert!(
        said.contains("the database feedback on 127.0.0.1"),
        "{said}"
    );
    assert!(!said.contains("secret"), "{said}");
    let wrong = "postgres://mingdan:secret-of-theirs@127.0.0.1:port/feedback";
    let (code, said) = run(&["store", "verify", "--store", wrong], folder.path());
    assert_eq!(code, 2, "{said}");
    assert!(!said.contains("secret"), "{said}");
}
