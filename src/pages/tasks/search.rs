//! Asking the published index, fetching only what a query needs.

use std::sync::Arc;

use civic::search::{Found, Head, looser, says, wordings};
use routes::query::Search;
use web::published::{DataError, Tree};
use web::text::folded;

use crate::components::search_index::{Index, Shown};
use crate::messages::tasks;

/// How many entries a page of results has.
const SHOWN: usize = 10;
/// How many duty items are read to tell who leads.
const MAX_LEADING: usize = 6;
/// How many looser searches are offered.
const MAX_LOOSER: usize = 3;

/// What a search found, and if nothing, what looser ones would.
pub(super) struct Results {
    pub(super) search: Search,
    /// The index; `None` if nothing is published of the unit.
    pub(super) head: Option<Arc<Head>>,
    pub(super) found: Found,
    /// The words, and others for the same.
    pub(super) wordings: Vec<String>,
    /// The number of the page shown, from 1, and of all pages.
    pub(super) page: (u64, u64),
    /// The entries of the page.
    pub(super) shown: Vec<Shown>,
    /// The duty items that say who leads.
    pub(super) leading: Vec<Shown>,
    pub(super) looser: Vec<(Search, u32)>,
}

impl Results {
    /// What was found, in a sentence.
    pub(super) fn in_words(&self) -> String {
        let message = match (self.found.items, self.search.words.is_empty()) {
            (0, true) => &tasks::NONE,
            (0, false) => &tasks::FOUND_NONE,
            (_, true) => &tasks::ALL_OF,
            (_, false) => &tasks::FOUND,
        };
        let n = self.found.items.to_string();
        let words = self.search.words.trim();
        message.text().replace("{n}", &n).replace("{q}", words)
    }
}

pub(super) async fn search(tree: Tree, search: Search) -> Result<Results, DataError> {
    let words = folded(search.words.trim());
    let mut results = Results {
        head: None,
        found: Found::default(),
        wordings: Vec::new(),
        page: (1, 1),
        shown: Vec::new(),
        leading: Vec::new(),
        looser: Vec::new(),
        search,
    };
    let search = &results.search;
    match Index::of(tree, search).await {
        Ok(index) => {
            results.found = index.find(&words, search).await?;
            let entries = &results.found.entries;
            let pages = entries.len().div_ceil(SHOWN).max(1);
            let page = search.page.value().copied().unwrap_or(1);
            let page = usize::try_from(page).unwrap_or(1).clamp(1, pages);
            results.page = (page as u64, pages as u64);
            let first = (page - 1) * SHOWN;
            let shown = entries.get(first..entries.len().min(first + SHOWN));
            let shown = index.entries(shown.unwrap_or_default()).await?;
            results.wordings = wordings(&words, &index.head.synonyms);
            // What says the phrase in one piece comes before what has its pairs apart.
            for is_said in [true, false] {
                let of = |shown: &&Shown| {
                    let entry = shown.entry();
                    entry.is_some_and(|entry| says(entry, &results.wordings) == is_said)
                };
                results.shown.extend(shown.iter().filter(of).cloned());
            }
            if !words.is_empty() {
                let duties = &results.found.duties;
                let duties = duties.get(..duties.len().min(MAX_LEADING));
                results.leading = index.entries(duties.unwrap_or_default()).await?;
            }
            results.head = Some(index.head);
        }
        Err(DataError::Absent) if search.unit.is_some() => {}
        Err(error) => return Err(error),
    }
    if results.found.items == 0 {
        results.looser = fewer(tree, &results.search, &words).await?;
    }
    Ok(results)
}

/// Searches that ask for less and find something: without filters, then for fewer words.
async fn fewer(tree: Tree, search: &Search, words: &str) -> Result<Vec<(Search, u32)>, DataError> {
    let whole = Search::new(&search.words);
    let index = Index::of(tree, &whole).await?;
    let mut asked = vec![whole];
    asked.extend(looser(words).iter().map(|words| Search::new(words)));
    let mut found = Vec::new();
    for search in asked {
        let items = index.find(&folded(&search.words), &search).await?.items;
        if items > 0 && !search.is_empty() {
            found.push((search, items));
        }
        if found.len() == MAX_LOOSER {
            break;
        }
    }
    Ok(found)
}
