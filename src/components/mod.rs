//! View components shared by the pages.

pub(crate) mod day_strip;
mod fact;
pub(crate) mod frame;
pub(crate) mod keep_district;
mod page;
mod place_name;
pub(crate) mod qr_code;
mod requirement_tags;
mod save_answer;
pub(crate) mod schedule;
mod source;
mod status;
mod update_entry;

pub(crate) use fact::{fact, fact_view, tag, wrong_with_this};
pub(crate) use page::{crumbs, fixed_heading, heading};
pub(crate) use place_name::place_name;
pub(crate) use requirement_tags::{flag_tag, status_tag};
pub(crate) use save_answer::save;
pub(crate) use source::{cite, cite_all, source};
pub(crate) use status::{absent, elsewhere, failure, skeleton, when_ready};
pub(crate) use update_entry::entry;
