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
    pub(crate) cells: Cells,
}

/// The texts of a row, in one piece: most cells of a large sheet are short or empty, and a text of
/// its own for each takes more than the sheet itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cells {
    text: Box<str>,
    /// Where each cell ends in the text.
    ends: Box<[usize]>,
}

impl Cells {
    /// The cells, from the first column on.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|at| self.get(at))
    }

    /// The cell of a column; `None` beyond the last.
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        self.text.get(start.copied().unwrap_or_default()..end)
    }

    /// How many there are, empty ones included.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cells with a text between them.
    pub(crate) fn join(&self, between: &str) -> String {
        self.iter().collect::<Vec<_>>().join(between)
    }
}

impl<T: AsRef<str>> FromIterator<T> for Cells {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            text.push_str(cell.as_ref());
            ends.push(text.len());
        }
        Self {
            text: text.into_boxed_str(),
            ends: ends.into_boxed_slice(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cells_are_what_they_were_made_of(of in proptest::collection::vec("[a西,]{0,3}", 0..6)) {
            let cells: Cells = of.iter().collect();
            prop_assert_eq!(cells.iter().collect::<Vec<_>>(), of.iter().collect::<Vec<_>>());
            prop_assert_eq!(cells.len(), of.len());
            prop_assert_eq!(cells.get(of.len()), None);
            prop_assert_eq!(cells.join("|"), of.join("|"));
        }
    }
}
