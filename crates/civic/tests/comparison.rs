//! A requirement as a comparison: which value is whose, how much was added, and what became of it.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use civic::Text;
use civic::documents::{Correction, CorrectionTarget, FoundBy};
use civic::duties::added_demands::{Addition, AdditionState, Flag};
use civic::duties::comparison::{Comparison, Entry, Part, Row, Said, comparison};
use civic::duties::{
    Assessment, Bound, Coverage, Deliverable, DeliverableKind, DutyCategory, DutyList, Frequency,
    Level, Milli, Period, Requirement, RequirementStatus, Step, Target, Unit, reviewed,
};
use fixtures::sources::document;
use fixtures::{date, sample};

const BUFFER: u32 = 7;

fn step(id: &str, parent: Option<&str>, level: Level) -> Step {
    Step {
        id: id.into(),
        parent: parent.map(Into::into),
        level,
        unit: format!("U{id}").as_str().into(),
        unit_name: Text::new(format!("单位{id}"), format!("Unit {id}")),
        document: "D-1".into(),
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

/// A chain of as many levels, the topmost first.
fn chain(levels: usize, change: impl FnOnce(&mut [Step])) -> Requirement {
    let mut steps: Vec<Step> = (0..levels)
        .map(|i| {
            let parent = i.checked_sub(1).map(|above| above.to_string());
            step(
                &i.to_string(),
                parent.as_deref(),
                Level::ALL[6 - levels + i].clone(),
            )
        })
        .collect();
    change(&mut steps);
    requirement(steps)
}

fn requirement(steps: Vec<Step>) -> Requirement {
    Requirement {
        id: "T".into(),
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

fn corrects(flags: &[Flag]) -> Correction {
    Correction {
        id: "C".into(),
        target: CorrectionTarget::Requirement("T".into()),
        flags: flags.to_vec(),
        found_by: FoundBy::Comparison,
        found_on: date("2025-03-10"),
        decided_on: Some(date("2025-03-17")),
        effective_on: Some(date("2025-03-18")),
        decided_by: Text::new("城西区", "Chengxi"),
        before: Text::default(),
        after: Text::default(),
        reason: Text::default(),
        document: None,
        source: sample(),
    }
}

fn times(times: u32, per: Period) -> Frequency {
    Frequency { times, per }
}

fn target(value: i64, unit: &str, bound: Bound) -> Vec<Target> {
    vec![Target {
        measure: Text::new("点位", "Points"),
        unit: unit.to_owned(),
        rate: unit == "%",
        bound,
        value: Milli(value * 1000),
    }]
}

fn papers(list: &[(&str, DeliverableKind, u32, Period)]) -> Vec<Deliverable> {
    let of = |(name, kind, n, per): &(&str, DeliverableKind, u32, Period)| Deliverable {
        kind: kind.clone(),
        name: Text::new(*name, *name),
        frequency: Frequency {
            times: *n,
            per: per.clone(),
        },
    };
    list.iter().map(of).collect()
}

/// Runs a check on the comparison of a requirement with its corrections.
fn compared(
    requirement: &Requirement,
    corrections: &[Correction],
    look: impl FnOnce(&Comparison<'_>, &[Addition]),
) {
    let additions = reviewed(requirement, corrections, BUFFER);
    let mut first = document("D-1", civic::documents::DocumentStatus::InForce);
    first.issued_on = Some(date("2025-03-03"));
    look(
        &comparison(requirement, &additions, &[first], BUFFER),
        &additions,
    );
}

fn row<'c, 'a>(comparison: &'c Comparison<'a>, flag: &Flag) -> &'c Row<'a> {
    let mut rows = comparison.rows.iter();
    rows.find(|row| row.flag == *flag).expect("the row")
}

fn only<'c, 'a>(row: &'c Row<'a>, column: usize) -> &'c Entry<'a> {
    assert_eq!(row.cells[column].len(), 1, "{:?}", row.cells[column]);
    &row.cells[column][0]
}

fn said(entry: &Entry<'_>) -> Vec<(String, Part)> {
    let text = |said: &Said| match said {
        Said::Words(text) => text.zh.clone(),
        Said::Day(day) => day.to_string(),
    };
    let values = entry.values.iter();
    values.map(|(said, part)| (text(said), *part)).collect()
}

fn grown<'e>(entry: &'e Entry<'_>) -> Vec<&'e str> {
    entry.grown.iter().map(|text| text.zh.as_str()).collect()
}

#[test]
fn what_was_added_has_a_length_and_is_gone_when_corrected() {
    let patrol = chain(3, |steps| {
        steps[0].frequency = Some(times(2, Period::Week));
        steps[1].frequency = Some(times(1, Period::Day));
        steps[2].frequency = Some(times(3, Period::Day));
    });
    compared(&patrol, &[], |comparison, _| {
        let row = row(comparison, &Flag::FrequencyRaised);
        assert_eq!(row.scale.zh, "次/周");
        assert_eq!(row.longest, 3 * 2555);
        assert!(comparison.has(Part::Added));
        assert_eq!(only(row, 0).bar, [(Part::Original, 730)]);
        assert_eq!(grown(only(row, 1)), ["每周多 5 次"]);
        assert_eq!(grown(only(row, 2)), ["每天多 2 次"]);
        assert_eq!(
            only(row, 2).bar,
            [(Part::Original, 730), (Part::Added, 3 * 2555 - 730)]
        );
    });
    let gone = corrects(&[Flag::FrequencyRaised]);
    compared(&patrol, &[gone], |comparison, _| {
        let row = row(comparison, &Flag::FrequencyRaised);
        assert_eq!(said(only(row, 0)), [("每周2次".to_owned(), Part::Original)]);
        assert_eq!(said(only(row, 2)), [("每天3次".to_owned(), Part::Gone)]);
        assert_eq!(only(row, 2).bar[1].0, Part::Gone);
        assert!(comparison.has(Part::Gone) && !comparison.has(Part::Added));
    });
}

#[test]
fn a_difference_is_said_in_the_period_that_divides_it() {
    for (before, after, more) in [
        (
            times(1, Period::Quarter),
            times(1, Period::Month),
            "每季度多 2 次",
        ),
        (
            times(1, Period::Month),
            times(1, Period::Week),
            "一年约多 40 次",
        ),
        (
            times(1, Period::Quarter),
            times(1, Period::Day),
            "一年多 361 次",
        ),
        (
            times(1, Period::Year),
            times(3, Period::Year),
            "一年多 2 次",
        ),
        (times(1, Period::Week), times(1, Period::Day), "每周多 6 次"),
        (times(1, Period::Day), times(2, Period::Day), "每天多 1 次"),
    ] {
        let asked = chain(2, |steps| {
            steps[0].frequency = Some(before.clone());
            steps[1].frequency = Some(after.clone());
        });
        compared(&asked, &[], |comparison, _| {
            let row = row(comparison, &Flag::FrequencyRaised);
            assert_eq!(grown(only(row, 1)), [more]);
        });
    }
}

#[test]
fn an_unknown_period_draws_no_bar_and_still_says_its_value() {
    let asked = chain(2, |steps| {
        steps[0].frequency = Some(times(2, Period::Unknown("decade".into())));
        steps[1].frequency = Some(times(2, Period::Day));
    });
    compared(&asked, &[], |comparison, additions| {
        assert!(additions.is_empty());
        let row = row(comparison, &Flag::FrequencyRaised);
        assert_eq!(row.longest, 0);
        assert!(row.cells.iter().flatten().all(|entry| entry.bar.is_empty()));
        assert_eq!(said(only(row, 1)), [("每天2次".to_owned(), Part::Original)]);
    });
}

#[test]
fn what_is_new_stands_beside_what_was_there() {
    let (report, form, photo) = (
        ("小结", DeliverableKind::Report, 1, Period::Month),
        ("日报表", DeliverableKind::Form, 1, Period::Day),
        ("照片", DeliverableKind::Photo, 6, Period::Day),
    );
    let asked = chain(3, |steps| {
        steps[0].deliverables = papers(std::slice::from_ref(&report));
        steps[1].deliverables = papers(&[report.clone(), form.clone()]);
        steps[2].deliverables = papers(&[report.clone(), form.clone(), photo.clone()]);
    });
    compared(
        &asked,
        &[corrects(&[Flag::DeliverableAdded])],
        |comparison, _| {
            let row = row(comparison, &Flag::DeliverableAdded);
            assert_eq!(
                said(only(row, 2)),
                [
                    ("小结（每月1次）".to_owned(), Part::Original),
                    ("日报表（每天1次）".to_owned(), Part::Gone),
                    ("照片（每天6次）".to_owned(), Part::Gone),
                ]
            );
            assert_eq!(grown(only(row, 1)), ["每天多 1 件"]);
            assert_eq!(grown(only(row, 2)), ["每天多 6 件"]);
            assert_eq!(
                only(row, 2).bar,
                [(Part::Original, 84), (Part::Gone, 7 * 2555)]
            );
            let changes = comparison.changes();
            assert_eq!(changes.len(), 1);
            assert_eq!(changes[0].from, None);
            assert_eq!(changes[0].to.len(), 2, "{changes:?}");
        },
    );
}

#[test]
fn a_shorter_time_shows_what_was_taken_of_it() {
    let asked = chain(3, |steps| {
        steps[0].due_on = Some(date("2025-03-31"));
        steps[1].due_on = Some(date("2025-03-28"));
        steps[2].due_on = Some(date("2025-03-20"));
    });
    compared(&asked, &[], |comparison, _| {
        let row = row(comparison, &Flag::DeadlineEarlier);
        assert_eq!(only(row, 0).bar, [(Part::Original, 28)]);
        let near = only(row, 1).nearly.as_ref().expect("three days");
        assert_eq!(near.zh, "早 3 天，在 7 天以内");
        assert_eq!(only(row, 1).state, None);
        assert_eq!(grown(only(row, 2)), ["早 8 天"]);
        assert_eq!(only(row, 2).bar, [(Part::Original, 17), (Part::Added, 8)]);
    });
    let limit = chain(2, |steps| {
        steps[0].targets = target(5, "工作日", Bound::AtMost);
        steps[1].targets = target(3, "工作日", Bound::AtMost);
    });
    compared(&limit, &[], |comparison, _| {
        let row = row(comparison, &Flag::TargetRaised);
        assert_eq!(grown(only(row, 1)), ["少 2 工作日"]);
        assert_eq!(
            only(row, 1).bar,
            [(Part::Original, 3000), (Part::Added, 2000)]
        );
    });
}

#[test]
fn six_levels_are_six_columns_and_what_is_passed_on_is_as_above() {
    let asked = chain(6, |steps| {
        steps[1].frequency = Some(times(1, Period::Quarter));
        for below in &mut steps[2..] {
            below.frequency = Some(times(1, Period::Day));
        }
        steps[5].assessment.veto = true;
    });
    compared(&asked, &[], |comparison, _| {
        assert_eq!(comparison.columns.len(), 6);
        let often = row(comparison, &Flag::FrequencyRaised);
        assert!(
            only(often, 0).values.is_empty(),
            "the first level says nothing"
        );
        assert_eq!(only(often, 2).state, Some(AdditionState::ToBeChecked));
        for passed_on in 3..6 {
            assert!(only(often, passed_on).as_above);
            assert_eq!(only(often, passed_on).state, None);
            assert_eq!(only(often, passed_on).bar, only(often, 2).bar);
        }
        let assessed = row(comparison, &Flag::AssessmentAdded);
        assert_eq!(grown(only(assessed, 5)), ["新增"]);
        assert_eq!(
            comparison.rows.len(),
            2,
            "elements nobody states have no row"
        );
    });
}

#[test]
fn shares_are_shown_as_their_sum_and_the_silent_are_named() {
    let split = |shares: [i64; 2]| {
        let mut steps = vec![step("0", None, Level::City)];
        steps[0].targets = target(40, "处", Bound::AtLeast);
        for (i, share) in shares.iter().enumerate() {
            let mut child = step(&format!("0{i}"), Some("0"), Level::County);
            child.targets = target(*share, "处", Bound::AtLeast);
            steps.push(child);
        }
        requirement(steps)
    };
    compared(&split([30, 10]), &[], |comparison, _| {
        let entry = only(row(comparison, &Flag::TargetRaised), 1);
        assert_eq!(said(entry), [("40处".to_owned(), Part::Original)]);
        assert_eq!(entry.steps.len(), 2);
        assert_eq!(comparison.splits[0].sum, Milli(40_000));
        assert_eq!(comparison.splits[0].beyond, None);
        let unit = |code: &str| Unit {
            code: code.into(),
            name: Text::new(code, code),
            level: Level::County,
            parent: Some("U0".into()),
        };
        let units = [unit("U00"), unit("U01"), unit("U02")];
        let silent = comparison.splits[0].silent(&units);
        assert_eq!(
            silent.iter().map(|u| u.code.as_str()).collect::<Vec<_>>(),
            ["U02"]
        );
        assert!(
            comparison.splits[0].silent(&units[2..]).is_empty(),
            "another kind of unit"
        );
    });
    compared(&split([40, 20]), &[], |comparison, _| {
        let entry = only(row(comparison, &Flag::TargetRaised), 1);
        assert_eq!(entry.bar, [(Part::Original, 40_000), (Part::Added, 20_000)]);
        assert_eq!(grown(entry), ["多 20 处"]);
        let beyond = comparison.splits[0].beyond.as_ref().expect("too much");
        assert_eq!(beyond.zh, "多 20 处");
    });
}

#[test]
fn a_change_begins_where_the_added_value_came_from() {
    // A fair share of the whole, then three that are more than that share together.
    let mut steps = vec![
        step("0", None, Level::City),
        step("1", Some("0"), Level::County),
        step("2", Some("0"), Level::County),
        step("3", Some("1"), Level::Street),
        step("4", Some("1"), Level::Street),
    ];
    for (step, share) in steps.iter_mut().zip([200, 70, 60, 60, 30]) {
        step.targets = target(share, "处", Bound::AtLeast);
    }
    compared(&requirement(steps), &[], |comparison, _| {
        let changes = comparison.changes();
        assert_eq!(changes.len(), 1, "{changes:?}");
        let words = |zh: &str, en: &str| Said::Words(Text::new(zh, en));
        assert_eq!(changes[0].from, Some(words("70处", "70")));
        assert_eq!(changes[0].to, [words("90处", "90")]);
        let entry = &row(comparison, &Flag::TargetRaised).cells[2][0];
        assert_eq!(entry.bar, [(Part::Original, 70_000), (Part::Added, 20_000)]);
    });
    // What came a little earlier each time began with the first of them.
    let earlier = chain(3, |steps| {
        for (step, day) in steps
            .iter_mut()
            .zip(["2025-03-31", "2025-03-28", "2025-03-20"])
        {
            step.due_on = Some(date(day));
        }
    });
    compared(&earlier, &[], |comparison, _| {
        let began = Some(Said::Day(date("2025-03-31")));
        assert_eq!(comparison.changes()[0].from, began);
    });
    // What was added twice began before the first time.
    let twice = chain(3, |steps| {
        for (step, n) in steps.iter_mut().zip([1, 2, 3]) {
            step.frequency = Some(times(n, Period::Week));
        }
    });
    compared(&twice, &[], |comparison, _| {
        let changes = comparison.changes();
        let began = Said::Words(Text::new("每周1次", "once a week"));
        assert_eq!(changes[0].from, Some(began));
    });
}

#[test]
fn branches_that_say_the_same_are_one_entry() {
    let mut steps = vec![
        step("0", None, Level::City),
        step("1", Some("0"), Level::County),
        step("2", Some("0"), Level::County),
        step("3", Some("0"), Level::County),
    ];
    for (step, n) in steps.iter_mut().zip([1, 1, 3, 1]) {
        step.frequency = Some(times(n, Period::Day));
    }
    compared(&requirement(steps), &[], |comparison, _| {
        let cell = &row(comparison, &Flag::FrequencyRaised).cells[1];
        assert_eq!(
            cell.iter().map(|e| e.steps.len()).collect::<Vec<_>>(),
            [2, 1]
        );
        assert_eq!(cell[1].state, Some(AdditionState::ToBeChecked));
    });
}

#[test]
fn a_wider_scope_is_counted_or_said() {
    let scope = |count: Option<u32>, all: bool| {
        Some(Coverage {
            text: Text::new("小区", "Estates"),
            count,
            unit: if count.is_some() { "个" } else { "" }.to_owned(),
            all,
        })
    };
    let counted = chain(2, |steps| {
        steps[0].coverage = scope(Some(18), false);
        steps[1].coverage = scope(Some(46), false);
    });
    compared(&counted, &[], |comparison, _| {
        let row = row(comparison, &Flag::ScopeWidened);
        assert_eq!(grown(only(row, 1)), ["多 28 个"]);
        assert_eq!(only(row, 1).bar, [(Part::Original, 18), (Part::Added, 28)]);
    });
    let said = chain(2, |steps| {
        steps[0].coverage = scope(None, false);
        steps[1].coverage = scope(None, true);
    });
    compared(&said, &[], |comparison, _| {
        let row = row(comparison, &Flag::ScopeWidened);
        assert_eq!(grown(only(row, 1)), ["扩大到全部"]);
        assert!(only(row, 1).bar.is_empty());
    });
}

#[test]
fn a_single_level_and_a_cycle_are_shown_too() {
    let alone = chain(1, |steps| steps[0].frequency = Some(times(1, Period::Day)));
    compared(&alone, &[], |comparison, _| {
        assert_eq!(comparison.columns.len(), 1);
        assert!(comparison.changes().is_empty());
    });
    let mut steps = vec![
        step("0", Some("1"), Level::City),
        step("1", Some("0"), Level::County),
    ];
    steps[0].frequency = Some(times(1, Period::Day));
    compared(&requirement(steps), &[], |comparison, _| {
        assert_eq!(comparison.rows.len(), 1);
    });
}

#[test]
fn a_week_is_counted_only_where_every_level_has_a_weekly_rhythm() {
    let asked = |change: fn(&mut [Step])| {
        chain(3, |steps| {
            steps[0].frequency = Some(times(2, Period::Week));
            steps[1].frequency = Some(times(1, Period::Day));
            steps[2].frequency = Some(times(3, Period::Day));
            steps[2].deliverables = papers(&[
                ("小结", DeliverableKind::Report, 1, Period::Month),
                ("照片", DeliverableKind::Photo, 6, Period::Day),
            ]);
            change(steps);
        })
    };
    let totals = |requirement: &Requirement, corrections: &[Correction]| {
        let mut found = None;
        compared(requirement, corrections, |comparison, _| {
            found = comparison.weeks().map(|weeks| {
                let totals = weeks.iter().map(|week| (week.total(), week.standing()));
                totals.collect::<Vec<_>>()
            });
        });
        found
    };
    let gone = corrects(&[Flag::FrequencyRaised, Flag::DeliverableAdded]);
    assert_eq!(
        totals(&asked(|_| {}), &[]),
        Some(vec![(2, 2), (7, 7), (63, 63)])
    );
    assert_eq!(
        totals(&asked(|_| {}), &[gone]),
        Some(vec![(2, 2), (7, 2), (63, 2)])
    );
    assert_eq!(totals(&asked(|s| s[1].frequency = None), &[]), None);
    assert_eq!(
        totals(
            &asked(|s| s[1].frequency = Some(times(1, Period::Month))),
            &[]
        ),
        None
    );
    assert_eq!(
        totals(
            &asked(|s| s[2].frequency = Some(times(50, Period::Day))),
            &[]
        ),
        None,
        "too many to be drawn"
    );
    let same = chain(2, |steps| {
        for step in steps {
            step.frequency = Some(times(2, Period::Week));
        }
    });
    assert_eq!(totals(&same, &[]), None, "nothing was added");
}
