//! The thin server: the portal and the published tree as static files, and the one thing that has
//! to be written, feedback, through an Open311 `GeoReport` v2 intake.
//!
//! It holds no rules of its own: `civic` decides what a submission must be and when an answer is
//! due, `routes` has the addresses, `api` the bodies. [`run`] is the program; [`router`] is the same
//! as a service, for tests.
//!
//! - [`config`]: every setting.
//! - `router`, `handlers`, `middleware`, `response`: HTTP.
//! - `cases`: taking feedback in and telling what became of it, without HTTP.
//! - [`store`]: where cases are kept, behind a trait that names no database.
//! - `published`, `watched`: the parts of the published tree that the server reads, kept in memory.
//! - [`log`]: what the operator reads, without anything about a visitor.

mod cases;
mod clock;
pub mod config;
mod error;
mod handlers;
mod hash;
pub mod log;
mod middleware;
mod portal;
mod published;
mod response;
mod router;
mod serve;
mod state;
pub mod store;
mod watched;

pub use config::ServeArgs;
pub use error::{Error, causes};
pub use router::router;
pub use serve::run;
pub use state::Server;
