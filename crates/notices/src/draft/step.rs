//! The step of a requirement that a draft becomes, and what of the draft it cannot hold.

use std::collections::BTreeMap;

use civic::duties::added_demands::{Addition, Flag};
use civic::duties::{
    Assessment, Bound, Coverage, Deliverable, DeliverableKind, Frequency, Period, Step, Target,
    Tool, ToolKind,
};
use civic::{StepId, Text};

use super::entries::{Draft, Entry, date};
use crate::reading::{AssessmentKind, Item, Kind, Limit, Quantity, Value};

/// Marks that part the things of a cell, and brackets: in a name they would part it.
const MARKS: [char; 17] = [
    '；', ';', '，', ',', '\n', '\r', '\t', '。', '（', '）', '(', ')', '“', '”', '"', '《', '》',
];

/// Words that part a measure from its value; a name that holds one could not be read back.
const BOUNDS: [&str; 14] = [
    "不少于",
    "不低于",
    "不小于",
    "至少",
    "≥",
    "≧",
    ">=",
    "不多于",
    "不超过",
    "不高于",
    "至多",
    "≤",
    "≦",
    "<=",
];

impl Draft {
    /// The step, with `parent` above it. What it cannot hold is in its note.
    pub fn step(&self, parent: Option<StepId>) -> Step {
        let entries = || self.entries().iter().filter(|entry| entry.counts());
        let note: Vec<String> = self
            .left_out()
            .map(|entry| entry.value.in_words().zh)
            .collect();
        let note = if note.is_empty() {
            String::new()
        } else {
            format!("另有：{}", one_line(&note.join("；")))
        };
        Step {
            id: self.head.id.clone(),
            parent,
            level: self.head.level.clone(),
            unit: self.head.unit.clone(),
            unit_name: self.head.unit_name.clone(),
            document: self.head.document.clone(),
            due_on: self.due().and_then(date),
            frequency: self
                .frequency()
                .and_then(|entry| frequency_of(entry).cloned()),
            targets: entries().filter_map(target_of).collect(),
            deliverables: entries().filter_map(deliverable_of).collect(),
            tools: entries().filter_map(tool_of).collect(),
            coverage: self.coverage(),
            assessment: self.assessment(),
            role: None,
            basis: None,
            note: Text::new(note, ""),
        }
    }

    /// The entries that a step has no place for: a time without a day, a second deadline, a bound
    /// of about, being named in a notice. They are in its note.
    pub fn left_out(&self) -> impl Iterator<Item = &Entry> {
        let due = self.due().map(|entry| entry.id);
        let often = self.frequency().map(|entry| entry.id);
        self.entries().iter().filter(move |entry| {
            entry.counts()
                && match &entry.value {
                    Value::Deadline(_) => Some(entry.id) != due,
                    Value::Frequency(frequency) => Some(entry.id) != often && !frequency.of_items,
                    Value::Quantity(_) => target_of(entry).is_none(),
                    Value::Assessment(kind) => !matches!(
                        kind,
                        AssessmentKind::Ranking | AssessmentKind::Veto | AssessmentKind::Pledge
                    ),
                    _ => false,
                }
        })
    }

    /// The entries behind an addition that [`civic::duties::added_demands::compare`] found in this
    /// draft's step: each with its sentence.
    pub fn behind(&self, addition: &Addition) -> Vec<&Entry> {
        let due = self.due().map(|entry| entry.id);
        let often = self.frequency().map(|entry| entry.id);
        let (before, after) = (Listed::of(&addition.before), Listed::of(&addition.after));
        // The same form may be asked for twice.
        let is_more =
            |name: &Text, often: &Frequency| after.times(name, often) > before.times(name, often);
        let is_behind = |entry: &&Entry| match addition.flag {
            Flag::DeadlineEarlier => Some(entry.id) == due,
            Flag::FrequencyRaised => Some(entry.id) == often,
            // The addition may say the sum of the units of a level behind the value.
            Flag::TargetRaised => target_of(entry)
                .is_some_and(|target| addition.after.zh.starts_with(&target.in_words().zh)),
            Flag::DeliverableAdded => {
                deliverable_of(entry).is_some_and(|d| is_more(&d.name, &d.frequency))
            }
            Flag::AppAdded => tool_of(entry).is_some_and(|t| is_more(&t.name, &t.frequency)),
            Flag::ScopeWidened => entry.value.kind() == Kind::Scope,
            Flag::AssessmentAdded => matches!(&entry.value, Value::Assessment(kind) if {
                let words = kind.in_words().zh;
                addition.after.zh.contains(&words) && !addition.before.zh.contains(&words)
            }),
            _ => false,
        };
        self.entries()
            .iter()
            .filter(|entry| entry.counts())
            .filter(is_behind)
            .collect()
    }

    /// The entries of this draft, the level above, that an addition of the level below is measured
    /// against: each with its sentence. There are none where it did not ask for it.
    pub fn before(&self, addition: &Addition) -> Vec<&Entry> {
        let due = self.due().map(|entry| entry.id);
        let often = self.frequency().map(|entry| entry.id);
        let listed = Listed::of(&addition.before);
        let is_before = |entry: &&Entry| match addition.flag {
            Flag::DeadlineEarlier => Some(entry.id) == due,
            Flag::FrequencyRaised => Some(entry.id) == often,
            Flag::TargetRaised => {
                target_of(entry).is_some_and(|target| addition.before.zh == target.in_words().zh)
            }
            Flag::DeliverableAdded => {
                deliverable_of(entry).is_some_and(|d| listed.times(&d.name, &d.frequency) > 0)
            }
            Flag::AppAdded => {
                tool_of(entry).is_some_and(|t| listed.times(&t.name, &t.frequency) > 0)
            }
            Flag::ScopeWidened => entry.value.kind() == Kind::Scope,
            _ => false,
        };
        self.entries()
            .iter()
            .filter(|entry| entry.counts())
            .filter(is_before)
            .collect()
    }

