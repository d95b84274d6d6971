//! What the intake reads of the published tree: the city's services and calendar, each checked
//! against the manifest, read again only when the manifest changes.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use civic::published::{CasesFile, CityFile, FeedbackFile, Manifest, name};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// The parts of a snapshot that the intake needs.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) manifest: Manifest,
    pub(crate) city: CityFile,
    pub(crate) feedback: FeedbackFile,
    pub(crate) cases: CasesFile,
}

/// The tree on disk.
#[derive(Debug)]
pub(crate) struct Tree {
    directory: PathBuf,
    read: Mutex<Option<(SystemTime, Arc<Snapshot>)>>,
}

impl Tree {
    /// A tree in a directory.
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self {
            directory,
            read: Mutex::new(None),
        }
    }

    /// The newest snapshot that is whole; an older one where the newest is damaged; `None` where
    /// there is none.
    pub(crate) fn snapshot(&self) -> Option<Arc<Snapshot>> {
        let path = self.directory.join("manifest.json");
        let changed = fs::metadata(&path).and_then(|m| m.modified()).ok();
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(changed), Some((at, snapshot))) = (changed, read.as_ref())
            && changed == *at
        {
            return Some(Arc::clone(snapshot));
        }
        if let Some(snapshot) = self.load() {
            let snapshot = Arc::new(snapshot);
            *read = Some((
                changed.unwrap_or(SystemTime::UNIX_EPOCH),
                Arc::clone(&snapshot),
            ));
            return Some(snapshot);
        }
        read.as_ref().map(|(_, snapshot)| Arc::clone(snapshot))
    }

    fn load(&self) -> Option<Snapshot> {
        let bytes = fs::read(self.directory.join("manifest.json")).ok()?;
        let manifest: Manifest = serde_json::from_slice(&bytes).ok()?;
        Some(Snapshot {
            city: self.file(&manifest, name::CITY)?,
            feedback: self.file(&manifest, name::FEEDBACK)?,
            cases: self.file(&manifest, name::CASES)?,
            manifest,
        })
    }

    fn file<T: DeserializeOwned>(&self, manifest: &Manifest, name: &str) -> Option<T> {
        let entry = manifest.files.get(name)?;
        let bytes = fs::read(self.directory.join(&entry.path)).ok()?;
        (hex(&Sha256::digest(&bytes)) == entry.sha256)
            .then(|| serde_json::from_slice(&bytes).ok())
            .flatten()
    }
}

/// Lowercase hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
