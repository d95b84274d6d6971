//! 反映问题: the form, the receipt, and following a case.

mod about;
mod area;
mod case;
mod days;
mod fields;
mod follow;
mod follow_up;
mod form;
mod found;
mod my_cases;
mod personal;
mod photos;
mod place;
mod point_on_map;
mod question;
mod questions;
mod received;
mod review;
mod scan;
mod sender;
mod similar;
mod steps;
mod waiting;
mod who;

pub(crate) use follow::FollowPage;
pub(crate) use form::FeedbackPage;
pub(crate) use sender::SentByItself;
