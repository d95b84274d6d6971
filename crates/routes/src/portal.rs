//! The pages of the portal. Chinese is at the root, English under `/en`.
//!
//! The macro `pages!` generates [`Page`] with its patterns, parser and builder from one list;
//! [`Page::parse`] and [`Page::path`] add the language.

use civic::lang::Lang;
use civic::{CaseId, DutyId, RequirementId, UnitCode};

use crate::percent::{decode, encode};

/// Both languages of the portal, the one at the root first.
pub const LANGUAGES: [Lang; 2] = [Lang::Zh, Lang::En];

/// The placeholder in a [`Pattern`] for a segment that may be any text.
pub const PARAMETER: &str = "*";

/// The first path segment of a language; `None` for the language at the root.
pub const fn prefix(lang: Lang) -> Option<&'static str> {
    match lang {
        Lang::Zh => None,
        Lang::En => Some("en"),
    }
}

/// The pattern of the paths of one kind of page, without the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The page's name in lists and tests, such as `saved-answer`. It is not part of the URL.
    pub name: &'static str,
    /// The segments of its path: literals, and [`PARAMETER`] for any text.
    pub segments: &'static [&'static str],
}

macro_rules! append {
    ($path:ident, $word:literal) => {
        $path.push_str($word)
    };
    ($path:ident, $parameter:ident) => {
        $path.push_str(&encode($parameter.as_str()))
    };
}

macro_rules! word {
    ($word:literal) => {
        $word
    };
    ($parameter:ident) => {
        PARAMETER
    };
}

