//! What the server reads of the published tree: the services, the calendar and the published cases,
//! each held against its hash in the manifest.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use civic::places::LonLat;
use civic::published::{
    CasesFile, CityFile, Directory, Entry, FeedbackFile, Manifest, PlaceIndex, Walk, name,
};
use civic::{PlaceId, Text};
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
    /// The places that published cases are about.
    pub(crate) places: BTreeMap<PlaceId, KnownPlace>,
}

/// A place that a published case is about.
#[derive(Debug)]
pub(crate) struct KnownPlace {
    /// A point on it, where it is drawn.
    pub(crate) at: Option<LonLat>,
    /// Where it is, in words.
    pub(crate) address: Text,
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
        let cases = self.cases(&manifest)?;
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
        self.entry(manifest.files.get(name).ok_or(TreeError::Missing(name))?)
    }

    fn entry<T: DeserializeOwned>(&self, entry: &Entry) -> Result<T, TreeError> {
        let path = self.0.name_of(&entry.path);
        let bytes = self.read(&entry.path)?;
        if sha256(&bytes) != entry.sha256 {
            return Err(TreeError::Hash(path));
        }
        json(&path, &bytes)
    }

    /// Every published case. A tree of before has them in one file, the latest first; a city without cases has
    /// none of either.
    fn cases(&self, manifest: &Manifest) -> Result<CasesFile, TreeError> {
        if manifest.files.contains_key(name::CASES) {
            return self.file(manifest, name::CASES);
        }
        let mut cases = Vec::new();
        let mut walk = Walk::all(manifest, name::CASES_DIR);
        while let Some(directory) = walk.next_directory() {
            for (_, entry) in walk.enter(self.entry::<Directory>(&directory)?) {
                cases.extend(self.entry::<CasesFile>(&entry)?.cases);
            }
        }
        cases.sort_by(|a, b| (b.opened_on, &a.id).cmp(&(a.opened_on, &b.id)));
        Ok(CasesFile {
            cases,
            ..CasesFile::default()
        })
    }

    /// Where the places of the cases are. Cases are worth serving without it.
    fn places(&self, manifest: &Manifest, cases: &CasesFile) -> BTreeMap<PlaceId, KnownPlace> {
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
                .map(|place| {
                    let known = KnownPlace {
                        at: place.at,
                        address: address(&place.name, &place.section),
                    };
                    (place.id, known)
                })
                .collect(),
            Err(error) => {
                let cause = chain(&error);
                tracing::warn!(cause, "published cases are served without their places");
                BTreeMap::new()
            }
        }
    }
}

/// A place in words, in each language from the wide to the narrow or the other way round, as it is written
/// there.
fn address(name: &Text, section: &Text) -> Text {
    let joined = |first: &str, separator: &str, second: &str| match (first, second) {
        (one, "") | ("", one) => one.to_owned(),
        (first, second) => format!("{first}{separator}{second}"),
    };
    Text::new(
        joined(&name.zh, "，", &section.zh),
        joined(&section.en, ", ", &name.en),
    )
}

fn json<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<T, TreeError> {
    serde_json::from_slice(bytes).map_err(|error| TreeError::Json(path.to_path_buf(), error))
}
