//! `docs/counting.md`: what lands on one office. Each test has the number of its line.

use std::collections::BTreeMap;

use civic::documents::{Correction, CorrectionTarget, Document, DocumentStatus, FoundBy};
use civic::duties::added_demands::{AdditionState, Flag};
use civic::duties::burden::{
    AskedTwice, Burden, BurdenKind, KindYear, Landed, OfficeYear, Reason, asked_twice, burdens,
    cuts, figures, office_year,
};
use civic::duties::{DutyCategory, Level, burden, *};
use civic::time::Date;
use civic::{RequirementId, Text, UnitCode};
use fixtures::*;
use proptest::prelude::*;

const UNITS: [(&str, Level, Option<&str>); 7] = [
    ("6301", Level::City, None),
    ("630104", Level::County, Some("6301")),
    ("630105", Level::County, Some("6301")),
    ("630104001", Level::Street, Some("630104")),
    ("630104002", Level::Street, Some("630104")),
    ("630105001", Level::Street, Some("630105")),
    ("630104001001", Level::Community, Some("630104001")),
];
const STREET: &str = "630104001";

fn units() -> Vec<Unit> {
    UNITS
        .iter()
        .map(|(code, level, parent)| Unit {
            code: (*code).into(),
            name: Text::new(*code, *code),
            level: level.clone(),
            parent: parent.map(Into::into),
        })
        .collect()
}

fn step(id: &str, parent: Option<&str>, level: Level, unit: &str) -> Step {
    Step {
        id: id.into(),
        parent: parent.map(Into::into),
        level,
        unit: unit.into(),
        unit_name: Text::new(unit, unit),
        document: format!("D-{id}").as_str().into(),
        due_on: None,
        frequency: None,
        targets: Vec::new(),
        deliverables: Vec::new(),
        tools: Vec::new(),
        coverage: None,
        assessment: Assessment::default(),
        role: None,
        basis: None,
        note: Text::default(),
    }
}

fn requirement(id: &str, steps: Vec<Step>) -> Requirement {
    Requirement {
        id: id.into(),
        title: Text::new("要求", "Requirement"),
        category: DutyCategory::Urban,
        list: DutyList::Core,
        duties: Vec::new(),
        legal_basis: Vec::new(),
        status: RequirementStatus::Open,
        steps,
        note: Text::default(),
        source: sample(),
    }
}

/// A requirement that a city starts and a district passes on to a street.
fn chain(change: impl FnOnce(&mut [Step; 3])) -> Requirement {
    let mut steps = [
        step("1", None, Level::City, "6301"),
        step("2", Some("1"), Level::County, "630104"),
        step("3", Some("2"), Level::Street, STREET),
    ];
    change(&mut steps);
    requirement("T", steps.to_vec())
}

fn often(times: u32, per: Period) -> Frequency {
    Frequency { times, per }
}

fn paper(kind: DeliverableKind, name: &str, times: u32, per: Period) -> Deliverable {
    Deliverable {
        kind,
        name: Text::new(name, name),
        frequency: often(times, per),
    }
}

fn report(times: u32, per: Period) -> Deliverable {
    paper(DeliverableKind::Report, "小结", times, per)
}

fn photo(times: u32, per: Period) -> Deliverable {
    paper(DeliverableKind::Photo, "照片", times, per)
}

fn check_in(times: u32, per: Period) -> Tool {
    Tool {
        kind: ToolKind::CheckIn,
        name: Text::new("打卡", "Check-in"),
        frequency: often(times, per),
    }
}

fn correction(id: &str, flag: Flag, decided: Option<&str>, from: Option<&str>) -> Correction {
    Correction {
        id: id.into(),
        target: CorrectionTarget::Requirement("T".into()),
        flags: vec![flag],
        found_by: FoundBy::Comparison,
        found_on: date("2025-03-10"),
        decided_on: decided.map(date),
        effective_on: from.map(date),
        decided_by: Text::new("城西区", "Chengxi District"),
        before: Text::default(),
        after: Text::default(),
        reason: Text::default(),
        document: None,
        source: sample(),
    }
}

fn all(requirements: &[Requirement], corrections: &[Correction]) -> BTreeMap<UnitCode, Burden> {
    let requirements: Vec<&Requirement> = requirements.iter().collect();
    let corrections: Vec<&Correction> = corrections.iter().collect();
    burdens(&units(), &requirements, &corrections).collect()
}

