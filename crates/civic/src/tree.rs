//! The published tree: the shapes of its JSON files and how a logical name finds its file.
//!
//! `manifest.json` is the only file that changes. It names the top-level files; a name that ends
//! in `/` is a directory file, whose [`Directory`] names further files, so that the manifest
//! stays small however large the city is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::chain::Flag;
use crate::correction::Correction;
use crate::document::Document;
use crate::duty::DutyCategory;
use crate::duty::{DutyItem, DutyList};
use crate::feedback::{Case, FeedbackSettings, Service};
use crate::goods::Goods;
use crate::map::Tiles;
use crate::place::{Grade, LonLat, Place, Side};
use crate::requirement::{Requirement, RequirementStatus};
use crate::rule::Rule;
use crate::time::{Timestamp, Zone};
use crate::unit::{Level, Unit};
use crate::update::Update;
use crate::{DutyId, PlaceId, RequirementId, Text, UnitCode};

/// The version of these shapes. It rises only when an old reader would misread a newer tree.
pub const FORMAT: u32 = 1;

/// One file of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its path under the tree, named by its content: `f/<first 32 hex digits of its SHA-256>.json`,
    /// or `.ics` for a calendar.
    pub path: String,
    /// Its SHA-256, 64 hex digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// The snapshot before this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    /// Its sequence number.
    pub sequence: u64,
    /// The SHA-256 of its manifest, archived as `manifests/<sequence>.json`.
    pub sha256: String,
}

/// The licence of the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Its name.
    pub name: Text,
    /// Where to read it.
    pub url: String,
}

/// `manifest.json`: one snapshot 发布版本.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the shapes, [`FORMAT`].
    pub format: u32,
    /// The number of the snapshot, from 1.
    pub sequence: u64,
    /// When it was published.
    pub published_at: Timestamp,
    /// The one before; `None` for the first.
    pub previous: Option<Previous>,
    /// The city's short name.
    pub city: String,
    /// The city's name.
    pub city_name: Text,
    /// The city's time zone.
    pub time_zone: Zone,
    /// The licence of the data.
    pub licence: Licence,
    /// Every top-level file by its logical name.
    pub files: BTreeMap<String, Entry>,
}

/// A directory file: further files by their full logical name, or, where they are many, further
/// directory files. Either way at most [`MAX_DIRECTORY_LINES`], so that finding one file among ten
/// million reads little more than finding one among ten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// The files.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, Entry>,
    /// Further directory files, each by the first name under it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, Entry>,
}

/// How many lines a directory file has at most.
pub const MAX_DIRECTORY_LINES: usize = 16;

impl Directory {
    /// The part that holds the last name not after this one.
    pub fn part(&self, name: &str) -> Option<&Entry> {
        last_not_after(&self.parts, name).map(|(_, entry)| entry)
    }

    /// The file whose name is the last not after this one: a file named by the first of the keys
    /// it holds is found by any of them.
    pub fn last_not_after(&self, name: &str) -> Option<(&str, &Entry)> {
        last_not_after(&self.files, name).map(|(name, entry)| (name.as_str(), entry))
    }

    /// The parts that hold the names from one to before another.
    pub fn parts_between<'a>(
        &'a self,
        from: &'a str,
        before: &'a str,
    ) -> impl Iterator<Item = &'a Entry> {
        let first = last_not_after(&self.parts, from).map_or(from, |(name, _)| name.as_str());
        self.parts
            .iter()
            .skip_while(move |(name, _)| name.as_str() < first)
            .take_while(move |(name, _)| name.as_str() < before)
            .map(|(_, entry)| entry)
    }
}

fn last_not_after<'a>(
    entries: &'a BTreeMap<String, Entry>,
    name: &str,
) -> Option<(&'a String, &'a Entry)> {
    entries
        .iter()
        .rev()
        .find(|(known, _)| known.as_str() <= name)
}

