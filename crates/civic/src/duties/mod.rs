//! Duties 履职: units, their duty lists, and the requirements handed down to them.

pub mod added_demands;
mod duty;
mod requirement;
mod review;
mod unit;

pub use duty::*;
pub use requirement::*;
pub use review::reviewed;
pub use unit::*;
