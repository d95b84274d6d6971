//! Requirements, their steps and their corrections.

use check::columns::{corrections, files, requirements, steps};
use civic::documents::Correction;
use civic::duties::added_demands::Flag;
use civic::duties::{Frequency, Period, Requirement, Step};

use super::file::File;
use crate::city::City;
use crate::rows::{Row, heading, level_term};

/// Joins what stands in one cell.
fn joined<T: AsRef<str>>(parts: impl Iterator<Item = T>) -> String {
    let mut cell = String::new();
    for part in parts {
        if !cell.is_empty() {
            cell.push('；');
        }
        cell.push_str(part.as_ref());
    }
    cell
}

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

pub(crate) fn requirements(city: &City) -> File<'_> {
    let rows = city.chains().map(|chain| {
        let requirement = &chain.requirement;
        Row::default()
            .set(requirements::ID, &requirement.id)
            .both(requirements::TITLE, &requirement.title)
            .set(requirements::CATEGORY, requirement.category.zh())
            .set(requirements::LIST, requirement.list.zh())
            .set(
                requirements::DUTIES,
                joined(requirement.duties.iter().map(civic::DutyId::as_str)),
            )
            .set(
                requirements::LEGAL_BASIS,
                joined(
                    requirement
                        .legal_basis
                        .iter()
                        .map(civic::DocumentId::as_str),
                ),
            )
            .set(requirements::STATUS, requirement.status.zh())
            .line(&requirements::SHEET)
    });
    File {
        name: files::REQUIREMENTS,
        lines: Box::new(std::iter::once(heading(&requirements::SHEET)).chain(rows)),
    }
}

fn step_row(requirement: &Requirement, step: &Step) -> String {
    let assessed = [
        (step.assessment.ranking, "排名"),
        (step.assessment.veto, "一票否决"),
        (step.assessment.pledge, "责任状"),
    ];
    let assessed = assessed.iter().filter(|(holds, _)| *holds);
    let mut row = Row::default()
        .set(steps::ID, &step.id)
        .set(steps::REQUIREMENT, &requirement.id)
        .set(steps::LEVEL, level_term(&step.level))
        .set(steps::UNIT, &step.unit)
        .both(steps::UNIT_NAME, &step.unit_name)
        .set(steps::DOCUMENT, &step.document)
        .set(
            steps::TARGETS.zh,
            joined(step.targets.iter().map(|t| t.in_words().zh)),
        )
        .set(
            steps::TARGETS.en,
            joined(step.targets.iter().map(|t| &t.measure.en)),
        )
        .set(
            steps::DELIVERABLES.zh,
            joined(
                step.deliverables
                    .iter()
                    .map(|d| asked(&d.name.zh, d.kind.zh(), &d.frequency)),
            ),
        )
        .set(
            steps::DELIVERABLES.en,
            joined(step.deliverables.iter().map(|d| &d.name.en)),
        )
        .set(
            steps::TOOLS.zh,
            joined(
                step.tools
                    .iter()
                    .map(|t| asked(&t.name.zh, t.kind.zh(), &t.frequency)),
            ),
        )
        .set(
            steps::TOOLS.en,
            joined(step.tools.iter().map(|t| &t.name.en)),
        )
        .set(steps::ASSESSMENT, joined(assessed.map(|(_, word)| *word)))
        .both(steps::NOTE, &step.note);
    if let Some(parent) = &step.parent {
        row = row.set(steps::PARENT, parent);
    }
    if let Some(due) = step.due_on {
        row = row.set(steps::DUE_ON, due);
    }
    if let Some(frequency) = &step.frequency {
        row = row.set(steps::FREQUENCY, often(frequency));
    }
    if let Some(role) = &step.role {
        row = row.set(steps::ROLE, role.zh());
    }
    if let Some(coverage) = &step.coverage {
        row = row
            .both(steps::COVERAGE, &coverage.text)
            .set(
                steps::COVERAGE_COUNT,
                coverage
                    .count
                    .map(|count| count.to_string())
                    .unwrap_or_default(),
            )
            .set(steps::COVERAGE_UNIT, &coverage.unit)
            .set(steps::COVERAGE_ALL, yes(coverage.all));
    }
    if let Some(basis) = &step.basis {
        row = row
            .both(steps::BASIS, &basis.text)
            .set(steps::BASIS_LEVEL, level_term(&basis.level))
            .set(steps::BASIS_EMERGENCY, yes(basis.emergency));
        if let Some(document) = &basis.document {
            row = row.set(steps::BASIS_DOCUMENT, document);
        }
    }
    row.line(&steps::SHEET)
}

pub(crate) fn steps(city: &City) -> File<'_> {
    let rows = city.chains().flat_map(|chain| {
        let requirement = &chain.requirement;
        let of_chain = requirement
            .steps
            .iter()
            .map(|step| step_row(requirement, step));
        of_chain.collect::<Vec<_>>()
    });
    File {
        name: files::STEPS,
        lines: Box::new(std::iter::once(heading(&steps::SHEET)).chain(rows)),
    }
}

fn correction_row(requirement: &Requirement, correction: &Correction) -> String {
    let day =
        |date: Option<civic::time::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    Row::default()
        .set(corrections::ID, &correction.id)
        .set(corrections::TARGET_KIND, "工作要求")
        .set(corrections::TARGET, &requirement.id)
        .set(
            corrections::FLAGS,
            joined(correction.flags.iter().map(Flag::zh)),
        )
        .set(corrections::FOUND_BY, correction.found_by.zh())
        .set(corrections::FOUND_ON, correction.found_on)
        .set(corrections::DECIDED_ON, day(correction.decided_on))
        .set(corrections::EFFECTIVE_ON, day(correction.effective_on))
        .both(corrections::DECIDED_BY, &correction.decided_by)
        .both(corrections::BEFORE, &correction.before)
        .both(corrections::AFTER, &correction.after)
        .both(corrections::REASON, &correction.reason)
        .line(&corrections::SHEET)
}

pub(crate) fn corrections(city: &City) -> File<'_> {
    let rows = city.chains().filter_map(|chain| {
        let correction = chain.correction.as_ref()?;
        Some(correction_row(&chain.requirement, correction))
    });
    File {
        name: files::CORRECTIONS,
        lines: Box::new(std::iter::once(heading(&corrections::SHEET)).chain(rows)),
    }
}
