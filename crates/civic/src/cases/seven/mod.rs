//! The counts of the 721 page: how cases were handled, by month, quarter and year, and by kind.
//!
//! 721 is a guide (seven tenths service, two tenths management, one tenth enforcement), not a target
//! that units are measured by: nothing here knows a unit, and no share is told of few cases. Withheld
//! cases count like any other. Kinds that are published in groups only are not counted here: a count
//! of one of them would give away what the groups keep.

mod count;
mod counted;
mod definition;
mod filter;
mod rows;

pub use count::{Count, FEWEST_FOR_SHARES, Ratings, Share};
pub use counted::{Class, Counted};
pub use definition::{InForce, Version, in_force};
pub use filter::{Dating, Filter};
pub use rows::{KindRow, Row, Span, by_kind, rows};