/// Generates the enum, its parser, its builder and its patterns from one list, so that a page
/// cannot be missing from one of them.
macro_rules! pages {
    ($(
        $(#[$doc:meta])*
        $page:ident $(($($parameter:ident: $type:ty),+))? = $name:literal, [$($segment:tt),*];
    )+) => {
        /// A page, with the parameters of its path.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Page {
            $($(#[$doc])* $page $(($($type),+))?,)+
            /// No such page. It has no path of its own; its path is that of [`Page::Home`].
            NotFound,
        }

        impl Page {
            /// The pattern of every page, in the order of [`Page`]; [`Page::NotFound`] has none.
            pub const PATTERNS: &'static [Pattern] = &[
                $(Pattern { name: $name, segments: &[$(word!($segment)),*] },)+
            ];

            fn of(segments: &[&str]) -> Self {
                match segments {
                    $([$($segment),*] => {
                        Self::$page $(($(<$type>::from(decode($parameter).as_str())),+))?
                    })+
                    _ => Self::NotFound,
                }
            }

            fn append_to(&self, path: &mut String) {
                match self {
                    $(Self::$page $(($($parameter),+))? => {
                        $(path.push('/'); append!(path, $segment);)*
                    })+
                    Self::NotFound => {}
                }
            }
        }
    };
}

pages! {
    /// The home page.
    Home = "home", [];
    /// The duty lists by unit, and the search.
    Tasks = "tasks", ["tasks"];
    /// The admission log 职责准入. It comes before the units, whose codes are numbers.
    Admissions = "admissions", ["tasks", "admissions"];
    /// The duty lists of one unit.
    Unit(unit: UnitCode) = "unit", ["tasks", unit];
    /// One duty item of a unit.
    Duty(unit: UnitCode, duty: DutyId) = "duty", ["tasks", unit, duty];
    /// What lands on one office in a year.
    Office(unit: UnitCode) = "office", ["office", unit];
    /// All requirements.
    Requirements = "requirements", ["requirements"];
    /// One requirement with its steps.
    Requirement(requirement: RequirementId) = "requirement", ["requirements", requirement];
    /// The history of the duty lists of one unit.
    UnitHistory(unit: UnitCode) = "unit-history", ["history", "tasks", unit];
    /// The history of one duty item.
    DutyHistory(unit: UnitCode, duty: DutyId) = "duty-history", ["history", "tasks", unit, duty];
    /// The history of one requirement.
    RequirementHistory(requirement: RequirementId) =
        "requirement-history", ["history", "requirements", requirement];
    /// The years at a glance.
    Glance = "glance", ["glance"];
    /// Two documents side by side, and a draft before it goes out.
    Compare = "compare", ["compare"];
    /// The vendor lookup 能不能摆.
    Lookup = "lookup", ["vendor"];
    /// The map of streets and zones.
    Map = "map", ["map"];
    /// The saved answers 小票 on this device.
    SavedAnswers = "saved-answers", ["slips"];
    /// The saved answer identified by the query.
    SavedAnswer = "saved-answer", ["slip"];
    /// The street notice 街道告示 of the place in the query.
    StreetNotice = "street-notice", ["notice"];
    /// The feedback form.
    Feedback = "feedback", ["feedback"];
    /// The progress of a case, by its receipt.
    Follow = "follow", ["feedback", "follow"];
    /// The public register of cases.
    Cases = "cases", ["cases"];
    /// How cases were handled, by the 721 method. It comes before the cases: none is called so.
    Seven = "seven", ["cases", "721"];
    /// One published case.
    Case(case: CaseId) = "case", ["cases", case];
    /// Updates.
    Updates = "updates", ["updates"];
    /// The corrections.
    Corrections = "corrections", ["corrections"];
    /// The open data: the published files.
    OpenData = "open-data", ["open-data"];
    /// About the portal.
    About = "about", ["about"];
}

impl Page {
    /// Parses a path, without query or fragment, into its language and page. Identifiers are
    /// percent-decoded; empty segments are ignored, so `/vendor/` is `/vendor`.
    pub fn parse(path: &str) -> (Lang, Self) {
        let mut segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
        let lang = if segments.first().copied() == prefix(Lang::En) {
            Lang::En
        } else {
            Lang::Zh
        };
        if prefix(lang).is_some() {
            segments.remove(0);
        }
        (lang, Self::of(&segments))
    }

    /// The path of the page in a language, with percent-encoded identifiers. Browsers would
    /// normalise the path away if an identifier were empty, `.` or `..`; no such identifier is
    /// published.
    pub fn path(&self, lang: Lang) -> String {
        let mut path = String::new();
        if let Some(prefix) = prefix(lang) {
            path.push('/');
            path.push_str(prefix);
        }
        self.append_to(&mut path);
        if path.is_empty() {
            path.push('/');
        }
        path
    }
}

/// Returns `true` if the portal has a page at this path, in either language. Only the pattern is
/// tested: whether a unit with that code exists is up to the published data.
pub fn portal_has(path: &str) -> bool {
    Page::parse(path).1 != Page::NotFound
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One page of each pattern, with its path in Chinese.
    fn pages() -> Vec<(Page, &'static str)> {
        let (unit, duty) = (UnitCode::from("630104003"), DutyId::from("DL-1"));
        vec![
            (Page::Home, "/"),
            (Page::Tasks, "/tasks"),
            (Page::Admissions, "/tasks/admissions"),
            (Page::Unit(unit.clone()), "/tasks/630104003"),
            (
                Page::Duty(unit.clone(), duty.clone()),
                "/tasks/630104003/DL-1",
            ),
            (Page::Office(unit.clone()), "/office/630104003"),
            (Page::Requirements, "/requirements"),
            (Page::Requirement("T-001".into()), "/requirements/T-001"),
            (Page::UnitHistory(unit.clone()), "/history/tasks/630104003"),
            (
                Page::DutyHistory(unit, duty),
                "/history/tasks/630104003/DL-1",
            ),
            (
                Page::RequirementHistory("T-001".into()),
                "/history/requirements/T-001",
            ),
            (Page::Glance, "/glance"),
            (Page::Compare, "/compare"),
            (Page::Lookup, "/vendor"),
            (Page::Map, "/map"),
            (Page::SavedAnswers, "/slips"),
            (Page::SavedAnswer, "/slip"),
            (Page::StreetNotice, "/notice"),
            (Page::Feedback, "/feedback"),
            (Page::Follow, "/feedback/follow"),
            (Page::Cases, "/cases"),
            (Page::Seven, "/cases/721"),
            (Page::Case("K-001".into()), "/cases/K-001"),
            (Page::Updates, "/updates"),
            (Page::Corrections, "/corrections"),
            (Page::OpenData, "/open-data"),
            (Page::About, "/about"),
        ]
    }

    #[test]
    fn every_page_has_a_path_in_both_languages() {
        for (page, chinese) in pages() {
            let english = match chinese {
                "/" => "/en".to_owned(),
                rest => format!("/en{rest}"),
            };
            assert_eq!(page.path(Lang::Zh), chinese);
            assert_eq!(page.path(Lang::En), english);
            assert_eq!(Page::parse(chinese), (Lang::Zh, page.clone()));
            assert_eq!(Page::parse(&english), (Lang::En, page));
        }
    }

    #[test]
    fn no_page_is_missing_from_these_tests() {
        let index_of = |page: &Page| {
            let path = page.path(Lang::Zh);
            let segments: Vec<String> = path
                .split('/')
                .filter(|s| !s.is_empty())
                .map(str::to_owned)
                .collect();
            Page::PATTERNS
                .iter()
                .position(|p| {
                    p.segments.len() == segments.len()
                        && p.segments
                            .iter()
                            .zip(&segments)
                            .all(|(p, s)| *p == PARAMETER || p == s)
                })
                .expect("a pattern")
        };
        let seen: Vec<usize> = pages().iter().map(|(page, _)| index_of(page)).collect();
        let all: Vec<usize> = (0..Page::PATTERNS.len()).collect();
        assert_eq!(seen, all);
    }

    #[test]
    fn an_unknown_path_is_not_found() {
        for path in [
            "/nothing",
            "/tasks/a/b/c",
            "/en/vendors",
            "/feedback/x",
            "/en/en",
            "/lookup",
            "/Vendor",
            "/%76endor",
            "/data/manifest.json",
            "/sw.js",
        ] {
            assert_eq!(Page::parse(path).1, Page::NotFound, "{path}");
            assert!(!portal_has(path), "{path}");
        }
        assert_eq!(Page::NotFound.path(Lang::Zh), "/");
        assert_eq!(Page::NotFound.path(Lang::En), "/en");
    }

    #[test]
    fn extra_slashes_are_ignored() {
        for path in ["/vendor/", "//vendor", "/en//vendor", "vendor"] {
            assert_eq!(Page::parse(path).1, Page::Lookup, "{path}");
        }
        assert!(portal_has("") && portal_has("/") && portal_has("/en/"));
    }

    #[test]
    fn an_identifier_may_be_encoded_or_not() {
        let page = Page::Requirement("基-1".into());
        assert_eq!(page.path(Lang::Zh), "/requirements/%E5%9F%BA-1");
        for path in ["/requirements/基-1", "/requirements/%E5%9F%BA-1"] {
            assert_eq!(Page::parse(path).1, page, "{path}");
        }
    }

    proptest! {
        #[test]
        fn any_identifier_round_trips(unit in ".+", duty in ".+") {
            let page = Page::Duty(unit.as_str().into(), duty.as_str().into());
            for lang in LANGUAGES {
                prop_assert_eq!(Page::parse(&page.path(lang)), (lang, page.clone()));
            }
        }

        #[test]
        fn any_path_is_parsed_without_a_panic(path in any::<String>()) {
            let (lang, page) = Page::parse(&path);
            prop_assert_eq!(portal_has(&page.path(lang)), true);
        }
    }
}
