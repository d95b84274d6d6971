//! The query of the comparison: which published level a draft is held against.

use civic::lang::Lang;
use civic::{RequirementId, StepId};

use super::Query;
use super::pairs::{href, non_empty, text};
use crate::portal::Page;

const REQUIREMENT: &str = "requirement";
const STEP: &str = "step";

/// The level above of a draft, where it is a published one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compare {
    /// The requirement; `None` if none was chosen.
    pub requirement: Option<RequirementId>,
    /// Its step; `None` if it is still to be chosen.
    pub step: Option<StepId>,
}

impl Query for Compare {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            requirement: non_empty(get(REQUIREMENT)),
            step: non_empty(get(STEP)),
        }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            (REQUIREMENT, text(self.requirement.as_ref())),
            (STEP, text(self.step.as_ref())),
        ]
    }
}

impl Compare {
    /// The URL of the comparison with this level.
    pub fn href(&self, lang: Lang) -> String {
        href(&Page::Compare, lang, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Pairs;

    #[test]
    fn a_level_is_named_in_the_url_and_read_back() {
        let level = Compare {
            requirement: Some("T-002".into()),
            step: Some("T-002.1".into()),
        };
        let href = level.href(Lang::En);
        assert_eq!(href, "/en/compare?requirement=T-002&step=T-002.1");
        let (_, query) = href.split_once('?').expect("a query");
        let pairs = Pairs::parse(query);
        assert_eq!(Compare::read(|key| pairs.get(key)), level);
        assert_eq!(Compare::default().href(Lang::Zh), "/compare");
    }
}
