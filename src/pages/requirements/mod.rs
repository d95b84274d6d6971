//! Requirements: the list, and one requirement traced level by level.

mod ladder;
mod list;

pub(crate) use ladder::RequirementPage;
pub(crate) use list::RequirementsPage;
