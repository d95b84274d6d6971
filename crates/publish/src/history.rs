//! Which snapshots changed which duty lists and requirements: written down at publication, so that a
//! reader of one thing need not walk through all snapshots.
//!
//! The files of the snapshot before and of the new one are held against each other by their entries, in
//! the order of their names; only those that differ are read. What was written down before is carried
//! forward, file by file, so that no more than a few are in memory at once.

use std::collections::{BTreeMap, VecDeque};
use std::io;

use civic::duties::revision::revised_items;
use civic::published::{
    DutyFile, DutyHistory, DutyRevision, Entry, HistoryStart, Manifest, RequirementFile,
    RequirementHistory, RequirementRevision, Revised, SnapshotRef, Walk, history_name, name,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use snapshot::{Sink, put};

use crate::error::PublishError;
use crate::target::Target;
use crate::tree::{directory, read, verified};

/// The files of a snapshot that is about to be published.
pub(crate) struct Coming<'a> {
    /// The entries of its manifest but for archive and history.
    pub(crate) files: &'a BTreeMap<String, Entry>,
    /// Its number and instant.
    pub(crate) snapshot: SnapshotRef,
}

/// Makes the files of the history and hands them over.
pub(crate) fn make(
    target: &dyn Target,
    before: Option<&Manifest>,
    coming: &Coming<'_>,
    sink: &mut impl Sink<Error = PublishError>,
) -> Result<(), PublishError> {
    // Of the first snapshot there is nothing to say.
    let Some(before) = before else {
        return Ok(());
    };
    let start: HistoryStart = if before.files.contains_key(name::HISTORY_DIR) {
        serde_json::from_slice(&read(target, before, name::HISTORY_START)?)?
    } else {
        // If it is not the first, what changed before it was written down by nobody.
        HistoryStart {
            since: SnapshotRef::of(before),
        }
    };
    let mut known = Files::of(target, before.files.get(name::HISTORY_DIR).cloned());
    // The names of the history sort as the files that it is of, and its start comes last.
    for files in [name::DUTIES_DIR, name::REQUIREMENTS_DIR] {
        let (old, new) = (before.files.get(files), coming.files.get(files));
        if old == new {
            continue;
        }
        let mut old = Files::of(target, old.cloned());
        let mut new = Files::of(target, new.cloned());
        while let Some(differing) = next_differing(&mut old, &mut new)? {
            let logical = history_name(&differing.name);
            while known.first()?.is_some_and(|(name, _)| *name < logical) {
                carry(target, &mut known, sink)?;
            }
            let earlier = match known.first()? {
                Some((name, _)) if *name == logical => known.take()?.map(|(_, entry)| entry),
                _ => None,
            };
            let changed = Changed {
                target,
                earlier: earlier.as_ref(),
                differing: &differing,
                snapshot: coming.snapshot,
            };
            if files == name::DUTIES_DIR {
                changed.append::<_, DutyHistory>(&logical, duties_changed, sink)?;
            } else {
                changed.append::<_, RequirementHistory>(&logical, requirement_changed, sink)?;
            }
        }
    }
    while known
        .first()?
        .is_some_and(|(name, _)| name != name::HISTORY_START)
    {
        carry(target, &mut known, sink)?;
    }
    put(sink, name::HISTORY_START, &start)
}

fn carry(
    target: &dyn Target,
    known: &mut Files<'_>,
    sink: &mut impl Sink<Error = PublishError>,
) -> Result<(), PublishError> {
    match known.take()? {
        Some((name, entry)) => sink.take(name, verified(target, &entry)?),
        None => Ok(()),
    }
}

/// The files of a directory in the order of their names, a directory file at a time.
struct Files<'a> {
    target: &'a dyn Target,
    walk: Walk,
    ready: VecDeque<(String, Entry)>,
}

impl<'a> Files<'a> {
    fn of(target: &'a dyn Target, top: Option<Entry>) -> Self {
        Self {
            target,
            walk: Walk::from_top(top),
            ready: VecDeque::new(),
        }
    }

    fn first(&mut self) -> Result<Option<&(String, Entry)>, PublishError> {
        while self.ready.is_empty() {
            let Some(next) = self.walk.next_directory() else {
                return Ok(None);
            };
            self.ready
                .extend(self.walk.enter(directory(self.target, &next)?));
        }
        Ok(self.ready.front())
    }

    fn take(&mut self) -> Result<Option<(String, Entry)>, PublishError> {
        self.first()?;
        Ok(self.ready.pop_front())
    }
}

/// A file that is not the same before and after; on one side there may be none.
struct Differing {
    name: String,
    old: Option<Entry>,
    new: Option<Entry>,
}

