//! How a file of the tree is found: by its logical name, by a place, by what lies around it on the
//! map. The way through directory files is `civic::published`'s; here it is walked over a network.

use std::collections::BTreeSet;
use std::rc::Rc;

use civic::places::grid::{Bounds, Cell};
use civic::places::names::MAX_LEAVES;
use civic::published::{
    ArchiveFile, Directory, Entry, Manifest, Next, PlaceIndex, Walk, WhereFile, archive_name, name,
};
use leptos::prelude::GetUntracked;
use routes::tree::TreePath;

use super::error::DataError;
use super::tree::{Tree, is_here};
use super::want::Want;
use crate::http;
use crate::json::from_slice;

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
        let mut next = manifest.next(name);
        loop {
            match next.ok_or(DataError::Absent)? {
                Next::File(name, entry) => {
                    way.push(entry);
                    return Ok(name);
                }
                Next::Directory(entry) => {
                    next = self.directory(&entry).await?.next(name);
                    way.push(entry);
                }
            }
        }
    }

    async fn directory(self, entry: &Entry) -> Result<Directory, DataError> {
        Ok(from_slice(&self.checked(entry).await?)?)
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
        let mut walk = Walk::between(manifest, from, before);
        let mut found = Vec::new();
        while let Some(entry) = walk.next_directory() {
            let files = walk.enter(self.directory(&entry).await?);
            found.extend(files.into_iter().map(|(name, _)| name));
            if found.len() >= enough {
                break;
            }
        }
        Ok(found)
    }

    /// The places among which those lie whose names go on from what is typed, as
    /// [`civic::places::names::typed`] spells it, in a city whose names are published in leaves; no more
    /// leaves are read than are `enough`.
    pub async fn called(
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
        let bytes = http::bytes(&TreePath::ArchivedManifest(sequence).url(), false).await?;
        if http::sha256(&bytes) != known.sha256 {
            return Err(DataError::Mismatch);
        }
        Ok(bytes.into())
    }
}

fn square(cell: Cell) -> String {
    format!("{}{cell}", name::RULES_DIR)
}
