//! What two levels demand, side by side.

use civic::Text;
use civic::duties::Step;
use civic::duties::added_demands::Flag;

use super::above::Above;
use super::finding::{Breach, DraftFinding};
use crate::draft::{Draft, Entry};
use crate::reading::{AssessmentKind, Kind, Value};

/// What the level above says of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In words.
    pub words: Text,
    /// The entry of the draft of the level above; `None` if that is a published step.
    pub entry: Option<u32>,
    /// Whether the comparison has it.
    pub is_compared: bool,
}

/// What a draft demands of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demanded<'a> {
    /// Its entry.
    pub entry: &'a Entry,
    /// What it adds to the level above.
    pub flag: Option<Flag>,
    /// Whether the comparison has it: a step has no place for a second deadline or for being named
    /// in a notice.
    pub is_compared: bool,
}

/// One kind, as both levels put it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside<'a> {
    /// The kind.
    pub kind: Kind,
    /// What the level above says.
    pub above: Vec<Said>,
    /// What the draft demands.
    pub here: Vec<Demanded<'a>>,
}

impl<'a> Beside<'a> {
    /// Every kind that either level speaks of, in the order of the columns of 要求层级.csv, with what
    /// `findings` of [`super::check_draft`] say was added.
    pub fn of(above: Option<&Above<'_>>, draft: &'a Draft, findings: &[DraftFinding]) -> Vec<Self> {
        let said = above.map(said_by).unwrap_or_default();
        let left: Vec<u32> = draft.left_out().map(|entry| entry.id).collect();
        let flag = |entry: &Entry| {
            findings.iter().find_map(|finding| match &finding.breach {
                Breach::Added(flag) if finding.entry == Some(entry.id) => Some(flag.clone()),
                _ => None,
            })
        };
        let all = Kind::ALL.into_iter().map(|kind| Self {
            kind,
            above: said
                .iter()
                .filter(|(other, _)| *other == kind)
                .map(|(_, said)| said.clone())
                .collect(),
            here: draft
                .entries()
                .iter()
                .filter(|entry| entry.value.kind() == kind && is_shown(entry))
                .map(|entry| Demanded {
                    entry,
                    flag: flag(entry),
                    is_compared: !left.contains(&entry.id),
                })
                .collect(),
        });
        all.filter(|row| !row.above.is_empty() || !row.here.is_empty())
            .collect()
    }
}

/// A frequency that was given to what is handed in is said there.
fn is_shown(entry: &Entry) -> bool {
    entry.counts() && !matches!(&entry.value, Value::Frequency(often) if often.of_items)
}

/// What the level above demands, by kind: the entries of its draft, or what its step says.
fn said_by(above: &Above<'_>) -> Vec<(Kind, Said)> {
    let Some(draft) = above.draft else {
        let said = |(kind, words)| {
            let said = Said {
                words,
                entry: None,
                is_compared: true,
            };
            (kind, said)
        };
        return of_step(above.step).into_iter().map(said).collect();
    };
    let left: Vec<u32> = draft.left_out().map(|entry| entry.id).collect();
    let shown = draft.entries().iter().filter(|entry| is_shown(entry));
    let said = shown.map(|entry| {
        let said = Said {
            words: entry.value.in_words(),
            entry: Some(entry.id),
            is_compared: !left.contains(&entry.id),
        };
        (entry.value.kind(), said)
    });
    said.collect()
}

/// The demands of a step in words.
fn of_step(step: &Step) -> Vec<(Kind, Text)> {
    let mut said = Vec::new();
    if let Some(due) = step.due_on {
        let due = due.in_words();
        let words = Text::new(format!("{}前", due.zh), format!("by {}", due.en));
        said.push((Kind::Deadline, words));
    }
    if let Some(often) = &step.frequency {
        said.push((Kind::Frequency, often.in_words()));
    }
    for target in &step.targets {
        said.push((Kind::Quantity, target.in_words()));
    }
    let named = |name: &Text, zh: &str, en: &str, often: Text| {
        let or = |name: &str, kind: &str| if name.is_empty() { kind } else { name }.to_owned();
        Text::new(
            format!("{}（{}）", or(&name.zh, zh), often.zh),
            format!("{} ({})", or(&name.en, en), often.en),
        )
    };
    for item in &step.deliverables {
        let often = item.frequency.in_words();
        let words = named(&item.name, item.kind.zh(), item.kind.en(), often);
        said.push((Kind::Deliverable, words));
    }
    for item in &step.tools {
        let often = item.frequency.in_words();
        let words = named(&item.name, item.kind.zh(), item.kind.en(), often);
        said.push((Kind::Tool, words));
    }
    if let Some(coverage) = &step.coverage {
        said.push((Kind::Scope, coverage.in_words()));
    }
    let assessed = [
        (step.assessment.ranking, AssessmentKind::Ranking),
        (step.assessment.veto, AssessmentKind::Veto),
        (step.assessment.pledge, AssessmentKind::Pledge),
    ];
    for (_, kind) in assessed.iter().filter(|(holds, _)| *holds) {
        said.push((Kind::Assessment, kind.in_words()));
    }
    said
}
