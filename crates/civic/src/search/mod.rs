//! Search 检索: an inverted index over pairs of Chinese characters and Latin words, built at
//! publication and read in the browser.
//!
//! The same [`terms`] are made on both sides. A shard holds every term that begins with the
//! characters that fall to it, with the titles it points at, so that a query fetches one shard
//! for each of its terms and nothing else, however large the city is.

mod index;
mod text;

pub use index::{Built, Head, Item, ItemKind, Shard, build, find};
pub use text::terms;
pub(crate) use text::{fold, initials, is_chinese};
