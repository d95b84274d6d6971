//! 反映问题: the form, the receipt, and following a case.

mod about;
mod fields;
mod follow;
mod form;
mod my_cases;
mod personal;
mod question;
mod received;
mod review;
mod steps;
mod waiting;

pub(crate) use follow::FollowPage;
pub(crate) use form::FeedbackPage;
