//! Names 名称检索: places by name as one types, by characters, pinyin, initials, other names,
//! English, stretch and identifier, tolerant of one typing error.
//!
//! Every way to spell every place stands in one text; the beginnings of their words are sorted by
//! what follows. A query is a walk down that order, and a typing error one step off the way, so a
//! search costs some hundred steps whatever the number of names. Letters and digits count, in
//! either width and case; spaces, punctuation and tone marks do not, and `ü` is `v`.
//!
//! **One typing error** is a letter too many, one missing, one wrong, or two neighbours swapped;
//! it may be the first. Two letters, or one character, are too little to find anything by when one
//! of them may be wrong; three letters, or two characters, have to mean a whole name then, since
//! what is left of them begins hundreds.

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
