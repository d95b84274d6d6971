//! 任务清单: the units with published lists, a unit's lists, the admission log, and the search.

mod admission;
mod admissions;
mod duties;
mod filters;
mod leading;
mod links;
mod nothing;
mod overview;
mod page;
mod results;
mod search;

pub(crate) use admissions::AdmissionsPage;
pub(crate) use duties::{DutyPage, UnitPage};
pub(crate) use page::TasksPage;
