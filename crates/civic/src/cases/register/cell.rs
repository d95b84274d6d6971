//! How many cases are alike in everything that can be chosen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CaseEntry;
use crate::ServiceCode;
use crate::cases::{Means, Stage};

/// Cases of one month that have their kind, class and stage in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Their kind.
    pub service: ServiceCode,
    /// Their 721 class.
    pub means: Means,
    /// Their stage.
    pub stage: Stage,
    /// Whether they are withheld.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
    /// How many cases.
    pub count: u32,
    /// In how many entries of a list: a group of cases is one.
    pub entries: u32,
    /// How many of them were rated.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rated: u32,
    /// The sum of these ratings, each 1 to 5.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub stars: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// Counts entries, in the order of what they have in common.
pub fn cells<'a>(entries: impl IntoIterator<Item = &'a CaseEntry>) -> Vec<Cell> {
    let mut cells: BTreeMap<(&ServiceCode, &Means, &Stage, bool), Cell> = BTreeMap::new();
    for entry in entries {
        let withheld = entry.withheld.is_some();
        let key = (&entry.service, &entry.means, &entry.stage, withheld);
        let cell = cells.entry(key).or_insert_with(|| Cell {
            service: entry.service.clone(),
            means: entry.means.clone(),
            stage: entry.stage.clone(),
            withheld,
            count: 0,
            entries: 0,
            rated: 0,
            stars: 0,
        });
        cell.count = cell.count.saturating_add(entry.count());
        cell.entries = cell.entries.saturating_add(1);
        if let Some(rating) = entry.rating {
            cell.rated = cell.rated.saturating_add(1);
            cell.stars = cell.stars.saturating_add(rating.into());
        }
    }
    cells.into_values().collect()
}
