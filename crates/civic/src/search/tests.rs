//! The index as a whole: what is built is found.

use std::rc::Rc;
use std::sync::Arc;

use super::*;
use crate::Text;
use crate::duties::{DutyCategory, DutyList};

/// A duty item of a unit.
fn duty(unit: &str, id: &str, zh: &str, en: &str) -> Item {
    let entry = Entry {
        kind: ItemKind::Duty,
        title: Text::new(zh, en),
        list: Some(DutyList::Core),
        status: None,
        lead: Text::default(),
        unit_duty: Text::default(),
        count: 1,
        items: vec![Named(id.to_owned(), unit.to_owned(), 0)],
    };
    let values = [Value::kind(&ItemKind::Duty), Value::list(&DutyList::Core)];
    let values = values.into_iter().map(Rc::new).collect();
    Item {
        values,
        entry,
        text: Text::default(),
        pinyin: String::new(),
        document: Text::new(format!("{unit}的清单"), ""),
    }
}

fn spell(c: char) -> Vec<String> {
    let known = [
        ('摊', "tan"),
        ('点', "dian"),
        ('疏', "shu"),
        ('导', "dao"),
        ('调', "tiao diao"),
        ('解', "jie"),
    ];
    let known = known.iter().find(|(other, _)| *other == c);
    known.map_or_else(Vec::new, |(_, readings)| {
        readings.split(' ').map(str::to_owned).collect()
    })
}

fn index(items: &[Item]) -> Index {
    let row = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let synonyms = vec![row(&["占道", "摆摊"]), row(&["噪音", "噪声", "noise"])];
    let items: Vec<&Item> = items.iter().collect();
    Index::of(&items, str::to_owned, spell, synonyms)
}

/// What is searched for.
#[derive(Default)]
struct Question {
    words: String,
    filters: Vec<(Facet, String)>,
}

/// Asks, and fetches what is lacking; how many shards were fetched.
fn ask(index: &Index, question: &Question) -> (Found, usize) {
    let mut shards: Vec<(usize, Arc<Shard>)> = Vec::new();
    loop {
        match find(&index.head, &shards, &question.words) {
            Ok(found) => {
                return (
                    filtered(&index.head, &found, &question.filters),
                    shards.len(),
                );
            }
            Err(lacks) => {
                assert!(!lacks.is_empty());
                for n in lacks {
                    let is_known = shards.iter().any(|(known, _)| *known == n);
                    assert!(!is_known, "a shard is asked for once");
                    shards.push((n, Arc::new(index.shards[n].clone())));
                }
            }
        }
    }
}

fn entry(index: &Index, number: u32) -> &Entry {
    let (page, at) = index.head.page_of(number).expect("a page");
    &index.pages[page].entries[at]
}

fn titles(index: &Index, words: &str) -> Vec<String> {
    let question = Question {
        words: words.to_owned(),
        filters: Vec::new(),
    };
    let (found, _) = ask(index, &question);
    let title = |number: &u32| entry(index, *number).title.zh.clone();
    found.entries.iter().map(title).collect()
}

/// Enough others that an index falls into several shards.
fn others() -> impl Iterator<Item = Item> {
    (0..900).map(|n| {
        duty(
            "u",
            &format!("X-{n}"),
            &format!("第{n}项日常事务办理"),
            "Other",
        )
    })
}

fn some() -> Index {
    let mut items = vec![
        duty("a", "A-1", "消防通道占用治理", "Keeping fire lanes clear"),
        duty(
            "a",
            "A-2",
            "占道经营整治",
            "Dealing with stalls blocking roads",
        ),
        duty("a", "A-3", "经营户占道劝导", "Advice"),
        duty("a", "A-4", "摊点疏导区秩序", "Vending areas"),
        duty("a", "A-5", "矛盾调解", "Mediation"),
        duty("a", "A-6", "噪声扰民处置", "Disturbance"),
    ];
    items.extend(others());
    index(&items)
}

