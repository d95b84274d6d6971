//! The way through directory files, whoever reads them: the publisher from a disk, the browser
//! from a network. Nothing is read here; the caller hands in each directory it was told to read.

use super::directory::{Directory, directory_of};
use super::manifest::{Entry, Manifest};

/// What is to be read next on the way to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The file itself, and the logical name it bears: the last not after the one sought.
    File(String, Entry),
    /// A directory file: read it, and ask [`Directory::next`].
    Directory(Entry),
}

impl Manifest {
    /// Where the way to a logical name begins; `None` where no file of this snapshot can bear it.
    pub fn next(&self, name: &str) -> Option<Next> {
        if let Some(directory) = directory_of(name) {
            return self.files.get(directory).cloned().map(Next::Directory);
        }
        let entry = self.files.get(name)?.clone();
        Some(Next::File(name.to_owned(), entry))
    }
}

impl Directory {
    /// Where the way to a logical name goes on; `None` where all names here come after it.
    pub fn next(&self, name: &str) -> Option<Next> {
        match self.last_not_after(name) {
            Some((name, entry)) => Some(Next::File(name.to_owned(), entry.clone())),
            None => self.part(name).cloned().map(Next::Directory),
        }
    }
}

/// The files under a directory in the order of their names, or those of a span of names.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The directory files still to be read, the next one last.
    open: Vec<Entry>,
    /// The names from one to before another; `None` for all.
    span: Option<(String, String)>,
}

impl Walk {
    /// All files of a directory, such as `archive/`.
    pub fn all(manifest: &Manifest, directory: &str) -> Self {
        Self {
            open: manifest.files.get(directory).cloned().into_iter().collect(),
            span: None,
        }
    }

    /// The files whose names lie from one, which begins with its directory, to before another.
    pub fn between(manifest: &Manifest, from: &str, before: &str) -> Self {
        Self {
            span: Some((from.to_owned(), before.to_owned())),
            ..Self::all(manifest, directory_of(from).unwrap_or_default())
        }
    }

    /// The next directory file to read; `None` when all are read.
    pub fn next_directory(&mut self) -> Option<Entry> {
        self.open.pop()
    }

    /// Takes in the directory file that was read: the files it names, by logical name.
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
