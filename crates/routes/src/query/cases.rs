//! The filters of the public register of cases, and the time of the 721 page. What is not understood of them is
//! kept, so that it is never taken for nothing.

use civic::ServiceCode;
use civic::cases::register::Selection;
use civic::cases::{Means, Period, Stage};
use civic::lang::Lang;

use super::Query;
use super::pairs::{append, href, non_empty, text};
use super::parameter::{Parameter, Value};
use crate::portal::Page;

const STAGE: &str = "stage";
const KIND: &str = "kind";
const MEANS: &str = "means";
const PERIOD: &str = "period";
const WITHHELD: &str = "withheld";
const ABOUT: &str = "about";
const WORDS: &str = "q";
const PAGE: &str = "page";
const YES: &str = "yes";
const NO: &str = "no";

impl Value for Period {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// What is shown of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// The stage; `None` for all.
    pub stage: Option<Stage>,
    /// The kind; `None` for all.
    pub service: Option<ServiceCode>,
    /// The 721 class; `None` for all.
    pub means: Option<Means>,
    /// The time in which they were opened, such as `2026-11`, `2026-q4` or `2026`.
    pub period: Parameter<Period>,
    /// Whether they are withheld; `None` for both.
    pub withheld: Option<bool>,
    /// The identifier of what they name, such as a place, a requirement, a rule or a correction.
    pub about: Option<String>,
    /// Words that they say.
    pub words: String,
    /// The page of the list, from 1.
    pub page: Parameter<u64>,
}

impl Query for CaseFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let filled = |key: &str| get(key).filter(|value| !value.is_empty());
        Self {
            stage: filled(STAGE).map(|code| Stage::from_code(&code)),
            service: non_empty(get(KIND)),
            means: filled(MEANS).map(|code| Means::from_code(&code)),
            period: get(PERIOD).into(),
            withheld: match get(WITHHELD).as_deref() {
                Some(YES) => Some(true),
                Some(NO) => Some(false),
                _ => None,
            },
            about: filled(ABOUT),
            words: get(WORDS).unwrap_or_default(),
            page: get(PAGE).into(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let withheld = match self.withheld {
            Some(true) => YES,
            Some(false) => NO,
            None => "",
        };
        vec![
            (WORDS, self.words.clone()),
            (
                STAGE,
                self.stage.as_ref().map_or("", Stage::code).to_owned(),
            ),
            (KIND, text(self.service.as_ref())),
            (
                MEANS,
                self.means.as_ref().map_or("", Means::code).to_owned(),
            ),
            (PERIOD, self.period.text().to_owned()),
            (WITHHELD, withheld.to_owned()),
            (ABOUT, self.about.clone().unwrap_or_default()),
            (PAGE, self.page.text().to_owned()),
        ]
    }
}

impl CaseFilter {
    /// The cases that name something.
    pub fn about(id: &str) -> Self {
        Self {
            about: Some(id.to_owned()),
            ..Self::default()
        }
    }

    /// The choice among cases that it makes, without the words and what they name.
    pub fn selection(&self) -> Selection {
        Selection {
            stage: self.stage.clone(),
            service: self.service.clone(),
            means: self.means.clone(),
            period: self.period.value().copied(),
            withheld: self.withheld,
        }
    }

    /// The URL of the filtered register.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Cases, lang, self)
    }
}

/// The URL of the cases that name something: [`CaseFilter::about`] for pages that know nothing else of filters.
pub fn cases_about(id: &str, lang: Lang) -> String {
    append(Page::Cases.path(lang), &[(ABOUT, id.to_owned())])
}

/// The time that the 721 page is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SevenFilter {
    /// Nothing for all months.
    pub period: Parameter<Period>,
}

impl Query for SevenFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            period: get(PERIOD).into(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![(PERIOD, self.period.text().to_owned())]
    }
}

impl SevenFilter {
    /// The URL of the page.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Seven, lang, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    #[test]
    fn a_filter_is_read_as_it_is_written() {
        let href = "/cases?q=%E7%9B%B2%E9%81%93&stage=closed&kind=service&means=enforcement&period=2026-q2&withheld=no&about=Z-007&page=2";
        let query = href.split_once('?').expect("a query").1;
        let pairs = Pairs::parse(query);
        let filter = CaseFilter::read(|key| pairs.get(key));
        assert_eq!(filter.href(Lang::Zh), href);
        assert_eq!(filter.selection().means, Some(Means::Enforcement));
        assert_eq!(filter.page.value(), Some(&2));
        let about = CaseFilter::about("C 28").href(Lang::En);
        assert_eq!(cases_about("C 28", Lang::En), about);
    }

    #[test]
    fn a_time_that_is_not_understood_is_not_taken_for_none() {
        let pairs = Pairs::parse("?period=soon");
        let filter = CaseFilter::read(|key| pairs.get(key));
        assert_eq!(filter.href(Lang::Zh), "/cases?period=soon");
        assert_eq!(filter.selection().period, None);
    }
}
