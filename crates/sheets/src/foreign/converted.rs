//! The result of an import.

use super::report::Report;
use crate::files::Files;

/// The file that marks a folder as made by an import.
pub const MARK: &str = "import.json";

/// An import that was made.
#[derive(Clone, Debug)]
pub struct Converted {
    /// What became of each row.
    pub report: Report,
    /// The files of the city's folder; `None` where the map's own rows do not pass the check, and
    /// the report's findings have the reasons.
    pub files: Option<Files>,
}
