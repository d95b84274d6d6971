//! Resolves names through directory files without doing any I/O: the publisher reads from a disk,
//! the browser from a network. The caller reads each directory file that is asked for and passes it
//! in.

use super::directory::{Directory, directory_of};
use super::manifest::{Entry, Manifest};

/// What to read next to resolve a logical name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The file, with its logical name: the last one not after the name sought.
    File(String, Entry),
    /// A directory file: read it, then call [`Directory::next`].
    Directory(Entry),
}

impl Manifest {
    /// The first file to read to resolve a logical name; `None` if this snapshot has no such file.
    pub fn next(&self, name: &str) -> Option<Next> {
        if let Some(directory) = directory_of(name) {
            return self.files.get(directory).cloned().map(Next::Directory);
        }
        let entry = self.files.get(name)?.clone();
        Some(Next::File(name.to_owned(), entry))
    }
}

impl Directory {
    /// The next file to read to resolve a logical name; `None` if all names here sort after it.
    pub fn next(&self, name: &str) -> Option<Next> {
        match self.last_not_after(name) {
            Some((name, entry)) => Some(Next::File(name.to_owned(), entry.clone())),
            None => self.part(name).cloned().map(Next::Directory),
        }
    }
}

/// An iteration over the files of a directory in the order of their names, or over a range of them.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// A stack of the directory files still to be read.
    open: Vec<Entry>,
    /// The range of names `[from, before)`; `None` for all.
    span: Option<(String, String)>,
}

impl Walk {
    /// All files of a directory, such as `archive/`.
    pub fn all(manifest: &Manifest, directory: &str) -> Self {
        Self::from_top(manifest.files.get(directory).cloned())
    }

    /// All files of a directory whose first file is this; none where there is none.
    pub fn from_top(directory: Option<Entry>) -> Self {
        Self {
            open: directory.into_iter().collect(),
            span: None,
        }
    }

    /// The files with names in `[from, before)`; `from` starts with its directory.
    pub fn between(manifest: &Manifest, from: &str, before: &str) -> Self {
        Self {
            span: Some((from.to_owned(), before.to_owned())),
            ..Self::all(manifest, directory_of(from).unwrap_or_default())
        }
    }

    /// The next directory file to read; `None` once all are read.
    pub fn next_directory(&mut self) -> Option<Entry> {
        self.open.pop()
    }

    /// Adds a directory file that was read. Returns the files it names, by logical name.
    pub fn enter(&mut self, directory: Directory) -> Vec<(String, Entry)> {
        let Some((from, before)) = &self.span else {
            self.open.extend(directory.parts.into_values().rev());
            return directory.files.into_iter().collect();
        };
        let parts: Vec<&Entry> = directory.parts_between(from, before).collect();
        self.open.extend(parts.into_iter().rev().cloned());
        directory
            .files
            .range(from.clone()..before.clone())
            .map(|(name, entry)| (name.clone(), entry.clone()))
            .collect()
    }
}
