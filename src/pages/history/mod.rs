//! The history of a requirement, a duty item or the lists of a unit.

mod changes;
mod days;
mod differences;
mod fields;
mod page;
mod versions;

pub(crate) use page::HistoryPage;
