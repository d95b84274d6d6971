//! The published indexes: what is found of the sample city, and what it costs.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

mod asking;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use asking::Asked;
use check::Sources;
use civic::duties::DutyList;
use civic::published::{Directory, DutyUnits, IdsFile, Next, name};
use civic::search::{Facet, ItemKind, who_leads};
use fixtures::sources::rows;
use snapshot::file_set::Files;
use snapshot::{Layout, entry, make};

fn files(sources: &Sources) -> Files {
    let settings = sources.settings.as_ref().expect("settings");
    let mut files = Files::new();
    make(sources, settings, &IdsFile::default(), &mut files).expect("files");
    files
}

fn xining() -> Sources {
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    sheets::city::read(&publish::city_folder::read(&city).expect("the folder")).sources
}

#[test]
fn what_is_typed_finds_what_is_meant() {
    let files = files(&xining());
    let mut city = Asked::of(&files, "");
    for (typed, title) in [
        ("摊点", "摊点疏导区日常秩序和环境维护"),
        ("tandian", "摊点疏导区日常秩序和环境维护"),
        ("td", "摊点疏导区日常秩序和环境维护"),
        ("patrol", "主干道占道经营巡查"),
        ("摆摊", "占道经营整治"),
        ("油烟", "露天烧烤油烟治理"),
        ("noise", "社会生活噪声扰民劝导"),
        ("噪音", "社会生活噪声扰民劝导"),
        ("zaosheng", "社会生活噪声扰民劝导"),
        ("tiaojie", "人民调解委员会运行"),
        ("mojiajie", "莫家街"),
        ("mjj", "莫家街"),
        ("T-002", "主干道占道经营巡查"),
        ("HT-A-01", "占道经营整治"),
    ] {
        let titles = city.titles(typed);
        assert!(
            titles.iter().any(|found| found == title),
            "{typed}: {titles:?}"
        );
    }
}

/// Requirements come before duty items that say the same as well.
#[test]
fn kinds_are_in_order_where_they_match_alike() {
    let files = files(&xining());
    let mut city = Asked::of(&files, "");
    let found = city.found("巡查", &[]);
    let kinds: Vec<ItemKind> = found
        .entries
        .iter()
        .map(|number| city.entry(*number).0)
        .filter(|entry| entry.title.zh.contains("巡查"))
        .map(|entry| entry.kind)
        .collect();
    assert!(
        kinds.is_sorted() && kinds.contains(&ItemKind::Duty),
        "{kinds:?}"
    );
    assert_eq!(kinds.first(), Some(&ItemKind::Requirement));
}

#[test]
fn a_list_opens_as_many_items_as_are_counted() {
    let sources = xining();
    let files = files(&sources);
    let units: DutyUnits = serde_json::from_slice(&files[name::DUTIES]).expect("units");
    let mut city = Asked::of(&files, "");
    for list in DutyList::ALL {
        let counts = units.units.iter().flat_map(|unit| &unit.counts);
        let of_list = counts.filter(|(other, _)| other == list);
        let expected: u32 = of_list.map(|(_, n)| n).sum();
        let duties = (Facet::Kind, "duty");
        let found = city.found("", &[duties, (Facet::List, list.code())]);
        assert_eq!(found.items, expected, "{}", list.code());
    }
}

#[test]
fn the_index_of_a_unit_has_what_is_its_own() {
    let sources = xining();
    let files = files(&sources);
    for unit in ["630104003", "630104"] {
        let own: BTreeSet<&str> = sources
            .duties
            .iter()
            .map(|row| &row.value)
            .filter(|duty| duty.unit.as_str().starts_with(unit))
            .map(|duty| duty.id.as_str())
            .collect();
        let mut index = Asked::of(&files, unit);
        let found = index.found("", &[(Facet::Kind, "duty")]);
        let mut named = BTreeSet::new();
        for number in &found.entries {
            named.extend(
                index
                    .entry(*number)
                    .0
                    .items
                    .into_iter()
                    .map(|item| item.id().to_owned()),
            );
        }
        assert_eq!(
            named.iter().map(String::as_str).collect::<BTreeSet<_>>(),
            own,
            "{unit}"
        );
        let reached = index.found("", &[(Facet::Kind, "requirement")]);
        assert!(reached.items > 0);
    }
    assert!(
        !files.contains_key("index/630100/head"),
        "the city's own index is of the city"
    );
}

