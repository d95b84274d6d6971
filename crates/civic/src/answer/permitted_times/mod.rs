//! The permitted times 准许时段 of a place as calendar events: they repeat by weekday, with exceptions
//! and with occurrences that are cancelled or changed.
//!
//! An event covers the times that a rule *decides*, not all those in its schedule: time in which
//! another rule wins is not part of it. Together, the events of a place are exactly the times at
//! which the engine answers "permitted", each attributed to the deciding rule.
//!
//! `event` defines the types, `days` computes what each rule permits on each day, `series` joins
//! these days into repeating events, and `events` does so for a whole place.

mod days;
mod event;
mod events;
mod series;

pub use event::{Change, City, Event, Hours, Occurrence, Paused, Repeats};
pub use events::{events, horizon};
