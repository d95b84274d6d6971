//! Requirements, each a chain of steps down the levels, with what is known of what each step adds.
//!
//! A chain is made element by element (deadline, frequency, targets, …): for each a [`Case`] is
//! chosen, its values are laid down the levels, and what a careful reader would say of each step is
//! written down, before any program has compared anything. The elements do not touch each other, so
//! that what was planted in one cannot be undone by another.

mod assessment;
mod basis;
mod case;
mod chain;
mod coverage;
mod deadline;
mod duty;
mod frequency;
mod handed_in;
mod planted;
mod shape;
mod targets;
mod tools;

pub use case::Case;
pub use chain::Chain;
pub use planted::Planted;
