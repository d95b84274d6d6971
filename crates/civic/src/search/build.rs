//! Building an index, at publication.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::Text;
use crate::search::entry::{Entry, EntryPage, FacetValue, Head, Named, Shard};
use crate::search::facet::Value;
use crate::search::kind::ItemKind;
use crate::search::numbers::{Posting, push, runs, write_postings};
use crate::search::shards::{id_key, shard_of};
use crate::search::text::{initials, runs as text_runs, terms};

/// How many of the items of an entry are named.
pub const MAX_NAMED: usize = 100;

/// How far a term is from saying what an entry is about, by where it stands.
pub(super) mod distance {
    /// In the title, or the whole identifier.
    pub(crate) const TITLE: u32 = 0;
    /// As the pinyin of a place.
    pub(crate) const PINYIN: u32 = 1;
    /// In the rest of its text.
    pub(crate) const TEXT: u32 = 5;
}

/// The average number of postings in a shard.
const POSTINGS_PER_SHARD: usize = 4000;
/// The most entries on a page, and about how many bytes a page of fewer has.
const PAGE_ENTRIES: usize = 16;
const PAGE_BYTES: usize = 6000;
/// The most terms that one spelling stands for.
const MAX_SPELLED: usize = 16;

/// An item to be indexed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// By what it is filtered, sorted. Entries are listed in the order of these.
    pub values: Vec<Rc<Value>>,
    /// The entry that stands for this item alone.
    pub entry: Entry,
    /// What else is searched.
    pub text: Text,
    /// The pinyin of the title, syllables separated by spaces; empty if there is none.
    pub pinyin: String,
    /// The title of the document it is based on.
    pub document: Text,
}

/// A built index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// The file `head`.
    pub head: Head,
    /// The files `t0`, `t1` and so on.
    pub shards: Vec<Shard>,
    /// The files `e0`, `e1` and so on.
    pub pages: Vec<EntryPage>,
}

/// Items that are one entry, with the places of their documents.
struct Group<'a> {
    first: &'a Item,
    items: Vec<&'a Item>,
}

impl Index {
    /// Builds an index. `fold` brings a text into the form in which queries come, `spell` gives the
    /// readings of a Chinese character in pinyin, and `synonyms` are rows of folded words for the same.
    pub fn of(
        items: &[&Item],
        fold: impl Fn(&str) -> String,
        spell: impl Fn(char) -> Vec<String>,
        synonyms: Vec<Vec<String>>,
    ) -> Self {
        let groups = groups(items);
        let mut postings: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        let mut facets: BTreeMap<&Value, Vec<u32>> = BTreeMap::new();
        for (entry, group) in (0..).zip(&groups) {
            for (term, distance) in said(group, &fold) {
                postings.entry(term).or_default().push((entry, distance));
            }
            for value in &group.first.values {
                facets.entry(value).or_default().push(entry);
            }
        }
        let spelled = spellings(&postings, spell);
        let total: usize = postings.values().map(Vec::len).sum::<usize>() + spelled.len();
        let count = total.div_ceil(POSTINGS_PER_SHARD).next_power_of_two();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let mut shards = vec![BTreeMap::<String, String>::new(); count as usize];
        let lists = postings
            .into_iter()
            .map(|(term, list)| (term, write_postings(&list)));
        // A word that is written like a spelling is looked for as a word.
        for (term, text) in spelled.into_iter().chain(lists) {
            if let Some(shard) = shards.get_mut(shard_of(count, &term)) {
                let known = shard.entry(term).or_default();
                // A list comes first; the spelled terms after a space.
                if known.is_empty() {
                    *known = text;
                } else {
                    *known = format!("{text} {known}");
                }
            }
        }
        let shards = shards.into_iter().map(|terms| Shard {
            terms: terms.into_iter().collect(),
        });
        let (pages, lengths) = pages(&groups);
        Self {
            head: Head {
                shards: count,
                counts: counts(&groups),
                pages: lengths,
                facets: facets.into_iter().map(facet).collect(),
                synonyms,
            },
            shards: shards.collect(),
            pages,
        }
    }
}

