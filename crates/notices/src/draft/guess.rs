//! What a piece that was not read may be, for the form in which a person says it.

use crate::reading::{Kind, Look};

/// The kind that a piece of this look most often is; a person chooses.
pub fn likely_kind(look: Look) -> Kind {
    match look {
        Look::Number => Kind::Quantity,
        Look::Every => Kind::Frequency,
        Look::Before => Kind::Deadline,
        Look::Duty | Look::Ban | Look::Unclear => Kind::Deliverable,
    }
}
