//! The domain of Mingdan 明单, pure.
//!
//! Types, rules, calendar, answers, chain comparison, checks and search. Nothing here knows a
//! DOM, a network, a disk or a clock: the caller passes the instant. The same source runs in the
//! browser, in the server and on the command line, and gives byte-equal answers in all three.

pub mod alternatives;
pub mod answer;
pub mod calendar;
pub mod cells;
pub mod chain;
pub mod check;
pub mod correction;
pub mod document;
pub mod duty;
pub mod feedback;
pub mod finding;
pub mod goods;
mod id;
pub mod lang;
pub mod locate;
pub mod map;
pub mod names;
pub mod notice;
mod open_enum;
pub mod opening_hours;
pub mod permissions;
pub mod picture;
pub mod place;
pub mod privacy;
pub mod requirement;
pub mod rule;
pub mod search;
pub mod slip;
pub mod sources;
mod text;
pub mod time;
pub mod tree;
pub mod unit;
pub mod update;

pub use id::*;
pub use text::Text;
