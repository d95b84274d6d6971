//! What every browser program of ours shares, with no page of any: how pages follow signals, what
//! is said in which language, storage, HTTP, JSON, formats, and reading the published tree.
//!
//! Pages touch the document, the window, storage, the clock and the phone's position only through
//! this crate, so that they could be rendered where there is none of them.

pub mod assets;
pub mod clock;
pub mod dom;
pub mod format;
pub mod http;
pub mod i18n;
pub mod json;
pub mod location;
mod messages;
pub mod position;
pub mod published;
pub mod reactive;
pub mod storage;
