//! The server in process: every test sends requests to the router itself, without a socket.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

mod fuzz;
mod intake;
mod log;
mod open311;
mod static_files;
mod support;
mod tree;