/// What lands on the street.
fn lands(requirement: Requirement, corrections: &[Correction]) -> Burden {
    let mut all = all(&[requirement], corrections);
    all.remove(&STREET.into()).unwrap_or_default()
}

fn on(burden: &Burden, day: &str) -> OfficeYear {
    office_year(&figures(burden), date(day))
}

fn year_of(burden: &Burden, kind: &BurdenKind) -> KindYear {
    let year = on(burden, "2026-01-01");
    let found = year.kinds.into_iter().find(|(other, _)| other == kind);
    found.map(|(_, year)| year).unwrap_or_default()
}

fn reached(steps: Vec<Step>) -> Vec<String> {
    let all = all(&[requirement("T", steps)], &[]);
    all.keys().map(ToString::to_string).collect()
}

fn added(year: &KindYear) -> Vec<(Level, bool, u64)> {
    let levels = year.added.iter();
    levels
        .map(|share| (share.level.clone(), share.own, share.added()))
        .collect()
}

#[test]
fn counting_1_a_step_reaches_the_unit_it_names() {
    let steps = chain(|_| ()).steps;
    assert_eq!(reached(steps), ["630104", STREET]);
}

#[test]
fn counting_2_a_step_of_a_lower_level_than_its_unit_addresses_all_of_that_level_below() {
    let all_streets = step("3", Some("2"), Level::Street, "630104");
    let mut steps = chain(|_| ()).steps;
    steps[2] = all_streets.clone();
    assert_eq!(reached(steps), ["630104", STREET, "630104002"]);
    // Also from the origin, and over a level between.
    let mut origin = all_streets;
    (origin.parent, origin.unit) = (None, "6301".into());
    assert_eq!(reached(vec![origin]), [STREET, "630104002", "630105001"]);
}

#[test]
fn counting_3_who_starts_a_requirement_or_is_not_named_is_not_reached() {
    let started = vec![step("1", None, Level::Street, STREET)];
    assert_eq!(reached(started), [] as [&str; 0]);
    // The district passes it on to one of its streets; nobody named the other.
    assert!(!reached(chain(|_| ()).steps).contains(&"630104002".to_owned()));
    let beyond = vec![
        step("1", None, Level::City, "6301"),
        step("2", Some("1"), Level::Street, "elsewhere"),
    ];
    assert_eq!(
        reached(beyond),
        ["elsewhere"],
        "named, though not in the sheet"
    );
}

#[test]
fn counting_4_the_last_step_of_each_branch_counts_and_a_name_stands_for_all() {
    let street = |id: &str, parent: &str, unit: &str, times: u32| {
        let mut step = step(id, Some(parent), Level::Street, unit);
        step.deliverables = vec![report(times, Period::Once)];
        step
    };
    let with = |more: Vec<Step>| {
        let mut steps = chain(|_| ()).steps;
        steps.truncate(2);
        steps.extend(more);
        year_of(&lands(requirement("T", steps), &[]), &BurdenKind::Report).now()
    };
    assert_eq!(
        with(vec![
            street("3", "2", STREET, 2),
            street("4", "3", STREET, 5)
        ]),
        5
    );
    assert_eq!(
        with(vec![
            street("3", "2", "630104", 2),
            street("4", "2", STREET, 5)
        ]),
        5
    );
    assert_eq!(
        with(vec![
            street("3", "2", "630104", 2),
            street("4", "3", STREET, 5)
        ]),
        5
    );
    // By the district and straight from the city: both are handed in.
    assert_eq!(
        with(vec![
            street("3", "2", STREET, 2),
            street("4", "1", STREET, 5)
        ]),
        7
    );
}

/// What a step asks of one deliverable, as counted.
fn counted(name: &str, times: u32, per: Period, covers: Option<(u32, &str)>) -> Option<u64> {
    let burden = lands(
        chain(|steps| {
            steps[2].deliverables = vec![paper(DeliverableKind::Photo, name, times, per)];
            steps[2].coverage = covers.map(|(count, unit)| Coverage {
                text: Text::new("范围", "Scope"),
                count: Some(count),
                unit: unit.to_owned(),
                all: false,
            });
        }),
        &[],
    );
    let year = year_of(&burden, &BurdenKind::Photo).now();
    burden.uncounted.is_empty().then_some(year)
}

