//! State that outlives a page.

pub(crate) mod asked_time;
pub(crate) mod comparison;
mod draft;
pub(crate) mod followed;
pub(crate) mod last_answer;
pub(crate) mod last_question;
mod outbox;
pub(crate) mod photos;
pub(crate) mod receipts;
pub(crate) mod saved_answers;
mod site;
mod text_size;

pub(crate) use draft::{Draft, PlaceBy};
pub(crate) use outbox::{Attempt, Entry, Outbox, WaitingPhoto};
pub(crate) use site::{Site, city, city_in, provide_city, provide_site, site};
pub(crate) use text_size::TextSize;
