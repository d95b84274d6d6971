//! The rules of reading, one file a kind of demand, from what is most certain to what is least.

mod assessments;
mod bounds;
mod dates;
mod deadlines;
mod deliverables;
mod found;
mod frequencies;
mod numerals;
mod quantities;
mod scopes;
mod tools;

pub(crate) use assessments::assessments;
pub(crate) use dates::{NoticeDate, day};
pub(crate) use deadlines::deadlines;
pub(crate) use deliverables::deliverables;
pub(crate) use found::{Found, Scan};
pub(crate) use frequencies::frequencies;
pub(crate) use numerals::number;
pub(crate) use quantities::quantities;
pub(crate) use scopes::scopes;
pub(crate) use tools::tools;
