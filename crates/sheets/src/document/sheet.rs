//! A sheet as an office sends a list of tasks: each cell is read as text.

use super::left::{Left, Why};
use super::part::{Document, Format};
use super::place::Place;
use super::refused::{Foreign, Refused};
use crate::packed::Archive;
use crate::table::{
    CellSaid, Refusal, WorksheetCells, all_worksheets, column_letters, decode,
    read_csv as read_rows, separator_of,
};

/// The cells of a CSV, row by row.
pub(super) fn read_csv(file: &str, bytes: &[u8]) -> Result<Document, Refused> {
    let decoded = decode(bytes)?;
    let text = &decoded.text;
    let mut document = Document::new(Format::Csv);
    let mut findings = Vec::new();
    let grid = read_rows(file, text, separator_of(text), &mut findings);
    for row in &grid.rows {
        for (column, cell) in (0..).zip(row.cells.iter()) {
            document.push(cell, place("", row.number, column));
        }
    }
    for finding in findings {
        let row = finding.location.row;
        let left = Left::new(place("", row, 0), Why::Unclosed, &finding.value);
        document.left.push(left);
    }
    Ok(document)
}

/// The cells of every worksheet that holds something.
pub(super) fn read_workbook(bytes: &[u8], archive: &Archive) -> Result<Document, Refused> {
    let mut document = Document::new(Format::Workbook);
    for worksheet in all_worksheets(bytes, archive)? {
        push_worksheet(&mut document, &worksheet);
    }
    Ok(document)
}

fn push_worksheet(document: &mut Document, worksheet: &WorksheetCells) {
    let sheet = worksheet.name.as_str();
    if worksheet.is_partly_hidden {
        let place = Place::Whole {
            sheet: sheet.to_owned(),
        };
        document.left.push(Left::new(place, Why::HiddenCells, ""));
    }
    for cell in &worksheet.cells {
        let place = place(sheet, cell.row + 1, cell.column);
        let (why, words) = match &cell.said {
            CellSaid::Text(text) => {
                document.push(text, place);
                continue;
            }
            CellSaid::Struck(text) => (Why::Struck, text),
            CellSaid::Covered(text) => (Why::Covered, text),
            CellSaid::Unreadable(text) => (Why::Unreadable, text),
        };
        document.left.push(Left::new(place, why, words));
    }
}

fn place(sheet: &str, row: u32, column: u32) -> Place {
    Place::Sheet {
        sheet: sheet.to_owned(),
        row,
        column: column_letters(column),
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoBytes | Refusal::Empty | Refusal::Unclear { .. } => Self::Empty,
            Refusal::Encrypted => Self::Encrypted,
            Refusal::Other(_) => Self::Foreign(Foreign::Packed),
            Refusal::Damaged { part, why } if part.is_empty() => Self::Damaged(why),
            Refusal::Damaged { part, why } => Self::Damaged(format!("{part}: {why}")),
            Refusal::TooLarge => Self::TooLarge,
        }
    }
}
