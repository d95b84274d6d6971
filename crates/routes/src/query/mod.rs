//! What the query of each page asks, as types; the only place that knows the keys.
//!
//! A query is read with [`Query::read`] from whatever maps a key to its decoded value, and written
//! as part of an address with `href` of each type. Keys that a page does not know are passed over;
//! a value that it cannot read is kept as it was written ([`Parameter`]).

mod feedback;
mod filters;
mod lookup;
mod map;
mod pairs;
mod parameter;
mod saved_answer;
mod search;
mod street_notice;
mod time;

pub use feedback::{Feedback, Follow, Step};
pub use filters::{DutyFilter, RequirementFilter, UpdateFilter};
pub use lookup::{Lookup, Period};
pub use map::{Map, STREET_ZOOM};
pub use pairs::{Pairs, Query};
pub use parameter::{Parameter, Value};
pub use saved_answer::SavedAnswer;
pub use search::Search;
pub use street_notice::StreetNotice;
pub use time::AskedTime;
