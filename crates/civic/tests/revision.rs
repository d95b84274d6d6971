//! What changed between two versions of a duty item or a requirement.

use civic::documents::{
    Correction, CorrectionTarget, Document, DocumentStatus, FoundBy, Source, SourceKind,
};
use civic::duties::added_demands::Flag;
use civic::duties::comparison::Said;
use civic::duties::revision::{
    Change, Field, Names, Part, RequirementVersion, Value, duty_changes,
};
use civic::duties::{
    Assessment, Basis, Bound, Coverage, Deliverable, DeliverableKind, DutyCategory, DutyItem,
    DutyList, Frequency, Level, Milli, Period, Requirement, RequirementStatus, Role, Step, Target,
    Tool, ToolKind,
};
use civic::time::Date;
use civic::{DocumentId, DutyId, Text};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn text() -> impl Strategy<Value = Text> {
    select(vec![
        ("", ""),
        ("甲", ""),
        ("甲", "A"),
        ("乙", "A"),
        ("乙", "B"),
    ])
    .prop_map(|(zh, en)| Text::new(zh, en))
}

fn day() -> impl Strategy<Value = Date> {
    (1..4_u32).prop_filter_map("a day", |day| Date::new(2026, 3, day))
}

fn term<T: Clone + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

fn id<T: for<'a> From<&'a str> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    select(vec!["1", "2", "3"]).prop_map(T::from)
}

fn source() -> impl Strategy<Value = Source> {
    (term(SourceKind::ALL), select(vec!["", "晚报"])).prop_map(|(kind, reference)| Source {
        kind,
        reference: reference.to_owned(),
    })
}

fn frequency() -> impl Strategy<Value = Frequency> {
    (1..3_u32, select(vec![Period::Month, Period::Week]))
        .prop_map(|(times, per)| Frequency { times, per })
}

fn target() -> impl Strategy<Value = Target> {
    let unit = select(vec!["处", "%"]).prop_map(str::to_owned);
    (text(), unit, any::<bool>(), term(Bound::ALL), 1..3_i64).prop_map(
        |(measure, unit, rate, bound, value)| Target {
            measure,
            unit,
            rate,
            bound,
            value: Milli(value * 1000),
        },
    )
}

fn deliverable() -> impl Strategy<Value = Deliverable> {
    (term(DeliverableKind::ALL), text(), frequency()).prop_map(|(kind, name, frequency)| {
        Deliverable {
            kind,
            name,
            frequency,
        }
    })
}

fn tool() -> impl Strategy<Value = Tool> {
    (term(ToolKind::ALL), text(), frequency()).prop_map(|(kind, name, frequency)| Tool {
        kind,
        name,
        frequency,
    })
}

fn coverage() -> impl Strategy<Value = Coverage> {
    let unit = select(vec!["", "条"]).prop_map(str::to_owned);
    (text(), option::of(1..3_u32), unit, any::<bool>()).prop_map(|(text, count, unit, all)| {
        Coverage {
            text,
            count,
            unit,
            all,
        }
    })
}

fn assessment() -> impl Strategy<Value = Assessment> {
    any::<(bool, bool, bool)>().prop_map(|(ranking, veto, pledge)| Assessment {
        ranking,
        veto,
        pledge,
    })
}

fn basis() -> impl Strategy<Value = Basis> {
    (text(), term(Level::ALL), any::<bool>(), option::of(id())).prop_map(
        |(text, level, emergency, document)| Basis {
            text,
            level,
            emergency,
            document,
        },
    )
}

fn item() -> impl Strategy<Value = DutyItem> {
    (
        (id(), id(), term(DutyList::ALL), term(DutyCategory::ALL)),
        (text(), text(), text(), text(), text()),
        (vec(id(), 0..3), id(), day(), text(), source()),
    )
        .prop_map(
            |(
                (id, unit, list, category),
                (title, lead, lead_duty, unit_duty, takeover),
                (legal_basis, document, since, note, source),
            )| DutyItem {
                id,
                unit,
                list,
                category,
                title,
                lead,
                lead_duty,
                unit_duty,
                takeover,
                legal_basis,
                document,
                since,
                note,
                source,
            },
        )
}

