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
