//! The calendar and the feed of each street that a rule names, as files of the snapshot and again
//! under names that never change, for programs that subscribe to them.

mod feed;
mod feed_items;
mod files;
mod ical_zone;
mod icalendar;
mod open_names;
mod street;

pub use files::{Before, make};
pub use open_names::copy_of;
pub(crate) use street::degrees;
