//! Search 检索 over duty items, requirements and places: an inverted index over pairs of Chinese
//! characters and Latin words, built at publication and read in the browser.
//!
//! Both sides split text into the same [`terms`]. An index is a [`Head`], [`Shard`]s of posting
//! lists, and [`EntryPage`]s of what is shown; a query fetches the head, a shard for each first
//! character of its terms, and the pages of the few entries that are shown. The city has an index,
//! and each unit one of its own, so that a query within a unit costs the same in a large city.
//!
//! `build` makes an index ([`Index`]); [`find`] says what matches and [`filtered`] what of it has
//! the chosen values; [`who_leads`] makes an answer of the duty items that were found.

mod build;
mod entry;
mod facet;
mod find;
mod kind;
mod lead;
mod numbers;
mod phrases;
mod shards;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use build::{Index, Item, MAX_NAMED};
pub use entry::{Entry, EntryPage, FacetValue, Head, Named, Shard, Synonyms};
pub use facet::{Facet, Value};
pub use find::{Count, Found, Matches, filtered, find};
pub use kind::ItemKind;
pub use lead::{Answer, Leading, who_leads};
pub use phrases::wordings;
pub(crate) use text::{fold, initials, is_chinese};
pub use text::{folded, ideograph, terms};
pub use words::{looser, marked, says};
