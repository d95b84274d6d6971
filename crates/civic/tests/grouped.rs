//! Contract §4.9: officials' reports, published in groups that give nobody away.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};

use civic::cases::grouped::{
    Cell, County, Group, GroupId, Inconsistent, Month, Outcome, OutcomeCount, Period, Report,
    SMALLEST, Table, release, table,
};
use civic::cases::{Means, Stage};
use civic::duties::added_demands::Flag;
use civic::duties::{Level, Unit};
use civic::{Bilingual, ServiceCode, Text, UnitCode};
use fixtures::date;
use proptest::prelude::*;

fn units() -> Vec<Unit> {
    let unit = |code: &str, level, parent: &str| Unit {
        code: code.into(),
        name: Text::default(),
        level,
        parent: (!parent.is_empty()).then(|| parent.into()),
    };
    vec![
        unit("6301", Level::City, ""),
        unit("630102", Level::County, "6301"),
        unit("630103", Level::County, "6301"),
        unit("630102001", Level::Street, "630102"),
        unit("630102001001", Level::Community, "630102001"),
        unit("a", Level::Street, "b"),
        unit("b", Level::Street, "a"),
    ]
}

fn county(code: &str) -> Option<County> {
    County::of(&code.into(), &units())
}

fn month(text: &str) -> Month {
    Month::of(date(&format!("{text}-15")))
}

fn report(at: &str, county_code: &str, level: &Level) -> Report {
    Report {
        service: "burden".into(),
        month: month(at),
        county: county(county_code),
        level: Some(level.clone()),
        topic: None,
        stage: Stage::Received,
        means: None,
        ended: None,
        group: None,
    }
}

/// What was published so far, and the reports as the store has them.
#[derive(Clone, Debug, Default)]
struct Office {
    reports: Vec<Report>,
    groups: Vec<Group>,
}

impl Office {
    fn with(reports: Vec<Report>) -> Self {
        Self {
            reports,
            ..Self::default()
        }
    }

    fn publish(&mut self, now: &str) -> Table {
        self.publish_in(month(now))
    }

    fn publish_in(&mut self, now: Month) -> Table {
        let release = release(&self.reports, &self.groups, now).expect("consistent");
        for (at, group) in release.joined {
            self.reports[at].group = Some(group);
        }
        self.groups = release.groups;
        table(&self.groups)
    }
}

fn told(table: &Table) -> Vec<String> {
    let or_any = |text: Option<&str>| text.unwrap_or("any").to_owned();
    table
        .rows
        .iter()
        .map(|row| {
            let cell = &row.cell;
            format!(
                "{} {} {} {} {}",
                cell.period,
                or_any(cell.service.as_ref().map(ServiceCode::as_str)),
                or_any(cell.county.as_ref().map(|c| c.code().as_str())),
                or_any(cell.level.as_ref().map(Level::code)),
                row.count
            )
        })
        .collect()
}

#[test]
fn s4_9_nothing_finer_than_a_county_can_be_counted() {
    for (unit, found) in [
        ("630102", Some("630102")),
        ("630102001", Some("630102")),
        ("630102001001", Some("630102")),
        ("6301", None),
        ("nowhere", None),
        ("a", None), // its way up runs in a circle
    ] {
        let code = county(unit).map(|county| county.code().clone());
        assert_eq!(code, found.map(UnitCode::from), "{unit}");
    }
}

#[test]
fn s4_9_groups_of_five_are_published_and_four_are_not() {
    let mut office = Office::with(vec![report("2026-05", "630102", &Level::City); 4]);
    assert_eq!(told(&office.publish("2026-06")), [""; 0]);
    office
        .reports
        .push(report("2026-05", "630102", &Level::City));
    assert_eq!(
        told(&office.publish("2026-06")),
        ["2026-05 burden 630102 city 5"]
    );
}

#[test]
fn s4_9_a_month_is_published_once_it_is_over() {
    let mut office = Office::with(vec![report("2026-06", "630102", &Level::City); 9]);
    assert_eq!(office.publish("2026-06").total, 0);
    assert_eq!(office.publish("2026-07").total, 9);
}

