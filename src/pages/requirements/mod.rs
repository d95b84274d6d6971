//! Requirements: the list, one requirement traced level by level, and what all of them together ask of
//! one office.

mod bars;
mod ladder;
mod list;
mod office;
mod weeks;

pub(crate) use ladder::RequirementPage;
pub(crate) use list::RequirementsPage;
pub(crate) use office::OfficePage;