#[test]
fn counting_5_a_period_is_turned_into_a_year() {
    let table = [
        (1, Period::Once, 1),
        (30, Period::Once, 30),
        (1, Period::Year, 1),
        (2, Period::Year, 2),
        (1, Period::Quarter, 4),
        (3, Period::Quarter, 12),
        (1, Period::Month, 12),
        (1, Period::Day, 365),
        (6, Period::Day, 2190),
    ];
    for (times, per, expected) in table {
        let got = counted("照片", times, per.clone(), None);
        assert_eq!(got, Some(expected), "{times} {per:?}");
    }
}

#[test]
fn counting_6_of_a_week_whole_times_count_and_seven_are_a_day() {
    for (times, expected) in [(1, 52), (2, 104), (6, 312), (7, 365), (8, 417), (20, 1042)] {
        assert_eq!(counted("照片", times, Period::Week, None), Some(expected));
    }
    // Seven forms a week each are no fewer than one a day.
    let weekly = chain(|steps| {
        steps[1].deliverables = vec![photo(1, Period::Day)];
        let form = |i: u32| paper(DeliverableKind::Photo, &i.to_string(), 1, Period::Week);
        steps[2].deliverables = (0..7).map(form).collect();
    });
    let year = year_of(&lands(weekly, &[]), &BurdenKind::Photo);
    assert_eq!(added(&year), [(Level::County, false, 365)]);
}

#[test]
fn counting_7_what_is_asked_for_each_is_multiplied_where_the_number_is_written() {
    let day = || Period::Day;
    assert_eq!(
        counted("每点照片", 1, day(), Some((46, "点"))),
        Some(46 * 365)
    );
    assert_eq!(
        counted("逐户照片", 2, Period::Once, Some((9, "户"))),
        Some(18)
    );
    for (name, covers) in [
        ("每点照片", None),
        ("每点照片", Some((46, "条"))),
        ("每户签字照片", None),
        ("一户一档照片", Some((3, "个"))),
    ] {
        assert_eq!(counted(name, 1, day(), covers), None, "{name}");
    }
    // The number of roads plays no part in what is not asked for each of them.
    assert_eq!(counted("照片", 1, day(), Some((46, "条"))), Some(365));
    let burden = lands(
        chain(|steps| {
            let each = paper(DeliverableKind::Photo, "每户照片", 1, Period::Once);
            steps[2].deliverables = vec![photo(3, Period::Once), each];
        }),
        &[],
    );
    assert_eq!(burden.uncounted[0].reason, Reason::PerItem);
    assert_eq!(burden.uncounted[0].said.zh, "每户照片（一次）");
    assert_eq!(
        year_of(&burden, &BurdenKind::Photo).now(),
        3,
        "the other is counted"
    );
}

#[test]
fn counting_8_what_is_asked_in_an_unknown_period_is_listed() {
    let fortnight = Period::Unknown("fortnight".to_owned());
    assert_eq!(counted("照片", 1, fortnight.clone(), None), None);
    let burden = lands(
        chain(|steps| steps[2].tools = vec![check_in(1, fortnight)]),
        &[],
    );
    assert_eq!(burden.uncounted[0].reason, Reason::UnknownPeriod);
    assert_eq!(burden.uncounted[0].kind, BurdenKind::CheckIn);
    assert_eq!(burden.landed, []);
}

#[test]
fn counting_9_how_often_the_work_is_done_is_not_paper() {
    let burden = lands(
        chain(|steps| steps[2].frequency = Some(often(3, Period::Day))),
        &[],
    );
    assert_eq!(burden.requirements, ["T".into()], "it is reached");
    assert_eq!((burden.landed, burden.uncounted), (vec![], vec![]));
}

#[test]
fn counting_10_what_a_step_asks_more_than_the_one_above_is_its_own() {
    let burden = lands(
        chain(|steps| {
            steps[0].deliverables = vec![report(1, Period::Quarter)];
            steps[1].deliverables = vec![report(1, Period::Month)];
            steps[2].deliverables = vec![report(1, Period::Week), photo(6, Period::Day)];
            steps[2].tools = vec![check_in(2, Period::Day)];
        }),
        &[],
    );
    let reports = year_of(&burden, &BurdenKind::Report);
    assert_eq!(reports.asked(), 4);
    assert_eq!(
        added(&reports),
        [(Level::County, false, 8), (Level::Street, true, 40)]
    );
    assert_eq!(reports.now(), 52);
    let photos = year_of(&burden, &BurdenKind::Photo);
    assert_eq!((photos.asked(), photos.now()), (0, 2190));
    let all = on(&burden, "2026-01-01").all;
    assert_eq!(
        (all.asked(), all.added_in_all(), all.now()),
        (4, 2968, 2972)
    );
}

