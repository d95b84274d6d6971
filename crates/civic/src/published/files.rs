//! The types of the published JSON files. Each type names the logical name of its file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::cases::{FeedbackSettings, Service};
use crate::documents::{Correction, Document, Limit, Update};
use crate::duties::added_demands::Flag;
use crate::duties::burden::{AskedTwice, Cut, Figure, Landed, Uncounted};
use crate::duties::{
    Admission, AdmissionDuty, DutyCategory, DutyItem, DutyList, Glance, GlanceFigures, Level,
    Requirement, RequirementStatus, Unit, Year,
};
use crate::open_enum::open_enum;
use crate::places::tiles::Tiles;
use crate::places::{BaseFeature, LonLat, Place, PlaceSummary};
use crate::rules::{Goods, Rule};
use crate::time::Calendar;
use crate::{DutyId, PlaceId, RequirementId, Text, UnitCode};

/// `city`: what nearly every page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityFile {
    /// The kinds of goods.
    pub goods: Vec<Goods>,
    /// The calendars.
    pub calendar: Calendar,
    /// The city, its districts and its street offices (no communities).
    pub units: Vec<Unit>,
    /// The days by which a step may bring a deadline forward before it counts as earlier.
    pub deadline_buffer_days: u32,
    /// The hotline.
    pub hotline: String,
    /// Emergency numbers.
    pub emergency: Vec<String>,
    /// A notice to readers about the data as a whole.
    pub notice: Text,
    /// The box around most of the places, see [`crate::places::tiles::overview`]; `None` if none
    /// has a geometry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overview: Option<(LonLat, LonLat)>,
    /// The tile layer of the map; `None` to draw the places alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiles: Option<Tiles>,
}

/// `base`: what is drawn below the places on the map, in a city that ships a base map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseFile {
    /// Whose drawing it is, or that it is schematic; empty for nothing said.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub credit: Text,
    /// What is drawn, in the order of the city's file.
    pub features: Vec<BaseFeature>,
}

/// `home`: what the home page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeFile {
    /// The latest updates, newest first, at most 5.
    pub updates: Vec<Update>,
    /// What these updates are about, each once; what cannot be looked up is left out.
    #[serde(default)]
    pub subjects: Vec<Subject>,
    /// The number of published places.
    pub places: u32,
    /// The number of published rules.
    pub rules: u32,
    /// The number of published duty items.
    pub duties: u32,
    /// The number of published requirements.
    pub requirements: u32,
    /// The number of published corrections that were decided.
    pub corrections: u32,
    /// A notice to readers about the data as a whole.
    pub notice: Text,
}

/// `places`: every place, for search by name; `names/<leaf>`: those of one leaf of the names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceIndex {
    /// The places, sorted by unit, then identifier.
    pub places: Vec<PlaceSummary>,
}

/// `where/<first place>`: the file with the rules of each place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhereFile {
    /// The logical name of its [`PlaceShard`] by place.
    pub places: BTreeMap<PlaceId, String>,
}

/// `rules/<square>`: everything needed to answer for the places in one cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceShard {
    /// The places that touch the cell or come close to it, sorted by identifier.
    pub places: Vec<Place>,
    /// Every rule whose scope includes one of them, also rules for a grade, a unit or the city,
    /// sorted by identifier. Lists of places in scopes are reduced to the places of the file.
    pub rules: Vec<Rule>,
    /// The documents these rules cite.
    pub documents: Vec<Document>,
    /// How many public cases name a place or a rule of the file, by its identifier; those without any
    /// are left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cases: BTreeMap<String, u32>,
}

/// A unit with duty lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyUnit {
    /// The unit.
    pub unit: UnitCode,
    /// The number of items on each list.
    pub counts: Vec<(DutyList, u32)>,
}

/// `duties`: the units with duty lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyUnits {
    /// The units, sorted by code.
    pub units: Vec<DutyUnit>,
}

/// A requirement that belongs to a duty item.
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
    /// Its items, sorted by list, category and identifier.
    pub items: Vec<DutyItem>,
    /// The requirements that belong to them.
    pub requirements: Vec<DutyRequirement>,
    /// How many requirements reach the unit; without any there is no [`OfficeFile`] of it.
    #[serde(default)]
    pub reached: u32,
    /// The proposals in the admission log that are about its items, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub admissions: Vec<Admission>,
    /// The documents they cite.
    pub documents: Vec<Document>,
    /// How many public cases name an item, by its identifier; those without any are left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cases: BTreeMap<String, u32>,
}

/// `admissions`: the admission log; only where the city keeps one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdmissionsFile {
    /// What was proposed, the latest first by [`Admission::told_on`].
    pub admissions: Vec<Admission>,
    /// The items of duty lists that they are about.
    #[serde(default)]
    pub duties: Vec<AdmissionDuty>,
    /// The units that are to have them, and those of the items, sorted by code.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// The documents of the decisions.
    #[serde(default)]
    pub documents: Vec<Document>,
}

