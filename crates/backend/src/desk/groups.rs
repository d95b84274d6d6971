//! Officials' own reports, in groups: which of them may be published now, and the record of those that
//! were.
//!
//! The record is a file of the data directory. A new group is first written beside it, then each of its
//! reports is marked in the store, all at once or none, and only then does the record have it. Whoever
//! finds something beside the record asks the store whether the reports were marked.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, mem};

use civic::UnitCode;
use civic::cases::grouped::{County, Group, GroupId, Month, Report, Table, release, table};
use civic::cases::handling::{Actor, Event, Slot, State};
use civic::duties::added_demands::Flag;
use civic::duties::{Level, Unit};
use civic::time::{Instant, Zone};

use super::context::DeskError;
use super::log::{LogError, state, stored};
use crate::store::{
    Appended, CaseFilter, CaseKey, CaseNumber, CaseStore, Change, StoredCase, private,
};

/// The record of the groups that were published.
const RECORD: &str = "groups.json";
/// New groups, until their reports are marked.
const BESIDE: &str = "groups.new.json";
/// The questions of a kind whose answers are counted: where it is, which level issued the order, what is
/// wrong with it.
const COUNTY: &str = "county";
const LEVEL: &str = "level";
const TOPIC: &str = "topic";
/// How many rows are read at once.
const PAGE: u32 = 500;

