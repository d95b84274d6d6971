//! Feedback, without HTTP: taking it in, and telling what became of it.

mod accept;
mod follow;
mod receipt;
mod request;

pub(crate) use accept::{AcceptError, accept};
pub(crate) use follow::{FollowError, follow};
pub(crate) use receipt::Secret;
pub(crate) use request::request;
