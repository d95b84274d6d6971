//! The public register: counts that are those of the sheet, lists that a phone can read, and nothing of
//! withheld cases.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use check::Sources;
use civic::cases::register::{
    CaseEntry, MIN_FOR_SHARES, Selection, cells, file_of, needed_parts, retain_with, shares,
};
use civic::cases::{Case, Means, Month, Period, Stage, WithheldReason};
use civic::published::{CaseList, CasesFile, IdsFile, RegisterFile, name};
use civic::time::Date;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use snapshot::{Files, make};

fn xining() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = publish::city_folder::read(&root.join("cities/xining")).expect("the folder");
    sheets::city::read(&files).sources
}

fn published(sources: &Sources) -> Files {
    let settings = sources.settings.as_ref().expect("settings");
    let mut files = Files::new();
    make(sources, settings, &IdsFile::default(), &mut files).expect("files");
    files
}

fn read<T: DeserializeOwned>(files: &Files, logical: &str) -> T {
    serde_json::from_slice(files.get(logical).expect(logical)).expect(logical)
}

/// Every entry of a list, from all of its files.
fn whole(files: &Files, logical: &str) -> Vec<CaseEntry> {
    let first: CaseList = read(files, logical);
    let more = (1..first.pages.len()).flat_map(|n| {
        let page: CaseList = read(files, &format!("{logical}/{n}"));
        page.cases
    });
    first.cases.into_iter().chain(more).collect()
}

