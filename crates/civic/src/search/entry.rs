//! The published shapes of an index.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::duties::{DutyList, RequirementStatus};
use crate::search::facet::Facet;
use crate::search::kind::ItemKind;
use crate::search::numbers::Numbers;
use crate::{Text, UnitCode};

/// Words for the same 同义词.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonyms {
    /// The words, as the city writes them.
    pub words: Vec<String>,
    /// Where this row comes from.
    pub source: Source,
}

/// An item that an entry stands for: its identifier; the unit whose list it is on, or in which it lies,
/// empty for a requirement; and the document it is based on, by its place in [`EntryPage::documents`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named(pub String, pub String, pub u32);

impl Named {
    /// Its identifier.
    pub fn id(&self) -> &str {
        &self.0
    }

    /// The code of its unit; empty for a requirement.
    pub fn unit(&self) -> UnitCode {
        self.1.as_str().into()
    }

    /// The place of its document.
    pub fn document(&self) -> usize {
        self.2 as usize
    }
}

/// What is found: a place, a requirement, or a duty item. Items that are the same on the lists of
/// several units are one entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Its kind.
    pub kind: ItemKind,
    /// Its title.
    pub title: Text,
    /// The list it is on; `None` for a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<DutyList>,
    /// Its status; only of a requirement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<RequirementStatus>,
    /// The department that leads, or takes over; of a requirement, the units it passed through.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub lead: Text,
    /// [`crate::duties::DutyItem::how`]; of a requirement, a note.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub unit_duty: Text,
    /// How many items it stands for.
    pub count: u32,
    /// The first [`crate::search::MAX_NAMED`] of them, sorted by unit and identifier.
    pub items: Vec<Named>,
}

/// `index/e<n>` and `index/<unit>/e<n>`: some entries, and the documents they cite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPage {
    /// The entries.
    pub entries: Vec<Entry>,
    /// The titles of the documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Text>,
}

/// A value by which entries are filtered, and the entries that have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// What it is a value of.
    pub facet: Facet,
    /// The code by which an address names it.
    pub code: String,
    /// What it is called.
    pub name: Text,
    /// The entries, as runs.
    pub entries: String,
}

/// `index/head` and `index/<unit>/head`: the size of an index, and what its entries are filtered
/// by. Entries are numbered from 0 in the order in which equally good ones are listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of shards.
    pub shards: u32,
    /// How many items each entry stands for, as pairs of how many entries and how many items.
    pub counts: String,
    /// How many entries each page has.
    pub pages: String,
    /// The values of facets, in the order in which they are offered.
    pub facets: Vec<FacetValue>,
    /// Rows of words for the same thing, folded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<Vec<String>>,
}

/// `index/t<n>` and `index/<unit>/t<n>`: the posting lists of some terms. The value of a spelling
/// in pinyin, or of initials, is the terms that are spelled so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// The posting list of each term, sorted by term.
    pub terms: Vec<(String, String)>,
}

impl Shard {
    /// The terms from this one on.
    pub(super) fn from(&self, term: &str) -> &[(String, String)] {
        let first = self
            .terms
            .partition_point(|(known, _)| known.as_str() < term);
        self.terms.get(first..).unwrap_or_default()
    }
}

impl Head {
    /// The page that an entry is on, and its place there; `None` if there is no such entry.
    pub fn page_of(&self, entry: u32) -> Option<(usize, usize)> {
        let mut first = 0;
        for (page, entries) in Numbers::of(&self.pages).enumerate() {
            if entry < first + entries {
                return Some((page, (entry - first) as usize));
            }
            first += entries;
        }
        None
    }
}
