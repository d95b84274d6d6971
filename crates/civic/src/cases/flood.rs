//! The same sent again and again 重复诉求: folded into one line for whoever screens, so that a flood
//! buries nobody's case.
//!
//! Alike is what is of one kind, about the same, at the same place, within some days, and says the same
//! but for a few words or a number. Nothing is concluded from it: each case stays a case with a receipt
//! of its own until a person merges it. Two broken lamps in two streets are not alike, whatever they say.

use std::collections::{BTreeMap, BTreeSet};

use crate::ServiceCode;
use crate::search::{folded, terms};
use crate::time::Instant;

/// From how many on alike cases are a flood; fewer are shown one by one.
const LEAST: usize = 5;
/// The share of all terms of two texts that both have, in percent, from which on they are alike.
const LEAST_SHARED: usize = 80;
/// The seconds after the first within which another belongs to the same flood.
const WITHIN: i64 = 3 * 24 * 60 * 60;

/// What was sent, as far as it tells whether two are alike.
#[derive(Clone, Debug)]
pub struct Sent<'a, K> {
    /// What the case is known by.
    pub case: K,
    /// Its kind.
    pub service: &'a ServiceCode,
    /// What it is about and where, in any form: equal texts are the same place.
    pub place: String,
    /// What was written.
    pub text: &'a str,
    /// When it came in.
    pub at: Instant,
}

/// Cases that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flood<K> {
    /// The first of them.
    pub first: K,
    /// The others, as they came in; at least four.
    pub others: Vec<K>,
}

