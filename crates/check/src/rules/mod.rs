//! Rules 规则 held against each other, against the calendar and against the places they speak of.

mod check;
pub(crate) mod days;
pub(crate) mod example;
mod filter;
mod never;
mod outside;
pub(crate) mod overlap;
pub(crate) mod silence;

pub(crate) use check::check;
