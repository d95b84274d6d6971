//! View components shared by the pages.

mod choice;
pub(crate) mod day_strip;
mod fact;
mod frame;
mod keep_district;
mod page;
mod place_name;
mod qr_code;
mod requirement_tags;
mod save_answer;
pub(crate) mod schedule;
mod source;
mod status;
mod update_entry;

pub(crate) use choice::Choice;
pub(crate) use fact::{Fact, FactRow, Tag, WrongWithThis};
pub(crate) use frame::Frame;
pub(crate) use keep_district::KeepDistricts;
pub(crate) use page::{Breadcrumbs, FixedHeading, Heading};
pub(crate) use place_name::PlaceName;
pub(crate) use qr_code::QrCode;
pub(crate) use requirement_tags::{FlagTag, StatusTag};
pub(crate) use save_answer::SaveAnswer;
pub(crate) use source::{Citation, Citations, SourceTag};
pub(crate) use status::{
    Absent, Failure, LookElsewhere, NotUnderstood, Skeleton, Status, when_ready,
};
pub(crate) use update_entry::UpdateEntry;
