//! The query parameters of each page, as types. No other code knows the keys.
//!
//! [`Query::read`] reads a query from any function from a key to its decoded value; the `href` of
//! each type builds a URL. Unknown keys are ignored; an invalid value is kept as it was written
//! ([`Parameter`]).

mod cases;
mod compare;
mod feedback;
mod filters;
mod history;
mod lookup;
mod map;
mod pairs;
mod parameter;
mod saved_answer;
mod search;
mod street_notice;
mod time;

pub use cases::{CaseFilter, SevenFilter, cases_about};
pub use compare::Compare;
pub use feedback::{Feedback, Follow, Step, asked_at, named_by, parts};
pub use filters::{
    AdmissionFilter, CorrectionFilter, DutyFilter, GlanceFilter, OfficeFilter, RequirementFilter,
    UpdateFilter,
};
pub use history::{AsOf, Between};
pub use lookup::{Lookup, Period};
pub use map::{Map, STREET_ZOOM};
pub use pairs::{Pairs, Query};
pub use parameter::{Parameter, Value};
pub use saved_answer::SavedAnswer;
pub use search::Search;
pub use street_notice::StreetNotice;
pub use time::AskedTime;
