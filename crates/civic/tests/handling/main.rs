//! Contract §4: the handling of cases.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod deleted_words;
mod desk;
mod log;
mod properties;
mod publication;
mod rules;
mod table;
