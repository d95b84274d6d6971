//! 公开的诉求: the register with its filters, one case, and how cases were handled by the 721 method.

mod case;
mod chart;
mod entry;
mod filters;
mod find;
mod list;
mod path;
mod periods;
mod seven;

pub(crate) use case::CasePage;
pub(crate) use list::CasesPage;
pub(crate) use seven::SevenPage;
