//! Rules 摆摊规则: what may be sold where and when, and by which document.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::places::{Grade, Place};
use crate::time::{DateSpan, DayType, Season, Timestamp, WeekdaySet, Window};
use crate::{DocumentId, GoodsId, PlaceId, RuleId, Text, UnitCode};

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Permits 准许; with conditions, permits if they are met.
    Permit,
    /// Prohibits 禁止.
    Prohibit,
}

/// The places a rule applies to 适用地点.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// These places.
    Places(Vec<PlaceId>),
    /// Every place of this grade.
    Grade(Grade),
    /// Every place in this unit and the units under it (codes are prefixes).
    Unit(UnitCode),
    /// Every place of the city.
    City,
}

impl Scope {
    /// Returns `true` if the scope includes the place.
    pub fn holds(&self, place: &Place) -> bool {
        match self {
            Self::Places(ids) => ids.contains(&place.id),
            Self::Grade(grade) => *grade == place.grade,
            Self::Unit(unit) => place.unit.0.starts_with(unit.as_str()),
            Self::City => true,
        }
    }
}

/// The goods a rule applies to 适用品类.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoodsSet {
    /// All goods.
    All,
    /// Only these.
    Only(Vec<GoodsId>),
    /// All but these.
    Except(Vec<GoodsId>),
}

impl GoodsSet {
    /// Returns `true` if the set contains the goods.
    pub fn holds(&self, goods: &GoodsId) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(goods),
            Self::Except(ids) => !ids.contains(goods),
        }
    }
}

/// When a rule holds: during its windows, on days that match all filters. The filters apply to the
/// day on which a window **starts**.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The windows of a day; empty means the whole day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// Weekdays; `None` means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekdays: Option<WeekdaySet>,
    /// Day types by the calendar; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub day_types: Vec<DayType>,
    /// Seasons; empty means the whole year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seasons: Vec<Season>,
    /// Only on these dates; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DateSpan>,
    /// Not on these dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except_dates: Vec<DateSpan>,
}

/// An override: the rule beats its targets, whatever their priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// The rules it beats while it applies.
    pub targets: Vec<RuleId>,
    /// Why, such as 高考期间暂停.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
    /// Where to go instead, such as 桃李路东口.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub instead: Text,
}

/// A rule 摆摊规则.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its identifier.
    pub id: RuleId,
    /// Whether it permits or prohibits.
    pub effect: Effect,
    /// Where.
    pub scope: Scope,
    /// Which goods.
    pub goods: GoodsSet,
    /// When.
    #[serde(default)]
    pub schedule: Schedule,
    /// The first instant at which it is in force.
    pub in_force: Timestamp,
    /// The first instant at which it is no longer in force; `None` if it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
    /// Its priority; the lowest number wins.
    pub priority: u16,
    /// Set for a suspension, an extension or another explicit, temporary override.
    #[serde(default, rename = "override", skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Override>,
    /// Whether it was generated from the "outside these times" column of the sheet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outside_times: bool,
    /// The conditions of the permission; always empty for a prohibition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Text>,
    /// The documents it is based on; at least one.
    pub documents: Vec<DocumentId>,
    /// What happens at a first breach 首违.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub first_breach: Text,
    /// A note for readers.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// Where this row comes from.
    pub source: Source,
}
