//! The permitted times 准许时段 of a place as a calendar holds them: events that repeat by
//! weekday, with the days left out, the days that are closed or changed, and nothing guessed.
//!
//! An event is what a rule *decides*, not what it says by itself: where a rule of another place in
//! the order beats it, the time is not its. So the events of a place together are exactly the
//! times at which the engine answers "permitted", each under the rule that decides it.

mod days;
mod event;
mod events;
mod series;

pub use event::{Change, City, Event, Hours, Occurrence, Paused, Repeats};
pub use events::{events, horizon};
