//! The suite on PostgreSQL, and what is PostgreSQL's own.

use std::time::{Duration, Instant};

use backend::store::{CaseKey, CaseNumber, Fault, Insertion, Trouble};
use tempfile::TempDir;

use crate::cluster::Cluster;
use crate::suite::{self, case, whole};

macro_rules! suite {
    ($($test:ident),* $(,)?) => {$(
        #[tokio::test]
        async fn $test() {
            let cluster = Cluster::shared();
            suite::$test(cluster.store(&cluster.database())).await;
        }
    )*};
}

suite! {
    a_case_is_found_by_what_it_is_known_by,
    s4_3_an_idempotency_key_makes_one_case,
    what_fails_alone_fails_nobody_else,
    who_decided_on_an_older_state_is_told,
    a_text_can_be_erased_and_the_log_stays_whole,
    cases_are_listed_by_where_they_stand,
    the_log_is_read_in_pages,
    s4_6_photos_are_kept_within_a_bound,
    s4_1_what_is_no_longer_kept_is_deleted_and_the_log_says_so,
}

fn room() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

macro_rules! pairs {
    ($($test:ident),* $(,)?) => {$(
        #[tokio::test]
        async fn $test() {
            let (cluster, room) = (Cluster::shared(), room());
            let one = cluster.store(&cluster.database());
            let other = cluster.store(&cluster.database());
            suite::$test(one, other, room.path()).await;
        }
    )*};
}

pairs! {
    a_backup_while_serving_is_restored,
    everything_moves_to_another_store,
    a_damaged_backup_is_refused,
}

#[tokio::test]
async fn a_city_moves_from_sqlite_to_postgresql_and_back() {
    let (cluster, room) = (Cluster::shared(), room());
    let sqlite = crate::sqlite::store_in(room.path(), "one");
    let postgres = cluster.store(&cluster.database());
    suite::everything_moves_to_another_store(sqlite, postgres.clone(), room.path()).await;
    let back = crate::sqlite::store_in(room.path(), "other");
    let to = room.path().join("back.sqlite3");
    postgres.backup(&to).await.expect("made");
    back.restore(&to).await.expect("restored");
    let before = suite::everything(&postgres).await;
    assert_eq!(before, suite::everything(&back).await);
    assert_eq!(whole(&postgres).await, whole(&back).await);
    // What is in the file is what it was made from, and can be opened as it is.
    let opened = crate::sqlite::store_in(room.path(), "back.sqlite3");
    assert_eq!(before, suite::everything(&opened).await);
    opened.insert(case(None, "after")).await.expect("stored");
    whole(&opened).await;
}

#[tokio::test]
async fn a_database_that_was_gone_is_found_out_and_comes_back() {
    let cluster = Cluster::start();
    let database = cluster.database();
    let store = cluster.store(&database);
    store
        .insert(case(Some("k"), "a lamp"))
        .await
        .expect("stored");
    cluster.crash();
    let asked = Instant::now();
    for error in [
        store.insert(case(None, "a hole")).await.err(),
        store.check().await.err(),
        store.find(CaseKey::Number(CaseNumber(1))).await.err(),
    ] {
        let error = error.expect("it is gone");
        assert_eq!(error.trouble(), Trouble::Unavailable, "{error:?}");
    }
    assert!(asked.elapsed() < Duration::from_secs(10), "at once");
    cluster.serve();
    let again = store.insert(case(Some("k"), "a lamp")).await;
    assert!(matches!(again, Ok(Insertion::Repeated { .. })), "{again:?}");
    store.insert(case(None, "a hole")).await.expect("stored");
    store.check().await.expect("well again");
    assert_eq!(whole(&store).await.sequence, 2);
}

