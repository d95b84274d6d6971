//! The server in process: every test sends requests to the router itself, without a socket.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod attributes;
mod fuzz;
mod georeport;
mod grouped;
mod handling;
mod intake;
mod log;
mod open311;
mod static_files;
mod support;
mod tree;
