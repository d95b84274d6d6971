//! One requirement as a whole.

use std::collections::BTreeSet;

use civic::documents::{Correction, CorrectionTarget, Document, DocumentStatus, FoundBy};
use civic::duties::added_demands::{AdditionState, Flag};
use civic::duties::{DutyList, Requirement, RequirementStatus, Step};
use civic::time::Date;
use civic::{CorrectionId, DocumentId, DutyId, RequirementId, StepId, Text};

use super::assessment::assessment;
use super::basis;
use super::case::Case;
use super::coverage::coverage;
use super::deadline::deadline;
use super::duty::duty;
use super::frequency::frequency;
use super::handed_in::deliverables;
use super::planted::{Plan, Planted};
use super::shape::Shape;
use super::targets::targets;
use super::tools::tools;
use crate::city::{City, MAX_STEPS, first_day, list_of, source};
use crate::ids::IdKind;
use crate::random::Random;
use crate::words::{Task, task};

/// A requirement, its documents, what was planted in it, and what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The requirement with its steps.
    pub requirement: Requirement,
    /// The document of each step, in their order.
    pub documents: Vec<Document>,
    /// What is known of its steps, element by element. A step and an element that are not here are
    /// no more than passed on.
    pub planted: Vec<Planted>,
    /// The correction of it.
    pub correction: Option<Correction>,
}

impl City {
    /// Its requirements, with what was planted in them.
    pub fn chains(&self) -> impl Iterator<Item = Chain> + '_ {
        (0..u64::from(self.size.requirements)).map(|number| chain(self, number))
    }
}

/// One requirement of a city, by its number.
fn chain(city: &City, number: u64) -> Chain {
    let mut random = Random::of(city.size.seed, 4, number);
    let random = &mut random;
    let mut shape = Shape::new(city, random);
    let mut plan = Plan::default();
    // First of all, since it may add a step.
    let targets = targets(&mut shape, &mut plan, random);
    let days = deadline(&shape, &mut plan, random);
    let often = frequency(&shape, &mut plan, random);
    let papers = deliverables(&shape, &mut plan, random);
    let phone = tools(&shape, &mut plan, random);
    let scope = coverage(&shape, &mut plan, random);
    let assessed = assessment(&shape, &mut plan, random);
    let (list, roles) = duty(&shape, &mut plan, random);

    let id_of = |kind, step: usize| city.ids.of(kind, number * MAX_STEPS + step as u64);
    let task = task(random, &place(city, &shape));
    let mut steps = Vec::new();
    let mut documents = Vec::new();
    let mut planted = Vec::new();
    for (at, node) in shape.nodes.iter().enumerate() {
        let cases: Vec<Case> = plan
            .0
            .iter()
            .filter(|(n, ..)| *n == at)
            .map(|(_, c, _)| *c)
            .collect();
        let cited = DocumentId(id_of(IdKind::Document, node.parent.unwrap_or_default()));
        let rests = basis::basis(&shape, at, &cases, &cited, random);
        let id = StepId(id_of(IdKind::Step, at));
        planted.extend(cases.iter().map(|case| Planted {
            step: id.clone(),
            case: *case,
            state: basis::state(&rests, *case),
        }));
        let depth = node.depth;
        let document = DocumentId(id_of(IdKind::Document, at));
        let due_on = days.get(depth).copied().flatten();
        documents.push(Document {
            id: document.clone(),
            number: format!("示例〔2025〕{}号", number * MAX_STEPS + at as u64 + 1),
            title: Text::new(
                format!("关于做好{}工作的通知", task.title.zh),
                format!("Notice on {}", task.title.en),
            ),
            article: Text::default(),
            text: Text::default(),
            issuer: node.unit.name.clone(),
            level: node.unit.level.clone(),
            issued_on: Some(issued(due_on, depth)),
            expires_on: None,
            status: DocumentStatus::InForce,
            link: String::new(),
            source: source(),
        });
        steps.push(Step {
            id,
            parent: node
                .parent
                .map(|parent| StepId(id_of(IdKind::Step, parent))),
            level: node.unit.level.clone(),
            unit: node.unit.code.clone(),
            unit_name: node.unit.name.clone(),
            document,
            due_on,
            frequency: often.get(depth).cloned().flatten(),
            targets: targets.get(at).cloned().flatten().into_iter().collect(),
            deliverables: papers.get(depth).cloned().unwrap_or_default(),
            tools: phone.get(depth).cloned().unwrap_or_default(),
            coverage: scope.get(depth).cloned().flatten(),
            assessment: assessed.get(depth).copied().unwrap_or_default(),
            role: roles.get(depth).cloned().flatten(),
            basis: rests.basis,
            note: Text::default(),
        });
    }
    let id = RequirementId(city.ids.of(IdKind::Requirement, number));
    let (status, correction) = decided(city, number, &id, &shape, &planted, random);
    let Task { title, category } = task;
    Chain {
        requirement: Requirement {
            id,
            title,
            category,
            duties: duty_of(city, &shape, &list, random).into_iter().collect(),
            list,
            legal_basis: vec![DocumentId(city.law(u64::from(random.below(3))))],
            status,
            steps,
            note: Text::default(),
            source: source(),
        },
        documents,
        planted,
        correction,
    }
}

