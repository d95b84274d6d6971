//! The typed sources of a city: its sheets as typed rows, each with its location. Crate `sheets`
//! reads them, the checks inspect them, crate `snapshot` turns them into the published files.

use std::collections::{BTreeMap, BTreeSet};

use civic::cases::{Case, FeedbackSettings, MeansDefinition, Service};
use civic::documents::{Correction, Document, Limit, Update};
use civic::duties::{Admission, DutyItem, Requirement, Unit};
use civic::places::tiles::Tiles;
use civic::places::{LonLat, Place};
use civic::published::BaseFile;
use civic::rules::{Goods, Rule};
use civic::search::Synonyms;
use civic::time::{CalendarYear, Date, Zone};
use civic::{PlaceId, RequirementId, RuleId, ServiceCode, Text};

use crate::Location;
use crate::columns::Column;

/// A row and its location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T> {
    /// The file and row.
    pub location: Location,
    /// Its value.
    pub value: T,
}

/// Whether something still holds on the day that is given, without a time of day, as its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpiryDay {
    /// It is the last day.
    Included,
    /// It is the first day on which it no longer holds.
    Excluded,
}

impl ExpiryDay {
    /// The first day on which what ends on this day no longer holds.
    pub fn first_day_without(self, written: Date) -> Date {
        match self {
            Self::Included => written.next(),
            Self::Excluded => written,
        }
    }
}

/// How a cell gives the end of a rule 失效、结束.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenEnd {
    /// A day alone, which [`ExpiryDay`] reads.
    Day(Date),
    /// The last minute of a day, or its 24:00: the day is meant to be the last.
    EndOfDay(Date),
    /// Another time of day.
    Moment,
}

/// The settings of a city, from its `portal.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitySettings {
    /// A short name in ASCII, such as `xining`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Set if it is a sample, whose rules are made up.
    pub sample: bool,
    /// Its time zone.
    pub zone: Zone,
    /// Where the portal is found, without a slash at the end; `None` where the city gives none.
    pub site: Option<String>,
    /// The licence of the data: its name and address.
    pub licence: Text,
    /// Where the licence can be read.
    pub licence_url: String,
    /// The south-west and north-east corners that hold every coordinate of the city.
    pub bounds: (LonLat, LonLat),
    /// Days a step may take off a deadline before it counts as earlier.
    pub deadline_buffer_days: u32,
    /// The telephone number of the hotline.
    pub hotline: String,
    /// Emergency numbers.
    pub emergency: Vec<String>,
    /// A notice about all of the data, such as that it is a sample.
    pub notice: Text,
    /// The map's tile layer; `None` for none.
    pub tiles: Option<Tiles>,
    /// How ends that are days alone are meant; `None` where the city has not said, and they are
    /// read as [`ExpiryDay::Excluded`].
    pub expiry_day: Option<ExpiryDay>,
    /// The settings of feedback.
    pub feedback: FeedbackSettings,
    /// What the classes of the 721 method mean and meant before, the latest first; empty where the city has not
    /// said.
    pub means: Vec<MeansDefinition>,
}

/// A cell of a rule left blank under a filled one of the same place: what a merged cell leaves
/// below its first row, and what an office writes that sets no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// The blank cell, its heading in the office's own words.
    pub location: Location,
    /// Its column: one that decides when a rule holds and for which goods, such as 时段.
    pub column: Column,
    /// The rule of its row.
    pub rule: RuleId,
    /// The rule of the nearest row above, of the same place, whose cell is filled.
    pub above: RuleId,
}

/// Everything a city's offices keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Settings; `None` where they could not be read.
    pub settings: Option<CitySettings>,
    /// Units 单位.
    pub units: Vec<Row<Unit>>,
    /// Documents 文件.
    pub documents: Vec<Row<Document>>,
    /// Kinds of goods 品类.
    pub goods: Vec<Row<Goods>>,
    /// Places 地点.
    pub places: Vec<Row<Place>>,
    /// Rules 规则, those made from an "outside these times" column included.
    pub rules: Vec<Row<Rule>>,
    /// The permissions that leave open what applies outside their times, and the cell to fill in.
    pub outside_unsaid: BTreeMap<RuleId, Location>,
    /// How the ends of rules are written, temporary changes included.
    pub written_ends: BTreeMap<RuleId, WrittenEnd>,
    /// Where the column 时段外 belongs in a sheet of rules that lacks it.
    pub outside_column_missing: BTreeSet<Location>,
    /// The blank cells that a merged cell may have left, in the order of their sheets.
    pub blanks: Vec<Blank>,
    /// Calendars 日历.
    pub calendar: Vec<Row<CalendarYear>>,
    /// The locations of the special days of a year, in the order of its days.
    pub calendar_locations: BTreeMap<i32, Vec<Location>>,
    /// Duty items 履职事项.
    pub duties: Vec<Row<DutyItem>>,
    /// The admission log 职责准入.
    pub admissions: Vec<Row<Admission>>,
    /// Requirements 工作要求.
    pub requirements: Vec<Row<Requirement>>,
    /// Limits on official documents 公文规范.
    pub limits: Vec<Row<Limit>>,
    /// Corrections 纠偏.
    pub corrections: Vec<Row<Correction>>,
    /// Updates 动态.
    pub updates: Vec<Row<Update>>,
    /// Kinds of feedback 诉求类别, each with its questions.
    pub services: Vec<Row<Service>>,
    /// The locations of the questions of a kind of feedback, in the order of its questions.
    pub question_locations: BTreeMap<ServiceCode, Vec<Location>>,
    /// Published cases 诉求.
    pub cases: Vec<Row<Case>>,
    /// Words for the same 同义词.
    pub synonyms: Vec<Row<Synonyms>>,
    /// The locations of the steps of a requirement, in the order of its steps.
    pub step_locations: BTreeMap<RequirementId, Vec<Location>>,
    /// The sheets, by their declared files, of which it is not known what they hold: whatever they
    /// seem to lack may be there.
    pub unread: BTreeSet<String>,
    /// The identifiers of the rows that were refused, by the declared file of their sheet.
    pub refused: BTreeMap<String, BTreeSet<String>>,
    /// How many findings while reading would have followed from such a sheet or row, by its file.
    pub followed: BTreeMap<String, usize>,
    /// The location of the geometry of a place.
    pub geometry_locations: BTreeMap<PlaceId, Location>,
    /// The base map 底图; `None` where the city has none.
    pub base: Option<BaseFile>,
    /// The locations of the features of the base map, in their order.
    pub base_locations: Vec<Location>,
}

impl Sources {
    /// True where a sheet may well have a row of this identifier: the sheet was not read, or the
    /// row was refused. That it is missing then follows from what is wrong there.
    pub fn may_have(&self, file: &str, id: &str) -> bool {
        let refused = self.refused.get(file);
        self.unread.contains(file) || refused.is_some_and(|ids| ids.contains(id))
    }
}
