//! Publishing: new files first, the manifest last, so that a reader sees the old state or the new
//! one and never a mixture, even if the publisher is killed.

mod archive;
pub mod city_folder;
mod error;
mod history;
mod local;
mod open_copies;
mod publish;
mod spool;
mod target;
mod tree;
mod twins;
mod verify;

pub use error::{PublishError, TreeDefect};
pub use local::Folder;
pub use publish::{Publication, Published, publish};
pub use spool::Progress;
pub use target::{Lock, Target};
pub use tree::{current, published_ids, read};
pub use verify::verify;
