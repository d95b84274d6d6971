//! The calendar and the feed of each street of which a rule speaks by name, as files of the
//! snapshot and once more under names that never change, for programs that subscribe to them.

mod feed;
mod feed_items;
mod files;
mod ical_lines;
mod ical_zone;
mod icalendar;
mod open_names;
mod street;

pub use files::{Before, make};
pub use open_names::{Copies, OPEN, copies};
