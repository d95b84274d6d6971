//! What changed between two published versions of a duty item or a requirement, field by field.
//!
//! `elements` takes a record apart, so that no field of it can be forgotten; `pairs` finds what became
//! of what; `words` says a value. Start reading at `changes`.

mod changes;
mod elements;
mod items;
mod pairs;
mod value;
mod words;

pub use changes::{Change, Part, RequirementVersion, duty_changes};
pub use items::revised_items;
pub use value::{Field, Value};
pub use words::Names;
