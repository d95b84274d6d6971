//! The resources of a tree.

use std::fmt;

use civic::PlaceId;
use civic::published::archive_name;

const PLACE: &str = "place=";

/// A resource of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// The file with a logical name.
    Name(String),
    /// The [`civic::published::PlaceShard`] that contains a place.
    Place(PlaceId),
    /// The manifest of the snapshot with this sequence number, from the archive.
    Snapshot(u64),
    /// A resource of that snapshot.
    Of(u64, Box<Want>),
}

impl fmt::Display for Want {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Place(place) => write!(f, "{PLACE}{place}"),
            Self::Snapshot(sequence) => f.write_str(&archive_name(*sequence)),
            Self::Of(_, want) => want.fmt(f),
        }
    }
}

impl Want {
    /// Parses the text of a [`Want`].
    pub(super) fn read(text: &str) -> Self {
        match text.strip_prefix(PLACE) {
            Some(place) => Self::Place(place.into()),
            None => Self::Name(text.to_owned()),
        }
    }
}
