//! Cases 诉求: feedback, its validation, and the detection of personal data in it.

mod case;
pub mod deadline;
pub mod markup;
pub mod personal_data;
pub mod redaction;
mod service;
mod submission;

pub use case::*;
pub use service::*;
pub use submission::*;