#[test]
fn a_title_is_found_by_characters_words_and_prefixes() {
    let index = some();
    assert!(index.shards.len() > 1, "the index has shards");
    assert_eq!(titles(&index, "消防通道"), ["消防通道占用治理"]);
    assert_eq!(
        titles(&index, "占道经营"),
        ["占道经营整治"],
        "every pair must occur"
    );
    assert_eq!(
        titles(&index, "占道 经营"),
        ["占道经营整治", "经营户占道劝导"]
    );
    assert_eq!(titles(&index, "lane fire"), ["消防通道占用治理"]);
    assert_eq!(titles(&index, "没有"), [] as [&str; 0]);
    let last = titles(&index, "置");
    assert_eq!(
        last,
        ["噪声扰民处置"],
        "one character, the last of its title"
    );
}

#[test]
fn a_title_is_found_by_pinyin_and_by_initials() {
    let index = some();
    for typed in [
        "tandian",
        "td",
        "tandi",
        "tandianshudao",
        "tdsd",
        "tds",
        "shudao",
    ] {
        assert_eq!(titles(&index, typed), ["摊点疏导区秩序"], "{typed}");
    }
    // Each reading of a character leads to it.
    for typed in ["tiaojie", "diaojie", "tj", "dj"] {
        assert_eq!(titles(&index, typed), ["矛盾调解"], "{typed}");
    }
    // What was searched instead can be marked.
    let question = |words: &str| Question {
        words: words.to_owned(),
        ..Question::default()
    };
    assert_eq!(ask(&index, &question("tandian")).0.spelled, ["摊点"]);
    assert_eq!(ask(&index, &question("摊点")).0.spelled, [""; 0]);
    for typed in ["tandianx", "tdxx", "tddd", "x"] {
        assert_eq!(titles(&index, typed), [] as [&str; 0], "{typed}");
    }
}

#[test]
fn a_synonym_is_found_after_the_words_themselves() {
    let index = some();
    let found = titles(&index, "摆摊");
    assert_eq!(found, ["占道经营整治", "经营户占道劝导"]);
    assert_eq!(titles(&index, "噪音扰民"), ["噪声扰民处置"]);
    assert_eq!(titles(&index, "noise"), ["噪声扰民处置"]);
}

#[test]
fn the_title_comes_before_the_rest_and_the_words_before_their_synonyms() {
    let mut in_text = duty("a", "1", "日常巡看", "Patrol");
    in_text.entry.unit_duty = Text::new("发现占道的报告", "");
    let items = [
        in_text,
        duty("a", "2", "摆摊登记", "Registration"),
        duty("a", "3", "占道经营整治", "Stalls"),
    ];
    let found = titles(&index(&items), "占道");
    assert_eq!(found, ["占道经营整治", "摆摊登记", "日常巡看"]);
}

#[test]
fn an_identifier_is_found_as_a_whole() {
    let index = some();
    assert_eq!(titles(&index, "A-4"), ["摊点疏导区秩序"]);
    assert_eq!(titles(&index, "X-17"), ["第17项日常事务办理"]);
}

#[test]
fn the_same_item_of_several_units_is_one_entry_with_all_of_them() {
    let items: Vec<Item> = (0..150)
        .map(|n| {
            duty(
                &format!("u{n:03}"),
                &format!("I-{n}"),
                "占道经营整治",
                "Stalls",
            )
        })
        .chain([duty("u000", "I-again", "占道经营整治", "Stalls")])
        .collect();
    let index = index(&items);
    let (found, _) = ask(
        &index,
        &Question {
            words: "占道".to_owned(),
            filters: Vec::new(),
        },
    );
    assert_eq!(
        (found.entries.len(), found.items),
        (2, 151),
        "twice on one list are two"
    );
    let first = entry(&index, found.entries[0]);
    assert_eq!((first.count, first.items.len()), (150, MAX_NAMED));
    let (page, _) = index.head.page_of(found.entries[0]).expect("a page");
    let document = first.items[7].document();
    assert_eq!(index.pages[page].documents[document].zh, "u007的清单");
}

