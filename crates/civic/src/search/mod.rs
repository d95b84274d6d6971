//! Search 检索: an inverted index over pairs of Chinese characters and Latin words, built at
//! publication and read in the browser.
//!
//! Both sides split text into the same [`terms`]. Terms are assigned to shards by a hash of their
//! first character, and a shard includes the items its terms refer to, so a query fetches one shard
//! per term and nothing else, however large the city is.

mod index;
mod text;
mod words;

pub use index::{Built, Head, Index, Item, ItemKind, Shard, build, find};
pub(crate) use text::{fold, initials, is_chinese};
pub use text::{folded, ideograph, terms};
pub use words::{looser, marked};
