//! The text: what is refused, where sentences end, and how a sentence is looked at.

mod folded;
mod refused;
mod sentences;
mod span;

pub(crate) use folded::Folded;
pub(crate) use refused::refusal;
pub use refused::{MAX_CHARS, MAX_DEMANDS, Refused};
pub(crate) use sentences::sentences;
pub use span::Span;
