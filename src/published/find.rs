//! How a file of the tree is found: by its logical name, by a place, by what lies around it on the map.

use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

use civic::PlaceId;
use civic::places::grid::{Bounds, Cell};
use civic::places::names::MAX_LEAVES;
use civic::published::{
    ArchiveFile, Directory, Entry, Manifest, PlaceIndex, WhereFile, archive_name, directory_of,
    name,
};

use leptos::prelude::GetUntracked;

use super::{DataError, Tree, fetch, from_slice, is_here};

const PLACE: &str = "place=";

/// What is wanted of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// The file of a logical name.
    Name(String),
    /// The [`civic::published::PlaceShard`] in which a place is at home.
    Place(PlaceId),
    /// The manifest of the snapshot of this number, from the archive.
    Snapshot(u64),
    /// What is wanted of that snapshot.
    Of(u64, Box<Want>),
}

impl fmt::Display for Want {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Place(place) => write!(f, "{PLACE}{place}"),
            Self::Snapshot(sequence) => f.write_str(&archive_name(*sequence)),
            Self::Of(_, want) => want.fmt(f),
        }
    }
}

impl Want {
    /// What [`Want`]'s text stands for.
    pub(super) fn read(text: &str) -> Self {
        match text.strip_prefix(PLACE) {
            Some(place) => Self::Place(place.into()),
            None => Self::Name(text.to_owned()),
        }
    }
}

impl Tree {
    /// The files on the way to what is wanted: the directory files that name it, then itself.
    pub(super) async fn way(
        self,
        manifest: &Manifest,
        want: &Want,
    ) -> Result<Vec<Entry>, DataError> {
        let mut way = Vec::new();
        let name = match want {
            Want::Name(name) => name.clone(),
            Want::Place(place) => {
                let name = format!("{}{place}", name::WHERE_DIR);
                self.go(manifest, &name, &mut way).await?;
                let last = way.last().ok_or(DataError::Absent)?;
                let known: WhereFile = from_slice(&self.checked(last).await?)?;
                known.places.get(place).ok_or(DataError::Absent)?.clone()
            }
            Want::Snapshot(_) | Want::Of(..) => return Err(DataError::Absent),
        };
        let found = self.go(manifest, &name, &mut way).await?;
        (found == name).then_some(way).ok_or(DataError::Absent)
    }

    /// Goes to the file whose name is the last not after this one, and says that name.
    async fn go(
        self,
        manifest: &Manifest,
        name: &str,
        way: &mut Vec<Entry>,
    ) -> Result<String, DataError> {
        let Some(directory) = directory_of(name) else {
            way.push(manifest.files.get(name).ok_or(DataError::Absent)?.clone());
            return Ok(name.to_owned());
        };
        let mut entry = manifest
            .files
            .get(directory)
            .ok_or(DataError::Absent)?
            .clone();
        loop {
            let directory: Directory = from_slice(&self.checked(&entry).await?)?;
            way.push(entry);
            if let Some((name, file)) = directory.last_not_after(name) {
                way.push(file.clone());
                return Ok(name.to_owned());
            }
            entry = directory.part(name).ok_or(DataError::Absent)?.clone();
        }
    }

    /// The names of every square's file that holds something within the bounds; not all of them
    /// where they are more than `most`.
    pub(super) async fn squares(
        self,
        manifest: &Manifest,
        bounds: Bounds,
        most: usize,
    ) -> Result<BTreeSet<String>, DataError> {
        let mut found = BTreeSet::new();
        for cell in Cell::covering(bounds) {
            let from = square(cell);
            // After every name that begins with it.
            let before = format!("{from}4");
            if let Ok(name) = self.go(manifest, &from, &mut Vec::new()).await
                && from.starts_with(&name)
            {
                found.insert(name);
            }
            let enough = most - most.min(found.len()) + 1;
            let within = self.between(manifest, &from, &before, enough).await?;
            found.extend(within);
            if found.len() > most {
                break;
            }
        }
        Ok(found)
    }

