//! The public register of cases: `cases` is what is published of each, `files` the lists by month and by what
//! they name, the counts, and the details; `words` the index of what older cases say; `feeds` the latest answers as JSON Feed and Atom.

mod cases;
pub(crate) mod feeds;
mod files;
mod words;

pub(crate) use cases::Register;
