//! The files of a folder as they were read, by name: whoever calls has the disk, or the browser.

use std::collections::BTreeMap;

/// Files by name: the bytes of each, or why it could not be read. A file that is not here is
/// missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, Result<Vec<u8>, String>>);

impl Files {
    /// Adds a file that was read.
    pub fn insert(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.into(), Ok(bytes.into()));
    }

    /// Adds a file that is there and could not be read.
    pub fn insert_unreadable(&mut self, name: impl Into<String>, why: impl Into<String>) {
        self.0.insert(name.into(), Err(why.into()));
    }

    /// A file: `None` where it is missing, otherwise its bytes or why it could not be read.
    pub fn get(&self, name: &str) -> Option<Result<&[u8], &str>> {
        self.0.get(name).map(|file| match file {
            Ok(bytes) => Ok(bytes.as_slice()),
            Err(why) => Err(why.as_str()),
        })
    }

    /// Takes a file out, so that it is held no longer than it is read.
    pub(crate) fn take(&mut self, name: &str) -> Option<Result<Vec<u8>, String>> {
        self.0.remove(name)
    }

    /// The names of all files, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The files that were read, in order of their names.
    pub fn read(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .filter_map(|(name, file)| Some((name.as_str(), file.as_ref().ok()?.as_slice())))
    }
}
