//! What a store must do, held by the same tests on every database.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

#[cfg(unix)]
mod cluster;
#[cfg(unix)]
mod postgres;
mod sqlite;
mod suite;