#[test]
fn s4_9_small_cells_are_counted_more_coarsely_step_by_step() {
    let mut office = Office::default();
    let add = |office: &mut Office, times: usize, at: &str, county: &str, level: &Level| {
        office
            .reports
            .extend(vec![report(at, county, level); times]);
    };
    add(&mut office, 6, "2026-04", "630102", &Level::City);
    // Five of a county in two levels, and two of another: the level is dropped first, then the county.
    add(&mut office, 3, "2026-04", "630103", &Level::City);
    add(&mut office, 2, "2026-04", "630103", &Level::Province);
    add(&mut office, 2, "2026-05", "630102", &Level::City);
    add(&mut office, 3, "2026-05", "630103", &Level::City);
    add(&mut office, 4, "2026-06", "630102", &Level::City);
    assert_eq!(
        told(&office.publish("2026-07")),
        [
            "2026-05 burden any any 5",
            "2026-04 burden 630102 city 6",
            "2026-04 burden 630103 any 5",
        ]
    );
    // The quarter ended with June; its four are too few, and wait for the year.
    add(&mut office, 3, "2026-09", "630102", &Level::City);
    assert_eq!(office.publish("2026-12").total, 16);
    assert_eq!(
        told(&office.publish("2027-01"))[..1],
        ["2026-05 burden any any 5"]
    );
    let year = office.groups.last().expect("a group");
    assert_eq!((year.cell.period, year.count), (Period::Year(2026), 7));
}

#[test]
fn what_is_late_waits_until_there_are_five_more() {
    let mut office = Office::with(vec![report("2026-04", "630102", &Level::City); 5]);
    assert_eq!(office.publish("2026-05").total, 5);
    office
        .reports
        .extend(vec![report("2026-04", "630102", &Level::City); 4]);
    assert_eq!(office.publish("2026-05").total, 5);
    office
        .reports
        .push(report("2026-04", "630102", &Level::City));
    assert_eq!(
        told(&office.publish("2026-05")),
        ["2026-04 burden 630102 city 10"]
    );
}

#[test]
fn withdrawn_and_merged_reports_are_not_counted_but_those_published_stay() {
    let mut office = Office::with(vec![report("2026-04", "630102", &Level::City); 6]);
    office.reports[0].stage = Stage::Withdrawn;
    office.reports[1].stage = Stage::Merged;
    assert_eq!(office.publish("2026-05").total, 0);
    office.reports[1].stage = Stage::Received;
    assert_eq!(office.publish("2026-05").total, 5);
    office.reports[2].stage = Stage::Withdrawn;
    assert_eq!(office.publish("2026-06").total, 5);
}

#[test]
fn what_became_of_a_group_is_told_of_all_at_once_and_then_stays() {
    let end = |office: &mut Office, reports: std::ops::Range<usize>, means: &Means| {
        for report in &mut office.reports[reports] {
            report.stage = Stage::Closed;
            report.means = Some(means.clone());
            report.ended = Some(month("2026-05"));
        }
    };
    let mut office = Office::with(vec![report("2026-04", "630102", &Level::City); 11]);
    end(&mut office, 0..6, &Means::Service);
    end(&mut office, 6..10, &Means::Management);
    let pending = office.publish("2026-05");
    assert_eq!((pending.rows[0].pending, pending.rows[0].ended), (11, 0));
    let mut uneven = office.clone();
    end(&mut office, 10..11, &Means::Management);
    // The month in which the last one ended is not over.
    assert_eq!(office.publish("2026-05").rows[0].pending, 11);
    let row = &office.publish("2026-06").rows[0];
    let part = |means, count| OutcomeCount { means, count };
    assert_eq!((row.pending, row.ended), (0, 0));
    assert_eq!(
        row.by_means,
        [part(Means::Service, 6), part(Means::Management, 5)]
    );
    // One that was handled by other means than all the rest would be found.
    end(&mut uneven, 10..11, &Means::Enforcement);
    let row = uneven.publish("2026-06").rows[0].clone();
    assert_eq!((row.pending, row.ended, row.by_means), (0, 11, vec![]));
    // And it stays untold, although it could be told now.
    end(&mut uneven, 10..11, &Means::Management);
    assert_eq!(uneven.publish("2026-07").rows[0].ended, 11);
}

#[test]
fn reports_and_groups_that_do_not_belong_together_are_refused() {
    let mut office = Office::with(vec![report("2026-04", "630102", &Level::City); 5]);
    office.publish("2026-05");
    let refused = |office: &Office| {
        let refused = release(&office.reports, &office.groups, month("2026-06"));
        let refused = refused.expect_err("inconsistent");
        assert!(!refused.text().zh.is_empty());
        refused
    };
    let mut lost = office.clone();
    lost.reports.pop();
    assert_eq!(
        refused(&lost),
        Inconsistent::Members {
            group: GroupId(1),
            published: 5,
            counted: 4
        }
    );
    let mut forgotten = office.clone();
    forgotten.groups.clear();
    assert_eq!(refused(&forgotten), Inconsistent::NoSuchGroup(GroupId(1)));
    let mut doubled = office;
    doubled.groups.push(doubled.groups[0].clone());
    assert_eq!(refused(&doubled), Inconsistent::TwoGroups(GroupId(1)));
}