#[test]
fn the_counts_of_the_sample_city_are_those_of_its_sheet() {
    let files = published(&xining());
    let register: RegisterFile = read(&files, name::REGISTER);
    let months = || {
        register
            .months
            .iter()
            .map(|m| (m.month, m.cells.as_slice()))
    };
    let all = shares(months(), &Selection::default());
    assert_eq!(all.total, 31);
    let said: Vec<_> = all
        .classes
        .iter()
        .map(|share| {
            (
                share.means.code(),
                share.count,
                all.percent(share),
                share.rated,
                share.mean_tenths(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("service", 13, Some(42), 13, Some(45)),
            ("management", 6, Some(19), 5, Some(38)),
            ("enforcement", 2, Some(6), 0, None),
            ("unclassified", 10, Some(32), 0, None),
        ]
    );
    let autumn = Selection {
        period: Period::parse("2026-q4"),
        ..Selection::default()
    };
    let few = shares(months(), &autumn);
    assert!(few.total < MIN_FOR_SHARES);
    assert!(few.classes.iter().all(|share| few.percent(share).is_none()));
    assert_eq!(register.definition.map(|d| d.version), Some("1".to_owned()));
}

#[test]
fn every_cell_counts_exactly_the_entries_of_its_list() {
    let files = published(&xining());
    let register: RegisterFile = read(&files, name::REGISTER);
    let mut total = 0;
    for month in &register.months {
        let entries = whole(&files, &format!("{}{}", name::REGISTER_DIR, month.month));
        assert_eq!(cells(&entries), month.cells);
        assert!(entries.iter().all(|entry| entry.month() == month.month));
        total += entries.len();
    }
    assert_eq!(total, 27);
    let months: Vec<Month> = register.months.iter().map(|m| m.month).collect();
    assert!(months.is_sorted_by(|a, b| a > b), "the latest first");
}

#[test]
fn s4_10_nothing_is_told_of_a_withheld_case_and_it_counts() {
    let mut sources = xining();
    let withheld = sources
        .cases
        .iter_mut()
        .find(|row| row.value.id.as_str() == "K-016");
    withheld.expect("a case").value.withheld = Some(WithheldReason::Asked);
    let files = published(&sources);
    let details: Vec<CasesFile> = files
        .keys()
        .filter(|logical| logical.starts_with(name::CASES_DIR))
        .map(|logical| read(&files, logical))
        .collect();
    let mut cases = details.iter().flat_map(|file| &file.cases);
    let case = cases
        .find(|case| case.id.as_str() == "K-016")
        .expect("a case");
    assert!(case.title.is_empty() && case.answer.is_empty() && case.place.is_none());
    assert_eq!(
        (&case.means, &case.stage),
        (&Means::Enforcement, &Stage::Closed)
    );
    for (logical, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        // The sheet is written of what the office keeps; the check refuses one that says more.
        if logical != "sheets/cases.csv" {
            assert!(!text.contains("盲道已恢复畅通"), "{logical}");
        }
    }
    let june: RegisterFile = read(&files, name::REGISTER);
    let all = shares(
        june.months.iter().map(|m| (m.month, m.cells.as_slice())),
        &Selection::default(),
    );
    assert_eq!(all.total, 31);
}

#[test]
fn a_case_and_what_it_names_lead_to_each_other() {
    let files = published(&xining());
    let about: CaseList = read(&files, &format!("{}Z-007", name::CASES_ABOUT_DIR));
    let ids: Vec<&str> = about.cases.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["K-017", "K-016", "K-005"]);
    // A correction of how a case was handled is what the case led to.
    let led: CaseList = read(&files, &format!("{}C-28", name::CASES_ABOUT_DIR));
    assert_eq!(led.cases[0].id.as_str(), "K-018");
    let requirement: civic::published::RequirementFile = read(&files, "requirements/T-005");
    assert_eq!(requirement.cases, 1);
    let shards = files
        .keys()
        .filter(|name| name.starts_with(name::RULES_DIR));
    let counts: BTreeMap<String, u32> = shards
        .flat_map(|shard| read::<civic::published::PlaceShard>(&files, shard).cases)
        .collect();
    assert_eq!(counts.get("Z-007"), Some(&3));
    assert_eq!(counts.get("R-007-1"), Some(&2));
    assert_eq!(counts.get("R-001-1"), None);
}

#[test]
fn a_duty_and_a_correction_say_how_many_cases_are_about_them() {
    let files = published(&xining());
    let lists: civic::published::DutyFile = read(&files, "duties/630102001");
    assert_eq!(lists.cases, BTreeMap::from([("DG-B-01".to_owned(), 1)]));
    let about: CaseList = read(&files, &format!("{}DG-B-01", name::CASES_ABOUT_DIR));
    assert_eq!(about.cases[0].id.as_str(), "K-005");
    assert_eq!(about.subjects[0].unit, Some("630102001".into()));
    let corrections: civic::published::CorrectionsFile =
        read(&files, &format!("{}2025", name::CORRECTIONS_DIR));
    assert_eq!(corrections.cases.get("C-07"), Some(&1));
    assert_eq!(corrections.cases.get("C-01"), None);
}

#[test]
fn what_a_correction_changed_leads_to_the_case_that_it_came_of() {
    let mut sources = xining();
    let case = &mut sources.cases[3].value;
    case.led_to.push("C-06".to_owned());
    let id = case.id.clone();
    let files = published(&sources);
    let requirement: civic::published::RequirementFile = read(&files, "requirements/T-011");
    assert_eq!(requirement.cases, 2);
    let about: CaseList = read(&files, &format!("{}T-011", name::CASES_ABOUT_DIR));
    assert!(about.cases.iter().any(|case| case.id == id));
    // A case is not about itself for having been corrected.
    assert!(!files.contains_key(&format!("{}K-006", name::CASES_ABOUT_DIR)));
}

#[test]
fn s4_8_the_day_an_answer_is_due_counts_working_days_without_the_pauses() {
    let files = published(&xining());
    let all = files
        .keys()
        .filter(|logical| logical.starts_with(name::CASES_DIR));
    let cases: BTreeMap<String, Case> = all
        .flat_map(|logical| read::<CasesFile>(&files, logical).cases)
        .map(|case| (case.id.to_string(), case))
        .collect();
    let due = |id: &str| cases[id].due_on.map(|day| day.to_string());
    assert_eq!(due("K-016").as_deref(), Some("2026-06-09"));
    // Five working days from Monday the 10th, without the week of the 17th.
    assert_eq!(due("K-019").as_deref(), Some("2026-08-24"));
    assert_eq!(due("K-022"), None, "a group has no day of its own");
}

/// A city with as many cases, made of those of the sample city.
fn large(count: usize) -> Sources {
    let mut sources = xining();
    let pattern: Vec<_> = sources
        .cases
        .iter()
        .filter(|r| r.value.group.is_none())
        .cloned()
        .collect();
    let start = Date::parse("2016-01-01").expect("a date");
    sources.cases = (0..count)
        .map(|n| {
            let mut row = pattern[n % pattern.len()].clone();
            row.value.id = format!("K{n:07}").as_str().into();
            row.value.merged_into = None;
            row.value.opened_on = start.plus_days(i64::try_from(n % 3600).expect("days"));
            row
        })
        .collect();
    sources
}

#[test]
fn a_phone_reads_little_of_ten_thousand_cases() {
    let files = published(&large(10_000));
    let bytes = |logical: &str| files[logical].len();
    assert!(bytes(name::REGISTER) < 400_000, "{}", bytes(name::REGISTER));
    let lists = files.keys().filter(|name| {
        name.starts_with(name::REGISTER_DIR) || name.starts_with(name::CASES_ABOUT_DIR)
    });
    for list in lists {
        assert!(bytes(list) < 120_000, "{list}: {}", bytes(list));
    }
    let details: Vec<&String> = files
        .keys()
        .filter(|n| n.starts_with(name::CASES_DIR))
        .collect();
    assert!(
        details.len() > 300 && details.len() < 1300,
        "{}",
        details.len()
    );
    for file in &details {
        assert!(bytes(file) < 90_000, "{file}: {}", bytes(file));
    }
    let mut held = 0;
    for (n, file) in details.iter().enumerate() {
        let cases = read::<CasesFile>(&files, file).cases;
        // A case is found by the last name that does not come after its own.
        for case in &cases {
            let wanted = format!("{}{}", name::CASES_DIR, case.id);
            assert!(**file <= wanted && details.get(n + 1).is_none_or(|next| wanted < **next));
        }
        held += cases.len();
    }
    assert_eq!(held, 10_000);
}

/// The months before the latest three years that may say a word, by the index.
fn months_with(files: &Files, word: &str) -> Vec<Month> {
    let register: RegisterFile = read(files, name::REGISTER);
    let until = register.words_until.expect("an index");
    let months = register.months.iter().map(|of| of.month);
    let mut months: Vec<Month> = months.filter(|month| month.year() <= until).collect();
    for part in needed_parts(&[snapshot::folded(word)]) {
        let file = file_of(&part, register.word_files);
        let lines: String = read(files, &format!("{}{file}", name::CASE_WORDS_DIR));
        retain_with(&mut months, &part, &lines);
    }
    months
}

#[test]
fn the_index_of_words_leaves_out_no_older_month_that_says_one() {
    let mut sources = large(2000);
    let rare = sources
        .cases
        .iter_mut()
        .find(|row| row.value.opened_on.year() == 2017)
        .expect("a case of 2017");
    rare.value.title.zh = "窨井盖松动".to_owned();
    rare.value.title.en = "A loose Manhole cover".to_owned();
    let month = Month::of(rare.value.opened_on);
    let files = published(&sources);
    for word in ["窨井盖", "窨", "manhole", "MANHOLE", "hol"] {
        assert!(months_with(&files, word).contains(&month), "{word}");
    }
    assert_eq!(months_with(&files, "窨井"), [month]);
    assert_eq!(months_with(&files, "没有这样的字"), []);
    let register: RegisterFile = read(&files, name::REGISTER);
    let until = register.words_until.expect("an index");
    for word in ["盲道", "积雪", "grease", "夜间"] {
        let held = months_with(&files, word);
        for of in register.months.iter().filter(|m| m.month.year() <= until) {
            let list = whole(&files, &format!("{}{}", name::REGISTER_DIR, of.month));
            let says = |entry: &CaseEntry| entry.says(&[word.to_owned()], snapshot::folded);
            let is_said = list.iter().any(says);
            assert!(
                !is_said || held.contains(&of.month),
                "{word} in {}",
                of.month
            );
        }
    }
}

#[test]
fn a_search_reads_three_years_and_little_of_the_index() {
    let files = published(&large(10_000));
    let register: RegisterFile = read(&files, name::REGISTER);
    let until = register.words_until.expect("an index");
    let read_whole = register.months.iter().filter(|m| m.month.year() > until);
    assert!(read_whole.count() <= 36);
    for (logical, bytes) in &files {
        if logical.starts_with(name::CASE_WORDS_DIR) {
            assert!(bytes.len() < 110_000, "{logical}: {}", bytes.len());
        }
    }
    // The latest cases change nothing of it.
    let mut sources = large(10_000);
    let latest = sources
        .cases
        .iter_mut()
        .max_by_key(|row| row.value.opened_on);
    latest.expect("a case").value.title.zh = "新的字".to_owned();
    let after = published(&sources);
    for (logical, bytes) in &files {
        let is_index = logical.starts_with(name::CASE_WORDS_DIR);
        assert!(!is_index || after[logical] == *bytes, "{logical}");
    }
    // A city of three years has none.
    let register: RegisterFile = read(&published(&xining()), name::REGISTER);
    assert_eq!((register.word_files, register.words_until), (0, None));
}

#[test]
fn a_case_that_is_added_changes_few_files() {
    let before = published(&large(2000));
    let mut sources = large(2000);
    let mut row = sources.cases[0].clone();
    row.value.id = "K0001000-2".into();
    sources.cases.push(row);
    let after = published(&sources);
    let changed = after.iter().filter(|(logical, bytes)| {
        logical.starts_with(name::CASES_DIR) && before.get(*logical) != Some(bytes)
    });
    assert!(changed.count() <= 2);
}

#[test]
fn a_city_without_cases_has_no_register() {
    let mut sources = xining();
    sources.cases.clear();
    let files = published(&sources);
    let all = [name::CASES_DIR, name::REGISTER_DIR, name::CASES_ABOUT_DIR];
    assert!(
        files
            .keys()
            .all(|logical| !all.iter().any(|dir| logical.starts_with(dir)))
    );
    assert!(!files.contains_key(name::REGISTER));
}

#[test]
fn the_feeds_say_the_latest_answers_and_are_well_formed() {
    let mut sources = xining();
    sources.cases[0].value.answer.zh = "<b>&\"'\u{7}".to_owned();
    sources.settings.as_mut().expect("settings").site = Some("https://example.org".to_owned());
    let files = published(&sources);
    let feed: serde_json::Value = read(&files, name::CASES_FEED);
    let first = &feed["items"][0];
    assert_eq!(first["id"], "urn:mingdan:xining:case:K-029");
    assert_eq!(first["url"], "https://example.org/cases/K-029");
    let atom = String::from_utf8(files[name::CASES_ATOM].clone()).expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(&atom);
    let (mut entries, mut depth) = (0, 0);
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Start(start) => {
                depth += 1;
                entries += usize::from(start.name().as_ref() == "entry");
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(
        (depth, entries),
        (0, feed["items"].as_array().expect("items").len())
    );
    assert!(atom.contains("&lt;b&gt;&amp;"));
    assert!(atom.contains("<updated>2026-11-13T00:00:00+08:00</updated>"));
}

#[test]
fn the_cases_are_there_in_the_columns_of_open311() {
    let files = published(&xining());
    let csv = String::from_utf8(files["sheets/open311-requests.csv"].clone()).expect("UTF-8");
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some(
            "service_request_id,requested_datetime,updated_datetime,closed_date,status_description,status_notes,source,service_name,service_subtype,description,agency_responsible,address,lat,long"
        )
    );
    let of = |id: &str| {
        csv.lines()
            .find(|line| line.starts_with(id))
            .expect("a line")
    };
    assert!(of("K-016").starts_with("K-016,2026-06-02T00:00:00+08:00,2026-06-09T00:00:00+08:00,2026-06-09T00:00:00+08:00,closed,"));
    assert!(of("K-030").contains("会认出当事人"));
    assert!(of("K-020").contains(",open,"));
}

#[test]
fn the_sheet_of_cases_reads_back_as_what_it_was_made_of() {
    let sources = xining();
    let made = published(&sources);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folder = publish::city_folder::read(&root.join("cities/xining")).expect("the folder");
    folder.insert("诉求案例.csv", made["sheets/cases.csv"].as_slice());
    let again = sheets::city::read(&folder);
    let values = |sources: &Sources| -> Vec<Case> {
        sources.cases.iter().map(|row| row.value.clone()).collect()
    };
    assert_eq!(values(&again.sources), values(&sources));
}

static PATTERN: LazyLock<Case> = LazyLock::new(|| xining().cases[0].value.clone());

proptest! {
    /// Whatever is chosen, the cells count as many cases as the list then shows.
    #[test]
    fn a_choice_counts_what_it_opens(
        picks in prop::collection::vec((0_usize..4, 0_usize..5, 0_usize..3, 1_u32..4, any::<bool>()), 0..60),
        means in prop::option::of(0_usize..4),
        stage in prop::option::of(0_usize..5),
        period in prop::sample::select(vec!["", "2026", "2026-q1", "2026-02", "2025"]),
        withheld in prop::option::of(any::<bool>()),
    ) {
        let pattern = PATTERN.clone();
        let entries: Vec<CaseEntry> = picks
            .iter()
            .map(|(means, stage, kind, month, withheld)| {
                let mut case = pattern.clone();
                case.means = Means::ALL[*means].clone();
                case.stage = Stage::ALL[*stage].clone();
                case.service = ["a", "b", "c"][*kind].into();
                case.opened_on = Date::new(2026, *month, 3).expect("a date");
                case.withheld = withheld.then_some(WithheldReason::Asked);
                CaseEntry::of(&case, civic::Text::default())
            })
            .collect();
        let selection = Selection {
            means: means.map(|n| Means::ALL[n].clone()),
            stage: stage.map(|n| Stage::ALL[n].clone()),
            period: Period::parse(period),
            withheld,
            service: None,
        };
        let mut months: BTreeMap<Month, Vec<CaseEntry>> = BTreeMap::new();
        for entry in &entries {
            months.entry(entry.month()).or_default().push(entry.clone());
        }
        let counted: u32 = months.iter().map(|(m, of)| selection.count(*m, &cells(of))).sum();
        let opened = entries.iter().filter(|entry| selection.has(entry)).count();
        prop_assert_eq!(counted as usize, opened);
    }
}
