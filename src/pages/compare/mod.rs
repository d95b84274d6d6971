//! Two notices side by side, and a draft before it goes out: what it adds to the level above, what goes
//! against the limits on documents, what hands down a duty that was taken back.

mod against;
mod desk;
mod edit;
mod fields;
mod findings;
mod level;
mod page;
mod results;
mod rows;
mod sentences;
mod table;

pub(crate) use page::ComparePage;
