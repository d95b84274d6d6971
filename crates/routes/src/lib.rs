//! Every URL of Mingdan 明单, parsed and built in one place.
//!
//! The portal, the server, the publisher and the service worker all use URLs, and some of these are
//! permanent: a QR code on a wall contains a path, a calendar program subscribes to one. So a URL
//! is never changed here, only added, and no other crate spells one out.
//!
//! - [`Page`]: the pages of the portal, by language.
//! - [`query`]: the query parameters of each page.
//! - [`api`]: the Open311 intake and the health check, as route patterns and as paths.
//! - [`tree`]: the files of the published tree.
//! - [`files`]: the portal's own files.
//! - [`cache`]: how long a response may be cached.
//! - [`export`]: the routes as JSON, for JavaScript.
//!
//! The crate does no I/O and depends on no web framework. Queries are read through a closure from
//! key to value, so that any representation of a query can be used.

pub mod api;
pub mod cache;
mod cache_policy;
pub mod export;
pub mod files;
pub mod handling;
mod percent;
mod portal;
pub mod query;
pub mod tree;

pub use cache::Cache;
pub use export::patterns_json;
pub use portal::{LANGUAGES, PARAMETER, Page, Pattern, portal_has, prefix};
