//! The published tree as a browser program reads it: the manifest first, every file checked against
//! it.
//!
//! Where a file is not what the manifest says, nothing of it is shown: the program goes back to the
//! last good snapshot, says so, and shows how old that is. [`Tree`] is the state of all this;
//! `newest` and `snapshots` choose what it shows, `find` finds files in it and `read` reads them;
//! [`use_file`] is how a page follows one.

mod decode;
mod error;
mod find;
mod keys;
mod newest;
mod offline;
mod read;
mod resource;
mod snapshots;
mod tree;
mod want;

pub use decode::Published;
pub use error::{DataError, Trouble};
pub use offline::{can_keep, is_kept};
pub use resource::{File, Loaded, use_file, use_wanted};
pub use tree::{Tree, provide_tree, tree};
pub use want::Want;
