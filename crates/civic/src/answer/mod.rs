//! The answer to 能不能摆: "may I sell this, here, then?"
//!
//! A rule is a *candidate* when its scope holds the place, its goods hold the goods and it is in
//! force. Among the candidates whose time holds, a rule that overrides another beats its target;
//! then the lowest priority number wins. Silence is an answer of its own, never a guess.
//!
//! [`Engine`] holds the places and rules; `prepared` is what is found out once about rules that
//! speak together, and `rules_at_place` hands it out. `schedule` says whether a rule holds on a
//! day, `day` and `day_plan` what decides through one, `decide` which rule wins at an instant and
//! `changes` until when. The rest is made from these: alternatives, day patterns, the street
//! notice, permitted times, the saved answer.

pub mod alternatives;
#[expect(
    clippy::module_inception,
    reason = "the answer itself, among all that answering takes"
)]
mod answer;
mod changes;
mod day;
pub mod day_patterns;
mod day_plan;
mod decide;
mod decision;
mod engine;
pub mod permitted_times;
mod prepared;
mod rules_at_place;
pub mod saved_answer;
mod schedule;
mod spans;
pub mod street_notice;

pub use answer::{Answer, HORIZON_DAYS, LossReason, Lost, Question, Segment, Temporary, Verdict};
pub use decision::State;
pub use engine::Engine;
pub use rules_at_place::RulesAtPlace;
pub use spans::Span;
