//! The filters of lists. A code that this version does not know is kept: the data may be newer than
//! the program and use it.

use civic::UnitCode;
use civic::documents::{FoundBy, UpdateKind};
use civic::duties::added_demands::Flag;
use civic::duties::{AdmissionDecision, DutyList, Level, RequirementStatus};
use civic::lang::Lang;

use super::pairs::href;
use super::{AsOf, Query};
use crate::portal::Page;

const LIST: &str = "list";
const FLAG: &str = "flag";
const KIND: &str = "kind";
const LEVEL: &str = "level";
const YEAR: &str = "year";
const PART: &str = "part";
const STATUS: &str = "status";
const FOUND: &str = "found";
const DECIDED: &str = "decided";
const DECISION: &str = "decision";
const BY: &str = "by";
const YES: &str = "yes";
const NO: &str = "no";

fn known<T>(code: Option<String>, from_code: fn(&str) -> T) -> Option<T> {
    code.filter(|code| !code.is_empty())
        .map(|code| from_code(&code))
}

/// A filter for the duty lists of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyFilter {
    /// The list shown; `None` for all.
    pub list: Option<DutyList>,
    /// The state it is shown as of.
    pub as_of: AsOf,
}

impl Query for DutyFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            list: known(get(LIST), DutyList::from_code),
            as_of: AsOf::read(get),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let code = self.list.as_ref().map_or("", DutyList::code);
        let mut all = vec![(LIST, code.to_owned())];
        all.extend(self.as_of.write());
        all
    }
}

impl DutyFilter {
    /// The URL of the filtered lists of a unit.
    pub fn href(&self, unit: &UnitCode, lang: Lang) -> String {
        href(&Page::Unit(unit.clone()), lang, self)
    }
}

/// A filter for the admission log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdmissionFilter {
    /// What was decided; `None` for all.
    pub decision: Option<AdmissionDecision>,
    /// The unit that proposed it, by its Chinese name; `None` for all.
    pub by: Option<String>,
}

impl Query for AdmissionFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            decision: known(get(DECISION), AdmissionDecision::from_code),
            by: get(BY).filter(|by| !by.is_empty()),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let decision = self.decision.as_ref().map_or("", AdmissionDecision::code);
        vec![
            (DECISION, decision.to_owned()),
            (BY, self.by.clone().unwrap_or_default()),
        ]
    }
}

impl AdmissionFilter {
    /// The URL of the filtered log.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Admissions, lang, self)
    }
}

/// What is shown of the year of an office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeFilter {
    /// The part of it that is opened, by its published name, such as `photo`; `None` for the whole.
    pub part: Option<String>,
}

impl Query for OfficeFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            part: get(PART).filter(|part| !part.is_empty()),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![(PART, self.part.clone().unwrap_or_default())]
    }
}

impl OfficeFilter {
    /// The URL of a part of the year of a unit, or of the whole.
    pub fn href(&self, unit: &UnitCode, lang: Lang) -> String {
        href(&Page::Office(unit.clone()), lang, self)
    }
}

/// What is shown of the years at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlanceFilter {
    /// The year by its published name, such as `2026`; `None` for the latest.
    pub year: Option<String>,
    /// The level that issued; `None` for all together.
    pub level: Option<Level>,
    /// The figure that is opened: the code of a flag or a state, or `started`, `added` or
    /// `decisions`; `None` for all.
    pub part: Option<String>,
}

impl Query for GlanceFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let filled = |key: &str| get(key).filter(|value| !value.is_empty());
        Self {
            year: filled(YEAR),
            level: known(get(LEVEL), Level::from_code),
            part: filled(PART),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let level = self.level.as_ref().map_or("", Level::code);
        vec![
            (YEAR, self.year.clone().unwrap_or_default()),
            (LEVEL, level.to_owned()),
            (PART, self.part.clone().unwrap_or_default()),
        ]
    }
}

impl GlanceFilter {
    /// The URL of these figures.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Glance, lang, self)
    }
}

/// A filter for requirements by what was added to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequirementFilter {
    /// The flag; `None` for all requirements.
    pub flag: Option<Flag>,
    /// The status; `None` for all.
    pub status: Option<RequirementStatus>,
}

impl Query for RequirementFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            flag: known(get(FLAG), Flag::from_code),
            status: known(get(STATUS), RequirementStatus::from_code),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let flag = self.flag.as_ref().map_or("", Flag::code);
        let status = self.status.as_ref().map_or("", RequirementStatus::code);
        vec![(FLAG, flag.to_owned()), (STATUS, status.to_owned())]
    }
}

