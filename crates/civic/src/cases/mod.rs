//! Cases 诉求: feedback, its validation, and the detection of personal data in it.

mod case;
pub mod clock;
mod days_used;
pub mod deadline;
pub mod due_calendar;
mod flood;
pub mod grouped;
pub mod handling;
pub mod markup;
mod means_definition;
mod period;
pub mod personal_data;
pub mod redaction;
pub mod register;
mod service;
mod similar;
mod submission;
mod tailored;

pub use case::*;
pub use days_used::{DaysUsed, days_used};
pub use flood::{Flood, Sent, floods};
pub use means_definition::{MeansDefinition, definition_of};
pub use period::{Month, Period};
pub use service::*;
pub use similar::similar;
pub use submission::*;
pub use tailored::Told;
