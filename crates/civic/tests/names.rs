//! Search by name, compared with an exhaustive reference search.

use civic::places::names::{
    Called, Fit, Form, MAX_LEAF_PLACES, MAX_LEAVES, Match, Names, leaves, typed,
};
use proptest::prelude::*;

#[derive(Clone, Debug)]
struct Place {
    zh: String,
    pinyin: String,
    en: String,
    alias: Vec<String>,
    section: String,
}

fn index(places: &[Place]) -> Names {
    Names::new(places.iter().map(called))
}

fn called(place: &Place) -> Called<'_> {
    Called {
        id: "",
        zh: &place.zh,
        en: &place.en,
        pinyin: &place.pinyin,
        aliases: &place.alias,
        section: &place.section,
    }
}

/// The texts of which a query may be a prefix, each with whether it is a whole spelling.
fn tails(place: &Place) -> Vec<(Form, bool, Vec<char>)> {
    let mut all = Vec::new();
    let mut add = |form, words: Vec<String>, only_from: usize| {
        for from in 0..words.len() {
            if from == 0 || from >= only_from {
                all.push((form, from == 0, words[from..].concat().chars().collect()));
            }
        }
    };
    let characters = |text: &str| -> Vec<String> { text.chars().map(String::from).collect() };
    let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let syllables = words(&place.pinyin);
    let initials: Vec<String> = syllables.iter().map(|s| s[..1].to_owned()).collect();
    add(Form::Name, characters(&place.zh), 0);
    add(Form::Pinyin, syllables, 0);
    if initials.len() > 1 {
        add(Form::Initials, initials, 0);
    }
    for alias in &place.alias {
        add(Form::Alias, characters(alias), 0);
    }
    add(Form::English, words(&place.en), 0);
    if !place.section.is_empty() {
        let full = format!("{}{}", place.zh, place.section);
        add(Form::Section, characters(&full), place.zh.chars().count());
    }
    all
}

fn is_character(c: char) -> bool {
    c >= '\u{3400}'
}

/// The number of matches that a page shows.
const SHOWN: usize = 12;

/// The restricted Damerau–Levenshtein distance of a query to each prefix of a text, in which
/// letters are never replaced by characters.
fn distances(query: &[char], text: &[char]) -> Vec<usize> {
    const FAR: usize = 99;
    let (n, m) = (query.len(), text.len());
    let mut costs = vec![vec![FAR; m + 1]; n + 1];
    for i in 0..=n {
        for j in 0..=m {
            let mut best = if i == 0 && j == 0 { 0 } else { FAR };
            if i > 0 {
                best = best.min(costs[i - 1][j] + 1);
            }
            if j > 0 {
                let beside = |q: Option<&char>| {
                    q.is_some_and(|q| is_character(*q) == is_character(text[j - 1]))
                };
                let last = i.checked_sub(1).and_then(|i| query.get(i));
                if beside(query.get(i)) || beside(last) {
                    best = best.min(costs[i][j - 1] + 1);
                }
            }
            if i > 0 && j > 0 {
                let (asked, there) = (query[i - 1], text[j - 1]);
                if asked == there {
                    best = best.min(costs[i - 1][j - 1]);
                } else if is_character(asked) == is_character(there) {
                    best = best.min(costs[i - 1][j - 1] + 1);
                }
            }
            if i > 1 && j > 1 && query[i - 1] == text[j - 2] && query[i - 2] == text[j - 1] {
                best = best.min(costs[i - 2][j - 2] + 1);
            }
            costs[i][j] = best;
        }
    }
    costs.swap_remove(n)
}

/// How a query matches one text: whether only with a typing error, and how much of it.
fn matches_text(query: &[char], first: bool, tail: &[char]) -> Option<(bool, Fit)> {
    let part = if first { Fit::Beginning } else { Fit::Inside };
    if tail.starts_with(query) {
        let whole = first && tail.len() == query.len();
        return Some((false, if whole { Fit::Whole } else { part }));
    }
    let distances = distances(query, tail);
    let characters = query.iter().any(|c| is_character(*c));
    let least = if characters { 2 } else { 3 };
    let whole = first && distances.last().is_some_and(|d| *d <= 1);
    if query.len() >= least && whole {
        Some((true, Fit::Whole))
    } else if query.len() > least && distances.iter().any(|d| *d <= 1) {
        Some((true, part))
    } else {
        None
    }
}