#[test]
fn counting_11_what_does_not_arrive_is_not_counted() {
    let reports = |counts: [u32; 3]| {
        let burden = lands(
            chain(|steps| {
                for (step, times) in steps.iter_mut().zip(counts) {
                    step.deliverables = vec![report(times, Period::Year)];
                    step.deliverables
                        .retain(|report| report.frequency.times > 0);
                }
            }),
            &[],
        );
        let year = year_of(&burden, &BurdenKind::Report);
        (year.asked(), added(&year))
    };
    let (county, street) = (|n| (Level::County, false, n), |n| (Level::Street, true, n));
    assert_eq!(reports([4, 12, 12]), (4, vec![county(8)]));
    assert_eq!(reports([4, 12, 6]), (4, vec![county(2)]));
    assert_eq!(reports([4, 12, 3]), (3, vec![]));
    assert_eq!(reports([4, 12, 0]), (0, vec![]));
    // What is asked again after nobody asked for it is asked by who asks.
    assert_eq!(reports([4, 0, 4]), (0, vec![street(4)]));
    assert_eq!(reports([4, 2, 6]), (2, vec![street(4)]));
}

#[test]
fn counting_12_what_has_a_basis_is_counted_as_such() {
    let with_basis = |level: Level| {
        let requirement = chain(|steps| {
            steps[2].deliverables = vec![report(1, Period::Month)];
            steps[2].basis = Some(Basis {
                text: Text::new("依据", "Basis"),
                level,
                emergency: false,
                document: None,
            });
        });
        let decided = correction("C", Flag::DeliverableAdded, Some("2025-03-17"), None);
        let year = year_of(&lands(requirement, &[decided]), &BurdenKind::Report);
        let share = &year.added[0];
        (share.justified, share.standing, share.gone)
    };
    assert_eq!(
        with_basis(Level::County),
        (12, 0, 0),
        "a basis holds whatever was decided"
    );
    assert_eq!(
        with_basis(Level::Street),
        (0, 0, 12),
        "its own level is none"
    );
}

/// A street that adds reports, photos and check-ins to the city's report.
fn grown() -> Requirement {
    chain(|steps| {
        steps[0].deliverables = vec![report(1, Period::Month)];
        steps[1].deliverables = vec![report(1, Period::Month)];
        steps[2].deliverables = vec![report(2, Period::Month), photo(6, Period::Day)];
        steps[2].tools = vec![check_in(2, Period::Day)];
    })
}

#[test]
fn counting_13_a_correction_takes_away_what_was_added() {
    let papers = correction("C-1", Flag::DeliverableAdded, Some("2025-03-17"), None);
    let year = on(&lands(grown(), std::slice::from_ref(&papers)), "2026-01-01").all;
    assert_eq!(
        (year.original, year.standing(), year.gone()),
        (12, 730, 12 + 2190)
    );
    let tools = correction("C-2", Flag::AppAdded, Some("2025-03-17"), None);
    let burden = lands(grown(), &[papers.clone(), tools]);
    let year = on(&burden, "2026-01-01").all;
    assert_eq!((year.original, year.now()), (12, 12));
    let other = correction("C-3", Flag::DeadlineEarlier, Some("2025-03-17"), None);
    assert_eq!(on(&lands(grown(), &[other]), "2026-01-01").all.gone(), 0);
    // Each says what it took.
    let corrections = [papers];
    let taken = cuts(&burden, |id| corrections.iter().find(|c| c.id == *id));
    assert_eq!(taken.len(), 2);
    let first = taken.iter().find(|cut| cut.correction == "C-1".into());
    let first = first.expect("the first correction");
    let expected = [(BurdenKind::Report, 12), (BurdenKind::Photo, 2190)];
    assert_eq!(first.taken, BTreeMap::from(expected));
    assert_eq!(first.decided_by.zh, "城西区");
}