fn facet((value, entries): (&Value, Vec<u32>)) -> FacetValue {
    FacetValue {
        facet: value.facet.clone(),
        code: value.code.clone(),
        name: value.name.clone(),
        entries: runs(&entries),
    }
}

/// The unit and the identifier of an item.
fn named(item: &Item) -> Option<(&str, &str)> {
    let named = item.entry.items.first();
    named.map(|Named(id, unit, _)| (unit.as_str(), id.as_str()))
}

fn unit(item: &Item) -> Option<&str> {
    named(item).map(|(unit, _)| unit)
}

/// Items in the order of their entries. The same item of several units is one entry; two of one unit
/// that are the same are two.
fn groups<'a>(items: &[&'a Item]) -> Vec<Group<'a>> {
    let by_entry = |a: &Item, b: &Item| {
        let (x, y) = (&a.entry, &b.entry);
        let length = |entry: &Entry| entry.title.zh.chars().count();
        let order = x.kind.cmp(&y.kind).then_with(|| a.values.cmp(&b.values));
        let order = order.then_with(|| length(x).cmp(&length(y)));
        order
            .then_with(|| x.title.cmp(&y.title))
            .then_with(|| x.lead.cmp(&y.lead))
            .then_with(|| x.unit_duty.cmp(&y.unit_duty))
            .then_with(|| a.text.cmp(&b.text))
            .then_with(|| a.pinyin.cmp(&b.pinyin))
    };
    let mut sorted = items.to_vec();
    sorted.sort_by(|a, b| by_entry(a, b).then_with(|| named(a).cmp(&named(b))));
    let mut groups: Vec<Group<'a>> = Vec::new();
    for same in sorted.chunk_by(|a, b| by_entry(a, b).is_eq()) {
        let first = groups.len();
        for of_unit in same.chunk_by(|a, b| unit(a) == unit(b)) {
            for (nth, item) in of_unit.iter().enumerate() {
                let is_shared = item.entry.kind == ItemKind::Duty;
                match groups.get_mut(first + nth).filter(|_| is_shared) {
                    Some(group) => group.items.push(item),
                    None => groups.push(Group {
                        first: item,
                        items: vec![item],
                    }),
                }
            }
        }
    }
    groups
}

/// The terms of an entry, each with the least distance at which it stands.
fn said(group: &Group<'_>, fold: &impl Fn(&str) -> String) -> BTreeMap<String, u32> {
    let mut said: BTreeMap<String, u32> = BTreeMap::new();
    let mut add = |term: String, distance: u32| {
        let known = said.entry(term).or_insert(distance);
        *known = distance.min(*known);
    };
    let entry = &group.first.entry;
    let texts = [
        (&entry.title, distance::TITLE),
        (&entry.lead, distance::TEXT),
        (&entry.unit_duty, distance::TEXT),
        (&group.first.text, distance::TEXT),
    ];
    for (text, distance) in texts {
        for text in [&text.zh, &text.en] {
            let text = fold(text);
            for term in terms(&text) {
                add(term, distance);
            }
            // The last character of a run starts no pair, but may still be searched for alone.
            for run in text_runs(&text).filter(|run| run.chinese) {
                if let Some(last) = run.text.chars().last() {
                    add(last.to_string(), distance);
                }
            }
        }
    }
    let pinyin = &group.first.pinyin;
    if !pinyin.is_empty() {
        add(pinyin.replace(' ', ""), distance::PINYIN);
        add(initials(pinyin), distance::PINYIN);
    }
    for named in group.items.iter().flat_map(|item| &item.entry.items) {
        add(id_key(&fold(named.id())), distance::TITLE);
    }
    said
}