/// The exhaustive reference search.
fn search(places: &[Place], query: &str, limit: usize) -> Vec<Match> {
    let query: Vec<char> = query.chars().collect();
    let mut found: Vec<_> = places
        .iter()
        .enumerate()
        .filter_map(|(i, place)| {
            tails(place)
                .into_iter()
                .filter_map(|(form, first, tail)| {
                    matches_text(&query, first, &tail).map(|(typo, fit)| (typo, fit, form))
                })
                .min()
                .map(|best| (best, place.zh.chars().count(), &place.zh, i))
        })
        .collect();
    found.sort();
    found
        .into_iter()
        .take(limit)
        .map(|((typo, fit, form), _, _, place)| Match {
            place,
            form,
            fit,
            typo,
        })
        .collect()
}

fn place() -> impl Strategy<Value = Place> {
    let zh = "[路街大小东]{1,4}|[路街大小东]{7,9}";
    let pinyin = "[ab]{1,3}( [abc]{1,3}){0,4}";
    let en = "[abc]{1,4}( [bd]{1,4}){0,2}";
    let alias = prop::collection::vec("[路街大小东西]{1,4}", 0..2);
    (zh, pinyin, en, alias, "[路口南段]{0,3}").prop_map(|(zh, pinyin, en, alias, section)| Place {
        zh,
        pinyin,
        en,
        alias,
        section,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn search_agrees_with_the_exhaustive_search(
        places in prop::collection::vec(place(), 1..60),
        query in "[abcd]{1,8}|[路街大小东西口]{1,6}",
        limit in 1..15_usize,
    ) {
        prop_assert_eq!(index(&places).search(&query, limit), search(&places, &query, limit));
    }

    #[test]
    fn the_leaves_of_a_query_contain_all_matches_or_more_than_are_shown(
        places in prop::collection::vec(place(), 1..250),
        query in "[abcd]{1,6}|[路街大小东西口]{1,4}",
    ) {
        let leaves = leaves(places.iter().map(called));
        prop_assert!(leaves.iter().all(|leaf| (1..=MAX_LEAF_PLACES).contains(&leaf.places.len())));
        prop_assert!(leaves.windows(2).all(|two| two[0].name < two[1].name));
        let key = typed(&query).expect("letters");
        let first = leaves.partition_point(|leaf| leaf.name <= key) - 1;
        let needed = leaves[first..].iter().take(MAX_LEAVES);
        let needed = needed.filter(|leaf| leaf.name <= key || leaf.name.starts_with(&key));
        let mut some: Vec<usize> = needed.flat_map(|leaf| leaf.places.iter().copied()).collect();
        some.sort_unstable();
        some.dedup();
        let few: Vec<Place> = some.iter().map(|i| places[*i].clone()).collect();
        let without_typos =
            |found: Vec<Match>| found.into_iter().filter(|m| !m.typo).collect::<Vec<_>>();
        let mut among = without_typos(index(&few).search(&query, SHOWN));
        for m in &mut among {
            m.place = some[m.place];
        }
        let all = without_typos(index(&places).search(&query, SHOWN + 1));
        if all.len() <= SHOWN {
            prop_assert_eq!(among, all);
        } else {
            prop_assert_eq!(among.len(), SHOWN);
        }
    }

    #[test]
    fn any_text_is_searched_without_a_panic(
        texts in prop::collection::vec(any::<String>(), 0..24),
        query in any::<String>(),
        limit in 0..9_usize,
    ) {
        let places: Vec<Place> = texts
            .chunks_exact(5)
            .map(|t| Place {
                zh: t[0].clone(),
                pinyin: t[1].clone(),
                en: t[2].clone(),
                alias: vec![t[3].clone()],
                section: t[4].clone(),
            })
            .collect();
        let names = index(&places);
        for query in texts.iter().chain([&query]) {
            prop_assert!(names.search(query, limit).len() <= limit.min(places.len()));
        }
    }

    #[test]
    fn characters_and_syllables_may_be_mixed(
        read in prop::collection::vec(("[路街大小东]", "[a-d]{1,4}", any::<bool>()), 2..8),
    ) {
        let join = |part: &dyn Fn(&(String, String, bool)) -> String, by: &str| {
            read.iter().map(part).collect::<Vec<_>>().join(by)
        };
        let (zh, pinyin) = (join(&|r| r.0.clone(), ""), join(&|r| r.1.clone(), " "));
        let query = join(&|r| if r.2 { r.0.clone() } else { r.1.clone() }, "'");
        let place = named(&zh, &pinyin);
        let found = index(&[place]).search(&query, 1);
        let fits: Vec<_> = found.iter().map(|m| (m.fit, m.typo)).collect();
        prop_assert_eq!(fits, [(Fit::Whole, false)], "{}", query);
    }
}

fn named(zh: &str, pinyin: &str) -> Place {
    Place {
        zh: zh.to_owned(),
        pinyin: pinyin.to_owned(),
        en: String::new(),
        alias: Vec::new(),
        section: String::new(),
    }
}

fn found(places: &[Place], query: &str) -> Vec<(usize, bool)> {
    let matches = index(places).search(query, 9);
    matches.iter().map(|m| (m.place, m.typo)).collect()
}

#[test]
fn a_character_with_two_readings_is_found_by_the_pinyin_of_the_sheet() {
    let places = [
        named("长江路", "chang jiang lu"),
        named("长者街", "zhang zhe jie"),
    ];
    assert_eq!(found(&places, "chang"), [(0, false), (1, true)]);
    assert_eq!(found(&places, "zhang"), [(1, false), (0, true)]);
    assert_eq!(found(&places, "zhang者"), [(1, false)]);
    assert_eq!(
        found(&places, "chang者"),
        [(0, true)],
        "者 counts as a typing error"
    );
}

#[test]
fn u_umlaut_is_typed_as_v_however_it_is_written() {
    for pinyin in ["lü dao jie", "lǜ dǎo jiē", "lv dao jie"] {
        let places = [named("绿岛街", pinyin)];
        for query in ["lvdao", "lüdao", "LǛ DAO", "ｌｖ"] {
            assert_eq!(found(&places, query), [(0, false)], "{query} for {pinyin}");
        }
    }
}

#[test]
fn the_key_of_a_query_is_its_leading_letters_or_characters() {
    for (query, key) in [
        ("  Xi Da", "xida"),
        ("西da'j", "西"),
        ("xi大街", "xi"),
        ("ｌǜ", "lv"),
        ("第1路", "第1路"),
        ("1 lu", "1lu"),
        ("G109国道", "g109"),
    ] {
        assert_eq!(typed(query).as_deref(), Some(key), "{query}");
    }
    assert_eq!(typed(" ·'"), None);
}

#[test]
fn a_short_query_allows_for_no_typing_error() {
    let places = [named("莫家街", "mo jia jie"), named("大新街", "da xin jie")];
    assert_eq!(found(&places, "mp"), []);
    assert_eq!(found(&places, "莫"), [(0, false)]);
    assert_eq!(found(&places, "末"), []);
    assert_eq!(
        found(&places, "mop"),
        [],
        "three letters are too short a prefix"
    );
    assert_eq!(
        found(&places, "mjp"),
        [(0, true)],
        "but they may match a whole name"
    );
    assert_eq!(found(&places, "莫加"), []);
    assert_eq!(found(&places, "莫街"), [(0, true)]);
}

#[test]
fn an_ambiguous_reading_terminates() {
    let long = named(&"啊".repeat(50), &vec!["aaaaaaaa"; 50].join(" "));
    let query = format!("{}啊b", "a".repeat(50));
    assert_eq!(found(&[long], &query), []);
}
