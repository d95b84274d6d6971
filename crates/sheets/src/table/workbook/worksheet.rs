//! A worksheet as it was read, before merges are filled.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::position::{Position, Region};
use super::refusal::Refusal;

/// The cells of a row by their column.
pub(super) type Row = BTreeMap<u32, Cell>;

/// A worksheet as it was read.
#[derive(Debug, Default)]
pub(super) struct Worksheet {
    /// The rows that hold something.
    pub(super) rows: BTreeMap<u32, Row>,
    pub(super) merges: Vec<Region>,
    pub(super) hidden_rows: BTreeSet<u32>,
    /// Spans of columns, the last included.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// The file asks for its formulas to be calculated when it is opened, so that the values it
    /// has may be none.
    pub(super) awaits_calculation: bool,
}

impl Worksheet {
    /// Keeps a cell, unless it is blank.
    pub(super) fn put(&mut self, at: Position, cell: Cell, room: &mut Room) -> Result<(), Refusal> {
        let size = match &cell.content {
            Ok(text) if text.trim().is_empty() => return Ok(()),
            Ok(text) => text.len(),
            Err(_) => 0,
        };
        room.take(size)?;
        self.rows.entry(at.row).or_default().insert(at.column, cell);
        Ok(())
    }

    /// Every cell and where it is.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Position, &Cell)> {
        self.rows.iter().flat_map(|(row, cells)| {
            cells.iter().map(|(column, cell)| {
                let at = Position {
                    row: *row,
                    column: *column,
                };
                (at, cell)
            })
        })
    }
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) content: Result<String, Unreadable>,
    pub(super) is_formula: bool,
    /// What the number format shows beside the value, such as `处`.
    pub(super) added: String,
    /// Shown with a line through it.
    pub(super) is_struck: bool,
}

impl Cell {
    pub(super) fn new(content: Result<String, Unreadable>) -> Self {
        Self {
            content,
            is_formula: false,
            added: String::new(),
            is_struck: false,
        }
    }
}

/// Why the value of a cell cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum Unreadable {
    #[error("{0}")]
    ErrorValue(String),
    #[error("")]
    NotCalculated,
    /// A spreadsheet keeps fifteen digits of a number and writes zeros for the rest.
    #[error("{0}")]
    TooManyDigits(String),
    #[error("{0}")]
    NoDate(String),
}

/// How much may still be read: one text repeated in every cell unpacks to more than any memory.
pub(super) struct Room {
    left: usize,
}

impl Room {
    pub(super) fn new() -> Self {
        Self { left: 128 << 20 }
    }

    /// Takes the room of a cell with a text of this size.
    pub(super) fn take(&mut self, size: usize) -> Result<(), Refusal> {
        const CELL: usize = 64;
        self.left = size
            .checked_add(CELL)
            .and_then(|size| self.left.checked_sub(size))
            .ok_or(Refusal::TooLarge)?;
        Ok(())
    }
}
