//! Finds files of the tree by logical name or by place. `civic::published` defines the path through
//! directory files; here it is walked over a network.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use civic::PlaceId;
use civic::places::names::MAX_LEAVES;
use civic::published::surroundings::{Reader, between, descend};
use civic::published::{
    ArchiveFile, Directory, Entry, Manifest, PlaceIndex, PlaceShard, WhereFile, archive_name, name,
};
use leptos::prelude::GetUntracked;
use routes::tree::TreePath;

use super::error::DataError;
use super::locator::Locator;
use super::tree::{Tree, is_cached};
use crate::http;
use crate::json::from_slice;
use crate::reactive::{join_all, spawn};

impl Tree {
    /// The path to a resource: the directory files that lead to it, then the file itself.
    pub(super) async fn path_to(
        self,
        manifest: &Manifest,
        locator: &Locator,
    ) -> Result<Vec<Entry>, DataError> {
        let mut path = Vec::new();
        let name = match locator {
            Locator::Name(name) => name.clone(),
            Locator::Place(place) => {
                // Where the rules of all places are is read meanwhile.
                if let Some(rules) = manifest.files.get(name::RULES_DIR).cloned() {
                    spawn(async move {
                        let _ = self.checked(&rules).await;
                    });
                }
                let name = format!("{}{place}", name::WHERE_DIR);
                self.descend(manifest, &name, &mut path).await?;
                let last = path.last().ok_or(DataError::Absent)?;
                let known: WhereFile = from_slice(&self.checked(last).await?)?;
                known.places.get(place).ok_or(DataError::Absent)?.clone()
            }
            Locator::Case(case) => {
                let name = format!("{}{case}", name::CASES_DIR);
                self.descend(manifest, &name, &mut path).await?;
                return Ok(path);
            }
            Locator::Snapshot(_) | Locator::Of(..) => return Err(DataError::Absent),
        };
        let found = self.descend(manifest, &name, &mut path).await?;
        (found == name).then_some(path).ok_or(DataError::Absent)
    }

    /// Descends to the file with the greatest name not after `name`, and returns its name.
    async fn descend(
        self,
        manifest: &Manifest,
        name: &str,
        path: &mut Vec<Entry>,
    ) -> Result<String, DataError> {
        let found = descend(&self.files(manifest), name, path).await?;
        found.ok_or(DataError::Absent)
    }

    /// The files of a snapshot.
    pub fn files(self, manifest: &Manifest) -> Files<'_> {
        let tree = self;
        Files { tree, manifest }
    }

    /// The places whose names may start with what is typed, spelled as by
    /// [`civic::places::names::typed`], in a city with a name index. Leaves of the index are
    /// fetched one by one until `enough` is satisfied.
    pub async fn called(
        self,
        typed: &str,
        enough: impl Fn(&PlaceIndex) -> bool,
    ) -> Result<PlaceIndex, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let from = format!("{}{typed}", name::NAMES_DIR);
        let first = self.descend(&manifest, &from, &mut Vec::new()).await?;
        let mut known = PlaceIndex::clone(&*self.file(&first).await?);
        if enough(&known) {
            return Ok(known);
        }
        let before = format!("{from}{}", char::MAX);
        let more = between(&self.files(&manifest), &from, &before, MAX_LEAVES).await?;
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

    /// The shards that hold these places. A list of places is not worth keeping for a time without a
    /// network: what it reads is not noted.
    pub async fn shards_of(self, places: &[PlaceId]) -> Result<Vec<Arc<PlaceShard>>, DataError> {
        let manifest = self.manifest.get_untracked().ok_or(DataError::Absent)?;
        let mut known: Vec<WhereFile> = Vec::new();
        let mut names = BTreeSet::new();
        for place in places {
            if known.iter().all(|file| !file.places.contains_key(place)) {
                let (name, mut path) = (format!("{}{place}", name::WHERE_DIR), Vec::new());
                self.descend(&manifest, &name, &mut path).await?;
                let last = path.last().ok_or(DataError::Absent)?;
                known.push(from_slice(&self.checked(last).await?)?);
            }
            names.extend(
                known
                    .iter()
                    .find_map(|file| file.places.get(place))
                    .cloned(),
            );
        }
        let read = names.into_iter().map(|name| {
            let manifest = &manifest;
            let read: Pin<Box<dyn Future<Output = Result<Arc<PlaceShard>, DataError>> + '_>> =
                Box::pin(async move {
                    let path = self.path_to(manifest, &Locator::Name(name)).await?;
                    let entry = path.last().ok_or(DataError::Absent)?;
                    Ok(Arc::new(from_slice(&self.checked(entry).await?)?))
                });
            read
        });
        join_all(read.collect()).await.into_iter().collect()
    }

    /// The bytes of a resource, checked against their hash and noted as part of a good snapshot.
    pub(super) async fn wanted(
        self,
        manifest: &Manifest,
        locator: &Locator,
    ) -> Result<Rc<[u8]>, DataError> {
        if let Locator::Snapshot(sequence) | Locator::Of(sequence, _) = locator {
            let archived = self.snapshot(manifest, *sequence).await?;
            let Locator::Of(_, locator) = locator else {
                return Ok(archived);
            };
            let manifest: Manifest = from_slice(&archived)?;
            let path = self.path_to(&manifest, locator).await?;
            return self.checked(path.last().ok_or(DataError::Absent)?).await;
        }
        let path = self.path_to(manifest, locator).await?;
        let entry = path.last().ok_or(DataError::Absent)?;
        let fresh = !is_cached(entry);
        let bytes = self.checked(entry).await?;
        self.note_good(manifest, locator, fresh);
        Ok(bytes)
    }

    /// The manifest of an earlier snapshot, checked against its hash in the archive.
    async fn snapshot(self, manifest: &Manifest, sequence: u64) -> Result<Rc<[u8]>, DataError> {
        let mut path = Vec::new();
        self.descend(manifest, &archive_name(sequence), &mut path)
            .await?;
        let last = path.last().ok_or(DataError::Absent)?;
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

/// The files of one snapshot, each fetched and checked when it is asked for.
pub struct Files<'a> {
    tree: Tree,
    manifest: &'a Manifest,
}

impl Reader for Files<'_> {
    type Error = DataError;

    fn manifest(&self) -> &Manifest {
        self.manifest
    }

    async fn directory(&self, entry: &Entry) -> Result<Directory, DataError> {
        Ok(from_slice(&self.tree.checked(entry).await?)?)
    }

    async fn shards(&self, names: BTreeSet<String>) -> Result<Vec<Arc<PlaceShard>>, DataError> {
        let read = names.into_iter().map(|name| {
            let read: Pin<Box<dyn Future<Output = _> + '_>> =
                Box::pin(self.tree.square(self.manifest, name));
            read
        });
        join_all(read.collect()).await.into_iter().collect()
    }
}