#[test]
fn counting_14_it_does_so_from_its_day() {
    let flag = || Flag::DeliverableAdded;
    let from = |decided: &str, from: Option<&str>, day: &str| {
        let correction = correction("C", flag(), Some(decided), from);
        on(&lands(grown(), &[correction]), day).all.gone()
    };
    assert_eq!(from("2025-03-17", Some("2025-03-18"), "2025-03-17"), 0);
    assert_eq!(from("2025-03-17", Some("2025-03-18"), "2025-03-18"), 2202);
    assert_eq!(from("2025-03-17", None, "2025-03-16"), 0);
    assert_eq!(from("2025-03-17", None, "2025-03-17"), 2202);
    let two = [
        correction("C-1", flag(), Some("2025-05-01"), None),
        correction("C-2", flag(), Some("2025-04-01"), None),
    ];
    assert_eq!(on(&lands(grown(), &two), "2025-04-01").all.gone(), 2202);
}

#[test]
fn counting_15_a_review_takes_nothing_away() {
    let review = correction("C", Flag::DeliverableAdded, None, Some("2025-03-18"));
    let burden = lands(grown(), &[review]);
    assert_eq!(on(&burden, "2026-01-01").all.gone(), 0);
    let states = burden.landed.iter().flat_map(|landed| &landed.shares);
    let mut states = states.filter_map(|share| share.state.clone());
    assert!(states.any(|state| state == AdditionState::UnderReview));
}

#[test]
fn counting_16_a_duty_that_went_back_takes_everything_with_it() {
    let corrected = |list: DutyList, lead: bool| {
        let mut requirement = grown();
        requirement.list = list;
        requirement.steps[2].role = lead.then_some(Role::Lead);
        let correction = correction("C", Flag::DutyPushedDown, Some("2025-03-17"), None);
        let year = on(&lands(requirement, &[correction]), "2026-01-01").all;
        (year.original, year.original_gone, year.now())
    };
    assert_eq!(corrected(DutyList::TakenBack, false), (0, 12, 0));
    assert_eq!(corrected(DutyList::Barred, false), (0, 12, 0));
    // It no longer leads, but still assists.
    assert_eq!(corrected(DutyList::Assist, true), (12, 0, 24 + 2190 + 730));
    // The district, which does it now, still reports.
    let mut requirement = grown();
    requirement.list = DutyList::TakenBack;
    let correction = correction("C", Flag::DutyPushedDown, Some("2025-03-17"), None);
    let district = &all(&[requirement], &[correction])[&"630104".into()];
    assert_eq!(on(district, "2026-01-01").all.now(), 12);
}

/// What a department asks of the street.
struct Asking {
    id: &'static str,
    department: &'static str,
    title: &'static str,
    name: &'static str,
    per: Period,
    issued: &'static str,
    due: &'static str,
}

const TAX: Asking = Asking {
    id: "A",
    department: "税务局",
    title: "商铺经营和税源摸底",
    name: "临街商铺汇总表",
    per: Period::Month,
    issued: "2026-03-01",
    due: "2026-12-31",
};
const MARKET: Asking = Asking {
    id: "B",
    department: "市场监管局",
    title: "临街商铺经营核对",
    name: "月报表",
    per: Period::Month,
    issued: "2026-04-01",
    due: "2026-10-31",
};

fn twice_in(asked: &[&Asking], corrections: &[Correction]) -> Vec<AskedTwice> {
    let mut requirements = Vec::new();
    let mut documents = Vec::new();
    for asking in asked {
        let mut requirement = requirement(asking.id, chain(|_| ()).steps);
        requirement.title = Text::new(asking.title, "");
        for step in &mut requirement.steps {
            step.document = format!("D-{}-{}", asking.id, step.id).as_str().into();
            step.due_on = Some(date(asking.due));
            let form = paper(DeliverableKind::Form, asking.name, 1, asking.per.clone());
            step.deliverables = vec![form];
        }
        documents.push(Document {
            id: requirement.steps[0].document.clone(),
            number: String::new(),
            title: Text::default(),
            article: Text::default(),
            text: Text::default(),
            issuer: Text::new(asking.department, ""),
            level: Level::City,
            issued_on: Some(date(asking.issued)),
            expires_on: None,
            status: DocumentStatus::InForce,
            link: String::new(),
            source: sample(),
        });
        requirements.push(requirement);
    }
    let all = all(&requirements, corrections);
    twice(&all[&STREET.into()], &requirements, &documents)
}

fn twice(burden: &Burden, requirements: &[Requirement], documents: &[Document]) -> Vec<AskedTwice> {
    asked_twice(
        burden,
        |id| requirements.iter().find(|r| r.id == *id),
        |id| documents.iter().find(|d| d.id == *id),
    )
}

