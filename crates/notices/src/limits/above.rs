//! Against the level above: what a draft notice adds, by the comparison that published requirements
//! have.

use civic::Text;
use civic::documents::{Source, SourceKind};
use civic::duties::added_demands::{AdditionState, Flag, compare};
use civic::duties::{DutyCategory, DutyList, Step};

use super::checked::Checked;
use super::finding::{Breach, DraftFinding};
use crate::draft::{ChainHead, Draft, requirement};

/// What the level above demands: a published step, or that of another draft.
#[derive(Clone, Copy, Debug)]
pub struct Above<'a> {
    /// Its step.
    pub step: &'a Step,
    /// By how many days a deadline may be earlier.
    pub deadline_buffer_days: u32,
}

/// The additions that no basis justifies, each with its sentence.
pub(super) fn added(notice: Checked<'_>, above: &Above<'_>) -> Vec<DraftFinding> {
    let draft: &Draft = notice.draft;
    let head = ChainHead {
        id: "draft".into(),
        title: Text::default(),
        category: DutyCategory::General,
        list: DutyList::Core,
        duties: Vec::new(),
        source: Source {
            kind: SourceKind::Official,
            reference: String::new(),
        },
    };
    let mut chain = requirement(&head, &[draft]);
    let mut step = above.step.clone();
    step.parent = None;
    for below in &mut chain.steps {
        // Two texts that were pasted may have been given one identifier.
        if below.id == step.id {
            step.id.0.push_str(".above");
        }
        below.parent = Some(step.id.clone());
    }
    chain.steps.insert(0, step);
    let mut findings = Vec::new();
    for addition in compare(&chain, above.deadline_buffer_days) {
        if addition.state != AdditionState::ToBeChecked {
            continue;
        }
        let finding = |sentence, words| DraftFinding {
            sentence,
            words,
            breach: Breach::Added(addition.flag.clone()),
            what: Text::new(
                format!(
                    "{}：上级 {}，本件 {}",
                    addition.flag.zh(),
                    addition.before.zh,
                    addition.after.zh
                ),
                format!(
                    "{}: above {}, here {}",
                    addition.flag.en(),
                    addition.before.en,
                    addition.after.en
                ),
            ),
            article: Text::default(),
            document: above.step.document.clone(),
            advice: advice(&addition.flag, &addition.before),
        };
        let behind = draft.behind(&addition);
        if behind.is_empty() {
            findings.push(finding(None, None));
        }
        for entry in behind {
            let at = entry.read_at;
            findings.push(finding(at.map(|at| at.sentence), at.map(|at| at.span)));
        }
    }
    findings
}

fn advice(flag: &Flag, before: &Text) -> Text {
    let (zh, en) = match flag {
        Flag::DeliverableAdded | Flag::AppAdded | Flag::AssessmentAdded => (
            "删去，或写明依据哪一级哪份文件".to_owned(),
            "Leave it out, or name the document of the level above that asks for it".to_owned(),
        ),
        _ => (
            format!("改回“{}”，或写明依据哪一级哪份文件", before.zh),
            format!(
                "Put “{}”, or name the document of the level above that asks for more",
                before.en
            ),
        ),
    };
    Text::new(zh, en)
}
