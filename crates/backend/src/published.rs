//! What the server reads of the published tree: the services, the calendar and the published cases,
//! each held against its hash in the manifest.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use civic::PlaceId;
use civic::places::LonLat;
use civic::published::{CasesFile, CityFile, FeedbackFile, Manifest, PlaceIndex, name};
use routes::tree::MANIFEST;
use serde::de::DeserializeOwned;

use crate::causes::chain;
use crate::files::Folder;
use crate::hash::sha256;
use crate::watched::{Source, Unavailable, Watched};

/// The parts of a snapshot that the server needs.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) manifest: Manifest,
    pub(crate) city: CityFile,
    pub(crate) feedback: FeedbackFile,
    pub(crate) cases: CasesFile,
    /// A point on each place that a published case is about, where it is drawn.
    pub(crate) places: BTreeMap<PlaceId, LonLat>,
}

/// The published tree in a directory.
#[derive(Debug)]
pub(crate) struct Published {
    snapshot: Watched<Tree>,
}

/// No snapshot can be read.
pub(crate) type NoSnapshot = Unavailable<TreeError>;

impl Published {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self {
            snapshot: Watched::new(Tree(Folder::new(directory))),
        }
    }

    /// The newest snapshot that is whole, as of at most a second ago.
    pub(crate) async fn snapshot(&self) -> Result<Arc<Snapshot>, NoSnapshot> {
        self.snapshot.get().await
    }

    /// The newest snapshot; an error where that is not whole, although an older one is used.
    pub(crate) async fn newest(&self) -> Result<Arc<Snapshot>, NoSnapshot> {
        self.snapshot.newest().await
    }
}

#[derive(Debug)]
struct Tree(Folder);

/// Why a snapshot cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TreeError {
    #[error("cannot read {}", .0.display())]
    Read(PathBuf, #[source] io::Error),
    #[error("{} is not what the portal's version reads", .0.display())]
    Json(PathBuf, #[source] serde_json::Error),
    #[error("the manifest names no `{0}`")]
    Missing(&'static str),
    #[error("{} is not what the manifest says it is", .0.display())]
    Hash(PathBuf),
}

impl Source for Tree {
    type Stamp = (SystemTime, u64);
    type Value = Snapshot;
    type Error = TreeError;

    fn stamp(&self) -> Result<Self::Stamp, TreeError> {
        let manifest = self.0.metadata(MANIFEST);
        let stamp = manifest.and_then(|file| Ok((file.modified()?, file.len())));
        stamp.map_err(|error| TreeError::Read(self.0.name_of(MANIFEST), error))
    }

    fn load(&self) -> Result<Snapshot, TreeError> {
        let manifest: Manifest = json(&self.0.name_of(MANIFEST), &self.read(MANIFEST)?)?;
        let cases: CasesFile = self.file(&manifest, name::CASES)?;
        Ok(Snapshot {
            city: self.file(&manifest, name::CITY)?,
            feedback: self.file(&manifest, name::FEEDBACK)?,
            places: self.places(&manifest, &cases),
            cases,
            manifest,
        })
    }
}

impl Tree {
    fn read(&self, path: &str) -> Result<Vec<u8>, TreeError> {
        let mut bytes = Vec::new();
        let read = self
            .0
            .open(path)
            .and_then(|mut file| file.read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => Err(TreeError::Read(self.0.name_of(path), error)),
        }
    }

    fn file<T: DeserializeOwned>(
        &self,
        manifest: &Manifest,
        name: &'static str,
    ) -> Result<T, TreeError> {
        let entry = manifest.files.get(name).ok_or(TreeError::Missing(name))?;
        let path = self.0.name_of(&entry.path);
        let bytes = self.read(&entry.path)?;
        if sha256(&bytes) != entry.sha256 {
            return Err(TreeError::Hash(path));
        }
        json(&path, &bytes)
    }

    /// Where the places of the cases are. Cases are worth serving without it.
    fn places(&self, manifest: &Manifest, cases: &CasesFile) -> BTreeMap<PlaceId, LonLat> {
        let wanted = |id: &PlaceId| {
            cases
                .cases
                .iter()
                .any(|case| case.place.as_ref() == Some(id))
        };
        if cases.cases.iter().all(|case| case.place.is_none()) {
            return BTreeMap::new();
        }
        match self.file::<PlaceIndex>(manifest, name::PLACES) {
            Ok(index) => index
                .places
                .into_iter()
                .filter(|place| wanted(&place.id))
                .filter_map(|place| Some((place.id, place.at?)))
                .collect(),
            Err(error) => {
                let cause = chain(&error);
                tracing::warn!(cause, "published cases are served without coordinates");
                BTreeMap::new()
            }
        }
    }
}

fn json<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<T, TreeError> {
    serde_json::from_slice(bytes).map_err(|error| TreeError::Json(path.to_path_buf(), error))
}