#[test]
fn counting_17_two_departments_that_ask_the_same_in_one_rhythm_are_found() {
    let found = twice_in(&[&TAX, &MARKET], &[]);
    assert_eq!(found.len(), 1);
    let pair = &found[0];
    assert_eq!(pair.shared, ["临街", "商铺", "经营", "街商", "铺经"]);
    assert_eq!(
        (pair.kind.clone(), pair.per.clone()),
        (BurdenKind::Form, Period::Month)
    );
    let said = (pair.one.said.zh.as_str(), pair.other.said.zh.as_str());
    assert_eq!(said, ("临街商铺汇总表（每月1次）", "月报表（每月1次）"));
    let same = |change: fn(&mut Asking)| {
        let mut other = MARKET;
        change(&mut other);
        twice_in(&[&TAX, &other], &[]).len()
    };
    assert_eq!(same(|a| a.department = "税务局"), 0, "one department");
    assert_eq!(same(|a| a.per = Period::Week), 0, "another rhythm");
    assert_eq!(
        same(|a| a.title = "沿街商铺登记"),
        0,
        "two terms are too few"
    );
    assert_eq!(
        same(|a| a.title = "临街商铺门前环境卫生和消防安全责任落实"),
        0,
        "three of many"
    );
    assert_eq!(
        same(|a| a.title = "汇总统计情况报告工作台账"),
        0,
        "paperwork alone"
    );
}

#[test]
fn counting_18_what_follows_the_other_or_is_gone_is_not_asked_twice() {
    let mut later = MARKET;
    later.issued = "2027-01-01";
    later.due = "2027-10-31";
    assert_eq!(twice_in(&[&TAX, &later], &[]), []);
    later.issued = "2026-12-31";
    assert_eq!(
        twice_in(&[&TAX, &later], &[]).len(),
        1,
        "on the last day still"
    );
    // The street alone asked, and was corrected.
    let mut requirements = vec![grown(), grown()];
    requirements[1].id = "U".into();
    let gone = correction("C", Flag::DeliverableAdded, Some("2025-03-17"), None);
    let burden = &all(&requirements, &[gone])[&STREET.into()];
    let asks = |landed: &&Landed| landed.kind == BurdenKind::Photo;
    assert_eq!(burden.landed.iter().filter(asks).count(), 2);
    assert_eq!(twice(burden, &requirements, &[]), []);
    // What forty ask for tells nothing of any two of them.
    let ids: Vec<String> = (0..40).map(|i| format!("A{i:02}")).collect();
    let many: Vec<Asking> = ids
        .iter()
        .map(|id| Asking {
            id: id.clone().leak(),
            department: id.clone().leak(),
            ..TAX
        })
        .collect();
    let few: Vec<&Asking> = many.iter().take(32).collect();
    assert_eq!(twice_in(&few, &[]).len(), 32 * 31 / 2);
    assert_eq!(twice_in(&many.iter().collect::<Vec<_>>(), &[]), []);
}

#[test]
fn counting_19_it_does_not_depend_on_the_order_of_the_rows() {
    let found = twice_in(&[&TAX, &MARKET], &[]);
    assert_eq!(twice_in(&[&MARKET, &TAX], &[]), found);
    let documents = (
        found[0].one.document.as_str(),
        found[0].other.document.as_str(),
    );
    assert_eq!(documents, ("D-A-1", "D-B-1"));
}

fn glance_of(
    requirements: &[Requirement],
    corrections: &[Correction],
) -> BTreeMap<Year, Vec<Glance>> {
    let issued = |id: &str, on: Option<&str>| Document {
        id: id.into(),
        number: String::new(),
        title: Text::default(),
        article: Text::default(),
        text: Text::default(),
        issuer: Text::default(),
        level: Level::City,
        issued_on: on.map(date),
        expires_on: None,
        status: DocumentStatus::InForce,
        link: String::new(),
        source: sample(),
    };
    let documents = [issued("D-1", Some("2025-02-01")), issued("D-9", None)];
    let documents: Vec<&Document> = documents.iter().collect();
    let requirements: Vec<&Requirement> = requirements.iter().collect();
    let corrections: Vec<&Correction> = corrections.iter().collect();
    glances(&requirements, &corrections, &documents, 7)
}