    /// What is asked most often of what is not handed in or used: that of the step. A limit of at
    /// most asks for nothing.
    fn frequency(&self) -> Option<&Entry> {
        self.entries()
            .iter()
            .rev()
            .filter(|entry| entry.counts())
            .max_by_key(|entry| frequency_of(entry).and_then(Frequency::sevenths_a_year))
            .filter(|entry| frequency_of(entry).is_some())
    }

    fn coverage(&self) -> Option<Coverage> {
        let scopes = || {
            self.entries()
                .iter()
                .filter(|entry| entry.counts())
                .filter_map(|entry| match &entry.value {
                    Value::Scope(scope) => Some(scope),
                    _ => None,
                })
        };
        let counted = scopes().max_by_key(|scope| scope.count.as_ref().map(|(count, _)| *count))?;
        let (count, unit) = counted.count.clone().unzip();
        Some(Coverage {
            text: Text::new(one_line(&counted.text), ""),
            count,
            unit: one_line(&unit.unwrap_or_default()),
            all: scopes().any(|scope| scope.count.is_none()),
        })
    }

    fn assessment(&self) -> Assessment {
        let has = |wanted: AssessmentKind| {
            self.entries()
                .iter()
                .any(|entry| entry.counts() && entry.value == Value::Assessment(wanted))
        };
        Assessment {
            ranking: has(AssessmentKind::Ranking),
            veto: has(AssessmentKind::Veto),
            pledge: has(AssessmentKind::Pledge),
        }
    }
}

/// The things that one side of an addition lists, and how often each. Counted once, so that the work
/// grows with the number of things alone.
struct Listed<'a>(BTreeMap<&'a str, usize>);

impl<'a> Listed<'a> {
    fn of(side: &'a Text) -> Self {
        let mut times = BTreeMap::new();
        for thing in side.zh.split('；') {
            *times.entry(thing).or_default() += 1;
        }
        Self(times)
    }

    fn times(&self, name: &Text, often: &Frequency) -> usize {
        let thing = format!("{}（{}）", name.zh, often.in_words().zh);
        self.0.get(thing.as_str()).copied().unwrap_or_default()
    }
}

fn frequency_of(entry: &Entry) -> Option<&Frequency> {
    match &entry.value {
        Value::Frequency(often) if !often.of_items && often.limit != Limit::AtMost => {
            Some(&often.frequency)
        }
        _ => None,
    }
}

/// The target of a quantity. A number that is set up is demanded at the least.
fn target_of(entry: &Entry) -> Option<Target> {
    let Value::Quantity(Quantity {
        measure,
        limit,
        value,
        unit,
    }) = &entry.value
    else {
        return None;
    };
    let bound = match limit {
        Limit::AtLeast | Limit::Exactly => Bound::AtLeast,
        Limit::AtMost => Bound::AtMost,
        Limit::About => return None,
    };
    let unit = unit_of(unit);
    let mut measure = name(measure, "数量");
    for word in BOUNDS {
        measure = measure.replace(word, "");
    }
    Some(Target {
        rate: Target::is_rate(&measure, &unit),
        measure: Text::new(measure, ""),
        unit,
        bound,
        value: *value,
    })
}

/// The unit as a cell can hold it behind its number, where 千 and 万 would multiply.
fn unit_of(unit: &str) -> String {
    match unit {
        "千米" => "公里".to_owned(),
        other => one_line(other),
    }
}

fn deliverable_of(entry: &Entry) -> Option<Deliverable> {
    match &entry.value {
        Value::Deliverable(item) => Some(Deliverable {
            kind: item.kind.clone(),
            name: item_name(item, DeliverableKind::zh(&item.kind)),
            frequency: how_often(item),
        }),
        _ => None,
    }
}

fn tool_of(entry: &Entry) -> Option<Tool> {
    match &entry.value {
        Value::Tool(item) => Some(Tool {
            kind: item.kind.clone(),
            name: item_name(item, ToolKind::zh(&item.kind)),
            frequency: how_often(item),
        }),
        _ => None,
    }
}

fn item_name<K>(item: &Item<K>, kind: &str) -> Text {
    Text::new(name(&item.name, kind), "")
}

/// What is said nothing of is asked once.
fn how_often<K>(item: &Item<K>) -> Frequency {
    item.frequency.clone().unwrap_or(Frequency {
        times: 1,
        per: Period::Once,
    })
}

/// A name as a cell can hold it: without marks, and beginning as no formula does.
fn name(text: &str, otherwise: &str) -> String {
    let name = one_line(&text.replace(MARKS, ""));
    let name = name.trim_matches(['、', ' ']);
    if name.is_empty() {
        otherwise.to_owned()
    } else {
        name.to_owned()
    }
}

/// A text in one line and one width; a spreadsheet takes it for no formula.
pub(super) fn one_line(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}'
                if c.is_alphanumeric() || matches!(c, '％' | '＝' | '＋' | '－' | '＠') =>
            {
                char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
            }
            c if c.is_whitespace() || c.is_control() || c == '\u{feff}' => ' ',
            c => c,
        })
        .collect();
    text.trim_start_matches(['=', '+', '-', '@', ' '])
        .trim_end()
        .to_owned()
}

/// The steps of a chain, each below the one before it.
pub(super) fn chained(drafts: &[&Draft]) -> Vec<Step> {
    let mut parent = None;
    let mut steps = Vec::new();
    for draft in drafts {
        let step = draft.step(parent.take());
        parent = Some(step.id.clone());
        steps.push(step);
    }
    steps
}