fn step() -> impl Strategy<Value = Step> {
    (
        (id(), option::of(id()), term(Level::ALL), id(), text(), id()),
        (
            option::of(day()),
            option::of(frequency()),
            vec(target(), 0..3),
        ),
        (
            vec(deliverable(), 0..3),
            vec(tool(), 0..3),
            option::of(coverage()),
        ),
        (
            assessment(),
            option::of(term(Role::ALL)),
            option::of(basis()),
            text(),
        ),
    )
        .prop_map(
            |(
                (id, parent, level, unit, unit_name, document),
                (due_on, frequency, targets),
                (deliverables, tools, coverage),
                (assessment, role, basis, note),
            )| Step {
                id,
                parent,
                level,
                unit,
                unit_name,
                document,
                due_on,
                frequency,
                targets,
                deliverables,
                tools,
                coverage,
                assessment,
                role,
                basis,
                note,
            },
        )
}

fn requirement() -> impl Strategy<Value = Requirement> {
    (
        (id(), text(), term(DutyCategory::ALL), term(DutyList::ALL)),
        (
            vec(id(), 0..3),
            vec(id(), 0..3),
            term(RequirementStatus::ALL),
        ),
        (vec(step(), 0..3), text(), source()),
    )
        .prop_map(
            |(
                (id, title, category, list),
                (duties, legal_basis, status),
                (steps, note, source),
            )| Requirement {
                id,
                title,
                category,
                list,
                duties,
                legal_basis,
                status,
                steps,
                note,
                source,
            },
        )
}

fn correction() -> impl Strategy<Value = Correction> {
    let about = prop_oneof![
        id().prop_map(CorrectionTarget::Requirement),
        id().prop_map(CorrectionTarget::Place),
        id().prop_map(CorrectionTarget::Case),
    ];
    (
        (id(), about, vec(term(Flag::ALL), 0..3), term(FoundBy::ALL)),
        (day(), option::of(day()), option::of(day()), text()),
        (text(), text(), text(), option::of(id()), source()),
    )
        .prop_map(
            |(
                (id, target, flags, found_by),
                (found_on, decided_on, effective_on, decided_by),
                (before, after, reason, document, source),
            )| Correction {
                id,
                target,
                flags,
                found_by,
                found_on,
                decided_on,
                effective_on,
                decided_by,
                before,
                after,
                reason,
                document,
                source,
            },
        )
}

type Chain = (Requirement, Vec<Correction>);

fn chain() -> impl Strategy<Value = Chain> {
    (requirement(), vec(correction(), 0..3))
}

/// Takes fields of another step, one for each bit.
fn take(step: &mut Step, from: &Step, inner: u16) {
    let takes = |bit: u16| inner >> bit & 1 == 1;
    if takes(0) {
        step.due_on = from.due_on;
    }
    if takes(1) {
        step.targets.clone_from(&from.targets);
    }
    if takes(2) {
        step.deliverables.reverse();
    }
    if takes(3) {
        step.tools.clone_from(&from.tools);
    }
    if takes(4) {
        step.coverage.clone_from(&from.coverage);
    }
    if takes(5) {
        step.basis.clone_from(&from.basis);
    }
    if takes(6) {
        step.parent.clone_from(&from.parent);
    }
    if takes(7) {
        step.assessment = from.assessment;
    }
    if takes(8) {
        step.role.clone_from(&from.role);
    }
    if takes(9) {
        step.level.clone_from(&from.level);
    }
    if takes(10) {
        step.unit_name.clone_from(&from.unit_name);
    }
    if takes(11) {
        step.document.clone_from(&from.document);
    }
    if takes(12) {
        step.note.clone_from(&from.note);
    }
}

/// Another version: the same, or with some of its fields taken from elsewhere.
fn chains() -> impl Strategy<Value = (Chain, Chain)> {
    // Often a single field alone: nothing else then tells that it was forgotten.
    let masks = prop_oneof![
        (0..7_u32).prop_map(|bit| (1 << bit, 0)),
        (0..13_u32).prop_map(|bit| (0, 1 << bit)),
        any::<(u16, u16)>(),
    ];
    (chain(), chain(), masks).prop_map(|(old, other, (mask, inner))| {
        let mut new = old.clone();
        let takes = |bit: u16| mask >> bit & 1 == 1;
        if takes(0) {
            new.0.title = other.0.title;
        }
        if takes(1) {
            new.0.status = other.0.status;
        }
        if takes(2) {
            new.0.duties = other.0.duties;
        }
        if takes(3) {
            new.0.steps.reverse();
        }
        if takes(4) {
            new.0.steps.truncate(1);
        }
        if takes(5) {
            new.1 = other.1;
        }
        if takes(6) {
            new.0.note = other.0.note;
        }
        for (step, from) in new.0.steps.iter_mut().zip(&other.0.steps) {
            take(step, from, inner);
        }
        (old, new)
    })
}

