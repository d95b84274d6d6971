//! Answering a question from an index.
//!
//! Lists are vectors of pairs of numbers, sorted as such, rather than maps: each further kind of map or
//! of sorting is compiled again, and this is part of the portal.

use std::sync::Arc;

use crate::search::build::distance;
use crate::search::entry::{Head, Shard};
use crate::search::facet::Facet;
use crate::search::kind::ItemKind;
use crate::search::numbers::{Numbers, Posting, read_postings, spans};
use crate::search::phrases::others;
use crate::search::shards::{id_key, is_whole, shard_of};
use crate::search::text::{is_chinese, runs, terms};

/// How much farther the wording of a synonym, or a spelling in pinyin, is than the words themselves.
const FARTHER: u32 = 2;
/// The most terms that a spelling is searched by.
const MAX_TERMS: usize = 24;
/// The most entries that a damaged head is taken to have.
const MAX_ENTRIES: usize = 1 << 22;

/// The entries that match, the best first, each after its distance: entries of the same are listed by
/// their numbers.
pub type Matches = Vec<(u32, u32)>;

/// How many items a value of a facet would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The place of the value in [`Head::facets`].
    pub value: usize,
    /// How many items have it, and all chosen values of the other facets.
    pub items: u32,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The entries, the best first.
    pub entries: Vec<u32>,
    /// How many items they stand for.
    pub items: u32,
    /// The values by which what was found can be filtered.
    pub counts: Vec<Count>,
    /// The duty items whose titles say what was asked, the best first, whatever is filtered.
    pub duties: Vec<u32>,
}

/// What matches words, folded as by the `fold` of [`crate::search::Index::of`], or everything if there
/// are none; from the shards that are there, by their numbers. `Err` are the shards that it lacks: the
/// caller fetches them and asks again, and once or twice more where a spelling leads to further shards.
pub fn find(
    head: &Head,
    shards: &[(usize, Arc<Shard>)],
    words: &str,
) -> Result<Matches, Vec<usize>> {
    if runs(words).next().is_none() {
        let all = entry_counts(head).len();
        return Ok((0..).take(all).map(|entry| (0, entry)).collect());
    }
    let mut search = Search {
        head,
        shards,
        lacks: Vec::new(),
    };
    let found = search.words(words);
    if !search.lacks.is_empty() {
        return Err(search.lacks);
    }
    let mut matches: Matches = Vec::with_capacity(found.len());
    matches.extend(found.iter().map(|(entry, distance)| (*distance, *entry)));
    matches.sort_unstable();
    Ok(matches)
}

/// How many items each entry stands for.
fn entry_counts(head: &Head) -> Vec<u32> {
    let mut counts = Vec::new();
    let mut numbers = Numbers::of(&head.counts);
    while let (Some(entries), Some(items)) = (numbers.next(), numbers.next()) {
        let all = counts.len().saturating_add(entries as usize);
        counts.resize(all.min(MAX_ENTRIES), items);
    }
    counts
}

/// Which entries a facet's value has.
fn entries_of(head: &Head, facet: &Facet, code: &str, all: usize) -> Vec<bool> {
    let mut has = vec![false; all];
    for value in &head.facets {
        if value.facet == *facet && value.code == code {
            for span in spans(&value.entries) {
                if let Some(span) = has.get_mut(span) {
                    span.fill(true);
                }
            }
        }
    }
    has
}

/// What no filter excludes.
const BY_NONE: usize = usize::MAX;
/// What more than one filter excludes.
const BY_SEVERAL: usize = usize::MAX - 1;
/// What does not match at all.
const NO_MATCH: usize = usize::MAX - 2;

/// What remains of what matches with the values that were chosen of facets, by their codes, and what
/// further ones would leave.
pub fn filtered(head: &Head, matches: &Matches, filters: &[(Facet, String)]) -> Found {
    let counts = entry_counts(head);
    let all = counts.len();
    let mut found = Found::default();
    // Of each entry, the filter that excludes it.
    let mut excluded = vec![NO_MATCH; all];
    for (_, entry) in matches {
        if let Some(by) = excluded.get_mut(*entry as usize) {
            *by = BY_NONE;
        }
    }
    for (n, (facet, code)) in filters.iter().enumerate() {
        let chosen = entries_of(head, facet, code, all);
        for (by, is_chosen) in excluded.iter_mut().zip(chosen) {
            if !is_chosen {
                *by = match *by {
                    BY_NONE => n,
                    NO_MATCH => NO_MATCH,
                    _ => BY_SEVERAL,
                };
            }
        }
    }
    let count = |entry: usize| counts.get(entry).copied().unwrap_or(0);
    let duties = entries_of(head, &Facet::Kind, ItemKind::Duty.code(), all);
    for (distance, entry) in matches {
        let at = *entry as usize;
        if excluded.get(at) == Some(&BY_NONE) {
            found.entries.push(*entry);
            found.items += count(at);
        }
        if *distance <= distance::TITLE + FARTHER && duties.get(at) == Some(&true) {
            found.duties.push(*entry);
        }
    }
    for (value, of) in head.facets.iter().enumerate() {
        let own = filters.iter().position(|(facet, _)| *facet == of.facet);
        let own = own.unwrap_or(BY_NONE);
        let mut items = 0;
        for span in spans(&of.entries) {
            for entry in span.start..span.end.min(all) {
                let by = excluded.get(entry).copied().unwrap_or(NO_MATCH);
                if by == BY_NONE || by == own {
                    items += count(entry);
                }
            }
        }
        if items > 0 {
            found.counts.push(Count { value, items });
        }
    }
    found
}

