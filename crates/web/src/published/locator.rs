//! How a resource of a tree is named.

use std::fmt;

use civic::PlaceId;
use civic::published::archive_name;

const PLACE: &str = "place=";

/// Names a resource of the tree, whichever file it lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locator {
    /// The file with a logical name.
    Name(String),
    /// The [`civic::published::PlaceShard`] that contains a place.
    Place(PlaceId),
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
            Self::Snapshot(sequence) => f.write_str(&archive_name(*sequence)),
            Self::Of(_, locator) => locator.fmt(f),
        }
    }
}

impl Locator {
    /// Parses the text of a [`Locator`].
    pub(super) fn read(text: &str) -> Self {
        match text.strip_prefix(PLACE) {
            Some(place) => Self::Place(place.into()),
            None => Self::Name(text.to_owned()),
        }
    }
}