#[test]
fn the_documents_of_an_entry_are_those_of_its_items() {
    let sources = xining();
    let files = files(&sources);
    let titles: BTreeMap<_, _> = sources
        .documents
        .iter()
        .map(|row| (&row.value.id, &row.value.title))
        .collect();
    let documents: BTreeMap<_, _> = sources
        .duties
        .iter()
        .map(|row| (row.value.id.as_str(), titles[&row.value.document]))
        .collect();
    let mut city = Asked::of(&files, "");
    let found = city.found("噪声", &[(Facet::Kind, "duty")]);
    assert!(found.items > 8);
    for number in found.entries {
        let (entry, page) = city.entry(number);
        for item in entry.items {
            let title = &page.documents[item.document()];
            assert_eq!(title, documents[item.id()], "{}", item.id());
        }
    }
}

#[test]
fn who_leads_on_noise_is_told_from_the_lists() {
    let files = files(&xining());
    let mut city = Asked::of(&files, "");
    let found = city.found("噪音", &[]);
    let entries: Vec<_> = found
        .duties
        .iter()
        .map(|number| city.entry(*number).0)
        .collect();
    let answer = who_leads(&entries.iter().collect::<Vec<_>>());
    let leads: Vec<_> = answer
        .leading
        .iter()
        .map(|one| (one.list.code(), one.lead.zh.as_str()))
        .collect();
    assert!(leads.contains(&("assist", "区公安分局")), "{leads:?}");
    assert!(city.found("火星", &[]).duties.is_empty());
}

/// The bytes of the directory files on the way to a file, as they are laid out.
fn directories(files: Files, name: &str) -> usize {
    let mut layout = Layout::default();
    for (logical, bytes) in files {
        let entry = entry(&logical, &bytes);
        layout.add(logical, entry);
    }
    let mut contents: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let kept = layout.finish::<serde_json::Error>(|logical, bytes| {
        let entry = entry(logical, &bytes);
        contents.insert(entry.path.clone(), bytes);
        Ok(entry)
    });
    let top = kept.expect("a tree");
    let mut bytes = 0;
    let mut next = top.get(name::SEARCH_DIR).map(|entry| entry.path.clone());
    while let Some(path) = next {
        let text = &contents[&path];
        bytes += text.len();
        let directory: Directory = serde_json::from_slice(text).expect("a directory");
        next = match directory.next(name).expect("the way to the file") {
            Next::Directory(entry) => Some(entry.path),
            Next::File(found, _) => {
                assert_eq!(found, name);
                None
            }
        };
    }
    bytes
}

/// Within a unit a query costs at most half as much again in a city of 2.7 million items as in one of
/// 27,200. The unit's own files are the same; what grows is the way to them, whose depth is that of the
/// directory of all units' files. The files of the others are named here, and empty.
#[test]
fn a_query_within_a_unit_costs_little_more_among_millions() {
    let files = files(&xining());
    let unit = "630104003";
    let own: Files = files
        .into_iter()
        .filter(|(name, _)| name.starts_with(&format!("{}{unit}/", name::SEARCH_DIR)))
        .collect();
    let mut index = Asked::of(&own, unit);
    let found = index.found("巡查", &[]);
    index.entry(found.entries[0]);
    let cost = |units: u32| {
        let mut all = own.clone();
        for n in 0..units {
            for file in own.keys().filter_map(|name| name.rsplit('/').next()) {
                let other = format!("{}63{n:07}/{file}", name::SEARCH_DIR);
                all.insert(other, n.to_le_bytes().to_vec());
            }
        }
        index.bytes + directories(all, &format!("{}{unit}/head", name::SEARCH_DIR))
    };
    let (small, large) = (cost(80), cost(8000));
    assert!(
        2 * large <= 3 * small,
        "{small} bytes, and {large} among 2.7 million items"
    );
}

/// A query within a unit costs as much in a city of ten times as many units.
#[test]
fn a_query_within_a_unit_does_not_depend_on_the_city() {
    let cost = |units: usize| {
        let base = fixtures::sources::city();
        let (unit, duty) = (base.units[2].value.clone(), base.duties[0].value.clone());
        let mut all = base
            .units
            .iter()
            .map(|row| row.value.clone())
            .collect::<Vec<_>>();
        let mut duties = Vec::new();
        for n in 0..units {
            let mut unit = unit.clone();
            unit.code = format!("63010{n:04}").as_str().into();
            for i in 0..40 {
                let mut duty = duty.clone();
                duty.id = format!("D-{n}-{i}").as_str().into();
                duty.unit = unit.code.clone();
                duty.title.zh = format!("第{i}项占道经营整治");
                duties.push(duty);
            }
            all.push(unit);
        }
        let sources = Sources {
            units: rows("单位.csv", all),
            duties: rows("履职事项.csv", duties),
            ..base
        };
        let files = files(&sources);
        let mut index = Asked::of(&files, "630100001");
        let found = index.found("占道经营", &[]);
        assert_eq!((found.items, found.entries.len()), (40, 40));
        index.entry(found.entries[0]);
        index.bytes
    };
    assert_eq!(cost(3), cost(30));
}
