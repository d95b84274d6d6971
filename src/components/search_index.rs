//! The published index of duty items, requirements and places: asked for what matches, and for what is
//! shown of it. Only what a query needs is fetched.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use civic::Text;
use civic::published::name;
use civic::search::{Entry, EntryPage, Found, Head, filtered, find};
use routes::query::Search;
use web::published::{DataError, Published, Tree};
use web::reactive::join_all;

/// An entry: the page that it is on, and its place there.
#[derive(Clone)]
pub(crate) struct Shown(Arc<EntryPage>, usize);

impl Shown {
    pub(crate) fn entry(&self) -> Option<&Entry> {
        self.0.entries.get(self.1)
    }

    /// The title of the document of its first item.
    pub(crate) fn document(&self) -> Option<&Text> {
        let first = self.entry()?.items.first()?;
        self.0.documents.get(first.document())
    }
}

/// The index of a city or a unit.
#[derive(Clone)]
pub(crate) struct Index {
    tree: Tree,
    directory: String,
    pub(crate) head: Arc<Head>,
}

impl Index {
    /// The index that a search is over.
    pub(crate) async fn of(tree: Tree, search: &Search) -> Result<Self, DataError> {
        let mut directory = name::SEARCH_DIR.to_owned();
        if let Some(unit) = &search.unit {
            directory = format!("{directory}{unit}/");
        }
        let head = tree.file(&format!("{directory}head")).await?;
        Ok(Self {
            tree,
            directory,
            head,
        })
    }

    /// What has these words, and the values that the search has chosen.
    pub(crate) async fn find(&self, words: &str, search: &Search) -> Result<Found, DataError> {
        let mut shards = Vec::new();
        loop {
            let lacks = match find(&self.head, &shards, words) {
                Ok(found) => return Ok(filtered(&self.head, &found, &search.filters)),
                Err(lacks) => lacks,
            };
            self.fetch("t", &lacks, &mut shards).await?;
        }
    }

    /// Fetches files of the index by their numbers, all at once.
    async fn fetch<T: Published>(
        &self,
        prefix: &'static str,
        numbers: &[usize],
        fetched: &mut Vec<(usize, Arc<T>)>,
    ) -> Result<(), DataError> {
        let file = |n: &usize| {
            let name = format!("{}{prefix}{n}", self.directory);
            let tree = self.tree;
            let file: Pin<Box<dyn Future<Output = Result<Arc<T>, DataError>>>> =
                Box::pin(async move { tree.file(&name).await });
            file
        };
        let files = join_all(numbers.iter().map(file).collect()).await;
        for (n, file) in numbers.iter().zip(files) {
            fetched.push((*n, file?));
        }
        Ok(())
    }

    /// These entries, from the pages that they are on.
    pub(crate) async fn entries(&self, numbers: &[u32]) -> Result<Vec<Shown>, DataError> {
        let mut wanted: Vec<usize> = Vec::new();
        let mut places: Vec<(usize, usize)> = Vec::new();
        for number in numbers {
            let Some(place) = self.head.page_of(*number) else {
                continue;
            };
            if !wanted.contains(&place.0) {
                wanted.push(place.0);
            }
            places.push(place);
        }
        let mut pages = Vec::new();
        self.fetch("e", &wanted, &mut pages).await?;
        let mut shown = Vec::new();
        for (page, at) in places {
            if let Some((_, file)) = pages.iter().find(|(n, _)| *n == page) {
                shown.push(Shown(Arc::clone(file), at));
            }
        }
        Ok(shown)
    }
}
