//! A document that an office sends, as text: what it says, where each piece stands, and what of it
//! could not be read.
//!
//! Bytes in: plain text, DOCX, or a sheet whose cells are read as text. What a document shows and
//! what cannot be read as words (a picture, an embedded file, a formula) is told with its place, and so
//! is what is in the file and is not said (deleted, struck through, hidden).

mod docx;
mod left;
mod part;
mod place;
mod plain;
mod read;
mod refused;
mod sheet;

pub use left::{Left, Why};
pub use part::{Document, Format, Piece};
pub use place::Place;
pub use read::read;
pub use refused::{Foreign, Refused};
