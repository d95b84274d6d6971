//! Levels and units of administration.

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::{Text, UnitCode};

open_enum! {
    /// A level 层级 of administration.
    Level {
        /// The central government.
        Central = "central", "中央", "Central";
        /// A province.
        Province = "province", "省", "Province";
        /// A city.
        City = "city", "市", "City";
        /// A district or county.
        County = "county", "区县", "District or county";
        /// A street office, township or town.
        Street = "street", "街道（乡镇）", "Subdistrict or township";
        /// A community or village.
        Community = "community", "社区（村）", "Community or village";
    }
}

impl Level {
    /// The depth of the level: 0 for the central government, 5 for a community; `None` if it is
    /// unknown.
    pub fn depth(&self) -> Option<u8> {
        Some(match self {
            Self::Central => 0,
            Self::Province => 1,
            Self::City => 2,
            Self::County => 3,
            Self::Street => 4,
            Self::Community => 5,
            Self::Unknown(_) => return None,
        })
    }

    /// Returns `true` if this level is equal to or above `other`; `false` if either is unknown.
    pub fn is_at_least(&self, other: &Self) -> bool {
        matches!((self.depth(), other.depth()), (Some(a), Some(b)) if a <= b)
    }
}

/// A unit 单位: a government, an office or a community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its statistical code: 6 digits for a county, 9 for a street office, 12 for a community.
    pub code: UnitCode,
    /// Its name.
    pub name: Text,
    /// Its level.
    pub level: Level,
    /// The parent unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitCode>,
}

/// A unit, and those below it with and without a duty list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District<'a> {
    /// The unit above; `None` if it is not known.
    pub unit: Option<&'a Unit>,
    /// Those that published a duty list.
    pub published: Vec<&'a Unit>,
    /// Street offices, townships and towns that did not.
    pub silent: Vec<&'a Unit>,
}

/// The units with duty lists, and the street offices without, by the unit above them.
pub fn districts(units: &[Unit], has_list: impl Fn(&Unit) -> bool) -> Vec<District<'_>> {
    let mut districts: Vec<District<'_>> = Vec::new();
    for unit in units {
        let has_list = has_list(unit);
        if !has_list && unit.level != Level::Street {
            continue;
        }
        let above = units.iter().find(|u| Some(&u.code) == unit.parent.as_ref());
        let at = districts.iter().position(|d| d.unit == above);
        let at = at.unwrap_or_else(|| {
            districts.push(District {
                unit: above,
                published: Vec::new(),
                silent: Vec::new(),
            });
            districts.len() - 1
        });
        if let Some(district) = districts.get_mut(at) {
            let list = if has_list {
                &mut district.published
            } else {
                &mut district.silent
            };
            list.push(unit);
        }
    }
    // Those of which something can be read come first, in the order of the units.
    districts.sort_by_key(|district| district.published.is_empty());
    districts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_without_a_list_are_named_after_those_with_one() {
        let unit = |code: &str, level: Level, parent: Option<&str>| Unit {
            code: code.into(),
            name: Text::new(code, code),
            level,
            parent: parent.map(Into::into),
        };
        let units = [
            unit("city", Level::City, None),
            unit("east", Level::County, Some("city")),
            unit("west", Level::County, Some("city")),
            unit("e1", Level::Street, Some("east")),
            unit("w1", Level::Street, Some("west")),
            unit("w2", Level::Street, Some("west")),
            unit("lost", Level::Street, Some("nowhere")),
        ];
        let districts = districts(&units, |unit| unit.code.as_str() == "w2");
        let codes = |units: &[&Unit]| -> Vec<String> {
            units.iter().map(|unit| unit.code.to_string()).collect()
        };
        let all: Vec<_> = districts
            .iter()
            .map(|d| {
                let name = d.unit.map_or("?", |unit| unit.code.as_str());
                (name, codes(&d.published), codes(&d.silent))
            })
            .collect();
        let list = |codes: &[&str]| codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            all,
            [
                ("west", list(&["w2"]), list(&["w1"])),
                ("east", list(&[]), list(&["e1"])),
                ("?", list(&[]), list(&["lost"])),
            ]
        );
    }
}
