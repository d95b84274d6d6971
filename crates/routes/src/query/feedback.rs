//! The query of the feedback form 反映问题, and the fragment with a receipt.

use civic::lang::Lang;
use civic::{GoodsId, PlaceId};

use super::pairs::{Pairs, href};
use super::{AskedTime, Lookup, Map, Parameter, Query, SavedAnswer, Search, StreetNotice, Value};
use crate::percent::{decode, encode};
use crate::portal::Page;

const STEP: &str = "step";
const ABOUT: &str = "about";
/// Between the identifier of a whole and that of its part.
const PART: char = '/';

/// A step of the feedback form, and what the feedback is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// The step of the form; the first if empty.
    pub step: Parameter<Step>,
    /// The identifier of what it is about, or the person's own words for it; empty if not given. Of
    /// two identifiers, [`parts`] reads each.
    pub about: String,
}

/// A step of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// The kind of feedback.
    #[default]
    What,
    /// What happened.
    Words,
    /// Where.
    Where,
    /// Photos.
    Photo,
    /// Public cases that may be about the same.
    Similar,
    /// A review of all answers before they are sent, and a way to reach the person.
    Check,
    /// The receipt.
    Done,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 7] = [
        Self::What,
        Self::Words,
        Self::Where,
        Self::Photo,
        Self::Similar,
        Self::Check,
        Self::Done,
    ];

    /// Its value in a URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Words => "words",
            Self::Where => "where",
            Self::Photo => "photo",
            Self::Similar => "similar",
            Self::Check => "check",
            Self::Done => "done",
        }
    }

    /// The URL of the step.
    pub fn href(self, lang: Lang) -> String {
        let feedback = Feedback {
            step: Parameter::new(&self),
            ..Feedback::default()
        };
        feedback.href(lang)
    }
}

impl Value for Step {
    fn read(text: &str) -> Option<Self> {
        // Once a step of its own; it is asked where everything is read again.
        if text == "contact" {
            return Some(Self::Check);
        }
        Self::ALL.into_iter().find(|step| step.code() == text)
    }

    fn write(&self) -> String {
        self.code().to_owned()
    }
}

impl Query for Feedback {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            step: get(STEP).into(),
            about: get(ABOUT).unwrap_or_default(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            (STEP, self.step.text().to_owned()),
            (ABOUT, self.about.clone()),
        ]
    }
}

impl Feedback {
    /// A new form, about something published.
    pub fn about(identifier: &str) -> Self {
        Self {
            about: identifier.to_owned(),
            ..Self::default()
        }
    }

    /// A new form, about a part of something published: goods at a place, or a duty of a unit.
    pub fn about_part(whole: &str, part: &str) -> Self {
        Self::about(&format!("{whole}{PART}{part}"))
    }

    /// A new form, about an answer: goods at a place, at the time that was asked about.
    pub fn about_answer(place: &PlaceId, goods: &GoodsId, at: &str) -> Self {
        let about = [place.as_str(), goods.as_str(), at].join("/");
        Self::about(about.trim_end_matches(PART))
    }

    /// A new form, about the page at an address of this site; [`named_by`] reads what that is about.
    pub fn about_page(address: &str) -> Self {
        Self::about(address)
    }

    /// The URL of the form.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Feedback, lang, self)
    }
}

/// The identifiers of what feedback is about: of the whole, and of a part of it.
pub fn parts(about: &str) -> (&str, Option<&str>) {
    let mut pieces = about.splitn(3, PART);
    let whole = pieces.next().unwrap_or_default();
    (whole, pieces.next().filter(|part| !part.is_empty()))
}

/// The time that an answer which feedback is about was asked for, as it was written.
pub fn asked_at(about: &str) -> Option<&str> {
    about.splitn(3, PART).nth(2).filter(|at| !at.is_empty())
}

/// What the page at an address of this site is about, as [`Feedback::about`] has it: a place with goods
/// and time, a requirement, a duty, a unit, a case. A page that is about none of these is its own path, with the
/// words of a search. Anything but an address is itself.
pub fn named_by(address: &str) -> String {
    if !address.starts_with(PART) {
        return address.to_owned();
    }
    let (path, search) = address.split_once('?').unwrap_or((address, ""));
    let pairs = Pairs::parse(search);
    let get = |key: &str| pairs.get(key);
    let answer = |place: PlaceId, goods: Option<GoodsId>, at: &Parameter<AskedTime>| {
        Feedback::about_answer(&place, &goods.unwrap_or_default(), at.text()).about
    };
    let (_, page) = Page::parse(path);
    let lookup = match &page {
        Page::Lookup => Lookup::read(get),
        Page::SavedAnswer => SavedAnswer::read(get).lookup(),
        Page::Map => {
            let map = Map::read(get);
            let place = map.place.clone().unwrap_or_default();
            map.lookup(&place)
        }
        Page::StreetNotice => Lookup {
            place: StreetNotice::read(get).place,
            ..Lookup::default()
        },
        _ => Lookup::default(),
    };
    if let Some(place) = lookup.place.filter(|place| !place.as_str().is_empty()) {
        return answer(place, lookup.goods, &lookup.at);
    }
    match page {
        Page::Requirement(id) | Page::RequirementHistory(id) => id.0,
        Page::Duty(unit, duty) | Page::DutyHistory(unit, duty) => {
            Feedback::about_part(unit.as_str(), duty.as_str()).about
        }
        Page::Unit(unit) | Page::UnitHistory(unit) | Page::Office(unit) => unit.0,
        Page::Case(case) => case.0,
        Page::Tasks if !search.is_empty() => Search::new(&Search::read(get).words).href(Lang::Zh),
        Page::NotFound => address.to_owned(),
        page => page.path(Lang::Zh),
    }
}

