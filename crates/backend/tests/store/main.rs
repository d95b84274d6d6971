//! What a store must do, held by the same tests on every database.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

mod sqlite;
mod suite;
