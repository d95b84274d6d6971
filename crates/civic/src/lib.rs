//! The domain of Mingdan 明单, pure.
//!
//! Types, rules, calendar, answers, chain comparison, checks and search. Nothing here knows a
//! DOM, a network, a disk or a clock: the caller passes the instant. The same source runs in the
//! browser, in the server and on the command line, and gives byte-equal answers in all three.

pub mod answer;
pub mod cases;
pub mod documents;
pub mod duties;
mod id;
pub mod lang;
mod open_enum;
pub mod places;
pub mod published;
pub mod rules;
pub mod search;
mod text;
pub mod time;

pub use id::*;
pub use text::{Bilingual, Text};
