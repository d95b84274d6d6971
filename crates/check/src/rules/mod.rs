//! Checks of rules 规则 against each other, the calendar and the places they apply to.

mod blanks;
mod check;
mod day_end;
pub(crate) mod days;
pub(crate) mod example;
mod expiry;
mod filter;
mod never;
mod outside;
pub(crate) mod overlap;
pub(crate) mod silence;

pub(crate) use check::check;
pub use day_end::MINUTE_BEFORE_MIDNIGHT;
