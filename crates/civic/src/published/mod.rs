//! The published tree: the types of its JSON files and how a logical name is resolved to a file.
//!
//! Except for the open copies of calendars, feeds and sheets, `manifest.json` is the only file that is
//! ever replaced. It names the top-level files; a name that ends in `/` is a directory file, whose
//! [`Directory`] names further files, so that the manifest stays small however large the city is.
//!
//! `manifest` and `directory` are the index, `files` the contents, `name` the logical names,
//! `archive` the earlier snapshots, `history` which of them changed a thing, `open_sheets` what is
//! said of the sheets, `register` the public cases; `walk` resolves names without doing any I/O, and `surroundings` finds what is
//! published around a point.

mod archive;
mod directory;
mod files;
mod history;
mod manifest;
pub mod name;
mod open_sheets;
mod register;
pub mod surroundings;
mod walk;

pub use archive::{ArchiveFile, MAX_ARCHIVE_SNAPSHOTS, archive_name};
pub use directory::{Directory, MAX_DIRECTORY_LINES, directory_of};
pub use files::*;
pub use history::{
    DutyHistory, DutyRevision, HistoryStart, Opening, RequirementHistory, RequirementRevision,
    Revised, SnapshotRef, State, Timeline, history_name,
};
pub use manifest::{Entry, FORMAT, Licence, Manifest, Previous, Snapshot};
pub use open_sheets::{OpenSheet, OpenSheets};
pub use register::{CaseList, CasesFile, MAX_LISTED, MonthOfCases, RegisterFile};
pub use walk::{Next, Walk};
