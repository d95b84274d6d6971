//! A document as text.

use serde::Serialize;

use super::left::Left;
use super::place::Place;

/// What kind of file a document was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text.
    Text,
    /// DOCX, of Word or WPS.
    Docx,
    /// CSV.
    Csv,
    /// XLSX or ODS.
    Workbook,
}

/// A piece of a document that stands by itself: a paragraph, a cell, a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its first byte in the text.
    pub start: usize,
    /// The first byte after it.
    pub end: usize,
    /// Where it stands in the file.
    pub place: Place,
}

/// A document as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What kind of file it was.
    pub format: Format,
    /// What it says, as it is written. An empty line parts its pieces, so that no sentence goes on
    /// from one to the next.
    pub text: String,
    /// Its pieces, in the order of the text.
    pub pieces: Vec<Piece>,
    /// What is in it and not in the text, or should be known of the text, in the order of the file.
    pub left: Vec<Left>,
}

impl Document {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            text: String::new(),
            pieces: Vec::new(),
            left: Vec::new(),
        }
    }

    /// Adds a piece, unless it has no words.
    pub(super) fn push(&mut self, text: &str, place: Place) {
        let text = text.trim_matches(['\n', '\r']);
        if text.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        self.pieces.push(Piece { start, end, place });
    }

    /// Where a byte of the text stands in the file: in the last piece that begins at it or before.
    pub fn place_of(&self, byte: usize) -> Option<&Place> {
        let after = self.pieces.partition_point(|piece| piece.start <= byte);
        let piece = after.checked_sub(1).and_then(|at| self.pieces.get(at))?;
        Some(&piece.place)
    }
}
