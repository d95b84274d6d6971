//! Answering a question from an index.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::search::build::weight;
use crate::search::entry::{Head, ItemKind, Shard};
use crate::search::facet::Facet;
use crate::search::numbers::{Numbers, Posting, read_postings, spans};
use crate::search::phrases::others;
use crate::search::shards::{id_key, is_whole, shard_of};
use crate::search::text::{is_chinese, runs, terms};

/// By how much the wording of a synonym, or a spelling in pinyin, fits less than the words themselves.
const LESS: u8 = 2;
/// The most terms that a spelling is searched by.
const MAX_TERMS: usize = 24;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The words, folded as by the `fold` of [`crate::search::Index::of`]; empty for everything.
    pub words: String,
    /// The values that an entry must have, by their codes, at most one of a facet.
    pub filters: Vec<(Facet, String)>,
}

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

/// Answers a question. `Err` are the shards that it lacks: the caller fetches them and asks again, and
/// asks once or twice more where a spelling leads to further shards.
pub fn find(
    head: &Head,
    shards: &BTreeMap<usize, Arc<Shard>>,
    question: &Question,
) -> Result<Found, Vec<usize>> {
    let counts = entry_counts(head);
    let mut matches = if terms(&question.words).is_empty() {
        (0..).take(counts.len()).map(|entry| (entry, 0)).collect()
    } else {
        let mut search = Search {
            head,
            shards,
            lacks: BTreeSet::new(),
        };
        let matches = search.words(&question.words);
        if !search.lacks.is_empty() {
            return Err(search.lacks.into_iter().collect());
        }
        matches
    };
    matches.sort_unstable_by_key(|(entry, weight)| (Reverse(*weight), *entry));
    Ok(filtered(head, &counts, &matches, &question.filters))
}

/// How many items each entry stands for.
fn entry_counts(head: &Head) -> Vec<u32> {
    let mut counts = Vec::new();
    let mut numbers = Numbers::of(&head.counts);
    while let (Some(entries), Some(items)) = (numbers.next(), numbers.next()) {
        counts.extend(std::iter::repeat_n(items, entries as usize));
    }
    counts
}

/// Which entries a facet's value has.
fn entries_of(head: &Head, facet: &Facet, code: &str, all: usize) -> Vec<bool> {
    let mut has = vec![false; all];
    let mut values = head.facets.iter();
    let value = values.find(|value| value.facet == *facet && value.code == code);
    for span in value
        .map(|value| spans(&value.entries))
        .into_iter()
        .flatten()
    {
        if let Some(span) = has.get_mut(span) {
            span.fill(true);
        }
    }
    has
}

/// What no filter excludes.
const BY_NONE: u8 = u8::MAX;
/// What more than one filter excludes.
const BY_SEVERAL: u8 = u8::MAX - 1;

