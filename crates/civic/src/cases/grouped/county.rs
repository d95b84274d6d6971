//! Where a report came from, no finer than a district or county.

use serde::{Deserialize, Serialize};

use crate::UnitCode;
use crate::duties::{Level, Unit};

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
