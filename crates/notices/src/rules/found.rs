//! What the rules find, before it is asked whether the sentence demands it.

use std::ops::Range;

use crate::reading::{Rule, Value};
use crate::text::Folded;

/// Something found in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its characters.
    pub(crate) at: Range<usize>,
    /// What it is; `None` for what is understood and is no demand, such as the date of an event.
    pub(crate) value: Option<Value>,
    /// By which rule.
    pub(crate) rule: Rule,
}

impl Found {
    pub(crate) fn new(at: Range<usize>, value: Value, rule: Rule) -> Self {
        Self {
            at,
            value: Some(value),
            rule,
        }
    }

    pub(crate) fn meets(&self, range: &Range<usize>) -> bool {
        self.at.start < range.end && range.start < self.at.end
    }
}

/// A sentence with its clauses, and what was found in it so far.
pub(crate) struct Scan<'a> {
    pub(crate) f: &'a Folded,
    /// The clauses, parted by commas and colons.
    pub(crate) clauses: Vec<Range<usize>>,
    pub(crate) found: Vec<Found>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(f: &'a Folded) -> Self {
        let mut clauses = Vec::new();
        let mut start = 0;
        for at in 0..f.len() {
            if matches!(f.get(at), '，' | '：' | '。' | '；' | '！' | '？') {
                clauses.push(start..at);
                start = at + 1;
            }
        }
        clauses.push(start..f.len());
        Self {
            f,
            clauses,
            found: Vec::new(),
        }
    }

    /// The clause in which a character lies.
    pub(crate) fn clause(&self, at: usize) -> Range<usize> {
        self.clauses[self.clause_index(at)].clone()
    }

    /// The index of that clause.
    pub(crate) fn clause_index(&self, at: usize) -> usize {
        let after = self.clauses.partition_point(|clause| clause.end < at);
        after.min(self.clauses.len().saturating_sub(1))
    }

    /// Returns `true` if something was found there already.
    pub(crate) fn is_taken(&self, range: &Range<usize>) -> bool {
        self.found.iter().any(|found| found.meets(range))
    }
}
