//! What a part holds, paragraph by paragraph.

use super::super::left::Why;

/// Where a paragraph stands in its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// In the running text.
    Running,
    /// In a cell: the table, its row, the cell; from 1.
    Cell(usize, usize, usize),
    /// In a text box.
    Box,
}

/// A note that a paragraph refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteRef {
    pub(super) is_endnote: bool,
    pub(super) id: String,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) spot: Spot,
    /// The number that its list gives it.
    pub(super) label: String,
    /// What it says.
    pub(super) text: String,
    /// What is in it and not in its text, or should be known of it.
    pub(super) left: Vec<(Why, String)>,
    /// The notes it refers to, in their order.
    pub(super) notes: Vec<NoteRef>,
}

impl Block {
    pub(super) fn new(spot: Spot) -> Self {
        Self {
            spot,
            label: String::new(),
            text: String::new(),
            left: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds words that are told; words of one kind in a row are one.
    pub(super) fn leave(&mut self, why: Why, words: &str) {
        match self.left.last_mut() {
            Some((last, said)) if *last == why && is_of_words(why) => said.push_str(words),
            _ => self.left.push((why, words.to_owned())),
        }
    }

    /// True where it holds neither words nor anything that is told.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.left.is_empty() && self.notes.is_empty()
    }
}

fn is_of_words(why: Why) -> bool {
    matches!(
        why,
        Why::Deleted | Why::Struck | Why::Hidden | Why::Inserted | Why::Formula
    )
}
