//! An official's own report, as far as it is counted.

use serde::{Deserialize, Serialize};

use super::{GroupId, Month};
use crate::cases::{Means, Stage};
use crate::duties::added_demands::Flag;
use crate::duties::{Level, Unit};
use crate::{ServiceCode, UnitCode};

/// A district or county: nothing finer can be made one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct County(UnitCode);

impl County {
    /// The district or county that a unit is or belongs to; `None` for a unit above, and for one whose
    /// way up leads to none.
    pub fn of(unit: &UnitCode, units: &[Unit]) -> Option<Self> {
        let mut code = unit;
        // A way up is no longer than there are units, even where it runs in a circle.
        for _ in units {
            let unit = units.iter().find(|unit| unit.code == *code)?;
            if unit.level == Level::County {
                return Some(Self(unit.code.clone()));
            }
            code = unit.parent.as_ref()?;
        }
        None
    }

    /// Its code.
    pub fn code(&self) -> &UnitCode {
        &self.0
    }
}

/// An official's own report, as far as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its kind.
    pub service: ServiceCode,
    /// When it came in, no finer than that.
    pub month: Month,
    /// Where it came from, no finer than that; `None` where it was not said.
    pub county: Option<County>,
    /// The level that issued the order; `None` where it was not said.
    pub level: Option<Level>,
    /// What is wrong with it; `None` where it was not said.
    pub topic: Option<Flag>,
    /// The stage it has reached.
    pub stage: Stage,
    /// Its class, once it is closed.
    pub means: Option<Means>,
    /// The published group that it is counted in.
    pub group: Option<GroupId>,
}

impl Report {
    /// True where it is counted at all: one that was withdrawn is not, nor one that says the same as
    /// another and was merged into it.
    pub fn is_counted(&self) -> bool {
        !matches!(self.stage, Stage::Withdrawn | Stage::Merged)
    }
}
