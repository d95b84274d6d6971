//! Case handling 办理: everything that happens to a case is an entry of its log, and its state is what
//! the log adds up to.
//!
//! - [`Entry`] is one line of the log: when, who, what ([`Event`]), and what was said ([`Words`]).
//!   Events hold no free text, so that a text can be deleted while the log stays whole.
//! - [`State::of`] folds a log; [`State::apply`] takes one entry more.
//! - [`decide`] says what an [`Action`] of a person comes to, or why not ([`Refusal`]). It is the one
//!   way to a new entry but for the first, which [`receive`] makes of a submission.
//! - [`possible`] lists what somebody can do to a case now.
//! - [`State::public_case`] is what anyone may see, [`State::holder_steps`] what the holder of the
//!   receipt sees beside it.
//!
//! docs/cases.md explains the model.

mod action;
mod actor;
mod apply;
mod broken;
mod decide;
mod entry;
mod event;
mod lists;
mod public;
mod receive;
mod refusal;
mod stages;
mod state;
mod words;

pub use action::{Action, Context, PublicVersion};
pub use actor::{Actor, Role};
pub use broken::{Broken, BrokenBy};
pub use decide::{Decided, MAX_REMARKS, decide, possible};
pub use entry::Entry;
pub use event::{Event, EventKind, Received, UnknownEvent};
pub use lists::{PauseReason, Reference, ReferenceKind};
pub use public::{PublicAnswer, PublicCase, PublicStep};
pub use receive::receive;
pub use refusal::{NotListed, PersonalSuspect, Refusal};
pub use stages::{ends, is_possible};
pub use state::{
    Clearing, Closing, GivenAnswer, Publishing, Running, Spoken, State, Step, Stopped,
};
pub use words::{Said, Slot, Wording, Words};

pub use super::WithheldReason;