fn filtered(
    head: &Head,
    counts: &[u32],
    matches: &[Posting],
    filters: &[(Facet, String)],
) -> Found {
    let all = counts.len();
    let chosen: Vec<Vec<bool>> = filters
        .iter()
        .map(|(facet, code)| entries_of(head, facet, code, all))
        .collect();
    let has = |entries: &[bool], entry: u32| entries.get(entry as usize) == Some(&true);
    // Of each entry that matches, the filter that excludes it; nothing of any other entry.
    let mut excluded: Vec<Option<u8>> = vec![None; all];
    let mut found = Found::default();
    let duties = entries_of(head, &Facet::Kind, ItemKind::Duty.code(), all);
    for (entry, weight) in matches {
        let by = (0_u8..).zip(&chosen).fold(BY_NONE, |by, (n, entries)| {
            match (has(entries, *entry), by) {
                (true, by) => by,
                (false, BY_NONE) => n,
                (false, _) => BY_SEVERAL,
            }
        });
        if let Some(slot) = excluded.get_mut(*entry as usize) {
            *slot = Some(by);
        }
        if by == BY_NONE {
            found.entries.push(*entry);
            found.items += counts.get(*entry as usize).copied().unwrap_or(0);
        }
        if *weight >= weight::TITLE - LESS && has(&duties, *entry) {
            found.duties.push(*entry);
        }
    }
    for (value, of) in head.facets.iter().enumerate() {
        let own = filters.iter().position(|(facet, _)| *facet == of.facet);
        let own = own.and_then(|n| u8::try_from(n).ok()).unwrap_or(BY_NONE);
        let mut items = 0;
        for entry in spans(&of.entries).flatten().take(all) {
            match excluded.get(entry) {
                Some(Some(by)) if *by == BY_NONE || *by == own => {
                    items += counts.get(entry).copied().unwrap_or(0);
                }
                _ => {}
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
    shards: &'a BTreeMap<usize, Arc<Shard>>,
    lacks: BTreeSet<usize>,
}

impl<'a> Search<'a> {
    /// What contains the words, or the same in other words.
    fn words(&mut self, words: &str) -> Vec<Posting> {
        let mut found = self.wording(words);
        self.term(&id_key(words), 0, &mut found);
        for other in others(words, &self.head.synonyms) {
            let less = self.wording(&other).into_iter();
            found.extend(less.map(|(entry, weight)| (entry, weight.saturating_sub(LESS))));
        }
        best(&mut found);
        found
    }

    /// What contains every run of the words.
    fn wording(&mut self, words: &str) -> Vec<Posting> {
        let mut found: Option<Vec<Posting>> = None;
        for run in runs(words) {
            let of_run = if run.chinese {
                self.every(&terms(&run.text))
            } else {
                self.latin(&run.text)
            };
            found = Some(match found {
                None => of_run,
                Some(before) => both(&before, &of_run),
            });
        }
        found.unwrap_or_default()
    }

    /// What contains all of these terms.
    fn every(&mut self, terms: &[String]) -> Vec<Posting> {
        let mut found: Option<Vec<Posting>> = None;
        for term in terms {
            let mut of_term = Vec::new();
            self.term(term, 0, &mut of_term);
            best(&mut of_term);
            found = Some(match found {
                None => of_term,
                Some(before) => both(&before, &of_term),
            });
        }
        found.unwrap_or_default()
    }

    /// What contains a word, or the characters that it spells.
    fn latin(&mut self, word: &str) -> Vec<Posting> {
        let mut found = Vec::new();
        self.term(word, 0, &mut found);
        best(&mut found);
        let is_word = self
            .entry(word)
            .is_some_and(|(_, list)| !list.starts_with(is_chinese));
        if !is_word && word.bytes().all(|b| b.is_ascii_lowercase()) {
            found.extend(self.spelled(word));
            best(&mut found);
        }
        found
    }

    /// What contains the characters that a word spells, in syllables or initials.
    fn spelled(&mut self, word: &str) -> Vec<Posting> {
        let mut found: Option<Vec<Posting>> = None;
        let mut rest = word;
        while !rest.is_empty() {
            let mut of_piece = Vec::new();
            let Some((terms, left)) = self.piece(word, rest) else {
                return Vec::new();
            };
            for term in terms {
                self.term(&term, LESS, &mut of_piece);
            }
            best(&mut of_piece);
            found = Some(match found {
                None => of_piece,
                Some(before) => both(&before, &of_piece),
            });
            rest = left;
        }
        found.unwrap_or_default()
    }

    /// The terms that the beginning of what is left of a word spells, and what is left after it; `None`
    /// if it spells none.
    fn piece<'w>(&mut self, word: &'w str, rest: &'w str) -> Option<(Vec<String>, &'w str)> {
        let of = |list: &str| -> Vec<String> {
            let spelled = list.split(' ').filter(|term| term.starts_with(is_chinese));
            spelled.map(str::to_owned).collect()
        };
        // A letter that is left over is the last of a pair of initials.
        let rest = match (rest.len(), word.len()) {
            (1, 2..) => word.get(word.len() - 2..)?,
            _ => rest,
        };
        for length in (2..=rest.len()).rev() {
            let (piece, left) = rest.split_at_checked(length)?;
            let terms = self
                .entry(piece)
                .map(|(_, list)| of(list))
                .unwrap_or_default();
            if !terms.is_empty() {
                return Some((terms, left));
            }
        }
        // What is typed may go on.
        let shard = self.shard(rest)?;
        let longer = shard.terms.range(rest.to_owned()..);
        let longer = longer.take_while(|(key, _)| key.starts_with(rest));
        let mut terms: Vec<String> = longer.flat_map(|(_, list)| of(list)).collect();
        terms.truncate(MAX_TERMS);
        (rest.len() > 1 && !terms.is_empty()).then_some((terms, ""))
    }

    /// The postings of a term, each fitting less by so much.
    fn term(&mut self, term: &str, less: u8, found: &mut Vec<Posting>) {
        let Some(shard) = self.shard(term) else {
            return;
        };
        let from = found.len();
        let whole = is_whole(term);
        for (key, list) in shard.terms.range(term.to_owned()..) {
            if if whole {
                key != term
            } else {
                !key.starts_with(term)
            } {
                break;
            }
            // The terms that are spelled so come after a space.
            let list = list.split(' ').next().unwrap_or_default();
            if !list.starts_with(is_chinese) {
                read_postings(list, found);
            }
        }
        for (_, weight) in found.iter_mut().skip(from) {
            *weight = weight.saturating_sub(less);
        }
    }

    fn entry(&mut self, key: &str) -> Option<(&'a String, &'a String)> {
        self.shard(key)?.terms.get_key_value(key)
    }

    /// The shard of a term; if it is not there, it is lacking.
    fn shard(&mut self, term: &str) -> Option<&'a Shard> {
        let shard = shard_of(self.head.shards, term);
        let found = self.shards.get(&shard).map(AsRef::as_ref);
        if found.is_none() {
            self.lacks.insert(shard);
        }
        found
    }
}

/// Each entry once, with its best weight, sorted.
fn best(found: &mut Vec<Posting>) {
    found.sort_unstable_by_key(|(entry, weight)| (*entry, Reverse(*weight)));
    found.dedup_by_key(|(entry, _)| *entry);
}

/// The entries in both lists, sorted, each as well as it fits less.
fn both(a: &[Posting], b: &[Posting]) -> Vec<Posting> {
    let mut found = Vec::new();
    let mut b = b.iter().peekable();
    for (entry, weight) in a {
        while b.next_if(|(other, _)| other < entry).is_some() {}
        if let Some((_, other)) = b.next_if(|(other, _)| other == entry) {
            found.push((*entry, *weight.min(other)));
        }
    }
    found
}
