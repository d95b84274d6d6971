//! The suite on SQLite.

use std::path::Path;
use std::sync::Arc;

use backend::store::SqliteStore;
use tempfile::TempDir;

use crate::suite::{self, Store};

/// A store in a file of this name.
pub(crate) fn store_in(folder: &Path, name: &str) -> Store {
    Arc::new(SqliteStore::open(&folder.join(name)).expect("a store"))
}

/// Some stores in a folder of their own.
struct Room(TempDir);

impl Room {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory"))
    }

    fn store(&self, name: &str) -> Store {
        store_in(self.0.path(), name)
    }
}

macro_rules! suite {
    ($($test:ident),* $(,)?) => {$(
        #[tokio::test]
        async fn $test() {
            let room = Room::new();
            suite::$test(room.store("store")).await;
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

macro_rules! pairs {
    ($($test:ident),* $(,)?) => {$(
        #[tokio::test]
        async fn $test() {
            let room = Room::new();
            let (one, other) = (room.store("one"), room.store("other"));
            suite::$test(one, other, room.0.path()).await;
        }
    )*};
}

pairs! {
    a_backup_while_serving_is_restored,
    everything_moves_to_another_store,
    a_damaged_backup_is_refused,
}
