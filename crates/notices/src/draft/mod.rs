//! From a reading to a requirement: a draft that is corrected by hand, the step it becomes, the
//! chain of steps, its rows.

mod chain;
mod entries;
mod export;
mod fields;
mod guess;
mod step;
mod taken_over;

pub use chain::{ChainHead, STEP_HEADINGS, identifier, requirement, steps_csv};
pub use entries::{ByHand, Draft, Entry, ReadAt, StepHead};
pub use export::{Export, Issued};
pub use fields::{Field, FieldName, fields, value};
pub use guess::likely_kind;
