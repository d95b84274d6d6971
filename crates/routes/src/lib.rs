//! Every address of Mingdan 明单, read and written in one place.
//!
//! The portal, the server, the publisher and the service worker all know addresses, and some of
//! these are printed: a QR code on a wall names a path, a calendar program subscribes to one. So
//! an address is never changed here, only added, and nobody spells one out for themselves.
//!
//! - [`Page`]: the pages of the portal, by language.
//! - [`query`]: what the query of each page asks.
//! - [`api`]: the Open311 intake and the health check, as patterns for the server and as paths.
//! - [`tree`]: the files of the published tree.
//! - [`files`]: the portal's own files.
//! - [`cache`]: how long an answer at a path may be kept.
//! - [`export`]: the same for programs that are not Rust.
//!
//! Pure: no DOM, no network, and no web type. A query is read through a closure from key to value,
//! so that whatever the caller has will do.

pub mod api;
pub mod cache;
mod cache_policy;
pub mod export;
pub mod files;
mod percent;
mod portal;
pub mod query;
pub mod tree;

pub use cache::Cache;
pub use export::patterns_json;
pub use portal::{LANGUAGES, PARAMETER, Page, Pattern, portal_has, prefix};
