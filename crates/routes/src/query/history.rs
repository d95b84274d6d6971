//! The queries of histories: two days that are compared, and the state that a page is shown as of.

use civic::lang::Lang;
use civic::time::Date;

use super::pairs::{href, key};
use super::{Parameter, Query, Value};
use crate::portal::Page;

// Not `from`, by which posters say where a visitor came from.
const FROM: &str = "since";
const TO: &str = "until";
const ON: &str = "on";

/// A day in the city, `2026-11-23`.
impl Value for Date {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// The two days between which a history says what changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// The earlier day, at its end.
    pub from: Parameter<Date>,
    /// The later day, at its end.
    pub to: Parameter<Date>,
}

impl Query for Between {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            from: get(FROM).into(),
            to: get(TO).into(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            (FROM, self.from.text().to_owned()),
            (TO, self.to.text().to_owned()),
        ]
    }
}

impl Between {
    /// The URL of a history with these days.
    pub fn href(&self, page: &Page, lang: Lang) -> String {
        href(page, lang, self)
    }
}

/// The state that a page is shown as of; that of now if neither is given. A snapshot comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AsOf {
    /// The day, at whose end it was so.
    pub on: Parameter<Date>,
    /// The sequence number of the snapshot.
    pub seq: Parameter<u64>,
}

impl Query for AsOf {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            on: get(ON).into(),
            seq: get(key::SEQUENCE).into(),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            (ON, self.on.text().to_owned()),
            (key::SEQUENCE, self.seq.text().to_owned()),
        ]
    }
}

impl AsOf {
    /// The state in a snapshot.
    pub fn snapshot(sequence: u64) -> Self {
        Self {
            seq: Parameter::new(&sequence),
            ..Self::default()
        }
    }

    /// The state of now.
    pub fn is_now(&self) -> bool {
        self.on.is_empty() && self.seq.is_empty()
    }

    /// The URL of a page in this state.
    pub fn href(&self, page: &Page, lang: Lang) -> String {
        href(page, lang, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    #[test]
    fn days_and_snapshots_are_in_the_url() {
        let page = Page::RequirementHistory("T-001".into());
        let pairs = Pairs::parse("since=2026-03-31&until=soon");
        let between = Between::read(|key| pairs.get(key));
        assert_eq!(between.from.value(), Date::new(2026, 3, 31).as_ref());
        assert!(between.to.is_unreadable());
        assert_eq!(
            between.href(&page, Lang::En),
            "/en/history/requirements/T-001?since=2026-03-31&until=soon"
        );
        let page = Page::Requirement("T-001".into());
        assert_eq!(
            AsOf::snapshot(3).href(&page, Lang::Zh),
            "/requirements/T-001?seq=3"
        );
        assert!(AsOf::default().is_now() && !AsOf::snapshot(3).is_now());
    }
}
