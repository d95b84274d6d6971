//! The inverted index: built at publication ([`Index`]), queried in the browser ([`find`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::search::text::{fold, initials, is_chinese, runs, terms};
use crate::{Text, UnitCode};

open_enum! {
    /// The kind of an item.
    ItemKind {
        /// A place.
        Place = "place", "地点", "Place";
        /// A duty item.
        Duty = "duty", "履职事项", "Duty item";
        /// A requirement.
        Requirement = "requirement", "工作要求", "Requirement";
    }
}

/// An item that can be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Item {
    /// Its kind.
    pub kind: ItemKind,
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The pinyin of the title, syllables separated by spaces; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pinyin: String,
    /// The unit it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitCode>,
}

/// `search/head`: the size of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of shards: `search/0` to `search/<shards - 1>`.
    pub shards: u32,
    /// The number of items.
    pub items: u32,
}

/// `search/<n>`: one shard of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// The items that its terms refer to.
    pub items: Vec<Item>,
    /// The posting list of each term: indexes into `items`.
    pub terms: BTreeMap<String, Vec<u32>>,
}

/// A built index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// The contents of `search/head`.
    pub head: Head,
    /// The contents of `search/0`, `search/1` and so on.
    pub shards: Vec<Shard>,
}

/// The average number of postings in a shard.
const POSTINGS_PER_SHARD: usize = 4000;

/// Builds the index. `fold` brings a text into the form in which queries come.
pub fn build(items: Vec<Item>, fold: impl Fn(&str) -> String) -> Built {
    let index = Index::of(items, fold);
    Built {
        head: index.head,
        shards: index.shards().collect(),
    }
}

/// An index of which no shard is made yet: together the shards hold each item a dozen times, so a
/// publisher makes one at a time.
#[derive(Clone, Debug)]
pub struct Index {
    /// The contents of `search/head`.
    pub head: Head,
    items: Vec<Item>,
    /// Every term once.
    terms: Vec<String>,
    /// The terms of each item, by their places, in order.
    terms_of: Vec<Box<[u32]>>,
}

impl Index {
    /// The index of items. `fold` brings a text into the form in which queries come.
    pub fn of(mut items: Vec<Item>, fold: impl Fn(&str) -> String) -> Self {
        items.sort();
        items.dedup();
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        // Boxed: a vector would keep the room of the texts that it was collected from, six times as
        // much and more.
        let terms_of: Vec<Box<[u32]>> = items
            .iter()
            .map(|item| {
                let of_item = item_terms(item, &fold).into_iter().map(|term| {
                    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                    *known.entry(term).or_insert(next)
                });
                of_item.collect()
            })
            .collect();
        let mut terms = vec![String::new(); known.len()];
        for (term, place) in known {
            if let Some(slot) = terms.get_mut(place as usize) {
                *slot = term;
            }
        }
        let postings: usize = terms_of.iter().map(|terms| terms.len()).sum();
        let count = postings.div_ceil(POSTINGS_PER_SHARD).next_power_of_two();
        Self {
            head: Head {
                shards: u32::try_from(count).unwrap_or(u32::MAX),
                items: u32::try_from(items.len()).unwrap_or(u32::MAX),
            },
            items,
            terms,
            terms_of,
        }
    }

    /// The contents of `search/0`, `search/1` and so on, each made when it is taken.
    pub fn shards(&self) -> impl Iterator<Item = Shard> + '_ {
        let shard_of: Vec<usize> = self.terms.iter().map(|t| self.head.shard_of(t)).collect();
        let of_term = move |term: &u32| shard_of.get(*term as usize).copied();
        // The items of each shard, by their places, each once.
        let mut items_of: Vec<Vec<usize>> = vec![Vec::new(); self.head.shards as usize];
        for (item, terms) in self.terms_of.iter().enumerate() {
            for shard in terms.iter().filter_map(&of_term) {
                if let Some(items) = items_of.get_mut(shard)
                    && items.last() != Some(&item)
                {
                    items.push(item);
                }
            }
        }
        let all = items_of.into_iter().enumerate();
        all.map(move |(n, places)| {
            let mut shard = Shard::default();
            for place in places {
                let position = u32::try_from(shard.items.len()).unwrap_or(u32::MAX);
                shard.items.extend(self.items.get(place).cloned());
                let terms = self.terms_of.get(place).into_iter().flatten();
                for term in terms.filter(|term| of_term(term) == Some(n)) {
                    let Some(term) = self.terms.get(*term as usize) else {
                        continue;
                    };
                    shard.terms.entry(term.clone()).or_default().push(position);
                }
            }
            shard
        })
    }
}

impl Head {
    fn shard_of(self, term: &str) -> usize {
        // FNV-1a over the first character only: a prefix of a word must lead to the same shard.
        let mut hash: u32 = 0x811c_9dc5;
        for byte in term.chars().take(1).collect::<String>().bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        (hash % self.shards.max(1)) as usize
    }

