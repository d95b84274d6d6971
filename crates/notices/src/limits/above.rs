//! Against the level above: what a draft notice adds, by the comparison that published requirements
//! have.

use civic::Text;
use civic::documents::{Source, SourceKind};
use civic::duties::added_demands::{AdditionState, Flag, compare};
use civic::duties::{DutyCategory, DutyList, Step};

use super::checked::Checked;
use super::finding::{Breach, DraftFinding};
use crate::draft::{ChainHead, Draft, Entry, requirement};
use crate::text::Span;

/// What the level above demands: a published step, or that of another draft.
#[derive(Clone, Copy, Debug)]
pub struct Above<'a> {
    /// Its step.
    pub step: &'a Step,
    /// The draft that the step was made of, where its text was pasted.
    pub draft: Option<&'a Draft>,
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
        let measured = above.draft.map(|draft| draft.before(&addition));
        let mut spans: Vec<Span> = measured
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.read_at.map(|at| at.sentence))
            .collect();
        spans.dedup();
        let before = shortened(&addition.before);
        let finding = |entry: Option<&Entry>, after: &Text| DraftFinding {
            sentence: entry.and_then(|entry| entry.read_at).map(|at| at.sentence),
            words: entry.and_then(|entry| entry.read_at).map(|at| at.span),
            entry: entry.map(|entry| entry.id),
            above: spans.clone(),
            breach: Breach::Added(addition.flag.clone()),
            what: Text::new(
                format!(
                    "{}：上级 {}，本件 {}",
                    addition.flag.zh(),
                    before.zh,
                    after.zh
                ),
                format!(
                    "{}: above {}, here {}",
                    addition.flag.en(),
                    before.en,
                    after.en
                ),
            ),
            article: Text::default(),
            document: above.step.document.clone(),
            advice: advice(&addition.flag, &before),
        };
        let behind = draft.behind(&addition);
        if behind.is_empty() {
            findings.push(finding(None, &shortened(&addition.after)));
        }
        for entry in behind {
            // Of several things each finding names its own.
            let after = match addition.flag {
                Flag::DeliverableAdded | Flag::AppAdded | Flag::AssessmentAdded => {
                    entry.value.in_words()
                }
                _ => addition.after.clone(),
            };
            findings.push(finding(Some(entry), &after));
        }
    }
    findings
}

/// The most characters of a value that a finding repeats: a level above may list a hundred things.
const LONGEST: usize = 120;

fn shortened(text: &Text) -> Text {
    let short = |text: &str| match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    };
    Text::new(short(&text.zh), short(&text.en))
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
