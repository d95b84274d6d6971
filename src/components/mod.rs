//! View components shared by the pages.

mod as_of;
mod choice;
pub(crate) mod city_map;
mod correction;
pub(crate) mod day_strip;
mod definitions;
mod error_summary;
mod fact;
mod frame;
mod home_sign;
mod icon;
mod keep_district;
mod leads;
mod note;
mod page;
mod paper_foot;
mod place_name;
pub(crate) mod place_search;
mod qr_code;
mod requirement_tags;
mod save_answer;
pub(crate) mod schedule;
pub(crate) mod search_index;
mod sign;
mod source;
mod status;
mod subject;
pub(crate) mod until;
mod update_entry;

pub(crate) use as_of::{as_of, before, earlier, unpublished};
pub(crate) use choice::Choice;
pub(crate) use correction::CorrectionText;
pub(crate) use definitions::Definitions;
pub(crate) use error_summary::ErrorSummary;
pub(crate) use fact::{Fact, FactRow, Tag, TagKind, wrong_with_this};
pub(crate) use frame::Frame;
pub(crate) use home_sign::{HomeSign, KeptSign};
pub(crate) use icon::{Glyph, Icon, SmallGlyph};
pub(crate) use keep_district::KeepDistricts;
pub(crate) use leads::leads;
pub(crate) use note::{Note, NoteKind};
pub(crate) use page::{Breadcrumbs, FixedHeading, Heading, alone_on_paper, set_title_of_page};
pub(crate) use paper_foot::PaperFoot;
pub(crate) use place_name::PlaceName;
pub(crate) use qr_code::QrCode;
pub(crate) use requirement_tags::{StateTag, StatusTag};
pub(crate) use save_answer::SaveAnswer;
pub(crate) use sign::{SignWord, WordAs, sign_class, verdict_icon};
pub(crate) use source::{Citation, Citations, SourceTag};
pub(crate) use status::{
    Absent, Failure, LookElsewhere, NotUnderstood, Skeleton, Status, when_ready,
};
pub(crate) use subject::{Subject, history_link, since, use_timeline};
pub(crate) use until::Until;
pub(crate) use update_entry::{UpdateEntry, page_about};
