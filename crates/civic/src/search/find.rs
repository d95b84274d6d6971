//! Answering a question from an index.
//!
//! What matches is a byte for each entry of the index, its distance: what says one or the other has
//! the lesser of two, what says both the greater. That costs the same for every query, however many
//! entries match, and nothing has to be sorted.

use std::sync::Arc;

use crate::search::build::distance;
use crate::search::entry::{Head, Shard};
use crate::search::facet::Facet;
use crate::search::kind::ItemKind;
use crate::search::numbers::{Numbers, read_postings, spans};
use crate::search::phrases::others;
use crate::search::shards::{id_key, is_whole, shard_of};
use crate::search::text::{is_chinese, runs, terms};

/// How much farther the wording of a synonym, or a spelling in pinyin, is than the words themselves.
const FARTHER: u8 = 2;
/// The most terms that a spelling is searched by.
const MAX_TERMS: usize = 24;
/// The most entries that a damaged head is taken to have.
const MAX_ENTRIES: usize = 1 << 22;

/// What matches words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The entries, the best first, each after its distance: entries of the same are listed by their
    /// numbers.
    pub entries: Vec<(u32, u32)>,
    /// The terms that were searched because the words spell them in pinyin.
    pub spelled: Vec<String>,
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
    /// The terms that were searched because the words spell them in pinyin.
    pub spelled: Vec<String>,
}