/// What the title names: the unit that the requirement ends with.
fn place(city: &City, shape: &Shape) -> Text {
    let last = shape.nodes.last().map(|node| node.unit.name.clone());
    last.unwrap_or_else(|| city.whole().name)
}

/// When a level sends out its document: after the one above, and before it is due.
fn issued(due_on: Option<Date>, depth: usize) -> Date {
    let depth = i64::try_from(depth).unwrap_or_default();
    let due = due_on.map_or(first_day().day_number() + 200, Date::day_number);
    Date::from_day_number(due - 110 + 6 * depth)
}

/// An item of the list of the street that is reached, on the same list.
fn duty_of(city: &City, shape: &Shape, list: &DutyList, random: &mut Random) -> Option<DutyId> {
    let items = city.size.items;
    // One in twenty at the least is on each list.
    let from = random.below(items);
    let item = (from..items)
        .chain(0..from)
        .take(20)
        .find(|item| list_of(*item) == *list)?;
    let number = u64::from(shape.street) * u64::from(items) + u64::from(item);
    Some(DutyId(city.ids.of(IdKind::Duty, number)))
}

/// The status that agrees with what was planted, and the correction of some.
fn decided(
    city: &City,
    number: u64,
    id: &RequirementId,
    shape: &Shape,
    planted: &[Planted],
    random: &mut Random,
) -> (RequirementStatus, Option<Correction>) {
    let with = |state: &AdditionState| -> BTreeSet<Flag> {
        let of_state = planted.iter().filter(|p| p.state.as_ref() == Some(state));
        of_state.map(Planted::flag).collect()
    };
    let open = with(&AdditionState::ToBeChecked);
    if open.is_empty() {
        let justified = !with(&AdditionState::Justified).is_empty();
        let status = if justified {
            RequirementStatus::Justified
        } else {
            RequirementStatus::Clean
        };
        return (status, None);
    }
    let decided_by = shape.nodes.first().map(|node| node.unit.name.clone());
    let found_on = first_day().day_number() + 60 + i64::from(random.below(300));
    let correction = |is_decided: bool| Correction {
        id: CorrectionId(city.ids.of(IdKind::Correction, number)),
        target: CorrectionTarget::Requirement(id.clone()),
        flags: open.iter().cloned().collect(),
        found_by: FoundBy::Comparison,
        found_on: Date::from_day_number(found_on),
        decided_on: is_decided.then(|| Date::from_day_number(found_on + 10)),
        effective_on: is_decided.then(|| Date::from_day_number(found_on + 12)),
        decided_by: decided_by.clone().unwrap_or_default(),
        before: Text::new(
            "下级要求多于上级（示例）",
            "A level asked more than the one above (sample)",
        ),
        after: Text::new(
            "恢复为上级要求（示例）",
            "Back to what the level above asks (sample)",
        ),
        reason: Text::new("没有依据（示例）", "Without a basis (sample)"),
        document: None,
        source: source(),
    };
    match random.below(100) {
        0..12 => (RequirementStatus::Corrected, Some(correction(true))),
        12..20 => (RequirementStatus::UnderReview, Some(correction(false))),
        20..25 => (RequirementStatus::Confirmed, None),
        _ => (RequirementStatus::Open, None),
    }
}
