//! The shapes of the published JSON files.

use crate::cases::{Case, FeedbackSettings, Service};
use crate::documents::Correction;
use crate::documents::Document;
use crate::documents::Update;
use crate::duties::DutyCategory;
use crate::duties::added_demands::Flag;
use crate::duties::{DutyItem, DutyList};
use crate::duties::{Level, Unit};
use crate::duties::{Requirement, RequirementStatus};
use crate::places::PlaceSummary;
use crate::places::tiles::Tiles;
use crate::places::{LonLat, Place};
use crate::rules::Goods;
use crate::rules::Rule;
use crate::time::Calendar;
use crate::{DutyId, PlaceId, RequirementId, Text, UnitCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// Where most of the drawn places lie, see [`crate::places::tiles::overview`]; `None` where none is
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

/// `ids/all`: what every identifier ever published has meant, so that none is reused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdsFile {
    /// `<kind>:<identifier>` to its Chinese name.
    pub ids: BTreeMap<String, String>,
}
