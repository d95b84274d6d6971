//! The public register of cases: `cases` is what is published of each, `files` the lists by month and by what
//! they name, the counts, and the details; `feeds` the latest answers as JSON Feed and Atom.

mod cases;
pub(crate) mod feeds;
mod files;

pub(crate) use cases::Register;