/// The logical names of the top-level files.
pub mod name {
    /// [`super::CityFile`].
    pub const CITY: &str = "city";
    /// [`super::HomeFile`].
    pub const HOME: &str = "home";
    /// [`super::PlaceIndex`].
    pub const PLACES: &str = "places";
    /// [`super::RequirementIndex`].
    pub const REQUIREMENTS: &str = "requirements";
    /// [`super::DutyUnits`].
    pub const DUTIES: &str = "duties";
    /// [`super::UpdatesFile`].
    pub const UPDATES: &str = "updates";
    /// [`super::FeedbackFile`].
    pub const FEEDBACK: &str = "feedback";
    /// [`super::CasesFile`].
    pub const CASES: &str = "cases";
    /// Directory of [`super::PlaceShard`] by square: `rules/` and the name of a
    /// [`crate::cells::Cell`]; what is not drawn is in `rules/u0000` and on.
    pub const RULES_DIR: &str = "rules/";
    /// Directory of [`super::WhereFile`], each by the first place it holds: `where/S-001`.
    pub const WHERE_DIR: &str = "where/";
    /// Directory of the places by name in a city of many: [`super::PlaceIndex`] by the name of its
    /// [`crate::names::Leaf`]; none where `places` is small enough to be read whole.
    pub const NAMES_DIR: &str = "names/";
    /// Directory of [`super::DutyFile`] by unit: `duties/630104003`.
    pub const DUTIES_DIR: &str = "duties/";
    /// Directory of [`super::RequirementFile`] by requirement: `requirements/T-001`.
    pub const REQUIREMENTS_DIR: &str = "requirements/";
    /// Directory of the search index: `search/head` ([`crate::search::Head`]) and its shards.
    pub const SEARCH_DIR: &str = "search/";
    /// Directory of the streets' calendars, iCalendar and not JSON: `ics/Z-001`.
    pub const CALENDARS_DIR: &str = "ics/";
    /// Directory of the streets' feeds, JSON Feed 1.1: `feed/Z-001`.
    pub const FEEDS_DIR: &str = "feed/";
    /// Directory of [`super::ArchiveFile`], each by the first sequence number it holds:
    /// `archive/00000001`. The first snapshot has none.
    pub const ARCHIVE_DIR: &str = "archive/";
    /// Directory of every identifier ever published: `ids/all` ([`super::IdsFile`]).
    pub const IDS_DIR: &str = "ids/";
}

/// The directory that holds a logical name: `duties/` for `duties/630104003`; `None` for a
/// top-level name.
pub fn directory_of(name: &str) -> Option<&str> {
    name.find('/')
        .filter(|slash| slash + 1 < name.len())
        .map(|slash| &name[..=slash])
}

/// `city`: what nearly every page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityFile {
    /// The kinds of goods.
    pub goods: Vec<Goods>,
    /// The calendars.
    pub calendar: Calendar,
    /// The city, its districts and its street offices (no communities).
    pub units: Vec<Unit>,
    /// Days a step may take off a deadline before it counts as earlier.
    pub deadline_buffer_days: u32,
    /// The hotline.
    pub hotline: String,
    /// Emergency numbers.
    pub emergency: Vec<String>,
    /// What the reader is told about the whole of the data.
    pub notice: Text,
    /// Where most of the drawn places lie, see [`crate::map::overview`]; `None` where none is
    /// drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overview: Option<(LonLat, LonLat)>,
    /// What the map is drawn upon; `None` for nothing but the places themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiles: Option<Tiles>,
}

/// `home`: what the home page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeFile {
    /// The latest updates, newest first, at most 5.
    pub updates: Vec<Update>,
    /// Published places.
    pub places: u32,
    /// Published rules.
    pub rules: u32,
    /// Published duty items.
    pub duties: u32,
    /// Published requirements.
    pub requirements: u32,
    /// Published corrections that were decided.
    pub corrections: u32,
    /// What the reader is told about the whole of the data.
    pub notice: Text,
}

/// One line of `places`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceSummary {
    /// The place.
    pub id: PlaceId,
    /// Its name.
    pub name: Text,
    /// Which stretch.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub section: Text,
    /// Which side.
    pub side: Side,
    /// Its grade.
    pub grade: Grade,
    /// The street office it lies in.
    pub unit: UnitCode,
    /// Pinyin, syllables parted by spaces.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pinyin: String,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// A point on it; `None` where it is not drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<LonLat>,
}

impl From<&Place> for PlaceSummary {
    fn from(place: &Place) -> Self {
        Self {
            id: place.id.clone(),
            name: place.name.clone(),
            section: place.section.clone(),
            side: place.side.clone(),
            grade: place.grade.clone(),
            unit: place.unit.clone(),
            pinyin: place.pinyin.clone(),
            aliases: place.aliases.clone(),
            at: place.middle(),
        }
    }
}

