//! Rows of texts, whatever kind of file they were in.

use std::collections::BTreeMap;

/// The rows of a file, before it is known what its columns are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    /// Every row that holds something and could be read.
    pub(crate) rows: Vec<GridRow>,
    /// The rows that hold something and could not be read, by their numbers, with what is known of
    /// their cells; each has a finding.
    pub(crate) refused: BTreeMap<u32, Vec<String>>,
}

/// A row of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GridRow {
    /// The row as a spreadsheet numbers it; empty rows are counted.
    pub(crate) number: u32,
    /// Its cells, from the first column on.
    pub(crate) cells: Vec<String>,
}
