//! Groups that were published, and the table that readers see.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Cell;
use crate::cases::Means;

/// The fewest reports of which anything is published 最小组.
pub const SMALLEST: u32 = 5;

/// The number of a published group, counted from 1. It is for the store and is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupId(pub u32);

/// How the reports of one class ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OutcomeCount {
    /// The class.
    pub means: Means,
    /// How many: at least [`SMALLEST`].
    pub count: u32,
}

/// What became of a group. It is told of all its reports at once, and once told it stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Some may still be open.
    Pending,
    /// All have ended; by which means is not told, since one of them would be fewer than
    /// [`SMALLEST`].
    Ended,
    /// All have ended, by these means.
    ByMeans(Vec<OutcomeCount>),
}

/// A published group of reports. It has no report in common with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its number.
    pub id: GroupId,
    /// What it is counted under.
    pub cell: Cell,
    /// How many reports: at least [`SMALLEST`].
    pub count: u32,
    /// What became of them.
    pub outcome: Outcome,
}

/// What readers see 成组公开表. Each row is a sum of whole groups, and each report is in one row only, so
/// that any sum of rows is true.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The rows, latest first.
    pub rows: Vec<TableRow>,
    /// How many reports are in them.
    pub total: u32,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// What is counted.
    pub cell: Cell,
    /// How many reports: 0 or at least [`SMALLEST`], as is every number here.
    pub count: u32,
    /// Of them, those of whose groups some may be open.
    pub pending: u32,
    /// Of them, those that ended, by means that are not told.
    pub ended: u32,
    /// Of them, those that ended by each of the means that are told.
    pub by_means: Vec<OutcomeCount>,
}

#[derive(Default)]
struct Sums<'a> {
    count: u32,
    pending: u32,
    ended: u32,
    by_means: BTreeMap<&'a Means, u32>,
}

/// The table of the groups.
pub fn table(groups: &[Group]) -> Table {
    let mut sums: BTreeMap<&Cell, Sums<'_>> = BTreeMap::new();
    for group in groups {
        let row = sums.entry(&group.cell).or_default();
        row.count += group.count;
        match &group.outcome {
            Outcome::Pending => row.pending += group.count,
            Outcome::Ended => row.ended += group.count,
            Outcome::ByMeans(counts) => {
                for part in counts {
                    *row.by_means.entry(&part.means).or_default() += part.count;
                }
            }
        }
    }
    let mut rows: Vec<TableRow> = sums
        .into_iter()
        .map(|(cell, sums)| TableRow {
            cell: cell.clone(),
            count: sums.count,
            pending: sums.pending,
            ended: sums.ended,
            by_means: outcome_counts(sums.by_means),
        })
        .collect();
    // Stable: within a period the rows stay in the order of their cells.
    rows.sort_by_key(|row| Reverse(row.cell.period));
    Table {
        total: rows.iter().map(|row| row.count).sum(),
        rows,
    }
}

fn outcome_counts(counts: BTreeMap<&Means, u32>) -> Vec<OutcomeCount> {
    counts
        .into_iter()
        .map(|(means, count)| OutcomeCount {
            means: means.clone(),
            count,
        })
        .collect()
}
