//! What was read: sentences, demands, what was set aside and what was not read.

mod demand;
mod document;
mod head;
mod leftovers;
mod read;
mod rule;
mod stance;

pub use demand::{
    AssessmentKind, Day, Deadline, HowOften, Item, Kind, Limit, Quantity, Scope, TimeUnit, Value,
    YearFrom,
};
pub use document::{Demand, Head, Look, Part, Reading, Sentence, SetAside, Stated, Unread};
pub use read::read;
pub use rule::{NotDemanded, Rule};
