//! The chunks of the program, loaded on demand.

mod chunk;
mod loader;
mod reads;
mod split;

pub(crate) use chunk::Chunk;
pub(crate) use loader::Chunks;
