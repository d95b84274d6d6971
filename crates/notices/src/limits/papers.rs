//! The limits on official documents.

use std::collections::BTreeMap;

use civic::Text;
use civic::documents::{Limit, LimitKind};
use civic::duties::{DeliverableKind, ToolKind};

use super::checked::Checked;
use super::finding::{Breach, DraftFinding};
use crate::draft::Entry;
use crate::reading::{AssessmentKind, Value};
use crate::text::Span;

/// Words of a report on how something is carried out, and of documents made to match another.
const FOLLOW_UP: &[&str] = &[
    "落实情况",
    "贯彻情况",
    "推进情况",
    "进展情况",
    "开展情况",
    "总结",
    "小结",
    "实施方案",
    "工作方案",
    "实施细则",
    "配套",
];

/// What goes against a limit.
pub(super) fn against(notice: Checked<'_>, limit: &Limit) -> Vec<DraftFinding> {
    match &limit.kind {
        LimitKind::Length => too_long(notice, limit).into_iter().collect(),
        LimitKind::SameMaterial => same_material(notice, limit),
        LimitKind::Unknown(_) => Vec::new(),
        kind => {
            let entries: Vec<&Entry> = notice
                .draft
                .entries()
                .iter()
                .filter(|entry| entry.counts() && breaks(notice, kind, entry))
                .collect();
            let most = usize::try_from(limit.threshold.unwrap_or(0)).unwrap_or(usize::MAX);
            if entries.len() <= most {
                return Vec::new();
            }
            entries
                .into_iter()
                .map(|entry| of_entry(limit, entry))
                .collect()
        }
    }
}

fn breaks(notice: Checked<'_>, kind: &LimitKind, entry: &Entry) -> bool {
    match (kind, &entry.value) {
        (LimitKind::FollowUp, Value::Deliverable(item)) => {
            let sentence = entry.read_at.map_or("", |at| at.sentence.of(notice.text));
            let says = |text: &str| FOLLOW_UP.iter().any(|word| text.contains(word));
            item.kind == DeliverableKind::Report && (says(&item.name) || says(sentence))
        }
        (LimitKind::Ranking, Value::Assessment(kind)) => *kind == AssessmentKind::Ranking,
        (LimitKind::Veto, Value::Assessment(kind)) => *kind == AssessmentKind::Veto,
        (LimitKind::Pledge, Value::Assessment(kind)) => *kind == AssessmentKind::Pledge,
        (LimitKind::App, Value::Tool(item)) => {
            matches!(
                item.kind,
                ToolKind::App | ToolKind::CheckIn | ToolKind::GroupRelay
            )
        }
        (LimitKind::PhotoProof, Value::Deliverable(item)) => item.kind == DeliverableKind::Photo,
        (LimitKind::PhotoProof, Value::Tool(item)) => item.kind == ToolKind::Screenshot,
        _ => false,
    }
}

fn of_entry(limit: &Limit, entry: &Entry) -> DraftFinding {
    let words = entry.value.in_words();
    DraftFinding {
        sentence: entry.read_at.map(|at| at.sentence),
        words: entry.read_at.map(|at| at.span),
        entry: Some(entry.id),
        above: Vec::new(),
        breach: Breach::Limit(limit.kind.clone()),
        what: Text::new(
            format!("{}：{}", limit.kind.zh(), words.zh),
            format!("{}: {}", limit.kind.en(), words.en),
        ),
        article: limit.article.clone(),
        document: limit.document.clone(),
        advice: limit.advice.clone(),
    }
}

fn too_long(notice: Checked<'_>, limit: &Limit) -> Option<DraftFinding> {
    let most = usize::try_from(limit.threshold?).ok()?;
    let chars = notice.reading.chars;
    (chars > most).then(|| DraftFinding {
        sentence: None,
        words: None,
        entry: None,
        above: Vec::new(),
        breach: Breach::Limit(LimitKind::Length),
        what: Text::new(
            format!("全文 {chars} 字，超过 {most} 字"),
            format!("{chars} characters, over {most}"),
        ),
        article: limit.article.clone(),
        document: limit.document.clone(),
        advice: limit.advice.clone(),
    })
}

/// A material that the notice asks for more than once, by its kind and name, in different sentences.
fn same_material(notice: Checked<'_>, limit: &Limit) -> Vec<DraftFinding> {
    let most = usize::try_from(limit.threshold.unwrap_or(1)).unwrap_or(usize::MAX);
    let mut findings = Vec::new();
    let mut before: BTreeMap<(&str, &str), Vec<Option<Span>>> = BTreeMap::new();
    for entry in notice.draft.entries().iter().filter(|entry| entry.counts()) {
        let Value::Deliverable(item) = &entry.value else {
            continue;
        };
        // Names of two characters and fewer, 报告 and 情况, say too little to be the same.
        if item.name.chars().count() < 3 {
            continue;
        }
        let sentence = entry.read_at.map(|at| at.sentence);
        let same = before.entry((item.kind.code(), &item.name)).or_default();
        if same.iter().filter(|other| **other != sentence).count() >= most {
            findings.push(of_entry(limit, entry));
        }
        same.push(sentence);
    }
    findings
}