struct Search<'a> {
    head: &'a Head,
    shards: &'a [(usize, Arc<Shard>)],
    lacks: Vec<usize>,
}

impl<'a> Search<'a> {
    /// What contains the words, or the same in other words.
    fn words(&mut self, words: &str) -> Vec<Posting> {
        let mut found = self.wording(words);
        self.term(&id_key(words), 0, &mut found);
        for other in others(words, &self.head.synonyms) {
            for (entry, distance) in self.wording(&other) {
                found.push((entry, distance + FARTHER));
            }
        }
        nearest(&mut found);
        found
    }

    /// What contains every run of the words.
    fn wording(&mut self, words: &str) -> Vec<Posting> {
        let mut found = None;
        for run in runs(words) {
            if run.chinese {
                for term in terms(&run.text) {
                    let mut of_term = Vec::new();
                    self.term(&term, 0, &mut of_term);
                    both(&mut found, of_term);
                }
            } else {
                let of_word = self.latin(&run.text);
                both(&mut found, of_word);
            }
        }
        found.unwrap_or_default()
    }

    /// What contains a word, or the characters that it spells.
    fn latin(&mut self, word: &str) -> Vec<Posting> {
        let mut found = Vec::new();
        self.term(word, 0, &mut found);
        let list = self.list(word).unwrap_or_default();
        let is_word = !list.is_empty() && !list.starts_with(is_chinese);
        if !is_word && word.bytes().all(|b| b.is_ascii_lowercase()) {
            let mut spelled = None;
            let mut rest = word;
            while !rest.is_empty() {
                let mut of_piece = Vec::new();
                let (terms, left) = self.piece(rest);
                for term in terms {
                    self.term(term, FARTHER, &mut of_piece);
                }
                both(&mut spelled, of_piece);
                rest = left;
            }
            found.extend(spelled.unwrap_or_default());
        }
        found
    }

    /// The terms that the beginning of what is left of a word spells, and what is left then. There are
    /// none if it spells none.
    fn piece<'w>(&mut self, rest: &'w str) -> (Vec<&'a str>, &'w str) {
        for length in (2..=rest.len()).rev() {
            let (piece, left) = rest.split_at_checked(length).unwrap_or_default();
            let terms = spelled(self.list(piece).unwrap_or_default());
            if !terms.is_empty() {
                // Initials overlap as the pairs do that they are of.
                let next = rest.get(length - 1..).unwrap_or_default();
                let is_last = left.is_empty() || length > 2;
                return (terms, if is_last { left } else { next });
            }
        }
        let mut terms = Vec::new();
        // What is typed may go on.
        if let Some(shard) = self.shard(rest).filter(|_| rest.len() > 1) {
            for (key, list) in shard.from(rest) {
                if !key.starts_with(rest) || terms.len() > MAX_TERMS {
                    break;
                }
                terms.extend(spelled(list));
            }
        }
        (terms, "")
    }

    /// The postings of a term, each so much farther.
    fn term(&mut self, term: &str, farther: u32, found: &mut Vec<Posting>) {
        let Some(shard) = self.shard(term) else {
            return;
        };
        let from = found.len();
        let whole = is_whole(term);
        for (key, list) in shard.from(term) {
            if !key.starts_with(term) || whole && key != term {
                break;
            }
            // The terms that are spelled so come after a space.
            let list = list.split(' ').next().unwrap_or_default();
            if !list.starts_with(is_chinese) {
                read_postings(list, found);
            }
        }
        for (_, distance) in found.iter_mut().skip(from) {
            *distance += farther;
        }
    }

    /// The list of a term.
    fn list(&mut self, term: &str) -> Option<&'a str> {
        let (key, list) = self.shard(term)?.from(term).first()?;
        (key == term).then_some(list)
    }

    /// The shard of a term; if it is not there, it is lacking.
    fn shard(&mut self, term: &str) -> Option<&'a Shard> {
        let wanted = shard_of(self.head.shards, term);
        let found = self.shards.iter().find(|(n, _)| *n == wanted);
        if found.is_none() && !self.lacks.contains(&wanted) {
            self.lacks.push(wanted);
        }
        found.map(|(_, shard)| &**shard)
    }
}

/// The terms of a list that are spelled as its key.
fn spelled(list: &str) -> Vec<&str> {
    list.split(' ')
        .filter(|term| term.starts_with(is_chinese))
        .collect()
}

/// Each entry once, at its least distance, sorted.
fn nearest(found: &mut Vec<Posting>) {
    found.sort_unstable();
    found.dedup_by_key(|(entry, _)| *entry);
}

/// Keeps what is in a further list, too, each as far as it is farther.
fn both(found: &mut Option<Vec<Posting>>, mut more: Vec<Posting>) {
    nearest(&mut more);
    let Some(before) = found else {
        *found = Some(more);
        return;
    };
    let mut at = 0;
    before.retain_mut(|(entry, distance)| {
        while more.get(at).is_some_and(|(other, _)| other < entry) {
            at += 1;
        }
        let same = more.get(at).filter(|(other, _)| other == entry);
        *distance = same.map_or(0, |(_, other)| *other).max(*distance);
        same.is_some()
    });
}
