//! Which page belongs to which chunk of the program.

use routes::Page;

/// A group of pages whose code is fetched together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chunk {
    /// 能不能摆.
    Lookup,
    /// The map.
    Map,
    /// The saved answers and the street notice.
    Slips,
    /// The duty lists and their search.
    Lists,
    /// The requirements, what lands on one office, and the years at a glance.
    Chains,
    /// The feedback form and following a case.
    Report,
    /// The public register of cases, and the 721 page.
    Cases,
    /// Updates, corrections, open data and the about page.
    Record,
    /// The histories of duty lists and requirements.
    History,
    /// The comparison of notices, and what reads them.
    Notices,
}

/// All chunks.
pub(super) const ALL: [Chunk; 10] = [
    Chunk::Lookup,
    Chunk::Map,
    Chunk::Slips,
    Chunk::Lists,
    Chunk::Chains,
    Chunk::Report,
    Chunk::Cases,
    Chunk::Record,
    Chunk::History,
    Chunk::Notices,
];

/// The chunks that are fetched ahead, in this order. Who compares notices is an official with a draft at
/// hand: nobody else's browser need compile what reads them. The map needs files of its own anyway, and
/// few ask what something was before.
pub(super) const AHEAD: [Chunk; 6] = [
    Chunk::Lookup,
    Chunk::Lists,
    Chunk::Chains,
    Chunk::Report,
    Chunk::Record,
    Chunk::Slips,
];

impl Chunk {
    /// The chunk of a page, or `None` if the page is part of the first visit.
    pub(crate) fn of(page: &Page) -> Option<Self> {
        match page {
            Page::Home | Page::NotFound => None,
            Page::Lookup => Some(Self::Lookup),
            Page::Map => Some(Self::Map),
            Page::SavedAnswers | Page::SavedAnswer | Page::StreetNotice => Some(Self::Slips),
            Page::Tasks | Page::Admissions | Page::Unit(_) | Page::Duty(..) => Some(Self::Lists),
            Page::Office(_) | Page::Glance | Page::Requirements | Page::Requirement(_) => {
                Some(Self::Chains)
            }
            Page::UnitHistory(_) | Page::DutyHistory(..) | Page::RequirementHistory(_) => {
                Some(Self::History)
            }
            Page::Feedback | Page::Follow => Some(Self::Report),
            Page::Cases | Page::Case(_) | Page::Seven => Some(Self::Cases),
            Page::Updates | Page::Corrections | Page::OpenData | Page::About => Some(Self::Record),
            Page::Compare => Some(Self::Notices),
        }
    }
}