#[tokio::test]
async fn a_database_that_may_only_be_read_is_found_out_and_recovers() {
    let cluster = Cluster::shared();
    let database = cluster.database();
    let store = cluster.store(&database);
    store.insert(case(None, "a lamp")).await.expect("stored");
    let only = |value: &str| {
        let set = format!("ALTER DATABASE {database} SET default_transaction_read_only = {value}");
        cluster.psql("postgres", &set);
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        );
        cluster.psql("postgres", &end);
    };
    only("on");
    let mut seen = Vec::new();
    for _ in 0..3 {
        let error = store
            .insert(case(None, "a hole"))
            .await
            .expect_err("read-only");
        seen.push(error.trouble());
    }
    // The first may have met the connection that was ended.
    assert_eq!(seen.last(), Some(&Trouble::ReadOnly), "{seen:?}");
    assert!(store.find(CaseKey::Number(CaseNumber(1))).await.is_ok());
    only("off");
    let mut stored = store.insert(case(None, "a hole")).await;
    for _ in 0..2 {
        if stored.is_err() {
            stored = store.insert(case(None, "a hole")).await;
        }
    }
    assert_eq!(stored.expect("stored"), Insertion::New);
    assert_eq!(whole(&store).await.sequence, 2);
}

#[tokio::test]
async fn two_servers_write_one_log() {
    let cluster = Cluster::shared();
    let database = cluster.database();
    let stores = [cluster.store(&database), cluster.store(&database)];
    let inserts = (0..40).map(|number| {
        let store = &stores[number % 2];
        async move { store.insert(case(None, &format!("case {number}"))).await }
    });
    for inserted in futures_util::future::join_all(inserts).await {
        assert_eq!(inserted.expect("stored"), Insertion::New);
    }
    let [one, other] = stores;
    assert_eq!(whole(&one).await.sequence, 40);
    assert_eq!(whole(&one).await, whole(&other).await);
}

#[tokio::test]
async fn the_database_refuses_to_change_the_log_and_a_change_is_found_out() {
    let cluster = Cluster::shared();
    let database = cluster.database();
    let store = cluster.store(&database);
    for description in ["a lamp", "a hole", "a tree"] {
        store.insert(case(None, description)).await.expect("stored");
    }
    for sql in [
        "UPDATE mingdan.log SET event = '{}'",
        "DELETE FROM mingdan.log",
        "TRUNCATE mingdan.log CASCADE",
        "UPDATE mingdan.words SET slot = 'x'",
        "DELETE FROM mingdan.words",
        "TRUNCATE mingdan.words CASCADE",
    ] {
        let changed = std::panic::catch_unwind(|| cluster.psql(&database, sql));
        assert!(changed.is_err(), "{sql}");
    }
    whole(&store).await;
    cluster.psql(
        &database,
        "ALTER TABLE mingdan.log DISABLE TRIGGER ALL;
         UPDATE mingdan.log SET event = '{}' WHERE sequence = 2;
         UPDATE mingdan.texts SET text = 'another' WHERE sequence = 3 AND slot = 'about';",
    );
    let faults = store.verify(None).await.expect("walked").faults;
    let changed = Fault::TextChanged {
        sequence: 3,
        slot: "about".to_owned(),
    };
    assert_eq!(faults, [Fault::Broken { sequence: 2 }, changed]);
}

#[tokio::test]
async fn an_error_of_the_database_repeats_nothing_of_what_was_sent() {
    let cluster = Cluster::shared();
    let store = cluster.store(&cluster.database());
    store
        .insert(case(None, "words-of-theirs"))
        .await
        .expect("stored");
    let error = store.insert(case(None, "words-of-theirs")).await;
    let error = error.expect_err("the token is taken");
    let said = format!("{error}: {}: {error:?}", backend::causes(&error));
    assert!(said.contains("duplicate key"), "{said}");
    assert!(!said.contains("words-of-theirs"), "{said}");
}

#[tokio::test]
async fn a_database_that_does_not_sync_is_refused() {
    let cluster = Cluster::start();
    let database = cluster.database();
    cluster.psql("postgres", "ALTER SYSTEM SET fsync = off");
    cluster.crash();
    // The command line of `serve` says on; the file says off.
    cluster.serve_with("");
    let error = cluster.store(&database).check().await.expect_err("refused");
    assert_eq!(error.trouble(), Trouble::Refused, "{error:?}");
    assert!(backend::causes(&error).contains("fsync"), "{error:?}");
}
