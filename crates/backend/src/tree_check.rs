//! Whether the published tree is whole: every file is what the manifest says it is.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io};

use crate::causes::chain;
use crate::watched::{Source, Watched};

/// How long whoever asks waits for a check; a large tree takes longer, and the last result counts
/// until then.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a tree is checked that is being changed meanwhile.
const TRIES: u32 = 3;

/// The check of the tree in a directory, made again when one of its files changes.
#[derive(Clone, Debug)]
pub(crate) struct TreeCheck(Arc<Watched<Tree>>);

impl TreeCheck {
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self(Arc::new(Watched::of_large_effort(Tree(directory))))
    }

    /// What is wrong with the tree, as of at most a second ago or of the last check, whichever is
    /// later; `None` where it is whole, or was never checked to the end.
    pub(crate) async fn defect(&self) -> Option<String> {
        let check = Arc::clone(&self.0);
        // It goes on where nobody waits for it any more.
        let newest = tokio::spawn(async move { check.newest().await });
        let known = match tokio::time::timeout(PATIENCE, newest).await {
            Ok(Ok(known)) => known,
            // It panicked, which is in the log.
            Ok(Err(_)) => return None,
            Err(_) => return self.0.value().and_then(|defect| (*defect).clone()),
        };
        match known {
            Ok(defect) => (*defect).clone(),
            Err(error) => Some(chain(&error)),
        }
    }
}

#[derive(Debug)]
struct Tree(PathBuf);

impl Source for Tree {
    /// How many files there are, and one number made of their names, dates and sizes.
    type Stamp = (u64, u64);
    /// What is wrong.
    type Value = Option<String>;
    type Error = io::Error;

    fn stamp(&self) -> io::Result<Self::Stamp> {
        let mut stamp = (0, 0);
        add(&self.0, &mut stamp)?;
        Ok(stamp)
    }

    fn load(&self) -> io::Result<Option<String>> {
        let mut defect = None;
        for _ in 0..TRIES {
            let before = self.stamp()?;
            defect = defect_in(&self.0);
            // A publication under way may have changed what was just read.
            if defect.is_none() || self.stamp()? == before {
                break;
            }
        }
        Ok(defect)
    }
}

fn defect_in(directory: &Path) -> Option<String> {
    match publish::verify(&publish::Folder::new(directory)) {
        Ok(_) => None,
        Err(error) => Some(error.to_string()),
    }
}

/// Adds what is in a folder to a stamp. The order in which a disk lists files does not matter.
fn add(folder: &Path, stamp: &mut (u64, u64)) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = match entry.metadata() {
            Ok(metadata) => metadata,
            // It was just removed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        if metadata.is_dir() {
            add(&entry.path(), stamp)?;
        } else {
            let mut hasher = DefaultHasher::new();
            (entry.path(), metadata.len(), metadata.modified()?).hash(&mut hasher);
            stamp.0 += 1;
            stamp.1 = stamp.1.wrapping_add(hasher.finish());
        }
    }
    Ok(())
}
