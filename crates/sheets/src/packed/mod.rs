//! Packed files of office programs: what they are, their XML, and helps for reading it.

mod archive;
mod error;
mod relationships;
mod signature;
pub(crate) mod xml;

pub(crate) use archive::Archive;
pub(crate) use error::PackedError;
pub(crate) use relationships::{main_part, targets};
pub(crate) use signature::{COMPOUND_FILE, PACKED, has_stream, is_encrypted};
