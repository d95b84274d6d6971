//! The parts of the program.

mod chunk;
mod loader;
mod split;

pub(crate) use chunk::Chunk;
pub(crate) use loader::Chunks;