    /// The names of a directory's files from one to before another, in order; where they are more,
    /// at least so many of the first.
    async fn between(
        self,
        manifest: &Manifest,
        from: &str,
        before: &str,
        enough: usize,
    ) -> Result<Vec<String>, DataError> {
        let root = directory_of(from).and_then(|directory| manifest.files.get(directory));
        let mut open: Vec<Entry> = root.cloned().into_iter().collect();
        let mut found = Vec::new();
        while let Some(entry) = open.pop() {
            let directory: Directory = from_slice(&self.checked(&entry).await?)?;
            let within = directory.files.range(from.to_owned()..before.to_owned());
            found.extend(within.map(|(name, _)| name.clone()));
            if found.len() >= enough {
                break;
            }
            let parts: Vec<&Entry> = directory.parts_between(from, before).collect();
            open.extend(parts.into_iter().rev().cloned());
        }
        Ok(found)
    }

    /// The places among which those lie whose names go on from what is typed, as
    /// [`civic::places::names::typed`] spells it, in a city whose names are published in leaves; no more
    /// leaves are read than are `enough`.
    pub(crate) async fn called(
        self,
        typed: &str,
        enough: impl Fn(&PlaceIndex) -> bool,
    ) -> Result<PlaceIndex, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let from = format!("{}{typed}", name::NAMES_DIR);
        let first = self.go(&manifest, &from, &mut Vec::new()).await?;
        let mut known = PlaceIndex::clone(&*self.file(&first).await?);
        if enough(&known) {
            return Ok(known);
        }
        let before = format!("{from}{}", char::MAX);
        let more = self.between(&manifest, &from, &before, MAX_LEAVES).await?;
        let more = more.into_iter().filter(|name| *name != first);
        for leaf in more.take(MAX_LEAVES - 1) {
            let index = self.file::<PlaceIndex>(&leaf).await?;
            known.places.extend(index.places.iter().cloned());
            known.places.sort_by(|a, b| a.id.cmp(&b.id));
            known.places.dedup_by(|a, b| a.id == b.id);
            if enough(&known) {
                break;
            }
        }
        Ok(known)
    }

    /// The file that is wanted, checked, and noted as part of a good snapshot.
    pub(super) async fn wanted(
        self,
        manifest: &Manifest,
        want: &Want,
    ) -> Result<Rc<[u8]>, DataError> {
        if let Want::Snapshot(sequence) | Want::Of(sequence, _) = want {
            let archived = self.snapshot(manifest, *sequence).await?;
            let Want::Of(_, want) = want else {
                return Ok(archived);
            };
            let manifest: Manifest = from_slice(&archived)?;
            let way = self.way(&manifest, want).await?;
            return self.checked(way.last().ok_or(DataError::Absent)?).await;
        }
        let way = self.way(manifest, want).await?;
        let entry = way.last().ok_or(DataError::Absent)?;
        let fresh = !is_here(entry);
        let bytes = self.checked(entry).await?;
        self.is_good(manifest, want, fresh);
        Ok(bytes)
    }

    /// The manifest of an earlier snapshot, held against the hash that the archive names.
    async fn snapshot(self, manifest: &Manifest, sequence: u64) -> Result<Rc<[u8]>, DataError> {
        let mut way = Vec::new();
        self.go(manifest, &archive_name(sequence), &mut way).await?;
        let last = way.last().ok_or(DataError::Absent)?;
        let archive: ArchiveFile = from_slice(&self.checked(last).await?)?;
        let mut known = archive.snapshots.iter();
        let known = known
            .find(|s| s.sequence == sequence)
            .ok_or(DataError::Absent)?;
        let bytes = fetch::bytes(&format!("/data/manifests/{sequence}.json"), false).await?;
        if fetch::sha256(&bytes) != known.sha256 {
            return Err(DataError::Mismatch);
        }
        Ok(bytes.into())
    }
}

fn square(cell: Cell) -> String {
    format!("{}{cell}", name::RULES_DIR)
}
