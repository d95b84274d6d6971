//! The answer to 能不能摆: "may I sell this, here, then?"
//!
//! A rule is a *candidate* if its scope includes the place, its goods include the goods and it is
//! in force. Among the candidates whose schedule holds, a rule that overrides another beats its
//! target; then the lowest priority number wins. If no rule applies, the answer says so; nothing is
//! guessed.
//!
//! [`Engine`] owns the places and rules. `prepared` precomputes what depends only on a set of
//! rules, and `rules_at_place` looks it up for a place and goods. `schedule` determines whether a
//! rule holds on a day, `day` and `day_plan` the decisions of a whole day, `decide` which rule wins
//! at an instant and `changes` until when. The other modules build on these: alternatives, lists of places, day
//! patterns, the street notice, permitted times, the saved answer.

pub mod alternatives;
#[expect(
    clippy::module_inception,
    reason = "the answer itself, beside the modules that compute it"
)]
mod answer;
pub mod at_places;
mod changes;
mod day;
pub mod day_patterns;
mod day_plan;
mod decide;
mod decision;
mod engine;
pub mod last_answer;
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