#[test]
fn counting_20_a_requirement_belongs_to_the_year_of_its_first_document() {
    let mut undated = grown();
    undated.id = "U".into();
    undated.steps[0].document = "D-9".into();
    let years = glance_of(&[grown(), undated], &[]);
    let started = |year: Year| years[&year][0].started.clone();
    assert_eq!(started(Some(2025)), ["T".into()]);
    assert_eq!(started(None), ["U".into()]);
}

#[test]
fn counting_21_an_addition_is_that_of_the_level_whose_step_adds() {
    let years = glance_of(&[grown()], &[]);
    let [all, city, street] = years[&Some(2025)].as_slice() else {
        panic!("all, the city and the street: {years:?}");
    };
    assert_eq!(all.level, None);
    let figures = |glance: &Glance| {
        let figures = glance.figures();
        (figures.level, figures.started, figures.with_additions)
    };
    assert_eq!(figures(city), (Some(Level::City), 1, 0));
    assert_eq!(figures(street), (Some(Level::Street), 0, 1));
    let ids: &[RequirementId] = &["T".into()];
    assert_eq!(
        street.added[&Flag::DeliverableAdded],
        ids,
        "once for two kinds of paper"
    );
    assert_eq!(street.added, all.added);
    assert_eq!(street.states[&AdditionState::ToBeChecked], ids);
}

#[test]
fn counting_22_the_days_to_a_correction_are_from_finding_to_decision() {
    let corrections = [
        correction("C-1", Flag::DeliverableAdded, Some("2025-03-14"), None),
        correction(
            "C-2",
            Flag::AppAdded,
            Some("2025-03-17"),
            Some("2025-04-01"),
        ),
        correction("C-3", Flag::AppAdded, None, None),
        correction("C-4", Flag::ScopeWidened, Some("2025-03-30"), None),
    ];
    let years = glance_of(&[grown()], &corrections);
    let figures = years[&Some(2025)][0].figures();
    assert_eq!(
        figures.decisions, 2,
        "a review is none, and nothing widened the scope"
    );
    assert_eq!(figures.median_days, Some(Milli(5_500)));
    assert_eq!(
        figures.states,
        BTreeMap::from([(AdditionState::Corrected, 1)])
    );
}

#[test]
fn every_line_of_the_rules_has_its_test() {
    let (rules, tests) = (
        include_str!("../../../docs/counting.md"),
        include_str!("counting.rs"),
    );
    let mut lines = 0;
    for line in rules.lines() {
        let Some((number, _)) = line.split_once(". ") else {
            continue;
        };
        if number.parse::<u32>().is_ok() {
            lines += 1;
            assert_eq!(number, lines.to_string(), "the lines are numbered through");
            assert!(
                tests.contains(&format!("fn counting_{number}_")),
                "line {number}"
            );
        }
    }
    assert!(lines > 20, "{lines} lines");
}

fn items() -> impl Strategy<Value = (Vec<Deliverable>, Vec<Tool>)> {
    let period = prop::sample::select(Period::ALL.to_vec());
    let kind = prop::sample::select(DeliverableKind::ALL.to_vec());
    let name = prop::sample::select(vec!["小结", "每户照片", "日报表"]);
    let papers = (kind, name, 0u32..9, period.clone())
        .prop_map(|(kind, name, times, per)| paper(kind, name, times, per));
    let tools = (0u32..5, period).prop_map(|(times, per)| check_in(times, per));
    (
        prop::collection::vec(papers, 0..4),
        prop::collection::vec(tools, 0..2),
    )
}

fn random_requirement() -> impl Strategy<Value = Requirement> {
    let basis = prop::collection::vec(prop::bool::weighted(0.2), 4);
    let list = prop::sample::select(DutyList::ALL.to_vec());
    (
        prop::collection::vec(items(), 4),
        basis,
        list,
        any::<bool>(),
    )
        .prop_map(|(items, basis, list, all_streets)| {
            let mut steps = chain(|_| ()).steps;
            let unit = if all_streets { "630104" } else { "630104002" };
            steps.push(step("4", Some("2"), Level::Street, unit));
            for ((step, (deliverables, tools)), has_basis) in steps.iter_mut().zip(items).zip(basis)
            {
                (step.deliverables, step.tools) = (deliverables, tools);
                step.basis = has_basis.then(|| Basis {
                    text: Text::default(),
                    level: Level::Province,
                    emergency: false,
                    document: None,
                });
            }
            Requirement {
                list,
                ..requirement("T", steps)
            }
        })
}

