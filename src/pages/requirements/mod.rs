//! Requirements: the list, and one requirement traced level by level.

mod ladder;
mod list;

pub(crate) use ladder::page as ladder;
pub(crate) use list::page as list;