/// An entry of `requirements`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementSummary {
    /// The requirement.
    pub id: RequirementId,
    /// Its title.
    pub title: Text,
    /// Its category.
    pub category: DutyCategory,
    /// The list its duty is on.
    pub list: DutyList,
    /// Its status.
    pub status: RequirementStatus,
    /// The level of its origin and the lowest level it has reached.
    pub levels: (Level, Level),
    /// The flags raised, without those that a basis justifies.
    pub flags: Vec<Flag>,
    /// Those of the flags whose additions were all corrected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Flag>,
    /// The unit it comes from.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub by: Text,
}

/// `requirements`: the summary of every requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementIndex {
    /// The requirements, sorted by identifier.
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
    /// How many public cases name it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cases: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// `office/<unit>`: what lands on one unit in a year, a few figures however much that is.
/// [`crate::duties::burden::office_year`] adds them up for a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeFile {
    /// The unit.
    pub unit: Unit,
    /// How many duty items it has; without any there are no lists of it.
    #[serde(default)]
    pub duties: u32,
    /// How many requirements reach it.
    pub requirements: u32,
    /// What they ask of it.
    pub figures: Vec<Figure>,
    /// How many things they ask without a number.
    #[serde(default)]
    pub uncounted: u32,
    /// How many pairs of demands may be the same.
    #[serde(default)]
    pub twice: u32,
    /// How many corrections took something away.
    #[serde(default)]
    pub cuts: u32,
    /// The latest of them, at most [`MAX_LATEST_CUTS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub latest_cuts: Vec<Cut>,
}

/// How many of the corrections are in [`OfficeFile`].
pub const MAX_LATEST_CUTS: usize = 6;

/// `office/<unit>/<part>`: what is behind a figure of one unit. The part is the code of a
/// [`crate::duties::burden::BurdenKind`], or one of the names in [`crate::published::name`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficePart {
    /// The requirements that ask for this kind, and for how many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub landed: Vec<Landed>,
    /// What is asked without a number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncounted: Vec<Uncounted>,
    /// What may be asked twice, what is most alike first; at most [`MAX_TWICE`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub twice: Vec<AskedTwice>,
    /// What corrections took away, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<Cut>,
    /// The documents that are cited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
}

/// How many pairs of demands that may be the same are published of one unit.
pub const MAX_TWICE: usize = 64;

/// The figures of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearFigures {
    /// The year; `None` for requirements whose first document has no published date.
    pub year: Year,
    /// All levels together, then each that issued something, from the top down.
    pub levels: Vec<GlanceFigures>,
}

/// `glance`: each year at a glance, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlanceFile {
    /// The years.
    pub years: Vec<YearFigures>,
}

/// `glance/<year>`: the requirements and corrections behind the figures of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlanceYearFile {
    /// The year.
    pub year: Year,
    /// The same levels as in [`YearFigures`].
    pub levels: Vec<Glance>,
    /// The title of each requirement.
    pub titles: BTreeMap<RequirementId, Text>,
}

open_enum! {
    /// What a reader can look up about an update's subject.
    SubjectKind {
        /// A place.
        Place = "place";
        /// A requirement.
        Requirement = "requirement";
        /// A duty item.
        Duty = "duty";
        /// The duty lists of a unit.
        Unit = "unit";
        /// A document; it has no page of its own.
        Document = "document";
        /// A kind of goods; it has no page of its own.
        Goods = "goods";
        /// A published case.
        Case = "case";
    }
}

/// What an identifier in [`Update::affects`] is about. A correction is about what it corrects, a rule
/// for some places about each of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The identifier that updates name it by.
    pub named: String,
    /// What it is.
    pub kind: SubjectKind,
    /// Its own identifier, or the code of the unit.
    pub id: String,
    /// The unit of a duty item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitCode>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// What was changed, before and after, if the update names a decided correction or a temporary
    /// rule that changes the same for all it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<(Text, Text)>,
}

/// `updates`: the updates, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdatesFile {
    /// The updates.
    pub updates: Vec<Update>,
    /// What the updates are about, each once; what cannot be looked up is left out.
    #[serde(default)]
    pub subjects: Vec<Subject>,
}

/// `corrections`: the years in which something was found, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionYears {
    /// Each year with the number of its corrections.
    pub years: Vec<(i32, u32)>,
}

/// `corrections/<year>`: the corrections of what was found in a year, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionsFile {
    /// The corrections.
    pub corrections: Vec<Correction>,
    /// What they are about, by their identifiers.
    #[serde(default)]
    pub subjects: Vec<Subject>,
    /// The decisions that are published.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// How many public cases led to a correction, by its identifier; those without any are left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cases: BTreeMap<String, u32>,
}

/// `feedback`: the services and settings of the feedback form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackFile {
    /// The services.
    pub services: Vec<Service>,
    /// The settings.
    pub settings: FeedbackSettings,
}

/// `limits`: limits on official documents, by which a draft notice is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitsFile {
    /// The limits.
    pub limits: Vec<Limit>,
    /// The documents that they cite.
    pub documents: Vec<Document>,
}

/// `ids/all`: every identifier ever published and what it means, so that none is reused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdsFile {
    /// The Chinese name by `<kind>:<identifier>`.
    pub ids: BTreeMap<String, String>,
}
