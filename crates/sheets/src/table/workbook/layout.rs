//! From cells to rows: merges filled, rows that cannot be read set apart.

use std::collections::{BTreeMap, BTreeSet};

use super::super::grid::{Grid, GridRow};
use super::position::{Position, Region};
use super::refusal::Refusal;
use super::worksheet::{Room, Row, Unreadable, Worksheet};

/// A worksheet as rows, and what happened on the way.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) grid: Grid,
    /// The cells that cannot be read; their rows are refused.
    pub(super) unreadable: Vec<(Position, Unreadable)>,
    /// The cells whose own text lies under a merge.
    pub(super) covered: Vec<Position>,
}

impl Layout {
    /// Gives each cell of a merged region the region's value, which is that of its first cell.
    ///
    /// A row that says nothing but what a merge brings is none. Where a row holds a single merged
    /// cell and nothing else, a title or a note, it is left as that one cell.
    pub(super) fn new(worksheet: &mut Worksheet) -> Result<Self, Refusal> {
        let mut layout = Self::default();
        let mut room = Room::new();
        for region in &worksheet.merges {
            layout.uncover(rows_of(&mut worksheet.rows, *region), *region, &mut room)?;
        }
        worksheet.rows.retain(|_, cells| !cells.is_empty());
        layout.unreadable = worksheet
            .cells()
            .filter_map(|(at, cell)| Some((at, cell.content.clone().err()?)))
            .collect();
        let last_column = worksheet
            .rows
            .values()
            .filter_map(|cells| cells.keys().next_back())
            .max()
            .copied()
            .unwrap_or(0);
        let alone: BTreeSet<u32> = worksheet
            .rows
            .iter()
            .filter(|(_, cells)| cells.len() == 1)
            .map(|(row, _)| *row)
            .collect();
        for region in &worksheet.merges {
            let first = region.first;
            let Some(value) = worksheet
                .rows
                .get(&first.row)
                .and_then(|cells| cells.get(&first.column))
                .cloned()
            else {
                continue;
            };
            let size = value.content.as_ref().map_or(0, String::len);
            for (row, cells) in rows_of(&mut worksheet.rows, *region) {
                room.take(0)?;
                if row == first.row && alone.contains(&row) {
                    continue;
                }
                for column in first.column..=region.last.column.min(last_column) {
                    room.take(size)?;
                    cells.insert(column, value.clone());
                }
            }
        }
        for (row, cells) in &worksheet.rows {
            let number = row + 1;
            let is_whole = cells.values().all(|cell| cell.content.is_ok());
            let cells = texts(cells, &mut room)?;
            if is_whole {
                let cells = cells.iter().collect();
                layout.grid.rows.push(GridRow { number, cells });
            } else {
                layout.grid.refused.insert(number, cells);
            }
        }
        Ok(layout)
    }

    /// Takes out what lies under a merge.
    fn uncover<'a>(
        &mut self,
        rows: impl Iterator<Item = (u32, &'a mut Row)>,
        region: Region,
        room: &mut Room,
    ) -> Result<(), Refusal> {
        let Region { first, last } = region;
        let mut value = None;
        for (row, cells) in rows {
            room.take(0)?;
            if row == first.row {
                value = cells.get(&first.column).cloned();
            }
            let under: Vec<u32> = cells
                .range(first.column..=last.column)
                .map(|(column, _)| *column)
                .filter(|column| (row, *column) != (first.row, first.column))
                .collect();
            for column in under {
                let covered = cells.remove(&column);
                if covered.map(|cell| cell.content)
                    != value.as_ref().map(|cell| cell.content.clone())
                {
                    self.covered.push(Position { row, column });
                }
            }
        }
        Ok(())
    }
}

/// The rows of a region that hold something.
fn rows_of(rows: &mut BTreeMap<u32, Row>, region: Region) -> impl Iterator<Item = (u32, &mut Row)> {
    rows.range_mut(region.first.row..=region.last.row)
        .map(|(row, cells)| (*row, cells))
}

/// The texts of a row from the first column on; empty for a cell that cannot be read.
fn texts(cells: &Row, room: &mut Room) -> Result<Vec<String>, Refusal> {
    let mut texts = Vec::new();
    for (column, cell) in cells {
        let column = usize::try_from(*column).unwrap_or(usize::MAX);
        while texts.len() < column {
            room.take(0)?;
            texts.push(String::new());
        }
        let text = cell.content.as_deref().unwrap_or_default();
        texts.push(text.trim().to_owned());
    }
    Ok(texts)
}
