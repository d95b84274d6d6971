//! Requirements: the list, and one requirement traced level by level.

mod bars;
mod ladder;
mod list;
mod weeks;

pub(crate) use ladder::RequirementPage;
pub(crate) use list::RequirementsPage;
