//! The public register of cases: what a list shows of each, counts of them, choices among them, and the
//! shares of the 721 page.
//!
//! `entry` is a case in a list, `cell` how many cases are alike in what can be chosen, `selection` a choice
//! among them, `shares` what the 721 page says, `words` which months may have a word.

mod cell;
mod entry;
mod selection;
mod shares;
mod words;

pub use cell::{Cell, cells};
pub use entry::CaseEntry;
pub use selection::Selection;
pub use shares::{MIN_FOR_SHARES, Share, Shares, shares};
pub use words::{file_of, line, needed_parts, parts, retain_with};
