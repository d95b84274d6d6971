//! What our browser programs share, without any page: reactivity, languages, storage, HTTP, JSON,
//! formatting, and reading the published tree.
//!
//! Pages access the document, the window, storage, the clock and the phone's position only through
//! this crate, so that they could be rendered without a browser.

pub mod assets;
pub mod clock;
pub mod device;
pub mod dom;
pub mod format;
pub mod http;
pub mod i18n;
pub mod json;
pub mod location;
mod messages;
pub mod photo;
pub mod position;
pub mod published;
pub mod reactive;
pub mod storage;
pub mod svg;
pub mod text;
