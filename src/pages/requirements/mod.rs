//! Requirements: the list, one requirement traced level by level, what all of them together ask of one
//! office, and the years at a glance.

mod bars;
mod glance;
mod ladder;
mod list;
mod office;
mod weeks;

pub(crate) use glance::GlancePage;
pub(crate) use ladder::RequirementPage;
pub(crate) use list::RequirementsPage;
pub(crate) use office::OfficePage;
