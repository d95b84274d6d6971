//! 反映问题: the form, the receipt, and following a case.

mod fields;
mod follow;
mod form;
mod question;
mod received;
mod review;
mod steps;
mod waiting;

pub(crate) use follow::FollowPage;
pub(crate) use form::FeedbackPage;
