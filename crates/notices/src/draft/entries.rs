//! A draft: what was read, corrected by hand.

use civic::duties::Level;
use civic::{DocumentId, StepId, Text, UnitCode};
use serde::{Deserialize, Serialize};

use crate::reading::{Deadline, Reading, Rule, Sentence, SetAside, Unread, Value};
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
    /// Where it was read, or where a person says that it stands, by [`Rule::ByHand`]; `None` if a
    /// person added it without a sentence.
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

    /// Returns `true` if a person wrote it, with a sentence or without.
    pub fn is_written(&self) -> bool {
        self.read_at.is_none_or(|at| at.rule == Rule::ByHand)
    }

    /// The words to mark: none of a demand that a person found in a sentence as a whole, or found and
    /// took out again, whose words are what they were before.
    pub fn marked(&self) -> Option<Span> {
        let at = self.read_at?;
        let is_found = at.rule == Rule::ByHand;
        let is_nowhere = is_found && (at.span == at.sentence || !self.counts());
        (!is_nowhere).then_some(at.span)
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
        if entry.is_written() {
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
                entry.by_hand = match &entry.read {
                    _ if entry.is_written() => ByHand::Added,
                    Some(_) => ByHand::Changed,
                    None => ByHand::Untouched,
                };
            })
            .is_some()
    }

    /// Adds what was not read, and gives its number.
    pub fn add(&mut self, value: Value) -> u32 {
        self.push(value, false, None, ByHand::Added)
    }

    /// Adds what a person reads in words of a sentence, or in the sentence as a whole, and gives its
    /// number. `words` that do not lie within the sentence stand for the whole of it.
    pub fn add_at(&mut self, value: Value, sentence: Span, words: Span) -> u32 {
        let span = if sentence.holds(words) {
            words
        } else {
            sentence
        };
        let read_at = ReadAt {
            span,
            sentence,
            rule: Rule::ByHand,
        };
        self.push(value, false, Some(read_at), ByHand::Added)
    }

    /// Where a person found what counts in a sentence.
    pub fn found(&self) -> impl Iterator<Item = ReadAt> {
        let counting = self.entries.iter().filter(|entry| entry.counts());
        let at = counting.filter_map(|entry| entry.read_at);
        at.filter(|at| at.rule == Rule::ByHand)
    }

    /// What of a sentence still was not read: without the pieces of which a person made a demand.
    pub fn unread<'a>(&self, sentence: &'a Sentence) -> impl Iterator<Item = &'a Unread> {
        let taken: Vec<Span> = self.found().map(|at| at.span).collect();
        let unread = sentence.unread.iter();
        unread.filter(move |piece| !taken.contains(&piece.span))
    }

    /// What of a sentence is set aside: without the pieces of which a person made a demand.
    pub fn set_aside<'a>(&self, sentence: &'a Sentence) -> impl Iterator<Item = &'a SetAside> {
        let taken: Vec<Span> = self.found().map(|at| at.span).collect();
        let aside = sentence.set_aside.iter();
        aside.filter(move |piece| !taken.contains(&piece.span))
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
