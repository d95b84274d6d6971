//! Feedback, without HTTP: taking it in, and telling what became of it.

mod accept;
mod filter;
mod follow;
mod forget;
mod idempotency;
mod receipt;
mod request;

pub(crate) use accept::{AcceptError, Report, accept};
pub(crate) use filter::{Filter, FilterProblem, LONGEST_SPAN_DAYS, MOST_ON_A_PAGE};
pub(crate) use follow::{FollowError, follow};
pub(crate) use forget::forget;
pub(crate) use idempotency::{IdempotencyKey, NotAKey};
pub(crate) use receipt::Secret;
pub(crate) use request::{public, request};
