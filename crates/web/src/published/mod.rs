//! Reading the published tree: first the manifest, then files, each checked against it.
//!
//! A file that does not match the manifest is never shown: the program falls back to the last good
//! snapshot, and shows a notice with its age. [`Tree`] is the state of all this; `newest` and
//! `snapshots` choose the snapshot, `find` locates files in it, `read` deserializes them, and
//! `offline` keeps them for a time without a network. Pages subscribe to a file with [`use_file`].

mod decode;
mod error;
mod find;
mod keys;
mod locator;
mod newest;
mod offline;
mod read;
mod resource;
mod snapshots;
mod tree;

pub use decode::Published;
pub use error::{DataError, Trouble};
pub use find::Files;
pub use locator::Locator;
pub use offline::{can_keep, is_kept};
pub use resource::{File, Loaded, fetch_ahead, use_file, use_file_at};
pub use tree::{Tree, is_reading, provide_tree, tree};