fn next_differing(
    old: &mut Files<'_>,
    new: &mut Files<'_>,
) -> Result<Option<Differing>, PublishError> {
    loop {
        let (first, other) = (old.first()?, new.first()?);
        let is_in =
            |one: Option<&(String, Entry)>, other: Option<&(String, Entry)>| match (one, other) {
                (Some((one, _)), Some((other, _))) => one <= other,
                (one, _) => one.is_some(),
            };
        let (from_old, from_new) = (is_in(first, other), is_in(other, first));
        let old = if from_old { old.take()? } else { None };
        let new = if from_new { new.take()? } else { None };
        let name = match (&old, &new) {
            (Some((name, _)), _) | (None, Some((name, _))) => name.clone(),
            (None, None) => return Ok(None),
        };
        let (old, new) = (old.map(|(_, entry)| entry), new.map(|(_, entry)| entry));
        if old != new {
            return Ok(Some(Differing { name, old, new }));
        }
    }
}

/// A file as it was. One that is damaged cannot be compared, but must not keep a city from publishing
/// what mends it.
enum Was<T> {
    Absent,
    Read(T),
    Damaged,
}

/// What a snapshot did to a file; `None` if nothing that is its own.
type Compare<F, R> = fn(Was<F>, Option<F>, SnapshotRef) -> Option<R>;

/// A file that differs, with what is known of it.
struct Changed<'a> {
    target: &'a dyn Target,
    earlier: Option<&'a Entry>,
    differing: &'a Differing,
    snapshot: SnapshotRef,
}

/// The history of a kind of file.
trait History: Default + Serialize + DeserializeOwned {
    type Revision;

    fn push(&mut self, revision: Self::Revision);
}

impl History for DutyHistory {
    type Revision = DutyRevision;

    fn push(&mut self, revision: DutyRevision) {
        self.revisions.push(revision);
    }
}

impl History for RequirementHistory {
    type Revision = RequirementRevision;

    fn push(&mut self, revision: RequirementRevision) {
        self.revisions.push(revision);
    }
}

impl Changed<'_> {
    /// Hands over the history with what `compare` finds; as it was, if that is nothing.
    fn append<F: DeserializeOwned, H: History>(
        &self,
        logical: &str,
        compare: Compare<F, H::Revision>,
        sink: &mut impl Sink<Error = PublishError>,
    ) -> Result<(), PublishError> {
        let was = match &self.differing.old {
            None => Was::Absent,
            Some(entry) => match verified(self.target, entry) {
                Ok(bytes) => serde_json::from_slice(&bytes).map_or(Was::Damaged, Was::Read),
                Err(error) if is_damage(&error) => Was::Damaged,
                Err(error) => return Err(error),
            },
        };
        let new = &self.differing.new;
        let bytes = new.as_ref().map(|entry| verified(self.target, entry));
        let is = match bytes {
            Some(bytes) => Some(serde_json::from_slice(&bytes?)?),
            None => None,
        };
        let mut history: H = match self.earlier {
            Some(entry) => serde_json::from_slice(&verified(self.target, entry)?)?,
            None => H::default(),
        };
        match compare(was, is, self.snapshot) {
            Some(revision) => history.push(revision),
            None if self.earlier.is_none() => return Ok(()),
            None => {}
        }
        put(sink, logical, &history)
    }
}

fn is_damage(error: &PublishError) -> bool {
    match error {
        PublishError::Io(_, error) => error.kind() == io::ErrorKind::NotFound,
        PublishError::ForeignFolder(..) => true,
        _ => false,
    }
}

fn requirement_changed(
    was: Was<RequirementFile>,
    is: Option<RequirementFile>,
    snapshot: SnapshotRef,
) -> Option<RequirementRevision> {
    let revised = match (was, is) {
        (Was::Absent, None) => return None,
        (Was::Absent, Some(_)) => Revised::Added,
        (_, None) => Revised::Removed,
        // Of the documents the text is not part of the requirement; which are cited is.
        (Was::Read(was), Some(is))
            if (&was.requirement, &was.corrections) == (&is.requirement, &is.corrections) =>
        {
            return None;
        }
        _ => Revised::Changed,
    };
    Some(RequirementRevision { snapshot, revised })
}

fn duties_changed(
    was: Was<DutyFile>,
    is: Option<DutyFile>,
    snapshot: SnapshotRef,
) -> Option<DutyRevision> {
    let (was, is_damaged) = match was {
        Was::Read(was) => (was.items, false),
        Was::Absent => (Vec::new(), false),
        Was::Damaged => (Vec::new(), true),
    };
    let is = is.map(|is| is.items).unwrap_or_default();
    let mut revision = DutyRevision {
        snapshot,
        added: Vec::new(),
        changed: Vec::new(),
        removed: Vec::new(),
    };
    let revised = revised_items(&was, &is);
    if revised.is_empty() {
        return None;
    }
    for (item, revised) in revised {
        let items = match revised {
            Revised::Removed => &mut revision.removed,
            Revised::Added if !is_damaged => &mut revision.added,
            _ => &mut revision.changed,
        };
        items.push(item.id.clone());
    }
    Some(revision)
}
