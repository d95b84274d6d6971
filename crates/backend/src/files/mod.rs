//! Files as answers: read from a folder and never from outside it, packed as the client takes them,
//! whole, in part, or not at all where the client has them already.

mod encoding;
mod folder;
mod range;
mod serve;
mod variants;

pub(crate) use folder::Folder;
pub(crate) use serve::serve;
pub(crate) use variants::{Stamps, Variants, base_of, is_missing};
