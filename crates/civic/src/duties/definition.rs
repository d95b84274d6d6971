//! What the words of the task lists mean, in plain words, and where that is from.

use super::DutyList;
use super::added_demands::Flag;

/// A meaning in plain words, with its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The meaning in Chinese.
    pub zh: &'static str,
    /// The meaning in English.
    pub en: &'static str,
    /// Where it is from, in Chinese.
    pub source_zh: &'static str,
    /// Where it is from, in English.
    pub source_en: &'static str,
}

const LISTS: (&str, &str) = (
    "《关于全面建立乡镇（街道）履行职责事项清单的意见》",
    "Opinions on Fully Establishing Township (Subdistrict) Duty Lists",
);
const BURDENS: (&str, &str) = (
    "《整治形式主义为基层减负若干规定》",
    "Provisions on Curbing Formalism and Reducing Burdens at the Grassroots",
);
const PHONES: (&str, &str) = (
    "《关于防治“指尖上的形式主义”的若干意见》",
    "Opinions on Preventing “Fingertip Formalism”",
);
const ADDED: (&str, &str) = (
    "《廉政瞭望》2022年第14期《拆解“层层加码”》",
    "Lianzheng Liaowang 2022 (14), on added demands",
);
const OWN: (&str, &str) = ("公布清单的单位", "the unit that publishes the list");

impl DutyList {
    /// What it means that a duty is on this list; `None` for a list this version does not know.
    pub fn definition(&self) -> Option<Definition> {
        let (zh, en, source) = match self {
            Self::Core => (
                "必须做、负全责的事。",
                "What the unit must do, with full responsibility.",
                LISTS,
            ),
            Self::Assist => (
                "上级部门牵头、负主责，这里只做清单上写明的配合。",
                "A higher department leads and is responsible; the unit only gives the help the list names.",
                LISTS,
            ),
            Self::TakenBack => (
                "原来压在基层、现在由上级部门收回去做的事，不能再交给基层。",
                "Once left to the grassroots, now done by a higher department; it may not be handed down again.",
                LISTS,
            ),
            Self::Barred => (
                "不能要求基层做的事。被要求了，可以反映。",
                "What may not be asked of the grassroots. Whoever is asked can report it.",
                OWN,
            ),
            Self::Proposed => (
                "上级部门想交下来、还在职责准入审核的事。没有通过以前，可以不接。",
                "A higher department wants to hand it down and it is under review. Until admitted, it need not be taken on.",
                OWN,
            ),
            Self::Unknown(_) => return None,
        };
        Some(Definition::of(zh, en, source))
    }
}

impl Flag {
    /// What is meant by an addition of this kind; `None` for one this version does not know.
    pub fn definition(&self) -> Option<Definition> {
        let (zh, en, source) = match self {
            Self::DeadlineEarlier => (
                "比上一级或最初要求的日子早，早得超过缓冲天数。",
                "Due before the day that the level above or the origin set, by more than the buffer.",
                ADDED,
            ),
            Self::TargetRaised => (
                "同一个指标，要求得更严：“不少于”的更多，“不超过”的更少。",
                "The same measure, stricter: more for “at least”, less for “at most”.",
                ADDED,
            ),
            Self::FrequencyRaised => (
                "折成一年多少次，比原来多。",
                "More often, both turned into times a year.",
                ADDED,
            ),
            Self::DeliverableAdded => (
                "多要了报告、报表、照片、台账或会议，或者要得更多。",
                "More reports, forms, photos, ledgers or meetings, or more of them.",
                ADDED,
            ),
            Self::AppAdded => (
                "多要了政务应用、打卡、群接龙或截图。",
                "An app, a check-in, a group relay or a screenshot more.",
                PHONES,
            ),
            Self::ScopeWidened => (
                "同一种对象，要管的更多；原来管一部分，变成全部。",
                "More of the same, or all where it was some.",
                ADDED,
            ),
            Self::AssessmentAdded => (
                "加了排名、一票否决或责任状。",
                "A ranking, a single-item veto or a signed pledge was added.",
                BURDENS,
            ),
            Self::DutyPushedDown => (
                "把已经收回或不得要求的事交给街道、社区，或者让只配合的来牵头。",
                "A duty that was taken back or barred is given to a subdistrict or community, or the lead to one that only assists.",
                LISTS,
            ),
            Self::Unknown(_) => return None,
        };
        Some(Definition::of(zh, en, source))
    }
}

impl Definition {
    fn of(zh: &'static str, en: &'static str, source: (&'static str, &'static str)) -> Self {
        Self {
            zh,
            en,
            source_zh: source.0,
            source_en: source.1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_and_every_flag_has_a_meaning_with_a_source() {
        let lists = DutyList::ALL.iter().map(DutyList::definition);
        let flags = Flag::ALL.iter().map(Flag::definition);
        for definition in lists.chain(flags) {
            let definition = definition.expect("a meaning");
            for words in [
                definition.zh,
                definition.en,
                definition.source_zh,
                definition.source_en,
            ] {
                assert!(!words.is_empty(), "{definition:?}");
            }
        }
        assert_eq!(DutyList::from_code("later").definition(), None);
        assert_eq!(Flag::from_code("later").definition(), None);
    }
}
