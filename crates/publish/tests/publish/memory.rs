//! A target in memory, with whole files by path as in an object store.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, MutexGuard};

use publish::{Lock, PublishError, Target};

/// The files by their paths.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Records what is done to its files, and can be told to fail.
#[derive(Default)]
pub(crate) struct Memory(Mutex<State>);

#[derive(Default)]
struct State {
    files: Files,
    changes: Vec<Change>,
    /// How many more changes succeed; `None` for all.
    remaining: Option<usize>,
    is_locked: bool,
    is_unlistable: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Write { path: String, bytes: Vec<u8> },
    Remove { path: String },
}

impl Change {
    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Write { path, .. } | Self::Remove { path } => path,
        }
    }
}

impl Memory {
    pub(crate) fn holding(files: Files) -> Self {
        Self(Mutex::new(State {
            files,
            ..State::default()
        }))
    }

    /// Lets so many more changes succeed; each one after them fails and changes nothing.
    pub(crate) fn failing_after(self, changes: usize) -> Self {
        self.state().remaining = Some(changes);
        self
    }

    /// Fails to list anything.
    pub(crate) fn unlistable(self) -> Self {
        self.state().is_unlistable = true;
        self
    }

    pub(crate) fn files(&self) -> Files {
        self.state().files.clone()
    }

    /// What was done, in order.
    pub(crate) fn changes(&self) -> Vec<Change> {
        self.state().changes.clone()
    }

    pub(crate) fn apply(&self, change: Change) -> Result<(), PublishError> {
        let mut state = self.state();
        if let Some(remaining) = &mut state.remaining {
            let Some(fewer) = remaining.checked_sub(1) else {
                let error = io::Error::other("out of order");
                return Err(PublishError::Io(self.name_of(change.path()), error));
            };
            *remaining = fewer;
        }
        match &change {
            Change::Write { path, bytes } => {
                state.files.insert(path.clone(), bytes.clone());
            }
            Change::Remove { path } => {
                state.files.remove(path);
            }
        }
        state.changes.push(change);
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test thread panicked")
    }
}

impl Target for Memory {
    fn name(&self) -> String {
        "memory:".to_owned()
    }

    fn name_of(&self, path: &str) -> String {
        format!("memory:{path}")
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, PublishError> {
        self.state().files.get(path).cloned().ok_or_else(|| {
            PublishError::Io(self.name_of(path), io::Error::from(io::ErrorKind::NotFound))
        })
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.apply(Change::Write {
            path: path.to_owned(),
            bytes: bytes.to_owned(),
        })
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, PublishError> {
        let within = |path: &str| -> Option<String> {
            let inside = match folder {
                "" => path,
                _ => path.strip_prefix(folder)?.strip_prefix('/')?,
            };
            inside.split('/').next().map(str::to_owned)
        };
        let state = self.state();
        if state.is_unlistable {
            let error = io::Error::other("no answer");
            return Err(PublishError::Io(self.name_of(folder), error));
        }
        let names: BTreeSet<String> = state.files.keys().filter_map(|p| within(p)).collect();
        Ok(names.into_iter().collect())
    }

    fn remove(&self, path: &str) -> Result<(), PublishError> {
        self.apply(Change::Remove {
            path: path.to_owned(),
        })
    }

    fn lock(&self) -> Result<Box<dyn Lock + '_>, PublishError> {
        let mut state = self.state();
        if state.is_locked {
            return Err(PublishError::Locked(self.name_of("lock")));
        }
        state.is_locked = true;
        Ok(Box::new(Guard(self)))
    }
}

struct Guard<'a>(&'a Memory);

impl Lock for Guard<'_> {}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.state().is_locked = false;
    }
}
