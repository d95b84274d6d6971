//! The query of the search over titles of duties, requirements and places.

use civic::lang::Lang;

use super::Query;
use super::pairs::href;
use crate::portal::Page;

const WORDS: &str = "q";

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The search terms as typed; empty for no search.
    pub words: String,
}

impl Query for Search {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            words: get(WORDS).unwrap_or_default(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![(WORDS, self.words.clone())]
    }
}

impl Search {
    /// A search for these words; surrounding whitespace is removed.
    pub fn new(words: &str) -> Self {
        Self {
            words: words.trim().to_owned(),
        }
    }

    /// The URL of the results.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Tasks, lang, self)
    }
}