#[test]
fn periods_are_written_and_read() {
    for (text, period) in [
        ("2026", Period::Year(2026)),
        ("2026-Q4", Period::Quarter(2026, 4)),
        ("2026-11", Period::Month(month("2026-11"))),
    ] {
        assert_eq!(period.to_string(), text);
        assert_eq!(Period::parse(text), Some(period));
    }
    for bad in [
        "",
        "26",
        "2026-13",
        "2026-Q5",
        "2026-Q0",
        "2026-1",
        "Q4",
        "2026-11-02",
    ] {
        assert_eq!(Period::parse(bad), None, "{bad}");
    }
}

/// Something that happens at the office.
#[derive(Clone, Debug)]
enum Happening {
    Arrives(Report),
    Ends(usize, Stage, Means),
    MonthPasses,
    Publishes,
}

fn happening() -> impl Strategy<Value = Happening> {
    let arrives = (
        prop::sample::select(vec!["burden", "form"]),
        prop::sample::select(vec!["630102", "630103", ""]),
        prop::option::of(prop::sample::select(vec![Level::City, Level::County])),
        prop::option::of(prop::sample::select(vec![
            Flag::AppAdded,
            Flag::DutyPushedDown,
        ])),
    )
        .prop_map(|(service, at, level, topic)| {
            Happening::Arrives(Report {
                service: service.into(),
                level,
                topic,
                ..report("2026-01", at, &Level::City)
            })
        });
    let stages = vec![
        Stage::Closed,
        Stage::Closed,
        Stage::Closed,
        Stage::Withdrawn,
        Stage::Merged,
        Stage::Referred,
        Stage::Reopened,
    ];
    let ends = (
        any::<usize>(),
        prop::sample::select(stages),
        prop::sample::select(Means::ALL[..2].to_vec()),
    )
        .prop_map(|(at, stage, means)| Happening::Ends(at, stage, means));
    prop_oneof![
        12 => arrives,
        6 => ends,
        1 => Just(Happening::MonthPasses),
        1 => Just(Happening::Publishes),
    ]
}

/// Each table that was published, and the office at the end.
fn live(happenings: Vec<Happening>) -> (Vec<Table>, Office) {
    let mut office = Office::default();
    let mut today = date("2025-09-15");
    let mut tables = vec![Table::default()];
    for happening in happenings {
        match happening {
            Happening::Arrives(report) => office.reports.push(Report {
                month: Month::of(today),
                ..report
            }),
            Happening::Ends(at, stage, means) => {
                let count = office.reports.len().max(1);
                if let Some(report) = office.reports.get_mut(at % count) {
                    report.stage = stage;
                    report.means = Some(means);
                    report.ended = Some(Month::of(today));
                }
            }
            Happening::MonthPasses => today = today.plus_days(30),
            Happening::Publishes => tables.push(office.publish_in(Month::of(today))),
        }
    }
    for months in [30, 120, 400] {
        tables.push(office.publish_in(Month::of(today.plus_days(months))));
    }
    (tables, office)
}

