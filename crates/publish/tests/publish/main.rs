//! Contract §5: the published tree, and what a reader sees while it is replaced.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

mod city;
mod history;
mod memory;
mod target;
mod tree;