fn version(chain: &Chain) -> RequirementVersion<'_> {
    RequirementVersion {
        requirement: &chain.0,
        corrections: &chain.1,
    }
}

/// A change as text, its part by its identifier, so that two can be held against each other.
fn told(change: &Change<'_>, is_swapped: bool) -> String {
    let part = match change.part {
        Part::Whole => String::new(),
        Part::Step(step) => format!("step {}", step.id),
        Part::Correction(correction) => format!("correction {}", correction.id),
    };
    let (before, after) = if is_swapped {
        (&change.after, &change.before)
    } else {
        (&change.before, &change.after)
    };
    format!("{part} {:?} {before:?} {after:?}", change.field)
}

fn assert_swaps(there: &[Change<'_>], back: &[Change<'_>]) -> Result<(), TestCaseError> {
    let mut there: Vec<String> = there.iter().map(|change| told(change, false)).collect();
    let mut back: Vec<String> = back.iter().map(|change| told(change, true)).collect();
    there.sort();
    back.sort();
    prop_assert_eq!(there, back);
    Ok(())
}

proptest! {
    #[test]
    fn a_duty_item_has_no_changes_exactly_where_it_is_equal(old in item(), new in item()) {
        prop_assert_eq!(duty_changes(&old, &old), vec![]);
        let changes = duty_changes(&old, &new);
        prop_assert_eq!(changes.is_empty(), old == new);
        for change in &changes {
            prop_assert_ne!(&change.before, &change.after);
        }
        assert_swaps(&changes, &duty_changes(&new, &old))?;
    }

    #[test]
    fn a_requirement_has_no_changes_exactly_where_it_is_equal((old, new) in chains()) {
        prop_assert_eq!(version(&old).changes_until(version(&old)), vec![]);
        let changes = version(&old).changes_until(version(&new));
        prop_assert_eq!(changes.is_empty(), old == new);
        for change in &changes {
            prop_assert_ne!(&change.before, &change.after);
        }
        assert_swaps(&changes, &version(&new).changes_until(version(&old)))?;
    }

    #[test]
    fn a_step_that_differs_in_one_field_is_not_missed(
        (one, from) in (step(), step()),
        bit in 0..13_u32,
        old in requirement(),
    ) {
        let (mut old, mut step) = (old, one.clone());
        take(&mut step, &from, 1 << bit);
        old.steps = vec![one];
        let mut new = old.clone();
        new.steps = vec![step];
        let (old, new) = ((old, Vec::new()), (new, Vec::new()));
        let changes = version(&old).changes_until(version(&new));
        prop_assert_eq!(changes.is_empty(), old == new);
        // What differs and was forgotten would be told as another order.
        prop_assert!(changes.iter().all(|change| change.field != Field::Step));
    }

    #[test]
    fn two_requirements_that_have_nothing_in_common_are_compared_too(old in chain(), new in chain()) {
        let changes = version(&old).changes_until(version(&new));
        prop_assert_eq!(changes.is_empty(), old == new);
        assert_swaps(&changes, &version(&new).changes_until(version(&old)))?;
    }

    /// But for steps, which are told apart by their identifiers.
    #[test]
    fn values_that_differ_are_said_differently((old, new) in chains()) {
        let names = Names::default();
        for change in version(&old).changes_until(version(&new)) {
            if let (Some(before), Some(after)) = (&change.before, &change.after)
                && change.field != Field::Step
                && change.field != Field::Correction
            {
                prop_assert_ne!(before.said(&names), after.said(&names));
            }
        }
    }
}

fn plain() -> Requirement {
    let mut one = fixtures::sources::city().requirements[0].value.clone();
    one.steps = vec![
        fixtures::sources::step("1", None, Level::City),
        fixtures::sources::step("2", Some("1"), Level::County),
    ];
    one
}

fn words(value: Option<&Value<'_>>, documents: &[Document], steps: &[Step]) -> String {
    match value.map(|value| value.said(&Names { documents, steps })) {
        Some(Said::Words(text)) => format!("{} / {}", text.zh, text.en),
        Some(Said::Day(day)) => day.to_string(),
        None => "-".to_owned(),
    }
}