/// What matches words, folded as by the `fold` of [`crate::search::Index::of`], or everything if there
/// are none; from the shards that are there, by their numbers. `Err` are the shards that it lacks: the
/// caller fetches them and asks again, and once or twice more where a spelling leads to further shards.
pub fn find(
    head: &Head,
    shards: &[(usize, Arc<Shard>)],
    words: &str,
) -> Result<Matches, Vec<usize>> {
    let entries = entry_counts(head).len();
    if runs(words).next().is_none() {
        return Ok(Matches {
            entries: (0..).take(entries).map(|entry| (0, entry)).collect(),
            spelled: Vec::new(),
        });
    }
    let mut search = Search {
        head,
        shards,
        entries,
        lacks: Vec::new(),
        spelled: Vec::new(),
    };
    let found = search.words(words);
    if !search.lacks.is_empty() {
        return Err(search.lacks);
    }
    let spelled = search.spelled.into_iter().map(ToOwned::to_owned).collect();
    let entries = by_distance(&found);
    Ok(Matches { entries, spelled })
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
    let mut found = Found {
        spelled: matches.spelled.clone(),
        ..Found::default()
    };
    // Of each entry, the filter that excludes it.
    let mut excluded = vec![NO_MATCH; all];
    for (_, entry) in &matches.entries {
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
    for (distance, entry) in &matches.entries {
        let at = *entry as usize;
        if excluded.get(at) == Some(&BY_NONE) {
            found.entries.push(*entry);
            found.items += count(at);
        }
        if *distance <= distance::TITLE + u32::from(FARTHER) && duties.get(at) == Some(&true) {
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

/// How far each entry is from what was asked, by its number.
type Distances = Vec<u8>;
/// The distance of what does not match.
const NOT: u8 = u8::MAX;

/// The nearer of two distances of each entry: what says one or the other.
fn either(found: &mut Distances, other: &Distances) {
    for (distance, other) in found.iter_mut().zip(other) {
        *distance = (*distance).min(*other);
    }
}

/// The farther of two distances of each entry: what says both.
fn both(found: &mut Option<Distances>, other: Distances) {
    match found {
        None => *found = Some(other),
        Some(found) => {
            let (eights, rest) = found.as_chunks_mut::<8>();
            let (other_eights, other_rest) = other.as_chunks::<8>();
            for (eight, other) in eights.iter_mut().zip(other_eights) {
                if has_match(*eight) {
                    farther_of(eight, other);
                }
            }
            farther_of(rest, other_rest);
        }
    }
}

fn farther_of(found: &mut [u8], other: &[u8]) {
    for (distance, other) in found.iter_mut().zip(other) {
        *distance = (*distance).max(*other);
    }
}

/// True where one of eight entries matches. Few do in most queries, so eight at once are passed over.
fn has_match(eight: [u8; 8]) -> bool {
    u64::from_ne_bytes(eight) != u64::from_ne_bytes([NOT; 8])
}

/// Each entry that matches, with its distance, in the order of their numbers.
fn matching(found: &Distances) -> impl Iterator<Item = (u32, u8)> {
    let (eights, rest) = found.as_chunks::<8>();
    let first_of_rest = found.len() - rest.len();
    let eights = eights.iter().enumerate();
    let eights = eights.filter(|(_, eight)| has_match(**eight));
    eights
        .map(|(n, eight)| (n * 8, eight.as_slice()))
        .chain([(first_of_rest, rest)])
        .flat_map(|(first, some)| (first..).zip(some.iter().copied()))
        .filter(|(_, distance)| *distance != NOT)
        .filter_map(|(entry, distance)| Some((u32::try_from(entry).ok()?, distance)))
}

/// What matches, the nearest first: each distance, and the entry.
fn by_distance(found: &Distances) -> Vec<(u32, u32)> {
    let mut next = [0_usize; NOT as usize + 1];
    for (_, distance) in matching(found) {
        if let Some(count) = next.get_mut(usize::from(distance)) {
            *count += 1;
        }
    }
    let mut all = 0;
    for count in &mut next[..usize::from(NOT)] {
        let first = all;
        all += *count;
        *count = first;
    }
    let mut sorted = vec![(0, 0); all];
    for (entry, distance) in matching(found) {
        if let Some(place) = next.get_mut(usize::from(distance)) {
            if let Some(slot) = sorted.get_mut(*place) {
                *slot = (u32::from(distance), entry);
            }
            *place += 1;
        }
    }
    sorted
}

struct Search<'a> {
    head: &'a Head,
    shards: &'a [(usize, Arc<Shard>)],
    /// How many entries there are.
    entries: usize,
    lacks: Vec<usize>,
    spelled: Vec<&'a str>,
}

impl<'a> Search<'a> {
    fn nothing(&self) -> Distances {
        vec![NOT; self.entries]
    }

    /// What contains the words, or the same in other words.
    fn words(&mut self, words: &str) -> Distances {
        let mut found = self.wording(words);
        self.term(&id_key(words), 0, &mut found);
        for other in others(words, &self.head.synonyms) {
            let mut said = self.wording(&other);
            for distance in &mut said {
                *distance = distance.saturating_add(FARTHER);
            }
            either(&mut found, &said);
        }
        found
    }

    /// What contains every run of the words.
    fn wording(&mut self, words: &str) -> Distances {
        let mut found = None;
        for run in runs(words) {
            if run.chinese {
                for term in terms(&run.text) {
                    let mut of_term = self.nothing();
                    self.term(&term, 0, &mut of_term);
                    both(&mut found, of_term);
                }
            } else {
                let of_word = self.latin(&run.text);
                both(&mut found, of_word);
            }
        }
        found.unwrap_or_else(|| self.nothing())
    }

    /// What contains a word, or the characters that it spells.
    fn latin(&mut self, word: &str) -> Distances {
        let mut found = self.nothing();
        self.term(word, 0, &mut found);
        let list = self.list(word).unwrap_or_default();
        let is_word = !list.is_empty() && !list.starts_with(is_chinese);
        if !is_word && word.bytes().all(|b| b.is_ascii_lowercase()) {
            let mut spelled = None;
            let mut rest = word;
            while !rest.is_empty() {
                let mut of_piece = self.nothing();
                let (terms, left) = self.piece(rest);
                for term in terms {
                    self.term(term, FARTHER, &mut of_piece);
                    self.spelled.push(term);
                }
                both(&mut spelled, of_piece);
                rest = left;
            }
            if let Some(spelled) = spelled {
                either(&mut found, &spelled);
            }
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

    /// Finds what contains a term, each so much farther.
    fn term(&mut self, term: &str, farther: u8, found: &mut Distances) {
        let Some(shard) = self.shard(term) else {
            return;
        };
        let whole = is_whole(term);
        for (key, list) in shard.from(term) {
            if !key.starts_with(term) || whole && key != term {
                break;
            }
            // The terms that are spelled so come after a space.
            let list = list.split(' ').next().unwrap_or_default();
            if !list.starts_with(is_chinese) {
                read_postings(list, |entry, distance| {
                    if let Some(known) = found.get_mut(entry as usize) {
                        let distance = u8::try_from(distance).unwrap_or(NOT);
                        *known = (*known).min(distance.saturating_add(farther));
                    }
                });
            }
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
