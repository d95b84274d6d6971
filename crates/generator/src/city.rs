//! A city of a size: its units, names and identifiers.

use civic::documents::{Source, SourceKind};
use civic::duties::{DutyList, Level, Unit};
use civic::time::Date;
use civic::{Text, UnitCode};

use crate::ids::{IdKind, Ids};
use crate::random::Random;
use crate::size::Size;
use crate::words::Names;

/// Streets of a district, as far as there are codes for so many districts.
const STREETS_OF_A_DISTRICT: u32 = 12;
/// Districts with two digits of their own.
const MAX_DISTRICTS: u32 = 98;
/// Communities of a street.
pub(crate) const COMMUNITIES: u32 = 3;
/// The most steps of a requirement.
pub(crate) const MAX_STEPS: u64 = 10;
/// Documents that requirements rest on.
pub(crate) const LAWS: u64 = 3;
/// The most rules of a street of its own.
pub(crate) const RULES_OF_A_STREET: u64 = 2;

/// A city that is made up.
#[derive(Clone, Debug)]
pub struct City {
    pub(crate) size: Size,
    pub(crate) ids: Ids,
    pub(crate) names: Names,
    /// The first four digits of its codes, of no real province.
    code: u32,
}

impl City {
    /// Days that a step may take off a deadline, as the settings of the city say.
    pub const BUFFER_DAYS: u32 = 7;

    /// A city of a size; what cannot be is the nearest that can.
    pub fn new(size: Size) -> Self {
        let size = size.clamped();
        let mut random = Random::of(size.seed, 3, 0);
        let [units, requirements] = [size.units, size.requirements].map(u64::from);
        let duties = units * u64::from(size.items);
        let steps = requirements * MAX_STEPS;
        let streets = u64::from(size.streets);
        Self {
            size,
            ids: Ids::new(
                size.seed,
                [
                    steps + units + LAWS + 1,
                    100,
                    streets,
                    streets * RULES_OF_A_STREET + 100,
                    duties,
                    requirements,
                    steps,
                    requirements,
                    requirements,
                    100,
                ],
            ),
            names: Names::new(size.seed),
            code: 9000 + 100 * random.between(1, 9) + random.between(1, 20),
        }
    }

    /// The identifier of a document of the city itself, besides those of its steps and lists.
    fn own_document(&self, number: u64) -> String {
        let steps = u64::from(self.size.requirements) * MAX_STEPS;
        let others = steps + u64::from(self.size.units);
        self.ids.of(IdKind::Document, others + number)
    }

    /// The identifier of a document that requirements rest on.
    pub(crate) fn law(&self, number: u64) -> String {
        self.own_document(number % LAWS)
    }

    /// The identifier of the document that the rules rest on.
    pub(crate) fn vending_document(&self) -> String {
        self.own_document(LAWS)
    }

    /// The identifier of the document that is the duty list of a street.
    pub(crate) fn list_document(&self, street: u32) -> String {
        let steps = u64::from(self.size.requirements) * MAX_STEPS;
        self.ids.of(IdKind::Document, steps + u64::from(street))
    }

    /// How many districts there are.
    pub(crate) fn districts(&self) -> u32 {
        self.size
            .units
            .div_ceil(STREETS_OF_A_DISTRICT)
            .min(MAX_DISTRICTS)
    }

    /// The district of a street.
    pub(crate) fn district_of(&self, street: u32) -> u32 {
        street % self.districts()
    }

    /// The streets of a district.
    pub(crate) fn streets_of(&self, district: u32) -> impl Iterator<Item = u32> + use<> {
        (district..self.size.units).step_by(self.districts().max(1) as usize)
    }

    /// The city itself.
    pub(crate) fn whole(&self) -> Unit {
        Unit {
            code: self.city_code(),
            name: self.names.name(0, "市", "City"),
            level: Level::City,
            parent: None,
        }
    }

    fn city_code(&self) -> UnitCode {
        UnitCode(format!("{:04}00", self.code))
    }

    fn district_code(&self, district: u32) -> UnitCode {
        UnitCode(format!("{:04}{:02}", self.code, district + 1))
    }

    fn street_code(&self, street: u32) -> String {
        let district = self.district_code(self.district_of(street));
        format!("{district}{:03}", street / self.districts().max(1) + 1)
    }

    /// A district.
    pub(crate) fn district(&self, district: u32) -> Unit {
        Unit {
            code: self.district_code(district),
            name: self.names.name(1 + u64::from(district), "区", "District"),
            level: Level::County,
            parent: Some(self.city_code()),
        }
    }

    /// A street or town.
    pub(crate) fn street(&self, street: u32) -> Unit {
        let number = 100 + u64::from(street);
        let name = if street % 4 == 3 {
            self.names.name(number, "镇", "Town")
        } else {
            self.names.name(number, "街道", "Subdistrict")
        };
        Unit {
            code: UnitCode(self.street_code(street)),
            name,
            level: Level::Street,
            parent: Some(self.district_code(self.district_of(street))),
        }
    }

    /// A community of a street.
    pub(crate) fn community(&self, street: u32, community: u32) -> Unit {
        let above = self.street(street);
        let short = ["东", "西", "南"].get(community as usize).copied();
        let short_en = ["East", "West", "South"].get(community as usize).copied();
        let name = self.names.name(100 + u64::from(street), "", "");
        Unit {
            code: UnitCode(format!("{}{:03}", above.code, community + 1)),
            name: Text::new(
                format!("{}{}社区", name.zh, short.unwrap_or_default()),
                format!("{}{} Community", name.en, short_en.unwrap_or_default()),
            ),
            level: Level::Community,
            parent: Some(above.code),
        }
    }

    /// Whether communities have rows of their own: requirements reach them.
    pub(crate) fn has_communities(&self) -> bool {
        self.size.levels >= 4
    }

    /// Who asks above the city: it has no row, and a step names it.
    pub(crate) fn above(&self, level: &Level) -> Unit {
        let (code, name) = match level {
            Level::Central => (
                "900000".to_owned(),
                Text::new("中央部门（示例）", "Central department (sample)"),
            ),
            _ => (
                format!("{:02}0000", self.code / 100),
                Text::new("省级部门（示例）", "Provincial department (sample)"),
            ),
        };
        Unit {
            code: UnitCode(code),
            name,
            level: level.clone(),
            parent: None,
        }
    }
}

/// The day on which everything begins that has no later day.
pub(crate) fn first_day() -> Date {
    // 2025-01-01.
    Date::from_day_number(20_089)
}

/// The list that an item of a unit is on.
pub(crate) fn list_of(item: u32) -> DutyList {
    match item % 20 {
        0..=11 => DutyList::Core,
        12..=16 => DutyList::Assist,
        17 | 18 => DutyList::TakenBack,
        _ => DutyList::Barred,
    }
}

/// Where every row comes from.
pub(crate) fn source() -> Source {
    Source {
        kind: SourceKind::Sample,
        reference: "程序生成的示例".to_owned(),
    }
}