impl RequirementFilter {
    /// The URL of the filtered requirements.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Requirements, lang, self)
    }
}

/// A filter for corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectionFilter {
    /// The year in which it was found, such as `2026`; `None` for the latest.
    pub year: Option<String>,
    /// The flag it addresses; `None` for all.
    pub flag: Option<Flag>,
    /// How it was found; `None` for all.
    pub found: Option<FoundBy>,
    /// Whether it is decided, `yes` or `no`; `None` for both.
    pub decided: Option<bool>,
}

impl Query for CorrectionFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            year: get(YEAR).filter(|year| !year.is_empty()),
            flag: known(get(FLAG), Flag::from_code),
            found: known(get(FOUND), FoundBy::from_code),
            decided: match get(DECIDED).as_deref() {
                Some(YES) => Some(true),
                Some(NO) => Some(false),
                _ => None,
            },
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let flag = self.flag.as_ref().map_or("", Flag::code);
        let found = self.found.as_ref().map_or("", FoundBy::code);
        let decided = match self.decided {
            Some(true) => YES,
            Some(false) => NO,
            None => "",
        };
        vec![
            (YEAR, self.year.clone().unwrap_or_default()),
            (FLAG, flag.to_owned()),
            (FOUND, found.to_owned()),
            (DECIDED, decided.to_owned()),
        ]
    }
}

impl CorrectionFilter {
    /// The URL of the filtered corrections.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Corrections, lang, self)
    }
}

/// A filter for updates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateFilter {
    /// The kind; `None` for all.
    pub kind: Option<UpdateKind>,
}

impl Query for UpdateFilter {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            kind: known(get(KIND), UpdateKind::from_code),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let code = self.kind.as_ref().map_or("", UpdateKind::code);
        vec![(KIND, code.to_owned())]
    }
}

impl UpdateFilter {
    /// The URL of the filtered updates.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Updates, lang, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    #[test]
    fn a_filter_has_a_url() {
        let unit = UnitCode::from("630104003");
        let list = |list| {
            DutyFilter {
                list,
                as_of: AsOf::default(),
            }
            .href(&unit, Lang::Zh)
        };
        assert_eq!(list(None), "/tasks/630104003");
        assert_eq!(
            list(Some(DutyList::TakenBack)),
            "/tasks/630104003?list=taken_back"
        );
        let then = DutyFilter {
            list: Some(DutyList::Core),
            as_of: AsOf::snapshot(3),
        };
        assert_eq!(
            then.href(&unit, Lang::En),
            "/en/tasks/630104003?list=core&seq=3"
        );
        let flag = Some(Flag::DeadlineEarlier);
        assert_eq!(
            RequirementFilter { flag, status: None }.href(Lang::En),
            "/en/requirements?flag=deadline_earlier"
        );
        let part = |part: Option<&str>| {
            let part = part.map(str::to_owned);
            OfficeFilter { part }.href(&unit, Lang::En)
        };
        assert_eq!(part(None), "/en/office/630104003");
        assert_eq!(part(Some("photo")), "/en/office/630104003?part=photo");
        let filter = AdmissionFilter {
            decision: Some(AdmissionDecision::Refused),
            by: Some("区城管局".to_owned()),
        };
        let address = filter.href(Lang::Zh);
        assert_eq!(
            address,
            "/tasks/admissions?decision=refused&by=%E5%8C%BA%E5%9F%8E%E7%AE%A1%E5%B1%80"
        );
        let (_, query) = address.split_once('?').expect("a query");
        let pairs = Pairs::parse(query);
        assert_eq!(AdmissionFilter::read(|key| pairs.get(key)), filter);
        let kind = Some(UpdateKind::SeasonOpen);
        assert_eq!(
            UpdateFilter { kind }.href(Lang::Zh),
            "/updates?kind=season_open"
        );
    }

    #[test]
    fn an_unknown_code_is_kept() {
        let pairs = Pairs::parse("kind=weather");
        let filter = UpdateFilter::read(|key| pairs.get(key));
        assert_eq!(filter.kind, Some(UpdateKind::Unknown("weather".to_owned())));
        assert_eq!(filter.href(Lang::Zh), "/updates?kind=weather");
    }
}