    /// The shards that a query's terms belong to, each once.
    pub fn shards_for(self, terms: &[String]) -> Vec<usize> {
        let mut shards: Vec<usize> = terms.iter().map(|t| self.shard_of(t)).collect();
        shards.sort_unstable();
        shards.dedup();
        shards
    }
}

fn item_terms(item: &Item, fold: impl Fn(&str) -> String) -> Vec<String> {
    let title = fold(&item.title.zh);
    let mut all = terms(&title);
    // The last character of a run starts no pair, but may still be searched for alone.
    for run in runs(&title).filter(|r| r.chinese) {
        all.extend(run.text.chars().last().map(String::from));
    }
    all.extend(terms(&fold(&item.title.en)));
    all.extend(terms(&fold(&item.id)));
    if !item.pinyin.is_empty() {
        all.push(item.pinyin.replace(' ', ""));
        all.push(initials(&item.pinyin));
    }
    all.sort();
    all.dedup();
    all
}

/// Finds the items that contain every term of the query, folded as by [`build`], best first. `shards` are those returned by
/// [`Head::shards_for`], in any order.
pub fn find(shards: &[&Shard], query: &str, limit: usize) -> Vec<Item> {
    let wanted = terms(query);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Option<Vec<&Item>> = None;
    for term in &wanted {
        let mut matching: Vec<&Item> = shards
            .iter()
            .flat_map(|shard| {
                // A pair must match exactly; a word, or a single character, may be a prefix.
                let exact = term.chars().count() == 2 && term.chars().all(is_chinese);
                shard
                    .terms
                    .range(term.clone()..)
                    .take_while(move |(t, _)| {
                        if exact {
                            *t == term
                        } else {
                            t.starts_with(term.as_str())
                        }
                    })
                    .flat_map(|(_, positions)| positions)
                    .filter_map(|p| shard.items.get(*p as usize))
            })
            .collect();
        matching.sort();
        matching.dedup();
        found = Some(match found {
            None => matching,
            Some(before) => before
                .into_iter()
                .filter(|i| matching.binary_search(i).is_ok())
                .collect(),
        });
    }
    let phrases: Vec<String> = runs(query).filter(|r| r.chinese).map(|r| r.text).collect();
    let mut found: Vec<(usize, &Item)> = found
        .unwrap_or_default()
        .into_iter()
        .filter_map(|item| {
            let title: String = item.title.zh.chars().map(fold).collect();
            // The pairs may occur apart from each other, but the whole phrase must occur.
            let positions: Option<Vec<usize>> = phrases.iter().map(|p| title.find(p)).collect();
            positions.map(|positions| (positions.into_iter().min().unwrap_or(0), item))
        })
        .collect();
    found.sort_by_key(|(position, item)| (*position, item.title.zh.chars().count(), *item));
    found
        .into_iter()
        .take(limit)
        .map(|(_, item)| item.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, zh: &str, en: &str) -> Item {
        Item {
            kind: ItemKind::Duty,
            id: id.to_owned(),
            title: Text::new(zh, en),
            pinyin: String::new(),
            unit: None,
        }
    }

    fn ids(built: &Built, query: &str) -> Vec<String> {
        let shards: Vec<&Shard> = built
            .head
            .shards_for(&terms(query))
            .iter()
            .map(|i| &built.shards[*i])
            .collect();
        find(&shards, query, 20).into_iter().map(|i| i.id).collect()
    }

    #[test]
    fn a_title_is_found_by_characters_words_and_prefixes() {
        let mut items = vec![
            item("A", "消防通道占用治理", "Keeping fire lanes clear"),
            item("B", "占道经营整治", "Dealing with stalls blocking roads"),
            item("C", "经营户占道劝导", "Advice"),
        ];
        // Enough others that the index falls into several shards.
        items.extend(
            (0..900).map(|i| item(&format!("X-{i}"), &format!("第{i}项日常事务办理"), "Other")),
        );
        let built = build(items, str::to_owned);
        assert!(built.shards.len() > 1, "the index has shards");
        assert_eq!(ids(&built, "消防通道"), ["A"]);
        assert_eq!(
            ids(&built, "占道经营"),
            ["B"],
            "the phrase must occur as a whole"
        );
        assert_eq!(ids(&built, "占道 经营"), ["B", "C"]);
        assert_eq!(ids(&built, "lane fire"), ["A"]);
        assert_eq!(
            ids(&built, "导"),
            ["C"],
            "one character, the last of its title"
        );
        assert_eq!(ids(&built, "没有"), [] as [&str; 0]);
        assert_eq!(ids(&built, " ，"), [] as [&str; 0]);
    }
}
