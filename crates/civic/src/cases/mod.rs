//! Cases 诉求: feedback, its validation, and the detection of personal data in it.

mod case;
pub mod deadline;
mod means_definition;
mod period;
pub mod personal_data;
pub mod redaction;
pub mod register;
mod service;
mod submission;

pub use case::*;
pub use means_definition::MeansDefinition;
pub use period::{Month, Period};
pub use service::*;
pub use submission::*;
