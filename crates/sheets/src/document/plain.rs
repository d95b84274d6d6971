//! Plain text.

use super::part::{Document, Format, Piece};
use super::place::Place;
use super::refused::Refused;
use crate::table::decode;

/// A text in UTF-8, UTF-16 or GB18030, each line of it a piece. A line may be one of a paragraph that
/// was wrapped, so the text stays as it is.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refused> {
    let mut document = Document::new(Format::Text);
    document.text = decode(bytes)?.text.into_owned();
    let mut start = 0;
    for (index, line) in document.text.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        if !line.trim().is_empty() {
            let place = Place::Line { number: index + 1 };
            document.pieces.push(Piece { start, end, place });
        }
        start = end;
    }
    Ok(document)
}
