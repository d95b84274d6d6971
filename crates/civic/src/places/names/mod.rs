//! Names 名称检索: incremental search for places by Chinese name, pinyin, initials, alias, English
//! name, stretch and identifier, tolerant of one typing error.
//!
//! All spellings of all places are in one text, with a suffix array over the starts of their words.
//! A query narrows a range of that array letter by letter, and a typing error is one deviation on
//! the way, so a search costs some hundred steps whatever the number of names. Letters and digits
//! are matched regardless of width and case, radicals as the characters they stand for; spaces,
//! punctuation and tone marks are ignored, and `ü` is typed as `v`.
//!
//! **One typing error** is a letter inserted, missing or wrong, or two adjacent letters swapped; it
//! may be the first letter. Two letters, or one character, are too short to allow for an error;
//! three letters, or two characters, must then match a whole name, since as a prefix they would
//! match hundreds.
//!
//! [`Names`] is the entry point: `spell` normalises text, `sort` builds the suffix array, `index`
//! searches it, `mixed` handles queries of characters and pinyin, and `best` keeps the best
//! matches. `leaves` splits the names of a large city into files.

mod best;
mod index;
mod leaves;
mod matches;
mod mixed;
mod search;
mod sort;
mod spell;

pub use leaves::{Leaf, MAX_LEAF_PLACES, MAX_LEAVES, leaves, typed};
pub use matches::{Called, Fit, Form, Match};
pub use search::Names;
