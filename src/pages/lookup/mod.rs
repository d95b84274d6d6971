//! 能不能摆: the lookup, the answers saved from it, and the street notice.

mod actions;
mod alternatives;
mod day_and_week;
mod goods;
mod home_answer;
mod next_choice;
mod page;
mod place;
mod place_list;
mod point;
mod reasons;
mod saved_answer;
mod sign;
mod snapshot;
mod snapshot_notes;
mod steps;
mod street_notice;
mod time;
mod time_table;
mod verdict;
mod version;
mod year;
mod year_chart;

pub(crate) use home_answer::HomeAnswer;
pub(crate) use page::LookupPage;
pub(crate) use saved_answer::{SavedAnswerPage, SavedAnswersPage};
pub(crate) use street_notice::StreetNoticePage;