#[test]
fn each_count_is_what_its_filter_leaves() {
    let mut items: Vec<Item> = others().collect();
    for (n, item) in items.iter_mut().enumerate() {
        let list = &DutyList::ALL[n % 3];
        item.entry.list = Some(list.clone());
        let values = [
            Value::kind(&ItemKind::Duty),
            Value::list(list),
            Value::category(&DutyCategory::ALL[n % 4]),
        ];
        item.values = values.into_iter().map(Rc::new).collect();
    }
    let index = index(&items);
    let by = |facet: &Facet, code: &str| (facet.clone(), code.to_owned());
    for filters in [
        vec![],
        vec![by(&Facet::List, "assist")],
        vec![by(&Facet::List, "assist"), by(&Facet::Category, "party")],
    ] {
        for words in ["", "日常", "第7项"] {
            let ask = |filters: &[(Facet, String)]| {
                let question = Question {
                    words: words.to_owned(),
                    filters: filters.to_vec(),
                };
                ask(&index, &question).0
            };
            let found = ask(&filters);
            assert!(words == "第7项" || !found.counts.is_empty());
            for count in found.counts {
                let value = &index.head.facets[count.value];
                let mut narrowed = filters.clone();
                narrowed.retain(|(facet, _)| *facet != value.facet);
                narrowed.push(by(&value.facet, &value.code));
                let name = format!("{words} {filters:?} {}", value.code);
                assert_eq!(ask(&narrowed).items, count.items, "{name}");
            }
        }
    }
}

#[test]
fn a_value_that_nothing_has_leaves_nothing() {
    let index = some();
    let filters = vec![(Facet::List, "moon".to_owned())];
    let (found, fetched) = ask(
        &index,
        &Question {
            words: String::new(),
            filters,
        },
    );
    assert_eq!((found.entries.len(), found.items, fetched), (0, 0, 0));
    let core = found
        .counts
        .iter()
        .find(|count| index.head.facets[count.value].code == "core");
    assert_eq!(
        core.map(|count| count.items),
        Some(906),
        "another value of the facet may be chosen"
    );
}

#[test]
fn entries_are_listed_without_words_and_without_a_shard() {
    let index = some();
    let (found, fetched) = ask(&index, &Question::default());
    assert_eq!((found.entries.len(), fetched), (906, 0));
    assert!(
        found
            .entries
            .iter()
            .all(|number| entry(&index, *number).count == 1)
    );
    assert_eq!(index.head.page_of(906), None);
}

#[test]
fn a_phrase_is_told_from_its_pairs() {
    let entry = duty("a", "1", "占道经营整治，道经", "Stalls").entry;
    let said = |words: &str| says(&entry, &[words.to_owned()]);
    assert!(said("占道经营") && said("道经 整治") && said("noise"));
    assert!(!said("整治经营"));
}

#[test]
fn who_leads_is_told_by_list_and_department() {
    let lead = |zh: &str, title: &str, list: DutyList| {
        let mut entry = duty("a", "1", title, "").entry;
        entry.list = Some(list);
        entry.lead = Text::new(zh, "");
        entry
    };
    let mut place = lead("", "甲街", DutyList::Core);
    place.kind = ItemKind::Place;
    let entries = [
        place,
        lead("公安", "噪声劝导", DutyList::Assist),
        lead("公安", "夜间噪声", DutyList::Assist),
        lead("住建", "夜间噪声", DutyList::TakenBack),
        lead("", "噪声劝导", DutyList::Assist),
        lead("", "噪声宣传", DutyList::Core),
    ];
    let entries: Vec<&Entry> = entries.iter().collect();
    let answer = who_leads(&entries);
    let told: Vec<_> = answer
        .leading
        .iter()
        .map(|one| (one.list.code(), one.lead.zh.as_str(), one.entries.clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("assist", "公安", vec![1, 2]),
            ("taken_back", "住建", vec![3]),
            ("assist", "", vec![4]),
            ("core", "", vec![5]),
        ]
    );
    let disputed: Vec<&str> = answer
        .disputed
        .iter()
        .map(|title| title.zh.as_str())
        .collect();
    assert_eq!(disputed, ["夜间噪声", "噪声劝导"]);
    assert_eq!(
        who_leads(&[]),
        Answer::default(),
        "nothing found is not nobody"
    );
}
