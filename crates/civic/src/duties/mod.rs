//! Duties 履职: units, their duty lists, and the requirements handed down to them.

pub mod added_demands;
mod admission;
pub mod burden;
pub mod comparison;
mod definition;
mod duty;
mod glance;
mod requirement;
mod review;
pub mod revision;
mod unit;

pub use admission::*;
pub use definition::Definition;
pub use duty::*;
pub use glance::{Decision, Glance, GlanceFigures, Year, glances};
pub use requirement::*;
pub use review::{corrected_flags, reviewed, states};
pub use unit::*;