type Figures = BTreeMap<(Cell, &'static str, Option<Means>), u32>;

/// Every number of a table.
fn figures(table: &Table) -> Figures {
    let mut figures = Figures::new();
    for row in &table.rows {
        let mut put = |what, means, count| {
            figures.insert((row.cell.clone(), what, means), count);
        };
        put("all", None, row.count);
        put("pending", None, row.pending);
        put("ended", None, row.ended);
        for part in &row.by_means {
            put("means", Some(part.means.clone()), part.count);
        }
    }
    figures
}

fn is_safe(number: u32) -> bool {
    number == 0 || number >= SMALLEST
}

/// The sums that a reader can make of a table: by each choice of what to leave open.
fn sums(table: &Table) -> Vec<BTreeMap<Cell, u32>> {
    (0..16_u8)
        .map(|mask| {
            let mut sums = BTreeMap::new();
            for row in &table.rows {
                let mut cell = row.cell.clone();
                if mask & 1 > 0 {
                    cell.service = None;
                }
                if mask & 2 > 0 {
                    cell.county = None;
                }
                if mask & 4 > 0 {
                    cell.level = None;
                    cell.topic = None;
                }
                if mask & 8 > 0 {
                    cell.period = Period::Year(0);
                }
                *sums.entry(cell).or_default() += row.count;
            }
            sums
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn s4_9_no_number_and_no_difference_is_one_to_four(
        happenings in prop::collection::vec(happening(), 0..250)
    ) {
        let (tables, office) = live(happenings);
        for (at, earlier) in tables.iter().enumerate() {
            let figures_before = figures(earlier);
            prop_assert!(figures_before.values().all(|count| is_safe(*count)));
            prop_assert!(is_safe(earlier.total));
            // Of a total and its parts: of a row, and of the table.
            for row in &earlier.rows {
                let by_means: u32 = row.by_means.iter().map(|part| part.count).sum();
                prop_assert_eq!(row.count, row.pending + row.ended + by_means);
            }
            prop_assert_eq!(earlier.total, earlier.rows.iter().map(|row| row.count).sum::<u32>());
            for coarse in sums(earlier) {
                for (cell, sum) in &coarse {
                    let of_cell = figures_before.get(&(cell.clone(), "all", None));
                    prop_assert!(is_safe(sum - of_cell.unwrap_or(&0)));
                    prop_assert!(is_safe(earlier.total - sum));
                }
            }
            // Of any two tables that were ever published.
            for later in &tables[at..] {
                prop_assert!(is_safe(later.total - earlier.total));
                let figures_after = figures(later);
                let keys: BTreeSet<_> = figures_before.keys().chain(figures_after.keys()).collect();
                for key in keys {
                    let before = figures_before.get(key).copied().unwrap_or(0);
                    let after = figures_after.get(key).copied().unwrap_or(0);
                    prop_assert!(is_safe(before.abs_diff(after)), "{key:?} {before} {after}");
                    prop_assert!(after >= before || key.1 == "pending");
                }
                for (coarse, finer) in sums(later).iter().zip(sums(earlier)) {
                    for (cell, after) in coarse {
                        prop_assert!(is_safe(after - finer.get(cell).unwrap_or(&0)));
                    }
                }
            }
        }
        // Each report is in one group at most, and says nothing that its group does not say of all.
        let mut members: BTreeMap<GroupId, Vec<&Report>> = BTreeMap::new();
        for report in &office.reports {
            if let Some(group) = report.group {
                members.entry(group).or_default().push(report);
            }
        }
        for group in &office.groups {
            let reports = &members[&group.id];
            prop_assert_eq!(reports.len(), group.count as usize);
            prop_assert!(group.count >= SMALLEST);
            let Cell { period, service, county, level, topic } = &group.cell;
            for report in reports {
                let is_in = match period {
                    Period::Month(month) => *month == report.month,
                    Period::Quarter(year, quarter) => {
                        (*year, *quarter) == (report.month.year(), report.month.quarter())
                    }
                    Period::Year(year) => *year == report.month.year(),
                };
                prop_assert!(is_in);
                prop_assert!(service.as_ref().is_none_or(|service| *service == report.service));
                prop_assert!(county.is_none() || *county == report.county);
                prop_assert!(level.is_none() || *level == report.level);
                prop_assert!(topic.is_none() || *topic == report.topic);
            }
            if let Outcome::ByMeans(parts) = &group.outcome {
                prop_assert_eq!(parts.iter().map(|part| part.count).sum::<u32>(), group.count);
            }
        }
    }

    #[test]
    fn no_five_reports_wait_that_could_be_told(happenings in prop::collection::vec(happening(), 0..250)) {
        let (_, office) = live(happenings);
        // After the last publication, long after all: fewer than five of a year are left.
        let mut left: BTreeMap<i32, u32> = BTreeMap::new();
        for report in office.reports.iter().filter(|r| r.group.is_none() && r.is_counted()) {
            *left.entry(report.month.year()).or_default() += 1;
        }
        prop_assert!(left.values().all(|count| *count < SMALLEST), "{left:?}");
    }
}

#[test]
fn a_table_reads_like_this() {
    let mut office = Office::with(vec![report("2026-04", "630102", &Level::City); 5]);
    let table = office.publish("2026-05");
    assert_eq!(
        serde_json::to_string(&table).expect("json"),
        r#"{"rows":[{"cell":{"period":"2026-04","service":"burden","county":"630102","level":"city"},"count":5,"pending":5,"ended":0,"by_means":[]}],"total":5}"#
    );
}
