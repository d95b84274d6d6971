//! Reads Chinese official prose and finds the demands in it.
//!
//! [`read()`] takes the text of a notice and gives its sentences, the demands in each (deadlines,
//! frequencies, quantities, deliverables, scopes, assessments, tools), what looks like a demand and
//! is none, and what looks like one and was not read. It is rule-based: each demand says by which
//! rule it was read. No I/O, DOM, clock or randomness; no dictionary and no regular expressions, so
//! that it stays small where it is fetched by a browser.

pub mod draft;
pub mod limits;
mod reading;
mod rules;
mod text;

pub use reading::*;
pub use text::{MAX_CHARS, MAX_DEMANDS, Refused, Span};