/// Why groups cannot be published.
#[derive(Debug, thiserror::Error)]
pub enum GroupsError {
    /// The record cannot be read or written.
    #[error("cannot use {}", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// It is not what this version writes.
    #[error("{} is not a record of groups", .0.display())]
    Json(PathBuf, #[source] serde_json::Error),
    /// The record and the logs of the cases do not belong together.
    #[error(transparent)]
    Inconsistent(#[from] civic::cases::grouped::Inconsistent),
    /// The cases cannot be read or marked.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// What of officials' reports may be published in the month of `now`. Every report that joins a group is
/// marked before this returns.
pub async fn groups(
    store: &dyn CaseStore,
    data_dir: &Path,
    units: &[Unit],
    zone: &Zone,
    now: Instant,
) -> Result<Table, GroupsError> {
    let found = reports(store, units, zone).await?;
    let record = Record::new(data_dir);
    let marked: BTreeSet<GroupId> = found.iter().filter_map(|(_, r)| r.group).collect();
    let published = record.read(&marked)?;
    let month = Month::of(zone.local(now).date);
    let only: Vec<Report> = found.iter().map(|(_, report)| report.clone()).collect();
    let released = release(&only, &published, month)?;
    if !released.joined.is_empty() {
        record.write_beside(&released.groups)?;
        let changes = released.joined.iter().filter_map(|(at, group)| {
            let (case, _) = found.get(*at)?;
            Some(mark(case, *group, now))
        });
        let changes: Result<Vec<Change>, LogError> = changes.collect();
        let changes = changes.map_err(DeskError::Log)?;
        match store.append(changes).await.map_err(DeskError::Store)? {
            Appended::Done => {}
            Appended::Conflict(case) | Appended::NoSuchCase(case) => {
                return Err(DeskError::Changed(case.0).into());
            }
        }
        record.take_over()?;
    } else if released.groups != published {
        // What became of a group is told once, and stays.
        record.write_beside(&released.groups)?;
        record.take_over()?;
    }
    Ok(table(&released.groups))
}

type Found = (StoredCase, Report);

/// Every report of a kind that is published in groups.
async fn reports(
    store: &dyn CaseStore,
    units: &[Unit],
    zone: &Zone,
) -> Result<Vec<Found>, DeskError> {
    let mut all = Vec::new();
    let mut after = CaseNumber(0);
    loop {
        let rows = store.list(CaseFilter::default(), after, PAGE).await?;
        let is_last = rows.len() < PAGE as usize;
        for row in rows {
            after = row.number;
            let Some(found) = store.find(CaseKey::Number(row.number)).await? else {
                continue;
            };
            let state = state(&found)?;
            let chosen = |question: &str| chosen(&state, question);
            let county = chosen(COUNTY)
                .map(UnitCode::from)
                .or_else(|| named(&state, units));
            let county = county.and_then(|code| County::of(&code, units));
            let level = chosen(LEVEL).map(Level::from_code);
            let topic = chosen(TOPIC).map(Flag::from_code);
            let report = Report::of(
                &state,
                zone,
                county,
                level.filter(|level| Level::ALL.contains(level)),
                topic.filter(|topic| Flag::ALL.contains(topic)),
            );
            if let Some(report) = report {
                all.push((found, report));
            }
        }
        if is_last {
            return Ok(all);
        }
    }
}

/// The district or county that was named as the place, which is all that the form asks of the place of such
/// a report.
fn named(state: &State, units: &[Unit]) -> Option<UnitCode> {
    let place = state.said(&Slot::Address)?.text()?.trim();
    let mut counties = units.iter().filter(|unit| unit.level == Level::County);
    let county = counties.find(|unit| [unit.name.zh.as_str(), &unit.name.en].contains(&place));
    county.map(|unit| unit.code.clone())
}

/// What was chosen as the only answer to a question.
fn chosen<'a>(state: &'a State, question: &str) -> Option<&'a str> {
    let mut choices = state.received.choices.iter();
    let answer = choices.find(|answer| answer.question.as_str() == question)?;
    match answer.values.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// Marks a report as counted in a group: the rules let it be, since it is in none.
fn mark(case: &StoredCase, group: GroupId, now: Instant) -> Result<Change, LogError> {
    Ok(Change {
        case: case.row.number,
        seen: case.row.entries,
        entries: vec![stored(now, &Actor::System, &Event::Grouped { group }, &[])?],
        // Being counted changes nothing of where it stands.
        index: case.row.index.clone(),
        erased: Vec::new(),
        erases_contact: false,
    })
}

/// The file with the groups that were published.
struct Record {
    path: PathBuf,
    beside: PathBuf,
}

impl Record {
    fn new(data_dir: &Path) -> Self {
        Self {
            path: data_dir.join(RECORD),
            beside: data_dir.join(BESIDE),
        }
    }

    /// The groups that were published. Some that lie beside the record are taken over where the store
    /// has marked reports of them, and thrown away where it has not.
    fn read(&self, marked: &BTreeSet<GroupId>) -> Result<Vec<Group>, GroupsError> {
        let known = Self::groups_of(&self.path)?;
        if !self.beside.exists() {
            return Ok(known);
        }
        let mut beside = Self::groups_of(&self.beside)?;
        let is_new = |group: &Group| !known.iter().any(|old| old.id == group.id);
        if beside
            .iter()
            .any(|group| is_new(group) && marked.contains(&group.id))
        {
            self.take_over()?;
            return Ok(mem::take(&mut beside));
        }
        let removed = fs::remove_file(&self.beside);
        removed.map_err(|error| GroupsError::File(self.beside.clone(), error))?;
        Ok(known)
    }

    fn groups_of(path: &Path) -> Result<Vec<Group>, GroupsError> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| GroupsError::Json(path.to_owned(), error)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(GroupsError::File(path.to_owned(), error)),
        }
    }

    fn write_beside(&self, groups: &[Group]) -> Result<(), GroupsError> {
        let failed = |error| GroupsError::File(self.beside.clone(), error);
        let json = serde_json::to_vec_pretty(groups)
            .map_err(|error| GroupsError::Json(self.beside.clone(), error))?;
        match fs::remove_file(&self.beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        private::file(&self.beside).map_err(failed)?;
        let mut file = fs::OpenOptions::new()
            .append(true)
            .open(&self.beside)
            .map_err(failed)?;
        file.write_all(&json)
            .and_then(|()| file.sync_all())
            .map_err(failed)
    }

    fn take_over(&self) -> Result<(), GroupsError> {
        fs::rename(&self.beside, &self.path)
            .map_err(|error| GroupsError::File(self.path.clone(), error))
    }
}
