//! The query of the street notice 街道告示.

use civic::PlaceId;
use civic::lang::Lang;

use super::Query;
use super::pairs::{href, key, non_empty, text};
use crate::portal::Page;

/// Identifies the notice of a street.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreetNotice {
    /// The street.
    pub place: Option<PlaceId>,
}

impl Query for StreetNotice {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            place: non_empty(get(key::PLACE)),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![(key::PLACE, text(self.place.as_ref()))]
    }
}

impl StreetNotice {
    /// The notice of a street.
    pub fn of(place: &PlaceId) -> Self {
        Self {
            place: Some(place.clone()),
        }
    }

    /// The URL of the notice.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::StreetNotice, lang, self)
    }
}
