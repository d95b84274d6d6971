//! The query of the feedback form 反映问题, and the fragment with a receipt.

use civic::lang::Lang;

use super::pairs::href;
use super::{Parameter, Query, Value};
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
    /// Where, when, and about what.
    Where,
    /// Contact details.
    Contact,
    /// A review of all answers before they are sent.
    Check,
    /// The receipt.
    Done,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 6] = [
        Self::What,
        Self::Words,
        Self::Where,
        Self::Contact,
        Self::Check,
        Self::Done,
    ];

    /// Its value in a URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Words => "words",
            Self::Where => "where",
            Self::Contact => "contact",
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

    /// The URL of the form.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Feedback, lang, self)
    }
}

/// The identifiers of what feedback is about: of the whole, and of a part of it.
pub fn parts(about: &str) -> (&str, Option<&str>) {
    match about.split_once(PART) {
        Some((whole, part)) => (whole, Some(part)),
        None => (about, None),
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
