//! Which snapshots changed a thing, and how the thing stood on a day.

use serde::{Deserialize, Serialize};

use super::manifest::Manifest;
use super::name;
use crate::DutyId;
use crate::open_enum::open_enum;
use crate::time::{Date, Instant, Local, Timestamp, Zone};

/// A snapshot by its number and when it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotRef {
    /// Its sequence number.
    pub sequence: u64,
    /// When it was published.
    pub published_at: Timestamp,
}

impl SnapshotRef {
    /// The snapshot of a manifest.
    pub fn of(manifest: &Manifest) -> Self {
        Self {
            sequence: manifest.sequence,
            published_at: manifest.published_at,
        }
    }
}

/// `history/start`: the snapshot from which on changes are written down. It is the first one, unless the
/// tree was begun by a publisher that did not yet write them down. The first snapshot needs no such file:
/// there was nothing before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryStart {
    /// The snapshot.
    pub since: SnapshotRef,
}

impl HistoryStart {
    /// The start as a snapshot has it whose file of it is this; `None` if it does not write changes down.
    pub fn of(manifest: &Manifest, file: Option<&Self>) -> Option<Self> {
        let own = || Self {
            since: SnapshotRef::of(manifest),
        };
        file.copied().or_else(|| (manifest.sequence == 1).then(own))
    }
}

open_enum! {
    /// What a snapshot did to a thing.
    Revised {
        /// It was not published in the snapshot before.
        Added = "added";
        /// It was published otherwise.
        Changed = "changed";
        /// It is no longer published.
        Removed = "removed";
    }
}

/// A snapshot that changed a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementRevision {
    /// The snapshot.
    pub snapshot: SnapshotRef,
    /// What it did.
    pub revised: Revised,
}

/// `history/requirements/<id>`: the snapshots that changed a requirement or its corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementHistory {
    /// The changes, oldest first.
    pub revisions: Vec<RequirementRevision>,
}

/// A snapshot that changed the lists of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyRevision {
    /// The snapshot.
    pub snapshot: SnapshotRef,
    /// The items that were not published in the snapshot before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<DutyId>,
    /// The items that were published otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<DutyId>,
    /// The items that are no longer published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<DutyId>,
}

/// `history/duties/<unit>`: the snapshots that changed the lists of a unit, item by item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyHistory {
    /// The changes, oldest first.
    pub revisions: Vec<DutyRevision>,
}

/// The logical name of the history of a file, such as `history/duties/630104003`.
pub fn history_name(logical: &str) -> String {
    format!("{}{logical}", name::HISTORY_DIR)
}

impl DutyRevision {
    /// What it did to an item; `None` if nothing.
    pub fn of(&self, item: &DutyId) -> Option<Revised> {
        [
            (&self.added, Revised::Added),
            (&self.changed, Revised::Changed),
            (&self.removed, Revised::Removed),
        ]
        .into_iter()
        .find_map(|(items, revised)| items.contains(item).then_some(revised))
    }
}

/// How a state of a thing began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It was published before changes were written down, or with the first snapshot.
    Start,
    /// It was not yet published.
    NotYet,
    /// A snapshot changed it so.
    By(Revised),
}

/// A span of snapshots in which a thing did not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// How it began.
    pub opening: Opening,
    /// The first snapshot of it.
    pub from: SnapshotRef,
    /// The first snapshot after it; `None` if the thing is still so.
    pub until: Option<SnapshotRef>,
}

impl State {
    /// Whether the thing was published then.
    pub fn is_published(&self) -> bool {
        !matches!(
            self.opening,
            Opening::NotYet | Opening::By(Revised::Removed)
        )
    }
}

/// The states of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    since: SnapshotRef,
    states: Vec<State>,
}

impl Timeline {
    /// The states of a thing with these changes, oldest first. Of one without changes it must be known
    /// whether it is published: it has been since `start`, or never.
    pub fn new(
        start: HistoryStart,
        revisions: impl IntoIterator<Item = (SnapshotRef, Revised)>,
        is_published: bool,
    ) -> Self {
        let mut states: Vec<State> = Vec::new();
        let since = start.since;
        let first = |opening| State {
            opening,
            from: since,
            until: None,
        };
        for (snapshot, revised) in revisions {
            if states.is_empty() {
                states.push(first(match revised {
                    Revised::Added => Opening::NotYet,
                    _ => Opening::Start,
                }));
            }
            if let Some(before) = states.last_mut() {
                before.until = Some(snapshot);
            }
            states.push(State {
                opening: Opening::By(revised),
                from: snapshot,
                until: None,
            });
        }
        if states.is_empty() && is_published {
            states.push(first(Opening::Start));
        }
        Self { since, states }
    }

    /// Of a requirement. `history` is `None` where the tree has no such file.
    pub fn of_requirement(
        start: HistoryStart,
        history: Option<&RequirementHistory>,
        is_published: bool,
    ) -> Self {
        let revisions = history.into_iter().flat_map(|history| &history.revisions);
        let revisions = revisions.map(|one| (one.snapshot, one.revised.clone()));
        Self::new(start, revisions, is_published)
    }

    /// Of an item of a unit's lists. `history` is that of the unit; `None` where the tree has none.
    pub fn of_item(
        start: HistoryStart,
        history: Option<&DutyHistory>,
        item: &DutyId,
        is_published: bool,
    ) -> Self {
        let revisions = history.into_iter().flat_map(|history| &history.revisions);
        let revisions = revisions.filter_map(|one| Some((one.snapshot, one.of(item)?)));
        Self::new(start, revisions, is_published)
    }

    /// Of the lists of a unit as a whole, which are there as long as they have an item.
    pub fn of_unit(start: HistoryStart, history: Option<&DutyHistory>, items_now: usize) -> Self {
        let revisions: Vec<&DutyRevision> = history
            .into_iter()
            .flat_map(|history| &history.revisions)
            .collect();
        // Counted from the present back: how many there were before the first change is not written down.
        let mut items = items_now;
        let mut known = Vec::new();
        for one in revisions.into_iter().rev() {
            let after = items;
            items = (items + one.removed.len()).saturating_sub(one.added.len());
            let revised = match (items, after) {
                (0, _) => Revised::Added,
                (_, 0) => Revised::Removed,
                _ => Revised::Changed,
            };
            known.push((one.snapshot, revised));
        }
        Self::new(start, known.into_iter().rev(), items_now > 0)
    }

    /// The snapshot from which on changes are written down.
    pub fn since(&self) -> SnapshotRef {
        self.since
    }

    /// The states, oldest first; none if the thing was never published since.
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// The state in a snapshot; `None` before changes were written down, and if the thing was never
    /// published since.
    pub fn at(&self, sequence: u64) -> Option<&State> {
        self.states
            .iter()
            .rfind(|state| state.from.sequence <= sequence)
    }

    /// The state in force at the end of a day in the city; `None` as for [`Timeline::at`].
    pub fn on(&self, day: Date, zone: &Zone) -> Option<&State> {
        let end = end_of(day, zone);
        let mut states = self.states.iter();
        states.rfind(|state| state.from.published_at.instant < end)
    }
}

/// The first instant after a day.
fn end_of(day: Date, zone: &Zone) -> Instant {
    zone.instant(Local {
        date: day.next(),
        second: 0,
    })
}
