//! What may be published now.

use std::collections::BTreeMap;
use std::fmt;

use super::{Cell, Group, GroupId, Month, Outcome, OutcomeCount, Period, Report, SMALLEST};
use crate::cases::Means;
use crate::{Bilingual, Text};

/// What may be published now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// All groups: those of before, and the new ones.
    pub groups: Vec<Group>,
    /// Which reports, by their place in the input, are counted in which of the new groups. It has to
    /// be kept before anything is published ([`Event::Grouped`]).
    ///
    /// [`Event::Grouped`]: crate::cases::handling::Event::Grouped
    pub joined: Vec<(usize, GroupId)>,
}

/// Reports and published groups that do not belong together. Nothing new is published then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inconsistent {
    /// A report is counted in a group that was never published.
    NoSuchGroup(GroupId),
    /// A group was published twice.
    TwoGroups(GroupId),
    /// A group was published with another number of reports than are counted in it.
    Members {
        /// The group.
        group: GroupId,
        /// With how many it was published.
        published: u32,
        /// How many are counted in it.
        counted: u32,
    },
}

impl Bilingual for Inconsistent {
    fn text(&self) -> Text {
        match self {
            Self::NoSuchGroup(GroupId(id)) => Text::new(
                format!("有诉求计入第 {id} 组，但从来没有公布过这一组。请取最后公布的版本再做"),
                format!(
                    "A report is counted in group {id}, which was never published: start from the last snapshot that was published"
                ),
            ),
            Self::TwoGroups(GroupId(id)) => Text::new(
                format!("第 {id} 组公布了两次。请从备份恢复成组公开的记录"),
                format!(
                    "Group {id} was published twice: restore the record of published groups from a backup"
                ),
            ),
            Self::Members {
                group: GroupId(id),
                published,
                counted,
            } => Text::new(
                format!(
                    "第 {id} 组公布时有 {published} 件，现在只找到 {counted} 件。请从备份恢复诉求记录"
                ),
                format!(
                    "Group {id} was published with {published} reports, and {counted} are counted in it: restore the logs of the cases from a backup"
                ),
            ),
        }
    }
}

impl fmt::Display for Inconsistent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for Inconsistent {}

/// How coarsely reports are counted, finest first. Each way is coarser than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Coarseness {
    Finest,
    AnyTopic,
    AnyLevel,
    WholeCity,
    Quarter,
    Year,
    AnyKind,
}

impl Coarseness {
    const ALL: [Self; 7] = [
        Self::Finest,
        Self::AnyTopic,
        Self::AnyLevel,
        Self::WholeCity,
        Self::Quarter,
        Self::Year,
        Self::AnyKind,
    ];

    fn cell(self, report: &Report) -> Cell {
        let month = report.month;
        Cell {
            period: match self {
                Self::Finest | Self::AnyTopic | Self::AnyLevel | Self::WholeCity => {
                    Period::Month(month)
                }
                Self::Quarter => Period::Quarter(month.year(), month.quarter()),
                Self::Year | Self::AnyKind => Period::Year(month.year()),
            },
            service: (self < Self::AnyKind).then(|| report.service.clone()),
            county: report.county.clone().filter(|_| self < Self::WholeCity),
            level: report.level.clone().filter(|_| self < Self::AnyLevel),
            topic: report.topic.clone().filter(|_| self < Self::AnyTopic),
        }
    }
}

/// What may be published in the month `now`, of all reports of kinds that are published in groups and
/// of the groups that were published before.
///
/// Reports of months that are over join new groups: as many as share all that is told of them, where
/// they are at least [`SMALLEST`]; what is left over is counted more coarsely, step by step: any
/// topic, any level, the whole city, the quarter, the year, any kind. A step to a longer time is
/// taken once that time is over. What is left over then waits, and is not published.
pub fn release(
    reports: &[Report],
    published: &[Group],
    now: Month,
) -> Result<Release, Inconsistent> {
    let members = members(reports, published)?;
    let mut groups: Vec<Group> = published
        .iter()
        .map(|group| Group {
            outcome: outcome(
                group,
                members.get(&group.id).map_or(&[], Vec::as_slice),
                now,
            ),
            ..group.clone()
        })
        .collect();
    let mut next = groups.iter().map(|g| g.id.0).max().unwrap_or(0);
    let mut joined = Vec::new();
    let mut waiting: Vec<(usize, &Report)> = reports
        .iter()
        .enumerate()
        .filter(|(_, report)| report.group.is_none() && report.is_counted())
        .filter(|(_, report)| report.month < now)
        .collect();
    for coarseness in Coarseness::ALL {
        let mut cells: BTreeMap<Cell, Vec<(usize, &Report)>> = BTreeMap::new();
        for (at, report) in std::mem::take(&mut waiting) {
            cells
                .entry(coarseness.cell(report))
                .or_default()
                .push((at, report));
        }
        for (cell, found) in cells {
            let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
            if count < SMALLEST || !cell.period.is_before(now) {
                waiting.extend(found);
                continue;
            }
            next = next.saturating_add(1);
            let id = GroupId(next);
            joined.extend(found.iter().map(|(at, _)| (*at, id)));
            let reports: Vec<&Report> = found.into_iter().map(|(_, report)| report).collect();
            let group = Group {
                id,
                cell,
                count,
                outcome: Outcome::Pending,
            };
            groups.push(Group {
                outcome: outcome(&group, &reports, now),
                ..group
            });
        }
    }
    joined.sort_unstable();
    Ok(Release { groups, joined })
}

/// The reports of each published group.
fn members<'a>(
    reports: &'a [Report],
    published: &[Group],
) -> Result<BTreeMap<GroupId, Vec<&'a Report>>, Inconsistent> {
    let mut members: BTreeMap<GroupId, Vec<&Report>> = BTreeMap::new();
    for group in published {
        if members.insert(group.id, Vec::new()).is_some() {
            return Err(Inconsistent::TwoGroups(group.id));
        }
    }
    for report in reports {
        if let Some(id) = report.group {
            let group = members.get_mut(&id);
            group.ok_or(Inconsistent::NoSuchGroup(id))?.push(report);
        }
    }
    for group in published {
        let counted = members.get(&group.id).map_or(0, Vec::len);
        let counted = u32::try_from(counted).unwrap_or(u32::MAX);
        if counted != group.count {
            return Err(Inconsistent::Members {
                group: group.id,
                published: group.count,
                counted,
            });
        }
    }
    Ok(members)
}

/// What may be told of a group: what was told stays, and nothing is told of an end before its month
/// is over.
fn outcome(group: &Group, reports: &[&Report], now: Month) -> Outcome {
    if group.outcome != Outcome::Pending {
        return group.outcome.clone();
    }
    let has_ended =
        |report: &&Report| report.stage.is_final() && report.ended.is_some_and(|month| month < now);
    if !reports.iter().all(has_ended) {
        return Outcome::Pending;
    }
    let mut counts: BTreeMap<Means, u32> = BTreeMap::new();
    for report in reports {
        let means = report.means.clone().unwrap_or(Means::Unclassified);
        *counts.entry(means).or_default() += 1;
    }
    if counts.values().any(|count| *count < SMALLEST) {
        return Outcome::Ended;
    }
    let parts = counts.into_iter();
    Outcome::ByMeans(
        parts
            .map(|(means, count)| OutcomeCount { means, count })
            .collect(),
    )
}
