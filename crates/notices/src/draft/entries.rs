//! A draft: what was read, corrected by hand.

use civic::duties::Level;
use civic::{DocumentId, StepId, Text, UnitCode};
use serde::{Deserialize, Serialize};

use crate::reading::{Deadline, Reading, Rule, Value};
use crate::text::Span;

/// Whose step a draft is to become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepHead {
    /// The step's identifier.
    pub id: StepId,
    /// The level of the unit.
    pub level: Level,
    /// The unit's code.
    pub unit: UnitCode,
    /// The unit's name.
    pub unit_name: Text,
    /// The document.
    pub document: DocumentId,
}

/// What a person did to an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ByHand {
    /// Nothing: it is as it was read.
    #[default]
    Untouched,
    /// Changed its value.
    Changed,
    /// Added it.
    Added,
    /// Took it out; it stays in the list and counts for nothing.
    Removed,
}

/// Where an entry was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadAt {
    /// Its words.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
    /// By which rule.
    pub rule: Rule,
}

/// One demand of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number in the draft; never used again.
    pub id: u32,
    /// What is demanded.
    pub value: Value,
    /// What was read, if it was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Value>,
    /// The sentence says 原则上 or 一般 of it.
    #[serde(default)]
    pub in_principle: bool,
    /// Where it was read; `None` if a person added it.
    pub read_at: Option<ReadAt>,
    /// What a person did to it.
    #[serde(default)]
    pub by_hand: ByHand,
}

impl Entry {
    /// Returns `true` unless a person took it out.
    pub fn counts(&self) -> bool {
        self.by_hand != ByHand::Removed
    }
}

/// A notice on the way to a step of a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Whose step it becomes.
    pub head: StepHead,
    entries: Vec<Entry>,
    next: u32,
    due: Option<u32>,
}

impl Draft {
    /// The draft of a reading, untouched.
    pub fn new(reading: &Reading, head: StepHead) -> Self {
        let mut draft = Self {
            head,
            entries: Vec::new(),
            next: 1,
            due: None,
        };
        for (sentence, demand) in reading.demands() {
            let read_at = ReadAt {
                span: demand.span,
                sentence: sentence.span,
                rule: demand.rule,
            };
            draft.push(
                demand.value.clone(),
                demand.in_principle,
                Some(read_at),
                ByHand::Untouched,
            );
        }
        draft
    }

    fn push(
        &mut self,
        value: Value,
        in_principle: bool,
        read_at: Option<ReadAt>,
        by_hand: ByHand,
    ) -> u32 {
        let id = self.next;
        self.next += 1;
        self.entries.push(Entry {
            id,
            value,
            read: None,
            in_principle,
            read_at,
            by_hand,
        });
        id
    }

    /// Its entries in the order of the text, those that were added last.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries that a person changed, added or took out.
    pub fn touched(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.by_hand != ByHand::Untouched)
    }

    /// Changes the value of an entry; `false` if there is none of that number. What was read is
    /// kept, and an entry changed back to it is untouched again.
    pub fn change(&mut self, id: u32, value: Value) -> bool {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else {
            return false;
        };
        if entry.read_at.is_none() {
            entry.value = value;
            entry.by_hand = ByHand::Added;
            return true;
        }
        let read = entry.read.take().unwrap_or_else(|| entry.value.clone());
        if read == value {
            entry.by_hand = ByHand::Untouched;
        } else {
            entry.read = Some(read);
            entry.by_hand = ByHand::Changed;
        }
        entry.value = value;
        true
    }

    /// Takes an entry out; `false` if there is none of that number.
    pub fn remove(&mut self, id: u32) -> bool {
        let entry = self.entries.iter_mut().find(|entry| entry.id == id);
        entry.map(|entry| entry.by_hand = ByHand::Removed).is_some()
    }

    /// Takes an entry in again; `false` if there is none of that number.
    pub fn restore(&mut self, id: u32) -> bool {
        let entry = self.entries.iter_mut().find(|entry| entry.id == id);
        entry
            .map(|entry| {
                entry.by_hand = match (&entry.read_at, &entry.read) {
                    (None, _) => ByHand::Added,
                    (_, Some(_)) => ByHand::Changed,
                    _ => ByHand::Untouched,
                };
            })
            .is_some()
    }

    /// Adds what was not read, and gives its number.
    pub fn add(&mut self, value: Value) -> u32 {
        self.push(value, false, None, ByHand::Added)
    }

    /// Says which deadline is that of the whole; otherwise it is the last one.
    pub fn set_due(&mut self, id: u32) -> bool {
        let is_deadline = self
            .entries
            .iter()
            .any(|entry| entry.id == id && matches!(entry.value, Value::Deadline(_)));
        if is_deadline {
            self.due = Some(id);
        }
        is_deadline
    }

    /// The deadline of the whole: the one that was chosen, or the last of those with a year. A
    /// notice with a plan, a report and a summary is done with the last of them.
    pub(super) fn due(&self) -> Option<&Entry> {
        let dated = |entry: &&Entry| entry.counts() && date(entry).is_some();
        let chosen = self
            .entries
            .iter()
            .filter(dated)
            .find(|entry| Some(entry.id) == self.due);
        // Of equal days the first.
        chosen.or_else(|| {
            self.entries
                .iter()
                .filter(dated)
                .rev()
                .max_by_key(|entry| date(entry))
        })
    }
}

/// The day of a deadline with a year.
pub(super) fn date(entry: &Entry) -> Option<civic::time::Date> {
    match entry.value {
        Value::Deadline(Deadline::On { day, .. }) => day.date(),
        _ => None,
    }
}
