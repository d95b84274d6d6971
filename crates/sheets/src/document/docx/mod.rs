//! DOCX (ECMA-376): the text of a document as it stands with every tracked change accepted.
//!
//! The libraries that read DOCX build a document to be edited or laid out, and leave out what they have
//! no type for; docs/decisions/docx.md says which were looked at. What is wanted here is the opposite:
//! nothing that a reader of the page sees may be missing without being told. So each part is walked
//! event by event, and what is not known is looked into.

mod block;
mod names;
mod numbering;
mod read;
mod walk;

pub(super) use read::read;
