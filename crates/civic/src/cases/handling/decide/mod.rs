//! Who may do what to a case, and what it comes to.
//!
//! In this order: whether the actor may do such a thing at all, whether the log is understood, whether
//! it is possible in the stage, whether it is handled here and published so, whether this person may do
//! it to this case, whether time and clock let it, and then what the action itself needs. A refusal is
//! the first that applies.

mod checked;
mod decision;
mod follow_up;
mod publishing;
mod rights;
mod work;

pub use decision::{Decided, decide};
pub use follow_up::MAX_REMARKS;
pub use rights::possible;
