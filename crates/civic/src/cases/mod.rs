//! Cases 诉求: feedback, what it must hold, and what in it is nobody else's business.

mod case;
pub mod deadline;
pub mod personal_data;

pub use case::*;