fn random_corrections() -> impl Strategy<Value = Vec<Correction>> {
    let flag = prop::sample::select(Flag::ALL.to_vec());
    let one = (flag, any::<bool>(), 0i64..400).prop_map(|(flag, is_decided, days)| {
        let day = date("2025-06-01").plus_days(days).to_string();
        correction("C", flag, is_decided.then_some(day.as_str()), None)
    });
    prop::collection::vec(one, 0..4)
}

fn day() -> impl Strategy<Value = Date> {
    (0i64..500).prop_map(|days| date("2025-05-01").plus_days(days))
}

proptest! {
    #[test]
    fn the_parts_add_up_to_what_the_last_step_asks(
        requirement in random_requirement(), corrections in random_corrections(), day in day(),
    ) {
        for burden in all(std::slice::from_ref(&requirement), &corrections).values() {
            let mut sum = 0;
            for landed in &burden.landed {
                let step = requirement.steps.iter().find(|s| s.id == landed.step).expect("a step");
                let asked = burden::times_a_year(step, &landed.kind);
                prop_assert_eq!(landed.shares.iter().map(|s| s.a_year).sum::<u64>(), asked);
                prop_assert!(landed.shares.iter().all(|share| share.a_year > 0));
                sum += asked;
            }
            let year = office_year(&figures(burden), day);
            prop_assert_eq!(year.all.before(), sum);
            prop_assert_eq!(year.all.now() + year.all.gone(), sum);
            prop_assert_eq!(year.all.asked() + year.all.added_in_all(), sum);
            let kinds = year.kinds.iter().map(|(_, kind)| kind.now()).sum::<u64>();
            prop_assert_eq!(kinds, year.all.now());
        }
    }

    #[test]
    fn a_correction_never_makes_more_of_anything(
        requirement in random_requirement(), corrections in random_corrections(), day in day(),
    ) {
        let before = all(std::slice::from_ref(&requirement), &[]);
        for (unit, burden) in all(&[requirement], &corrections) {
            let was = office_year(&figures(&before[&unit]), day).all;
            let is = office_year(&figures(&burden), day).all;
            prop_assert!(is.original <= was.original && is.now() <= was.now());
            prop_assert_eq!(is.asked(), was.asked());
            prop_assert_eq!(is.added_in_all(), was.added_in_all());
            let later = office_year(&figures(&burden), day.plus_days(100)).all;
            prop_assert!(later.now() <= is.now(), "what is over stays over");
        }
    }

    #[test]
    fn another_requirement_never_lowers_a_figure(
        one in random_requirement(), mut other in random_requirement(), day in day(),
    ) {
        other.id = "U".into();
        let alone = all(std::slice::from_ref(&one), &[]);
        let both = all(&[one, other], &[]);
        for (unit, burden) in alone {
            let was = office_year(&figures(&burden), day);
            let is = office_year(&figures(&both[&unit]), day);
            prop_assert!(is.all.original >= was.all.original);
            for (kind, year) in &was.kinds {
                let (_, now) = is.kinds.iter().find(|(k, _)| k == kind).expect("the kind");
                prop_assert!(now.now() >= year.now());
            }
        }
    }

    #[test]
    fn what_is_asked_twice_is_asked_twice_from_both_sides(
        words in prop::collection::vec("[临街商铺经营户]{2,8}", 2..8), seed in any::<u32>(),
    ) {
        let asked: Vec<Asking> = words
            .iter()
            .enumerate()
            .map(|(i, title)| Asking {
                id: format!("T{i}").leak(),
                title: title.clone().leak(),
                department: ["甲局", "乙局"][i % 2],
                ..MARKET
            })
            .collect();
        let mut in_order: Vec<&Asking> = asked.iter().collect();
        let found = twice_in(&in_order, &[]);
        in_order.sort_by_key(|asking| {
            let bytes = asking.id.bytes().fold(seed, |n, b| n.rotate_left(7) ^ u32::from(b));
            bytes.wrapping_mul(2_654_435_761)
        });
        prop_assert_eq!(&twice_in(&in_order, &[]), &found);
        for pair in &found {
            prop_assert!(pair.one.requirement < pair.other.requirement);
            prop_assert!(pair.one.department != pair.other.department);
        }
    }
}
