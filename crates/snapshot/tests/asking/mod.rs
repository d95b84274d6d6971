//! Asking the published indexes as a browser does.

use std::sync::Arc;

use civic::published::name;
use civic::search::{Entry, EntryPage, Facet, Found, Head, Shard, filtered, find};
use serde::de::DeserializeOwned;
use snapshot::file_set::Files;

/// An index, and the bytes that were read of it.
pub(crate) struct Asked<'a> {
    files: &'a Files,
    directory: String,
    pub(crate) head: Head,
    pub(crate) bytes: usize,
}

impl<'a> Asked<'a> {
    /// The index of a unit, or the city's without one.
    pub(crate) fn of(files: &'a Files, unit: &str) -> Self {
        let slash = if unit.is_empty() { "" } else { "/" };
        let directory = format!("{}{unit}{slash}", name::SEARCH_DIR);
        let bytes = files[&format!("{directory}head")].len();
        let head = read(files, &format!("{directory}head"));
        Self {
            files,
            directory,
            head,
            bytes,
        }
    }

    fn file<T: DeserializeOwned>(&mut self, file: &str) -> T {
        let name = format!("{}{file}", self.directory);
        self.bytes += self.files[&name].len();
        read(self.files, &name)
    }

    pub(crate) fn found(&mut self, words: &str, filters: &[(Facet, &str)]) -> Found {
        let filters = filters
            .iter()
            .map(|(facet, code)| (facet.clone(), (*code).to_owned()));
        let filters: Vec<_> = filters.collect();
        let words = snapshot::folded(words);
        let mut shards: Vec<(usize, Arc<Shard>)> = Vec::new();
        loop {
            match find(&self.head, &shards, &words) {
                Ok(found) => return filtered(&self.head, &found, &filters),
                Err(lacks) => {
                    for n in lacks {
                        let shard = self.file(&format!("t{n}"));
                        shards.push((n, Arc::new(shard)));
                    }
                }
            }
        }
    }

    /// An entry, and the titles of its documents.
    pub(crate) fn entry(&mut self, number: u32) -> (Entry, EntryPage) {
        let (page, at) = self.head.page_of(number).expect("a page");
        let page: EntryPage = self.file(&format!("e{page}"));
        (page.entries[at].clone(), page)
    }

    pub(crate) fn titles(&mut self, words: &str) -> Vec<String> {
        let entries = self.found(words, &[]).entries;
        let titles = entries
            .into_iter()
            .map(|number| self.entry(number).0.title.zh);
        titles.collect()
    }
}

fn read<T: DeserializeOwned>(files: &Files, name: &str) -> T {
    serde_json::from_slice(&files[name]).expect("a file")
}
