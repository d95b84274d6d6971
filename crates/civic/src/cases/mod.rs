//! Cases 诉求: feedback, its validation, and the detection of personal data in it.

mod case;
mod days_used;
pub mod deadline;
pub mod personal_data;
pub mod redaction;
mod service;
mod similar;
mod submission;
mod tailored;

pub use case::*;
pub use days_used::{DaysUsed, days_used};
pub use service::*;
pub use similar::similar;
pub use submission::*;
pub use tailored::Told;