/// `places`: every place, for search by name; `names/<leaf>`: those of one part of the names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceIndex {
    /// The places, by unit, then identifier.
    pub places: Vec<PlaceSummary>,
}

/// `where/<first place>`: which file answers for each place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhereFile {
    /// The logical name of its [`PlaceShard`] by place.
    pub places: BTreeMap<PlaceId, String>,
}

/// `rules/<square>`: all that is needed to answer for the places in one square of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceShard {
    /// The places that touch the square or come close to it, by identifier.
    pub places: Vec<Place>,
    /// Every rule whose scope holds one of them, rules for a grade or the city included, by
    /// identifier. A list of places in a scope is cut down to the places of the file.
    pub rules: Vec<Rule>,
    /// The documents these rules cite.
    pub documents: Vec<Document>,
}

/// One unit that has duty lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyUnit {
    /// The unit.
    pub unit: UnitCode,
    /// How many items stand on each list.
    pub counts: Vec<(DutyList, u32)>,
}

/// `duties`: the units that have duty lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyUnits {
    /// The units, by code.
    pub units: Vec<DutyUnit>,
}

/// One requirement of a duty item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyRequirement {
    /// The duty item.
    pub duty: DutyId,
    /// The requirement.
    pub requirement: RequirementId,
    /// Its title.
    pub title: Text,
}

/// `duties/<unit>`: the lists of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyFile {
    /// The unit.
    pub unit: Unit,
    /// Its items, by list, category and identifier.
    pub items: Vec<DutyItem>,
    /// The requirements that belong to them.
    pub requirements: Vec<DutyRequirement>,
    /// The documents they cite.
    pub documents: Vec<Document>,
}

/// One line of `requirements`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementSummary {
    /// The requirement.
    pub id: RequirementId,
    /// Its title.
    pub title: Text,
    /// Its category.
    pub category: DutyCategory,
    /// The list its duty stands on.
    pub list: DutyList,
    /// Where it stands.
    pub status: RequirementStatus,
    /// The level where it began and the lowest it has reached.
    pub levels: (Level, Level),
    /// The flags found, without those that a basis justifies.
    pub flags: Vec<Flag>,
}

/// `requirements`: every requirement in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementIndex {
    /// The requirements, by identifier.
    pub requirements: Vec<RequirementSummary>,
}

/// `requirements/<id>`: one requirement with all it cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementFile {
    /// The requirement.
    pub requirement: Requirement,
    /// Its corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// The documents that its steps, its legal basis and its corrections cite.
    pub documents: Vec<Document>,
}

/// `updates`: updates and corrections, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdatesFile {
    /// The updates.
    pub updates: Vec<Update>,
    /// The corrections.
    pub corrections: Vec<Correction>,
}

/// `feedback`: what the form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackFile {
    /// The kinds.
    pub services: Vec<Service>,
    /// The settings.
    pub settings: FeedbackSettings,
}

/// `cases`: published cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasesFile {
    /// The cases, newest first.
    pub cases: Vec<Case>,
}

/// An earlier snapshot, whose manifest is kept as `manifests/<sequence>.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Its number.
    pub sequence: u64,
    /// When it was published.
    pub published_at: Timestamp,
    /// The SHA-256 of its manifest.
    pub sha256: String,
}

/// `archive/<first sequence>`: snapshots before this one, so that any past answer can be given
/// again without walking back through them all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveFile {
    /// The snapshots, oldest first, without gaps.
    pub snapshots: Vec<Snapshot>,
}

/// How many snapshots one file of the archive holds at most.
pub const MAX_ARCHIVE_SNAPSHOTS: usize = 64;

/// The logical name of the archive's file that begins with this snapshot, or that of a later one
/// after it in order.
pub fn archive_name(sequence: u64) -> String {
    format!("{}{sequence:08}", name::ARCHIVE_DIR)
}

/// `ids/all`: what every identifier ever published has meant, so that none is reused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdsFile {
    /// `<kind>:<identifier>` to its Chinese name.
    pub ids: BTreeMap<String, String>,
}
