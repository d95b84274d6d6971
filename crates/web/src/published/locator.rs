//! How a resource of a tree is named.

use std::fmt;

use civic::published::archive_name;
use civic::{CaseId, PlaceId};

const PLACE: &str = "place=";
const CASE: &str = "case=";

/// Names a resource of the tree, whichever file it lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locator {
    /// The file with a logical name.
    Name(String),
    /// The [`civic::published::PlaceShard`] that contains a place.
    Place(PlaceId),
    /// The [`civic::published::CasesFile`] that contains a case, if there is such a case.
    Case(CaseId),
    /// The manifest of the snapshot with this sequence number, from the archive.
    Snapshot(u64),
    /// A resource of that snapshot.
    Of(u64, Box<Locator>),
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Place(place) => write!(f, "{PLACE}{place}"),
            Self::Case(case) => write!(f, "{CASE}{case}"),
            Self::Snapshot(sequence) => f.write_str(&archive_name(*sequence)),
            Self::Of(_, locator) => locator.fmt(f),
        }
    }
}

impl Locator {
    /// Parses the text of a [`Locator`].
    pub(super) fn read(text: &str) -> Self {
        if let Some(place) = text.strip_prefix(PLACE) {
            return Self::Place(place.into());
        }
        match text.strip_prefix(CASE) {
            Some(case) => Self::Case(case.into()),
            None => Self::Name(text.to_owned()),
        }
    }
}
