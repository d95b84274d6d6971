//! Feedback, without HTTP: taking it in, telling what became of it, and what the holder of a receipt does.

mod accept;
mod filter;
mod follow;
mod forget;
mod idempotency;
mod photo;
mod receipt;
mod request;

pub(crate) use accept::{AcceptError, Report, accept};
pub(crate) use filter::{Filter, FilterProblem, LONGEST_SPAN_DAYS, MOST_ON_A_PAGE};
pub(crate) use follow::{FollowError, FollowUpError, follow, follow_up};
pub(crate) use forget::forget;
pub(crate) use idempotency::{IDEMPOTENCY_KEY, IdempotencyKey, NotAKey};
pub(crate) use photo::{PhotoRefused, add_photo};
pub(crate) use receipt::Secret;
pub(crate) use request::{public, request};