/// The Chinese terms of titles by how they are spelled: a pair by its two syllables and by their
/// initials, a character by its syllable. The most frequent terms come first.
fn spellings(
    postings: &BTreeMap<String, Vec<Posting>>,
    spell: impl Fn(char) -> Vec<String>,
) -> BTreeMap<String, String> {
    let mut readings: BTreeMap<char, Vec<String>> = BTreeMap::new();
    let mut spelled: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
    for (term, list) in postings {
        let in_titles = list
            .iter()
            .filter(|(_, distance)| *distance == distance::TITLE)
            .count();
        let is_chinese = term.chars().all(crate::search::is_chinese);
        if in_titles == 0 || !is_chinese {
            continue;
        }
        let mut of = |c: char| readings.entry(c).or_insert_with(|| spell(c)).clone();
        let mut chars = term.chars();
        let keys: Vec<String> = match (chars.next(), chars.next()) {
            (Some(a), Some(b)) => {
                let (a, b) = (of(a), of(b));
                let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
                let keys =
                    pairs.flat_map(|(a, b)| [format!("{a}{b}"), initials(&format!("{a} {b}"))]);
                keys.collect()
            }
            (Some(a), None) => of(a),
            _ => Vec::new(),
        };
        for key in keys {
            let terms = spelled.entry(key).or_default();
            if terms.iter().all(|(_, known)| known != term) {
                terms.push((in_titles, term));
            }
        }
    }
    let sorted = spelled.into_iter().map(|(key, mut terms)| {
        terms.sort_by(|(a, x), (b, y)| b.cmp(a).then(x.cmp(y)));
        terms.truncate(MAX_SPELLED);
        let terms: Vec<&str> = terms.into_iter().map(|(_, term)| term).collect();
        (key, terms.join(" "))
    });
    sorted.collect()
}

/// How many items each entry stands for.
fn counts(groups: &[Group<'_>]) -> String {
    let mut text = String::new();
    for same in groups.chunk_by(|a, b| a.items.len() == b.items.len()) {
        let of = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        push(&mut text, of(same.len()));
        push(
            &mut text,
            of(same.first().map_or(0, |group| group.items.len())),
        );
    }
    text
}

/// The pages, and how many entries each has.
fn pages(groups: &[Group<'_>]) -> (Vec<EntryPage>, String) {
    let mut pages: Vec<EntryPage> = Vec::new();
    let mut bytes = PAGE_BYTES;
    for group in groups {
        let entry = &group.first.entry;
        let texts = [&entry.title, &entry.lead, &entry.unit_duty];
        let length: usize = texts.iter().map(|text| text.zh.len() + text.en.len()).sum();
        let named = group.items.len().min(MAX_NAMED);
        // What an item takes: an identifier, a unit and a document.
        let own = length + named * 40;
        let is_full = pages
            .last()
            .is_none_or(|page| page.entries.len() >= PAGE_ENTRIES);
        if is_full || bytes + own > PAGE_BYTES {
            pages.push(EntryPage::default());
            bytes = 0;
        }
        bytes += own;
        if let Some(page) = pages.last_mut() {
            let entry = entry_of(group, &mut page.documents);
            page.entries.push(entry);
        }
    }
    let mut lengths = String::new();
    for page in &pages {
        push(
            &mut lengths,
            u32::try_from(page.entries.len()).unwrap_or(u32::MAX),
        );
    }
    (pages, lengths)
}

/// The entry of a group, its documents among those of its page.
fn entry_of(group: &Group<'_>, documents: &mut Vec<Text>) -> Entry {
    let mut entry = group.first.entry.clone();
    entry.count = u32::try_from(group.items.len()).unwrap_or(u32::MAX);
    entry.items.clear();
    for item in group.items.iter().take(MAX_NAMED) {
        let at = documents.iter().position(|title| *title == item.document);
        let at = at.unwrap_or_else(|| {
            documents.push(item.document.clone());
            documents.len() - 1
        });
        for named in &item.entry.items {
            let mut named = named.clone();
            named.2 = u32::try_from(at).unwrap_or(u32::MAX);
            entry.items.push(named);
        }
    }
    entry
}
