//! The query of the search over duty items, requirements and places, and of browsing them.

use civic::UnitCode;
use civic::lang::Lang;
use civic::search::Facet;

use super::pairs::{href, non_empty, text};
use super::{Parameter, Query};
use crate::portal::Page;

const WORDS: &str = "q";
const UNIT: &str = "unit";
const PAGE: &str = "page";

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The search terms as typed; empty for everything.
    pub words: String,
    /// The unit within which is searched; `None` for the city.
    pub unit: Option<UnitCode>,
    /// The chosen values of facets, by their codes, known or not, in the order of the facets.
    pub filters: Vec<(Facet, String)>,
    /// The page of the results, from 1; missing for the first.
    pub page: Parameter<u64>,
}

impl Query for Search {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let chosen = Facet::ALL.iter().filter_map(|facet| {
            let code = get(facet.code()).filter(|code| !code.is_empty())?;
            Some((facet.clone(), code))
        });
        Self {
            words: get(WORDS).unwrap_or_default(),
            unit: non_empty(get(UNIT)),
            filters: chosen.collect(),
            page: get(PAGE).into(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![
            (WORDS, self.words.clone()),
            (UNIT, text(self.unit.as_ref())),
        ];
        for facet in Facet::ALL {
            let code = self.chosen(facet).unwrap_or_default();
            pairs.push((facet.code(), code.to_owned()));
        }
        pairs.push((PAGE, self.page.text().to_owned()));
        pairs
    }
}

impl Search {
    /// A search for these words; surrounding whitespace is removed.
    pub fn new(words: &str) -> Self {
        Self::default().with_words(words)
    }

    /// Everything of this value of a facet.
    pub fn of(facet: Facet, code: &str) -> Self {
        Self::default().with(facet, Some(code))
    }

    /// The code that is chosen of a facet.
    pub fn chosen(&self, facet: &Facet) -> Option<&str> {
        let mut filters = self.filters.iter();
        let found = filters.find(|(other, _)| other == facet);
        found.map(|(_, code)| code.as_str())
    }

    /// Whether anything is searched for or chosen.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.unit.is_none() && self.filters.is_empty()
    }

    /// The same for other words, from its first page.
    #[must_use]
    pub fn with_words(&self, words: &str) -> Self {
        Self {
            words: words.trim().to_owned(),
            ..self.on_page(1)
        }
    }

    /// The same with this value of a facet, or without the facet, from its first page.
    #[must_use]
    pub fn with(&self, facet: Facet, code: Option<&str>) -> Self {
        let mut search = self.on_page(1);
        search.filters.retain(|(other, _)| *other != facet);
        search
            .filters
            .extend(code.map(|code| (facet, code.to_owned())));
        search
    }

    /// The same within a unit, or within the city, from its first page.
    #[must_use]
    pub fn within(&self, unit: Option<&UnitCode>) -> Self {
        Self {
            unit: unit.cloned(),
            ..self.on_page(1)
        }
    }

    /// Another page of the same.
    #[must_use]
    pub fn on_page(&self, page: u64) -> Self {
        let page = if page > 1 {
            Parameter::new(&page)
        } else {
            Parameter::default()
        };
        Self {
            page,
            ..self.clone()
        }
    }

    /// The URL of the results.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Tasks, lang, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    fn read(query: &str) -> Search {
        let pairs = Pairs::parse(query);
        Search::read(|key| pairs.get(key))
    }

    #[test]
    fn every_filter_is_in_the_address() {
        let search = Search::new(" 巡查 ")
            .within(Some(&"630104".into()))
            .with(Facet::List, Some("assist"))
            .with(Facet::Kind, Some("duty"))
            .with(Facet::Lead, Some("区水务局"))
            .on_page(3);
        let href = search.href(Lang::En);
        assert!(
            href.starts_with(
                "/en/tasks?q=%E5%B7%A1%E6%9F%A5&unit=630104&kind=duty&list=assist&lead="
            )
        );
        assert!(href.ends_with("&page=3"));
        let again = read(href.split_once('?').expect("a query").1);
        assert_eq!(again.href(Lang::En), href);
        assert_eq!(again.page.value(), Some(&3));
    }

    #[test]
    fn an_unknown_value_is_kept() {
        let search = read("list=moon&page=last&status=");
        assert_eq!(search.chosen(&Facet::List), Some("moon"));
        assert_eq!(search.chosen(&Facet::Status), None);
        assert!(search.page.is_unreadable());
        assert_eq!(search.href(Lang::Zh), "/tasks?list=moon&page=last");
    }

    #[test]
    fn what_is_changed_begins_at_the_first_page() {
        let search = read("q=a&page=4&level=street");
        assert_eq!(
            search.with_words("b").href(Lang::Zh),
            "/tasks?q=b&level=street"
        );
        assert_eq!(search.with(Facet::Level, None).href(Lang::Zh), "/tasks?q=a");
        assert_eq!(
            search.within(None).href(Lang::Zh),
            "/tasks?q=a&level=street"
        );
        assert_eq!(search.on_page(1).page, Parameter::default());
        assert!(read("q=%20").is_empty() && !search.is_empty());
    }
}
