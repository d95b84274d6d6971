//! Every worksheet of a workbook as its cells say it: where a cell is merged, its words stand once.

use std::collections::BTreeSet;

use super::choose::Workbook;
use super::ods::Ods;
use super::position::{Position, Region};
use super::refusal::Refusal;
use super::worksheet::{Room, Worksheet};
use super::xlsx::Xlsx;
use crate::packed::Archive;

/// A worksheet that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WorksheetCells {
    pub(crate) name: String,
    /// The worksheet itself, or rows or columns of it.
    pub(crate) is_partly_hidden: bool,
    /// The cells that are not blank, row by row.
    pub(crate) cells: Vec<CellText>,
}

/// A cell that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellText {
    /// From 0.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) column: u32,
    pub(crate) said: CellSaid,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CellSaid {
    Text(String),
    /// Shown with a line through it.
    Struck(String),
    /// Its own text lies unseen under a merge.
    Covered(String),
    /// Its value cannot be told; what is there instead.
    Unreadable(String),
}

/// Every worksheet that holds something.
pub(crate) fn all_worksheets(
    bytes: &[u8],
    archive: &Archive,
) -> Result<Vec<WorksheetCells>, Refusal> {
    let content = archive.part("content.xml");
    if content.is_some_and(|text| text.contains("<office:spreadsheet")) {
        all_of(Ods::open(archive)?)
    } else {
        all_of(Xlsx::open(bytes, archive)?)
    }
}

fn all_of(mut workbook: impl Workbook) -> Result<Vec<WorksheetCells>, Refusal> {
    let mut all = Vec::new();
    for (index, entry) in workbook.entries().into_iter().enumerate() {
        if entry.holds_something {
            let worksheet = workbook.worksheet(index)?;
            all.push(WorksheetCells {
                is_partly_hidden: entry.hidden
                    || !worksheet.hidden_rows.is_empty()
                    || !worksheet.hidden_columns.is_empty(),
                name: entry.name,
                cells: cells(&worksheet)?,
            });
        }
    }
    Ok(all)
}

fn cells(worksheet: &Worksheet) -> Result<Vec<CellText>, Refusal> {
    let covered = covered(worksheet)?;
    let cells = worksheet.cells().map(|(at, cell)| CellText {
        row: at.row,
        column: at.column,
        said: match &cell.content {
            Err(why) => CellSaid::Unreadable(why.to_string()),
            Ok(text) if covered.contains(&at) => CellSaid::Covered(text.clone()),
            Ok(text) if cell.is_struck => CellSaid::Struck(text.clone()),
            Ok(text) => CellSaid::Text(text.clone()),
        },
    });
    Ok(cells.collect())
}

/// The cells that lie under a merge and are not its first.
fn covered(worksheet: &Worksheet) -> Result<BTreeSet<Position>, Refusal> {
    let mut covered = BTreeSet::new();
    let mut room = Room::new();
    for Region { first, last } in &worksheet.merges {
        for (row, cells) in worksheet.rows.range(first.row..=last.row) {
            room.take(0)?;
            for column in cells
                .range(first.column..=last.column)
                .map(|(column, _)| *column)
            {
                room.take(0)?;
                let at = Position { row: *row, column };
                if at != *first {
                    covered.insert(at);
                }
            }
        }
    }
    Ok(covered)
}