/// The page to follow a case. The receipt is in the fragment, which browsers never send to a
/// server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Follow {
    /// The token of the receipt; empty if not given.
    pub token: String,
}

impl Follow {
    /// A case by the token of its receipt; surrounding whitespace is removed.
    pub fn new(token: &str) -> Self {
        Self {
            token: token.trim().to_owned(),
        }
    }

    /// Parses the fragment of a URL, with or without the `#`.
    pub fn read_fragment(fragment: &str) -> Self {
        Self::new(&decode(fragment.trim_start_matches('#')))
    }

    /// The URL of the case.
    pub fn href(&self, lang: Lang) -> String {
        format!("{}#{}", Page::Follow.path(lang), encode(&self.token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    #[test]
    fn a_step_has_a_url() {
        assert_eq!(Step::What.href(Lang::Zh), "/feedback?step=what");
        for step in Step::ALL {
            let address = step.href(Lang::En);
            let (path, query) = address.split_once('?').expect("a query");
            let pairs = Pairs::parse(query);
            assert_eq!(Page::parse(path), (Lang::En, Page::Feedback));
            let read = Feedback::read(|key| pairs.get(key));
            assert_eq!(read.step.value(), Some(&step));
        }
        assert_eq!(
            Feedback::about("Z-001").href(Lang::Zh),
            "/feedback?about=Z-001"
        );
    }

    #[test]
    fn feedback_can_be_about_a_part() {
        let feedback = Feedback::about_part("Z-001", "snack");
        let address = feedback.href(Lang::Zh);
        let (_, query) = address.split_once('?').expect("a query");
        let pairs = Pairs::parse(query);
        let read = Feedback::read(|key| pairs.get(key));
        assert_eq!(read, feedback);
        assert_eq!(parts(&read.about), ("Z-001", Some("snack")));
        assert_eq!(parts("Z-001"), ("Z-001", None));
        assert_eq!(parts(""), ("", None));
    }

    #[test]
    fn feedback_can_be_about_an_answer_with_the_time_that_was_asked_about() {
        let about =
            Feedback::about_answer(&"Z-001".into(), &"snack".into(), "2026-11-23T10:00").about;
        assert_eq!(parts(&about), ("Z-001", Some("snack")));
        assert_eq!(asked_at(&about), Some("2026-11-23T10:00"));
        let now = Feedback::about_answer(&"Z-001".into(), &"snack".into(), "").about;
        assert_eq!(now, "Z-001/snack");
        assert_eq!(asked_at(&now), None);
        let place = Feedback::about_answer(&"Z-001".into(), &"".into(), "").about;
        assert_eq!((place.as_str(), parts(&place)), ("Z-001", ("Z-001", None)));
        let of_place =
            Feedback::about_answer(&"Z-001".into(), &"".into(), "2026-11-23T10:00").about;
        assert_eq!(
            (parts(&of_place), asked_at(&of_place)),
            (("Z-001", None), Some("2026-11-23T10:00"))
        );
    }

    #[test]
    fn the_page_that_a_form_was_opened_from_names_what_it_is_about() {
        for (address, about) in [
            (
                "/vendor?place=Z-001&goods=snack&at=2026-11-23T10:00&show=week",
                "Z-001/snack/2026-11-23T10:00",
            ),
            ("/en/vendor?place=Z-001", "Z-001"),
            ("/vendor", "/vendor"),
            ("/map?place=Z-001&goods=snack", "Z-001/snack"),
            ("/map", "/map"),
            ("/notice?place=Z-001", "Z-001"),
            (
                "/slip?place=Z-001&goods=snack&at=2026-11-23T10:00:00%2B08:00&seq=1",
                "Z-001/snack/2026-11-23T10:00:00+08:00",
            ),
            ("/requirements/T-002?seq=1", "T-002"),
            ("/history/requirements/T-002", "T-002"),
            ("/tasks/630102001", "630102001"),
            ("/office/630104003?part=photo", "630104003"),
            ("/en/cases/K-006", "K-006"),
            ("/cases/721?period=2025-q3", "/cases/721"),
            ("/cases?stage=closed", "/cases"),
            ("/tasks/630102001/DG-B-01", "630102001/DG-B-01"),
            (
                "/tasks?q=%E6%91%8A%E7%82%B9&page=2",
                "/tasks?q=%E6%91%8A%E7%82%B9",
            ),
            ("/tasks", "/tasks"),
            ("/en/corrections?flag=app_added", "/corrections"),
            ("/", "/"),
            ("/no-such-page", "/no-such-page"),
            ("T-002", "T-002"),
            ("my own words", "my own words"),
            ("", ""),
        ] {
            assert_eq!(named_by(address), about, "{address}");
        }
    }

    #[test]
    fn the_step_for_a_contact_is_now_the_last() {
        assert_eq!(Step::read("contact"), Some(Step::Check));
    }

    #[test]
    fn the_receipt_is_in_the_fragment() {
        let follow = Follow::new(" ABCD-1234 ");
        let address = follow.href(Lang::En);
        assert_eq!(address, "/en/feedback/follow#ABCD-1234");
        let (_, fragment) = address.split_once('#').expect("a fragment");
        assert_eq!(Follow::read_fragment(fragment), follow);
        assert_eq!(Follow::read_fragment("#ABCD-1234"), follow);
        let typed = Follow::new("ab cd 50%");
        let address = typed.href(Lang::Zh);
        assert_eq!(address, "/feedback/follow#ab%20cd%2050%25");
        let (_, fragment) = address.split_once('#').expect("a fragment");
        assert_eq!(Follow::read_fragment(fragment), typed);
        assert_eq!(Follow::read_fragment(""), Follow::default());
    }
}