/// The floods among cases, which are in the order in which they came in.
pub fn floods<K: Copy>(cases: &[Sent<'_, K>]) -> Vec<Flood<K>> {
    let mut there: BTreeMap<(&ServiceCode, &str), Vec<usize>> = BTreeMap::new();
    for (i, case) in cases.iter().enumerate() {
        let alike = there.entry((case.service, &case.place)).or_default();
        alike.push(i);
    }
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for all in there.into_values().filter(|all| all.len() >= LEAST) {
        found.extend(alike(cases, &all));
    }
    found.retain(|(_, others)| others.len() + 1 >= LEAST);
    found.sort_unstable();
    let case = |i: usize| cases.get(i).map(|sent| sent.case);
    found
        .into_iter()
        .filter_map(|(first, others)| {
            Some(Flood {
                first: case(first)?,
                others: others.into_iter().filter_map(case).collect(),
            })
        })
        .collect()
}

/// A case that others may be like.
struct First {
    terms: BTreeSet<String>,
    since: Instant,
    case: usize,
    others: Vec<usize>,
}

impl First {
    fn is_like(&self, terms: &BTreeSet<String>, at: Instant) -> bool {
        at.0 - self.since.0 <= WITHIN && are_alike(terms, &self.terms)
    }
}

/// Those of one kind and place, each with the later ones that are like it.
fn alike<K>(cases: &[Sent<'_, K>], all: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let sent = all.iter().filter_map(|i| Some((*i, cases.get(*i)?)));
    let sent: Vec<_> = sent
        .map(|(i, sent)| (i, said(sent.text), sent.at))
        .collect();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for term in sent.iter().flat_map(|(_, terms, _)| terms) {
        *known.entry(term.clone()).or_default() += 1;
    }
    let mut firsts: Vec<First> = Vec::new();
    // Two texts that are alike share one of the rarest terms of each, so that most are never compared.
    let mut by_rare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (case, terms, since) in sent {
        let mut rarest: Vec<&String> = terms.iter().collect();
        rarest.sort_by_key(|term| known.get(*term));
        rarest.truncate(rarest.len() - (rarest.len() * LEAST_SHARED).div_ceil(100) + 1);
        let known_by = rarest.iter().filter_map(|term| by_rare.get(*term));
        let candidates: BTreeSet<usize> = known_by.flatten().copied().collect();
        let mut candidates = candidates.into_iter();
        let like = |first: &usize| firsts.get(*first).is_some_and(|f| f.is_like(&terms, since));
        let first = candidates.find(like);
        if let Some(first) = first.and_then(|first| firsts.get_mut(first)) {
            first.others.push(case);
            continue;
        }
        for term in rarest {
            by_rare.entry(term.clone()).or_default().push(firsts.len());
        }
        firsts.push(First {
            terms,
            since,
            case,
            others: Vec::new(),
        });
    }
    let firsts = firsts.into_iter();
    firsts.map(|first| (first.case, first.others)).collect()
}

/// What a text says, without numbers: a program that counts says the same. What has no words is itself.
fn said(text: &str) -> BTreeSet<String> {
    let text = folded(text);
    let terms = terms(&text).into_iter();
    let mut words: BTreeSet<String> = terms
        .filter(|term| !term.chars().all(|c| c.is_ascii_digit()))
        .collect();
    if words.is_empty() {
        words.insert(text);
    }
    words
}

fn are_alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let both = one.intersection(other).count();
    let all = one.len() + other.len() - both;
    both * 100 >= all * LEAST_SHARED
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HOUR: i64 = 3600;
    const NOISE: &str = "莫家街夜市的音响到半夜还在放，影响休息，请管一管";

    fn sent(texts: &[(&str, &str, i64)]) -> Vec<(usize, Vec<usize>)> {
        let service = ServiceCode::from("service");
        let cases: Vec<Sent<'_, usize>> = texts
            .iter()
            .enumerate()
            .map(|(case, (place, text, hours))| Sent {
                case,
                service: &service,
                place: (*place).to_owned(),
                text,
                at: Instant(hours * HOUR),
            })
            .collect();
        let floods = floods(&cases).into_iter();
        floods.map(|flood| (flood.first, flood.others)).collect()
    }

    #[test]
    fn s4_10_the_same_sent_five_times_is_one_flood_and_four_times_none() {
        let flood = [("Z-001", NOISE, 0); 5];
        assert_eq!(sent(&flood), [(0, vec![1, 2, 3, 4])]);
        assert_eq!(sent(&flood[..4]), []);
    }

    #[test]
    fn s4_10_a_number_and_a_word_more_are_alike_and_another_matter_is_not() {
        let counted: Vec<String> = (0..6).map(|n| format!("{NOISE} {n}{n}！谢谢")).collect();
        let mut all: Vec<(&str, &str, i64)> =
            counted.iter().map(|text| ("", text.as_str(), 0)).collect();
        all.insert(3, ("", "莫家街夜市几点收摊", 0));
        assert_eq!(sent(&all), [(0, vec![1, 2, 4, 5, 6])]);
    }

    #[test]
    fn s4_10_the_same_words_about_another_place_are_another_matter() {
        let places: Vec<String> = (0..9).map(|n| format!("{n}号")).collect();
        let lamps = places.iter().map(|place| (place.as_str(), "路灯不亮", 0));
        assert_eq!(sent(&lamps.collect::<Vec<_>>()), []);
    }

    #[test]
    fn s4_10_what_comes_again_days_later_is_no_part_of_a_flood() {
        let late: Vec<_> = (0..10).map(|n| ("", NOISE, n * 30)).collect();
        assert_eq!(sent(&late), []);
        let mut two: Vec<_> = (0..5).map(|n| ("", NOISE, n)).collect();
        two.extend((0..5).map(|n| ("", NOISE, 100 + n)));
        assert_eq!(sent(&two), [(0, vec![1, 2, 3, 4]), (5, vec![6, 7, 8, 9])]);
    }

    #[test]
    fn what_has_no_words_is_alike_if_it_is_the_same() {
        assert_eq!(sent(&[("", "123", 0); 5]), [(0, vec![1, 2, 3, 4])]);
        let other: Vec<String> = (0..9).map(|n| n.to_string()).collect();
        let other: Vec<_> = other.iter().map(|text| ("", text.as_str(), 0)).collect();
        assert_eq!(sent(&other), []);
        assert_eq!(sent(&[]), []);
    }

    proptest! {
        #[test]
        fn s4_10_the_rarest_terms_miss_no_pair_that_is_alike(
            texts in prop::collection::vec("[a-e]( [a-e]){0,8}", 0..40),
        ) {
            let all: Vec<_> = texts.iter().map(|text| ("", text.as_str(), 0)).collect();
            // Compared with every first one, without an index.
            let mut firsts: Vec<(usize, Vec<usize>)> = Vec::new();
            for (i, text) in texts.iter().enumerate() {
                let first = firsts.iter_mut().find(|(first, _)| {
                    texts.get(*first).is_some_and(|first| are_alike(&said(text), &said(first)))
                });
                match first {
                    Some((_, others)) => others.push(i),
                    None => firsts.push((i, Vec::new())),
                }
            }
            firsts.retain(|(_, others)| others.len() + 1 >= LEAST);
            prop_assert_eq!(sent(&all), firsts);
        }
    }
}
