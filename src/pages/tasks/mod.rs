//! 任务清单: the units and their duty lists.

mod duties;
mod units;

pub(crate) use duties::{DutyPage, UnitPage};
pub(crate) use units::TasksPage;