/// The changes of a requirement, in words.
fn changes(old: &Requirement, new: &Requirement) -> Vec<String> {
    let documents = [fixtures::sources::document("D-1", DocumentStatus::InForce)];
    let of = |requirement| RequirementVersion {
        requirement,
        corrections: &[],
    };
    of(old)
        .changes_until(of(new))
        .iter()
        .map(|change| {
            let before = words(change.before.as_ref(), &documents, &old.steps);
            let after = words(change.after.as_ref(), &documents, &new.steps);
            let part = match change.part {
                Part::Whole => "",
                Part::Step(step) => step.id.as_str(),
                Part::Correction(correction) => correction.id.as_str(),
            };
            format!("{part} {:?}: {before} → {after}", change.field)
        })
        .collect()
}

#[test]
fn a_deadline_a_report_and_an_item_that_moves_are_said_as_pages_say_them() {
    let mut old = plain();
    let report = |times, per| Deliverable {
        kind: DeliverableKind::Report,
        name: Text::default(),
        frequency: Frequency { times, per },
    };
    old.steps[1].due_on = Date::new(2026, 3, 31);
    old.steps[1].deliverables = vec![report(1, Period::Week)];
    let mut new = old.clone();
    new.steps[1].due_on = Date::new(2026, 3, 20);
    new.steps[1].deliverables = vec![report(1, Period::Day)];
    new.steps[1].tools = vec![Tool {
        kind: ToolKind::CheckIn,
        name: Text::default(),
        frequency: Frequency {
            times: 1,
            per: Period::Day,
        },
    }];
    assert_eq!(
        changes(&old, &new),
        [
            "2 DueOn: 2026-03-31 → 2026-03-20",
            "2 Deliverable: 报告（每周1次） / report (once a week) → 报告（每天1次） / report (once a day)",
            "2 Tool: - → 打卡（每天1次） / check-in (once a day)",
        ]
    );
    let item = fixtures::sources::city().duties[0].value.clone();
    let mut moved = item.clone();
    moved.list = DutyList::TakenBack;
    let [list] = &duty_changes(&item, &moved)[..] else {
        panic!("one change");
    };
    assert_eq!(list.field, Field::List);
    assert_eq!(
        words(list.after.as_ref(), &[], &[]),
        "上级部门收回 / Duties taken back"
    );
}

#[test]
fn steps_are_matched_by_their_identifiers_and_a_new_one_is_told_in_full() {
    let old = plain();
    let mut new = old.clone();
    let mut third = fixtures::sources::step("3", Some("2"), Level::Street);
    third.unit_name = Text::new("虎台街道", "Hutai");
    new.steps.insert(1, third);
    let said = changes(&old, &new);
    assert_eq!(said[0], "3 Step: - → 虎台街道 / Hutai");
    assert!(said.contains(&"3 Frequency: - → 每月1次 / once a month".to_owned()));
    assert!(
        said.iter().all(|change| change.starts_with("3 ")),
        "{said:?}"
    );
    let back = changes(&new, &old);
    assert_eq!(back[0], "3 Step: 虎台街道 / Hutai → -");
    assert_eq!(back.len(), said.len());
}

#[test]
fn an_order_that_changed_is_a_change_and_no_addition() {
    let mut old = plain();
    old.duties = ["DL-1", "DL-2"].map(DutyId::from).to_vec();
    let mut new = old.clone();
    new.duties.reverse();
    let said = changes(&old, &new);
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with(" Duty: 履职事项（编号 DL-1）、履职事项（编号 DL-2）"),
        "{said:?}"
    );
    // A law in place of another is one that went and one that came.
    old.legal_basis = vec![DocumentId::from("D-1")];
    new = old.clone();
    new.legal_basis = vec![DocumentId::from("D-2")];
    assert_eq!(changes(&old, &new).len(), 2);
}

#[test]
fn a_target_that_is_raised_is_one_change_and_one_of_something_else_two() {
    let mut old = plain();
    old.steps[1].targets = vec![fixtures::sources::target(3)];
    let mut new = old.clone();
    new.steps[1].targets[0].value = Milli(5000);
    assert_eq!(changes(&old, &new).len(), 1);
    new.steps[1].targets[0].measure = Text::new("别的", "Other");
    assert_eq!(changes(&old, &new).len(), 2);
}

#[test]
fn a_ranking_alone_is_a_change_that_is_said() {
    let old = plain();
    let mut new = old.clone();
    new.steps[1].assessment.ranking = true;
    assert_eq!(
        changes(&old, &new),
        ["2 Assessment: 无 / none → 排名 / ranking"]
    );
}
