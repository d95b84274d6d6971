//! 任务清单: the units and their duty lists.

mod duties;
mod units;

pub(crate) use duties::{duty, unit};
pub(crate) use units::page as units;
