//! The thin server: the portal and the published tree as static files, and the one thing that has
//! to be written, feedback, through an Open311 `GeoReport` v2 intake.
//!
//! It holds no rules of its own: `civic` decides what a submission must be and when an answer is
//! due, `routes` has the addresses, `api` the bodies. [`run`] is the program; [`App`] is the same
//! without sockets, for tests.
//!
//! - [`config`]: every setting.
//! - `router`, `handlers`, `middleware`, `response`, `xml`: HTTP.
//! - `cases`: taking feedback in and telling what became of it, without HTTP.
//! - `photos`: photos written again, so that nothing but the picture is kept.
//! - [`desk`]: handling cases, without HTTP.
//! - [`store`]: where cases are kept, behind a trait that names no database.
//! - `connections`: sockets, and how long each may keep the server waiting.
//! - `files`, `tree_files`, `portal`: files as answers, kept in memory within a bound.
//! - `published`, `watched`: the parts of the published tree that the server reads.
//! - `health`, `tree_check`: whether the server can do its work.
//! - [`log`]: what the operator reads, without anything about a visitor.

mod cases;
mod causes;
mod client;
mod clock;
pub mod config;
mod connections;
pub mod desk;
mod error;
mod files;
mod form;
mod handlers;
mod hash;
mod health;
pub mod log;
mod middleware;
mod photos;
mod portal;
pub mod public_url;
mod published;
mod response;
mod router;
mod serve;
mod state;
pub mod store;
mod tree_check;
mod tree_files;
mod watched;
mod xml;

pub use causes::causes;
pub use config::ServeArgs;
pub use error::Error;
pub use router::App;
pub use serve::{block_on, run};
pub use state::Server;
