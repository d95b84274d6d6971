//! Rows of 工作要求.csv, and of 要求层级.csv.

use civic::duties::{Frequency, Period, Requirement, Role, Step};
use civic::{DocumentId, DutyId};

use super::row::{SheetRow, english, given, joined, level_term};
use crate::columns::{requirements, steps};

fn yes(holds: bool) -> &'static str {
    if holds { "是" } else { "" }
}

/// `每周2次`, `3次`.
fn often(frequency: &Frequency) -> String {
    match frequency.per {
        Period::Once => format!("{}次", frequency.times),
        _ => format!("{}{}次", frequency.per.zh(), frequency.times),
    }
}

fn asked(name: &str, kind: &str, frequency: &Frequency) -> String {
    format!("{name}（{kind}，{}）", often(frequency))
}

/// The row of a requirement; its steps are rows of another sheet.
pub fn requirement(requirement: &Requirement) -> SheetRow {
    let duties = requirement.duties.iter().map(DutyId::as_str);
    let laws = requirement.legal_basis.iter().map(DocumentId::as_str);
    SheetRow::default()
        .set(requirements::ID, &requirement.id)
        .both(requirements::TITLE, &requirement.title)
        .set(requirements::CATEGORY, requirement.category.zh())
        .set(requirements::LIST, requirement.list.zh())
        .set(requirements::DUTIES, joined(duties))
        .set(requirements::LEGAL_BASIS, joined(laws))
        .set(requirements::STATUS, requirement.status.zh())
        .both(requirements::NOTE, &requirement.note)
        .source(&requirement.source)
}

/// The row of a step, which comes from where its requirement does.
pub fn step(requirement: &Requirement, step: &Step) -> SheetRow {
    let assessed = [
        (step.assessment.ranking, "排名"),
        (step.assessment.veto, "一票否决"),
        (step.assessment.pledge, "责任状"),
    ];
    let assessed = assessed.iter().filter(|(holds, _)| *holds);
    let (targets, deliverables, tools) = (&step.targets, &step.deliverables, &step.tools);
    let mut row = SheetRow::default()
        .set(steps::ID, &step.id)
        .set(steps::REQUIREMENT, &requirement.id)
        .set(steps::PARENT, given(step.parent.as_ref()))
        .set(steps::LEVEL, level_term(&step.level))
        .set(steps::UNIT, &step.unit)
        .both(steps::UNIT_NAME, &step.unit_name)
        .set(steps::DOCUMENT, &step.document)
        .set(steps::DUE_ON, given(step.due_on))
        .set(steps::FREQUENCY, given(step.frequency.as_ref().map(often)))
        .set(
            steps::TARGETS.zh,
            joined(targets.iter().map(|t| t.in_words().zh)),
        )
        .set(
            steps::TARGETS.en,
            english(targets.iter().map(|t| t.measure.en.as_str())),
        )
        .set(
            steps::DELIVERABLES.zh,
            joined(
                deliverables
                    .iter()
                    .map(|d| asked(&d.name.zh, d.kind.zh(), &d.frequency)),
            ),
        )
        .set(
            steps::DELIVERABLES.en,
            english(deliverables.iter().map(|d| d.name.en.as_str())),
        )
        .set(
            steps::TOOLS.zh,
            joined(
                tools
                    .iter()
                    .map(|t| asked(&t.name.zh, t.kind.zh(), &t.frequency)),
            ),
        )
        .set(
            steps::TOOLS.en,
            english(tools.iter().map(|t| t.name.en.as_str())),
        )
        .set(steps::ASSESSMENT, joined(assessed.map(|(_, word)| *word)))
        .set(steps::ROLE, given(step.role.as_ref().map(Role::zh)))
        .both(steps::NOTE, &step.note);
    if let Some(coverage) = &step.coverage {
        row = row
            .both(steps::COVERAGE, &coverage.text)
            .set(steps::COVERAGE_COUNT, given(coverage.count))
            .set(steps::COVERAGE_UNIT, &coverage.unit)
            .set(steps::COVERAGE_ALL, yes(coverage.all));
    }
    if let Some(basis) = &step.basis {
        row = row
            .both(steps::BASIS, &basis.text)
            .set(steps::BASIS_LEVEL, level_term(&basis.level))
            .set(steps::BASIS_EMERGENCY, yes(basis.emergency))
            .set(steps::BASIS_DOCUMENT, given(basis.document.as_ref()));
    }
    row.source(&requirement.source)
}
