//! Where cells are, as spreadsheets name them.

use std::fmt;

/// The most rows a worksheet has.
const ROWS: u32 = 1_048_576;

/// The most columns a worksheet has.
const COLUMNS: u32 = 16_384;

/// A cell's row and column, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) row: u32,
    pub(super) column: u32,
}

impl Position {
    /// `None` where no worksheet reaches that far.
    pub(super) fn new(row: u32, column: u32) -> Option<Self> {
        (row < ROWS && column < COLUMNS).then_some(Self { row, column })
    }

    /// Reads `C5`.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let digits = name.find(|c: char| !c.is_ascii_alphabetic())?;
        let (letters, row) = name.split_at(digits);
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let column = letters.bytes().fold(0, |column, letter| {
            column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
        });
        Self::new(row_number(row)?, column - 1)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row + 1)
    }
}

/// Reads a row's number; from 0.
pub(super) fn row_number(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let row = text.parse::<u32>().ok()?.checked_sub(1)?;
    (row < ROWS).then_some(row)
}

/// The letters of a column, counted from 0.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(column);
    while let Some(at) = rest {
        letters.push(char::from_digit(at % 26 + 10, 36).map_or('?', |c| c.to_ascii_uppercase()));
        rest = (at / 26).checked_sub(1);
    }
    letters.iter().rev().collect()
}

/// A rectangle of cells; both corners belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) first: Position,
    pub(super) last: Position,
}

impl Region {
    /// Reads `C5:D8` or `C5`.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (first, last) = name.split_once(':').unwrap_or((name, name));
        let (first, last) = (Position::parse(first)?, Position::parse(last)?);
        (first.row <= last.row && first.column <= last.column).then_some(Self { first, last })
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let named = |name: &str| Position::parse(name).map(|at| (at.row, at.column));
        assert_eq!(named("A1"), Some((0, 0)));
        assert_eq!(named("c107"), Some((106, 2)));
        assert_eq!(named("XFD1048576"), Some((1_048_575, 16_383)));
        for name in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "AAAAAAAA1",
            "A99999999999",
            "A-1",
            "$A$1",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
        assert_eq!(Region::parse("B5:A1"), None);
    }

    proptest! {
        #[test]
        fn a_name_is_read_as_it_is_written(row in 0..ROWS, column in 0..COLUMNS) {
            let at = Position { row, column };
            prop_assert_eq!(Position::parse(&at.to_string()), Some(at));
        }
    }
}
