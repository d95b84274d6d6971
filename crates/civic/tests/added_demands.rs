//! Contract §3: added demands. The eight flags, fair splits (§3.1), bases (§3.2), and what a
//! finding states (§3.3, §3.4).

use civic::Text;
use civic::documents::{Correction, CorrectionTarget, FoundBy};
use civic::duties::added_demands::{Addition, AdditionState, Flag, compare, open_flags};
use civic::duties::{DutyCategory, DutyList, Level, *};
use fixtures::*;

const BUFFER: u32 = 7;

fn step(id: &str, parent: Option<&str>, level: Level) -> Step {
    Step {
        id: id.into(),
        parent: parent.map(Into::into),
        level,
        unit: "630104".into(),
        unit_name: Text::new(format!("单位{id}"), format!("Unit {id}")),
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

/// A requirement with three steps: a city, a district and a street.
fn three_steps(change: impl FnOnce(&mut [Step; 3])) -> Requirement {
    let mut steps = [
        step("1", None, Level::City),
        step("2", Some("1"), Level::County),
        step("3", Some("2"), Level::Street),
    ];
    change(&mut steps);
    requirement(steps.to_vec())
}

fn flags(requirement: &Requirement) -> Vec<(Flag, String, String)> {
    compare(requirement, BUFFER)
        .into_iter()
        .map(|a| (a.flag, a.step.0, a.against.0))
        .collect()
}

fn only_addition(requirement: &Requirement) -> Addition {
    let mut all = compare(requirement, BUFFER);
    assert_eq!(all.len(), 1, "one addition, not {all:?}");
    all.remove(0)
}

fn one_flag(flag: Flag, step: &str, against: &str) -> Vec<(Flag, String, String)> {
    vec![(flag, step.to_owned(), against.to_owned())]
}

fn frequency(times: u32, per: Period) -> Frequency {
    Frequency { times, per }
}

fn target(value: i64, unit: &str, rate: bool, bound: Bound) -> Target {
    Target {
        measure: Text::new("指标", "Measure"),
        unit: unit.to_owned(),
        rate,
        bound,
        value: Milli(value * 1000),
    }
}

fn covers(count: Option<u32>, all: bool) -> Coverage {
    Coverage {
        text: Text::new("道路", "Roads"),
        count,
        unit: "条".to_owned(),
        all,
    }
}

#[test]
fn s3_deadline_earlier_than_the_parents_or_gradually_than_the_origins() {
    let due = |a: &str, b: &str, c: &str| {
        let dates = [date(a), date(b), date(c)];
        three_steps(|s| dates.iter().zip(s).for_each(|(d, s)| s.due_on = Some(*d)))
    };
    assert_eq!(
        flags(&due("2025-03-31", "2025-03-24", "2025-03-24")),
        [],
        "seven days are allowed"
    );
    assert_eq!(
        flags(&due("2025-03-31", "2025-03-23", "2025-03-23")),
        one_flag(Flag::DeadlineEarlier, "2", "1"),
        "a step that only passes a deadline on adds nothing"
    );
    assert_eq!(
        flags(&due("2025-03-31", "2025-03-25", "2025-03-19")),
        one_flag(Flag::DeadlineEarlier, "3", "1"),
        "six days twice add up to twelve"
    );
    assert_eq!(
        flags(&due("2025-03-31", "2025-04-30", "2025-04-20")),
        one_flag(Flag::DeadlineEarlier, "3", "2")
    );
    let wide = due("2025-03-31", "2025-03-20", "2025-03-20");
    assert_eq!(compare(&wide, 11), [], "the buffer is a setting");
}

#[test]
fn s3_target_raised_if_higher_for_at_least_or_lower_for_at_most() {
    let rate = |bound: &Bound, a, b, c| {
        let values = [a, b, c];
        three_steps(|s| {
            values
                .iter()
                .zip(s)
                .for_each(|(v, s)| s.targets = vec![target(*v, "%", true, bound.clone())]);
        })
    };
    assert_eq!(
        flags(&rate(&Bound::AtLeast, 85, 95, 95)),
        one_flag(Flag::TargetRaised, "2", "1")
    );
    assert_eq!(flags(&rate(&Bound::AtLeast, 85, 85, 80)), []);
    assert_eq!(
        flags(&rate(&Bound::AtMost, 10, 10, 5)),
        one_flag(Flag::TargetRaised, "3", "2")
    );
    assert_eq!(flags(&rate(&Bound::AtMost, 10, 20, 20)), []);
    // The step in between has no target: the origin counts.
    let mut silent = rate(&Bound::AtLeast, 85, 85, 100);
    silent.steps[1].targets.clear();
    assert_eq!(flags(&silent), one_flag(Flag::TargetRaised, "3", "1"));
}

#[test]
fn s3_frequency_raised_is_compared_in_times_per_year() {
    let how = |a, b| {
        three_steps(|s| {
            s[0].frequency = Some(a);
            s[1].frequency = Some(b);
        })
    };
    assert_eq!(
        flags(&how(frequency(2, Period::Week), frequency(1, Period::Day))),
        one_flag(Flag::FrequencyRaised, "2", "1")
    );
    assert_eq!(
        flags(&how(
            frequency(12, Period::Year),
            frequency(1, Period::Month)
        )),
        []
    );
    assert_eq!(
        flags(&how(
            frequency(4, Period::Month),
            frequency(1, Period::Week)
        )),
        one_flag(Flag::FrequencyRaised, "2", "1")
    );
    assert_eq!(
        flags(&how(frequency(7, Period::Week), frequency(1, Period::Day))),
        [],
        "every day is seven times a week"
    );
    assert_eq!(
        flags(&how(
            frequency(1, Period::Unknown("fortnight".to_owned())),
            frequency(1, Period::Day)
        )),
        []
    );
}

#[test]
fn s3_deliverable_added_or_multiplied() {
    let item = |kind, times, per| Deliverable {
        kind,
        name: Text::default(),
        frequency: frequency(times, per),
    };
    let summary = item(DeliverableKind::Report, 1, Period::Month);
    let handed = |below: Vec<Deliverable>| {
        three_steps(|s| {
            s[0].deliverables = vec![summary.clone()];
            s[1].deliverables = below;
        })
    };
    assert_eq!(flags(&handed(vec![summary.clone()])), []);
    assert_eq!(flags(&handed(Vec::new())), []);
    assert_eq!(
        flags(&handed(vec![
            summary.clone(),
            item(DeliverableKind::Photo, 6, Period::Day)
        ])),
        one_flag(Flag::DeliverableAdded, "2", "1")
    );
    assert_eq!(
        flags(&handed(vec![item(
            DeliverableKind::Report,
            2,
            Period::Month
        )])),
        one_flag(Flag::DeliverableAdded, "2", "1")
    );
    assert_eq!(
        flags(&handed(vec![item(
            DeliverableKind::Report,
            1,
            Period::Quarter
        )])),
        []
    );
}

#[test]
fn s3_app_added() {
    let tools = three_steps(|s| {
        s[2].tools = vec![Tool {
            kind: ToolKind::Screenshot,
            name: Text::new("打卡截图", "Check-in screenshot"),
            frequency: frequency(1, Period::Day),
        }];
    });
    let addition = only_addition(&tools);
    assert_eq!(
        (addition.flag, addition.step.as_str()),
        (Flag::AppAdded, "3")
    );
    assert_eq!(addition.before, Text::new("截图：无", "screenshot: none"));
    assert_eq!(
        addition.after,
        Text::new("打卡截图（每天1次）", "Check-in screenshot (once a day)")
    );
}

#[test]
fn s3_scope_widened_in_the_same_unit_or_to_all() {
    let covered = |a, b| {
        three_steps(|s| {
            s[0].coverage = Some(a);
            s[1].coverage = Some(b);
        })
    };
    assert_eq!(
        flags(&covered(covers(Some(18), false), covers(Some(46), false))),
        one_flag(Flag::ScopeWidened, "2", "1")
    );
    assert_eq!(
        flags(&covered(covers(Some(18), false), covers(Some(18), false))),
        []
    );
    assert_eq!(
        flags(&covered(covers(None, false), covers(None, true))),
        one_flag(Flag::ScopeWidened, "2", "1")
    );
    assert_eq!(flags(&covered(covers(None, true), covers(None, true))), []);
    let mut other_unit = covered(covers(Some(4), false), covers(Some(7), false));
    other_unit.steps[1].coverage.as_mut().expect("covered").unit = "街道".to_owned();
    assert_eq!(
        flags(&other_unit),
        [],
        "counts in different units are not compared"
    );
}

#[test]
fn s3_assessment_added() {
    let assessed = |change: fn(&mut Assessment)| {
        three_steps(|s| {
            s[0].assessment.ranking = true;
            s[1].assessment.ranking = true;
            change(&mut s[1].assessment);
        })
    };
    assert_eq!(flags(&assessed(|_| ())), []);
    for change in [
        |a: &mut Assessment| a.veto = true,
        |a: &mut Assessment| a.pledge = true,
    ] {
        assert_eq!(
            flags(&assessed(change)),
            one_flag(Flag::AssessmentAdded, "2", "1")
        );
    }
}

#[test]
fn s3_duty_pushed_down_to_a_street_or_community() {
    let listed = |list: DutyList, role: Option<Role>| {
        let mut requirement = three_steps(|s| s[2].role = role);
        requirement.list = list;
        requirement
    };
    assert_eq!(
        flags(&listed(DutyList::TakenBack, None)),
        one_flag(Flag::DutyPushedDown, "3", "2")
    );
    assert_eq!(
        flags(&listed(DutyList::Barred, None)),
        one_flag(Flag::DutyPushedDown, "3", "2")
    );
    assert_eq!(flags(&listed(DutyList::Core, Some(Role::Lead))), []);
    assert_eq!(flags(&listed(DutyList::Assist, Some(Role::Assist))), []);
    assert_eq!(
        flags(&listed(DutyList::Assist, Some(Role::Lead))),
        one_flag(Flag::DutyPushedDown, "3", "2")
    );
}

/// A requirement with four steps: a province, a city, a district and a street.
fn four_steps(change: impl FnOnce(&mut [Step; 4])) -> Requirement {
    let mut steps = [
        step("1", None, Level::Province),
        step("2", Some("1"), Level::City),
        step("3", Some("2"), Level::County),
        step("4", Some("3"), Level::Street),
    ];
    change(&mut steps);
    requirement(steps.to_vec())
}

#[test]
fn s3_a_step_that_passes_a_demand_on_over_a_silent_level_adds_nothing() {
    let days = four_steps(|s| {
        s[0].due_on = Some(date("2025-03-31"));
        s[1].due_on = Some(date("2025-03-10"));
        s[3].due_on = Some(date("2025-03-10"));
    });
    assert_eq!(flags(&days), one_flag(Flag::DeadlineEarlier, "2", "1"));
    let often = four_steps(|s| {
        s[0].frequency = Some(frequency(1, Period::Month));
        s[1].frequency = Some(frequency(1, Period::Week));
        s[3].frequency = Some(frequency(1, Period::Week));
    });
    assert_eq!(flags(&often), one_flag(Flag::FrequencyRaised, "2", "1"));
    let values = four_steps(|s| {
        s[0].targets = vec![target(85, "%", true, Bound::AtLeast)];
        s[1].targets = vec![target(95, "%", true, Bound::AtLeast)];
        s[3].targets = vec![target(95, "%", true, Bound::AtLeast)];
    });
    assert_eq!(flags(&values), one_flag(Flag::TargetRaised, "2", "1"));
    // What is added beyond that is the last one's own.
    let mut again = days;
    again.steps[3].due_on = Some(date("2025-03-01"));
    assert_eq!(
        flags(&again)[1..],
        one_flag(Flag::DeadlineEarlier, "4", "2")
    );
}

#[test]
fn s3_scope_widened_against_the_origin_past_a_level_that_counts_in_another_unit() {
    let covered = |last: u32| {
        three_steps(|s| {
            s[0].coverage = Some(covers(Some(18), false));
            let mut other = covers(Some(7), false);
            other.unit = "街道".to_owned();
            s[1].coverage = Some(other);
            s[2].coverage = Some(covers(Some(last), false));
        })
    };
    assert_eq!(
        flags(&covered(46)),
        one_flag(Flag::ScopeWidened, "3", "1"),
        "more of the unit in which the origin counts"
    );
    assert_eq!(flags(&covered(18)), []);
}

#[test]
fn s3_duty_pushed_down_by_a_street_of_its_own_accord() {
    let below = |list: DutyList| {
        let mut requirement = requirement(vec![
            step("1", None, Level::Street),
            step("2", Some("1"), Level::Community),
        ]);
        requirement.list = list;
        requirement
    };
    for list in [DutyList::TakenBack, DutyList::Barred] {
        assert_eq!(
            flags(&below(list)),
            one_flag(Flag::DutyPushedDown, "2", "1")
        );
    }
    assert_eq!(flags(&below(DutyList::Core)), []);
    // What the street was given itself it only passes on.
    let mut given = three_steps(|s| {
        s[1].level = Level::Street;
        s[2].level = Level::Community;
    });
    given.list = DutyList::Barred;
    assert_eq!(flags(&given), one_flag(Flag::DutyPushedDown, "2", "1"));
}

#[test]
fn s3_1_a_fair_split_is_not_an_added_demand() {
    let split = |values: &[i64], rate: bool| {
        let mut steps = vec![step("1", None, Level::City)];
        steps[0].targets = vec![target(60, "处", rate, Bound::AtLeast)];
        for (i, value) in values.iter().enumerate() {
            let mut child = step(&format!("1.{i}"), Some("1"), Level::County);
            child.targets = vec![target(*value, "处", rate, Bound::AtLeast)];
            steps.push(child);
        }
        requirement(steps)
    };
    assert_eq!(
        flags(&split(&[15, 25, 20], false)),
        [],
        "the sum is what was demanded"
    );
    let over = compare(&split(&[30, 31], false), BUFFER);
    assert_eq!(over.len(), 2, "each step is reported, with the sum");
    assert!(
        over[0].after.zh.contains("同级合计 61处"),
        "{}",
        over[0].after.zh
    );
    assert_eq!(
        flags(&split(&[60, 60], true)),
        [],
        "rates are compared one by one"
    );
    assert_eq!(
        flags(&split(&[60, 70], true)),
        one_flag(Flag::TargetRaised, "1.1", "1")
    );
}

#[test]
fn s3_2_a_basis_of_an_equal_or_higher_level_or_an_emergency_justifies() {
    let with = |level: Level, emergency: bool| {
        three_steps(|s| {
            s[1].assessment.ranking = true;
            s[1].basis = Some(Basis {
                text: Text::new("依据", "Basis"),
                level,
                emergency,
                document: None,
            });
        })
    };
    for (level, emergency, state) in [
        (Level::City, false, AdditionState::Justified),
        (Level::Central, false, AdditionState::Justified),
        (Level::County, false, AdditionState::ToBeChecked),
        (Level::County, true, AdditionState::Justified),
    ] {
        let requirement = with(level, emergency);
        let addition = only_addition(&requirement);
        assert_eq!(addition.state, state);
        assert!(
            addition.basis.is_some(),
            "shown with its basis, never hidden"
        );
        assert_eq!(
            open_flags(&requirement, BUFFER).is_empty(),
            state == AdditionState::Justified
        );
    }
}

#[test]
fn s3_3_the_program_only_says_to_be_checked_or_has_a_basis() {
    let mut requirement = three_steps(|s| s[1].assessment.ranking = true);
    for status in RequirementStatus::ALL {
        requirement.status = status.clone();
        assert_eq!(
            only_addition(&requirement).state,
            AdditionState::ToBeChecked
        );
    }
    assert_eq!(AdditionState::ToBeChecked.zh(), "待核实");
}

fn correction(flags: &[Flag], decided: bool) -> Correction {
    let on = date("2025-03-17");
    Correction {
        id: "C".into(),
        target: CorrectionTarget::Requirement("T".into()),
        flags: flags.to_vec(),
        found_by: FoundBy::Comparison,
        found_on: on,
        decided_on: decided.then_some(on),
        effective_on: None,
        decided_by: Text::new("市", "City"),
        before: Text::default(),
        after: Text::default(),
        reason: Text::default(),
        document: None,
        source: sample(),
    }
}

/// The states of the two additions of a requirement: a ranking and a more frequent demand.
fn states(
    status: RequirementStatus,
    corrections: &[Correction],
) -> (Option<AdditionState>, Option<AdditionState>) {
    let mut requirement = three_steps(|s| {
        s[0].frequency = Some(frequency(1, Period::Month));
        s[1].frequency = Some(frequency(1, Period::Day));
        s[1].assessment.ranking = true;
    });
    requirement.status = status;
    let additions = reviewed(&requirement, corrections, BUFFER);
    let state = |flag: Flag| {
        let mut of_flag = additions.iter().filter(|a| a.flag == flag);
        of_flag.next().map(|addition| addition.state.clone())
    };
    assert_eq!(additions.len(), 2);
    (state(Flag::AssessmentAdded), state(Flag::FrequencyRaised))
}

#[test]
fn s3_3_a_units_decision_is_said_of_each_addition_it_names() {
    use AdditionState::{Confirmed, Corrected, ToBeChecked, UnderReview};
    use RequirementStatus as Status;

    let ranking = correction(&[Flag::AssessmentAdded], true);
    let both = correction(&[Flag::FrequencyRaised, Flag::AssessmentAdded], true);
    let pending = correction(&[Flag::AssessmentAdded], false);
    let unnamed = correction(&[], true);
    for (status, corrections, expected) in [
        (Status::Open, vec![], (ToBeChecked, ToBeChecked)),
        (Status::Corrected, vec![&both], (Corrected, Corrected)),
        // What no correction names is still to be checked, whatever the requirement is called.
        (Status::Corrected, vec![&ranking], (Corrected, ToBeChecked)),
        (
            Status::Corrected,
            vec![&unnamed],
            (ToBeChecked, ToBeChecked),
        ),
        (Status::Open, vec![&pending], (UnderReview, ToBeChecked)),
        // A second correction may decide what the first left open.
        (
            Status::Open,
            vec![&pending, &ranking],
            (Corrected, ToBeChecked),
        ),
        (Status::UnderReview, vec![], (UnderReview, UnderReview)),
        (
            Status::UnderReview,
            vec![&ranking],
            (Corrected, UnderReview),
        ),
        (Status::Confirmed, vec![], (Confirmed, Confirmed)),
        (Status::Confirmed, vec![&ranking], (Corrected, Confirmed)),
        // A status alone is neither a basis nor a correction.
        (Status::Justified, vec![], (ToBeChecked, ToBeChecked)),
        (Status::Corrected, vec![], (ToBeChecked, ToBeChecked)),
    ] {
        let corrections: Vec<Correction> = corrections.into_iter().cloned().collect();
        let said = states(status.clone(), &corrections);
        let expected = (Some(expected.0), Some(expected.1));
        assert_eq!(said, expected, "{status:?}, {corrections:?}");
    }
}

#[test]
fn s3_3_a_basis_justifies_whatever_was_decided() {
    let requirement = three_steps(|s| {
        s[1].assessment.ranking = true;
        s[1].basis = Some(Basis {
            text: Text::new("依据", "Basis"),
            level: Level::City,
            emergency: false,
            document: None,
        });
    });
    let corrections = [correction(&[Flag::AssessmentAdded], true)];
    let additions = reviewed(&requirement, &corrections, BUFFER);
    assert_eq!(additions[0].state, AdditionState::Justified);
}

#[test]
fn s3_4_a_flag_names_two_steps_both_values_and_both_documents() {
    let requirement = three_steps(|s| {
        s[0].frequency = Some(frequency(2, Period::Week));
        s[1].frequency = Some(frequency(3, Period::Day));
    });
    let addition = only_addition(&requirement);
    assert_eq!(
        (addition.before.zh.as_str(), addition.after.zh.as_str()),
        ("每周2次", "每天3次")
    );
    assert_eq!(addition.after.en, "3 times a day");
    let document = |id| {
        requirement
            .steps
            .iter()
            .find(|s| s.id == id)
            .map(|s| s.document.as_str())
    };
    assert_eq!(
        (document(addition.against), document(addition.step)),
        (Some("D-1"), Some("D-2"))
    );
}

#[test]
fn a_cycle_of_parents_terminates() {
    let mut cycle = three_steps(|_| ());
    cycle.steps[0].parent = Some("3".into());
    cycle.steps[1].parent = Some("2".into());
    assert_eq!(flags(&cycle), []);
}

#[test]
fn quantities_are_formatted_from_thousandths() {
    let written: Vec<String> = [0, 85_000, 12_500, -1_250, 7]
        .iter()
        .map(|v| Milli(*v).to_string())
        .collect();
    assert_eq!(written, ["0", "85", "12.5", "-1.25", "0.007"]);
}

#[test]
fn a_target_in_english_has_english_units() {
    for (unit, expected) in [
        ("工作日", "at most 5 working days"),
        ("处", "at most 5"),
        ("%", "at most 5%"),
        ("桶", "at most 5桶"),
    ] {
        let text = target(5, unit, false, Bound::AtMost).in_words();
        assert!(text.en.ends_with(expected), "{}", text.en);
        assert!(text.zh.ends_with(&format!("5{unit}")), "{}", text.zh);
    }
}
