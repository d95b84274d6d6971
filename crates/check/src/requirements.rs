//! Requirements: their steps form a tree, and what a step adds has a basis.

use std::collections::{BTreeMap, HashMap};

use civic::documents::{Correction, CorrectionTarget};
use civic::duties::added_demands::{AdditionState, Flag, compare};
use civic::duties::{Bound, Milli, Requirement, RequirementStatus, Step, reviewed};

use super::checker::{Check, cell, column_of, message};
use crate::columns::{self, Column, files};
use crate::cycles::cycles;
use crate::{Location, Row};

/// Days that a step may take off a deadline where the city has no settings.
const DEFAULT_BUFFER_DAYS: u32 = 7;

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    for row in &sources.requirements {
        let id = row.value.id.as_str();
        if row.value.steps.is_empty() && !check.follows(files::STEPS, id) {
            check.warn(
                "requirement_without_steps",
                cell(row, columns::requirements::ID),
                row.value.id.as_str(),
                message(
                    format!("这项要求在 {} 里没有任何层级", files::STEPS),
                    format!("This requirement has no step in {}", files::STEPS),
                    "至少加上提出这项要求的一级，并写明文件",
                    "Add at least the step that first asked it, with its document",
                ),
            );
        }
        parents(check, row);
        added(check, row);
        corrected(check, row);
        sums(check, row);
    }
}

/// Where a step was read.
fn step_at(check: &Check<'_>, row: &Row<Requirement>, step: usize, column: Column) -> Location {
    let locations = check.sources.step_locations.get(&row.value.id);
    let location = locations.and_then(|l| l.get(step));
    column_of(location.unwrap_or(&row.location), column)
}

fn parents(check: &mut Check<'_>, row: &Row<Requirement>) {
    let steps = &row.value.steps;
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for (i, step) in steps.iter().enumerate() {
        by_id.entry(step.id.as_str()).or_insert(i);
    }
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    for (i, step) in steps.iter().enumerate() {
        let Some(parent) = &step.parent else { continue };
        if let Some(above) = by_id.get(parent.as_str()) {
            next[i].push(*above);
            continue;
        }
        let requirement = &row.value.id;
        let at = step_at(check, row, i, columns::steps::PARENT);
        check.error(
            "step_parent_unknown",
            at,
            parent.as_str(),
            message(
                format!("要求“{requirement}”没有层级“{parent}”"),
                format!("The requirement {requirement} has no step {parent}"),
                "写同一项要求里上一级的编号，例如“T-001.1”；最先提出的一级留空",
                "Name the step above in the same requirement, such as T-001.1; leave it empty for the first",
            ),
        );
    }
    let found = cycles(&next);
    for cycle in &found {
        let ids: Vec<&str> = cycle.iter().map(|i| steps[*i].id.as_str()).collect();
        let way = ids.join(" → ");
        let at = step_at(
            check,
            row,
            cycle.first().copied().unwrap_or(0),
            columns::steps::PARENT,
        );
        check.error(
            "step_loop",
            at,
            &way,
            message(
                format!("这些层级互为上级，绕成一圈：{way} → {}", ids[0]),
                format!(
                    "These steps are above each other in a circle: {way} → {}",
                    ids[0]
                ),
                format!("最先提出要求的一级，“{}”留空", columns::steps::PARENT.zh),
                format!(
                    "Leave {} empty for the step that first asked it",
                    columns::steps::PARENT.zh
                ),
            ),
        );
    }
    if found.is_empty() {
        order(check, row, &next);
    }
}

/// A reader follows the rows from the top down.
fn order(check: &mut Check<'_>, row: &Row<Requirement>, next: &[Vec<usize>]) {
    for (i, above) in next.iter().enumerate() {
        if above.iter().any(|above| *above > i) {
            let step = &row.value.steps[i];
            let parent = step.parent.as_ref().map_or("", |p| p.as_str());
            let at = step_at(check, row, i, columns::steps::PARENT);
            check.error(
                "step_before_parent",
                at,
                parent,
                message(
                    format!("层级“{}”写在它的上一层级“{parent}”前面", step.id),
                    format!(
                        "The step {} is listed before {parent}, the step above it",
                        step.id
                    ),
                    format!("把“{parent}”那一行移到这一行前面"),
                    format!("Move the row of {parent} before this one"),
                ),
            );
        }
    }
}

/// What is added while the requirement's own status denies it, or nobody has looked yet.
fn added(check: &mut Check<'_>, row: &Row<Requirement>) {
    let requirement = &row.value;
    let denied = match requirement.status {
        RequirementStatus::Clean | RequirementStatus::Justified => true,
        RequirementStatus::Open => false,
        _ => return,
    };
    let buffer = buffer_days(check);
    let (basis, basis_level) = (columns::steps::BASIS.zh.zh, columns::steps::BASIS_LEVEL.zh);
    let mut by_step: BTreeMap<usize, Vec<Flag>> = BTreeMap::new();
    for addition in compare(requirement, buffer) {
        if addition.state != AdditionState::ToBeChecked {
            continue;
        }
        let step = requirement.steps.iter().position(|s| s.id == addition.step);
        let flags = by_step.entry(step.unwrap_or(0)).or_default();
        if !flags.contains(&addition.flag) {
            flags.push(addition.flag);
        }
    }
    for (i, flags) in by_step {
        let step = &requirement.steps[i].id;
        let zh = flags.iter().map(Flag::zh).collect::<Vec<_>>().join("、");
        let en = flags.iter().map(Flag::en).collect::<Vec<_>>().join(", ");
        let at = step_at(check, row, i, columns::steps::BASIS.zh);
        let status = &requirement.status;
        if denied {
            check.warn(
                "added_demand_without_basis",
                at,
                &zh,
                message(
                    format!(
                        "层级“{step}”比上一级多要求（{zh}），没有同级或更高级的依据，而“{}”的状态写着“{}”",
                        requirement.id,
                        status.zh()
                    ),
                    format!(
                        "The step {step} asks more than the one above ({en}) without a basis of an equal or higher level, while the status of {} says {}",
                        requirement.id,
                        status.en()
                    ),
                    format!("有依据就写“{basis}”和“{basis_level}”；没有就把状态改为“待核实”"),
                    "Give the basis and its level if there is one; otherwise set the status to 待核实",
                ),
            );
        } else {
            check.info(
                "added_demand_without_basis",
                at,
                &zh,
                message(
                    format!("层级“{step}”比上一级多要求（{zh}），还没有写依据，公布时显示“待核实”"),
                    format!("The step {step} asks more than the one above ({en}) and names no basis; it is shown as to be checked"),
                    format!("有依据就写“{basis}”和“{basis_level}”，例如“市应急响应通知”、“市”"),
                    "Give the basis and its level if there is one, such as 市应急响应通知 and 市",
                ),
            );
        }
    }
}

/// A requirement that is called corrected while no decided correction names what was added.
fn corrected(check: &mut Check<'_>, row: &Row<Requirement>) {
    let requirement = &row.value;
    if requirement.status != RequirementStatus::Corrected {
        return;
    }
    let own = |row: &&Row<Correction>| {
        row.value.target == CorrectionTarget::Requirement(requirement.id.clone())
    };
    let corrections = check.sources.corrections.iter().filter(own);
    let corrections: Vec<Correction> = corrections.map(|row| row.value.clone()).collect();
    let mut flags: Vec<Flag> = Vec::new();
    for addition in reviewed(requirement, &corrections, buffer_days(check)) {
        let is_left = matches!(
            addition.state,
            AdditionState::ToBeChecked | AdditionState::UnderReview
        );
        if is_left && !flags.contains(&addition.flag) {
            flags.push(addition.flag);
        }
    }
    if flags.is_empty() {
        return;
    }
    let zh = flags.iter().map(Flag::zh).collect::<Vec<_>>().join("、");
    let en = flags.iter().map(Flag::en).collect::<Vec<_>>().join(", ");
    check.warn(
        "correction_missing",
        cell(row, columns::requirements::STATUS),
        requirement.status.zh(),
        message(
            format!(
                "“{}”的状态写着“{}”，但是没有一条已决定的纠偏提到其中的加码：{zh}",
                requirement.id,
                requirement.status.zh()
            ),
            format!(
                "The status of {} says {}, but no decided correction names what was added: {en}",
                requirement.id,
                requirement.status.en()
            ),
            format!(
                "纠正了就写进 {} 的“{}”；还没有就把状态改为“待核实”或“复核中”",
                files::CORRECTIONS,
                columns::corrections::FLAGS.zh
            ),
            format!(
                "If it was corrected, name it in {} of {}; if not, set the status to 待核实 or 复核中",
                columns::corrections::FLAGS.zh,
                files::CORRECTIONS
            ),
        ),
    );
}

fn buffer_days(check: &Check<'_>) -> u32 {
    let settings = check.sources.settings.as_ref();
    settings.map_or(DEFAULT_BUFFER_DAYS, |s| s.deadline_buffer_days)
}

/// Children that together are asked for more than the step above them was.
fn sums(check: &mut Check<'_>, row: &Row<Requirement>) {
    let steps = &row.value.steps;
    for (i, parent) in steps.iter().enumerate() {
        let children: Vec<&Step> = steps
            .iter()
            .filter(|s| s.parent.as_ref() == Some(&parent.id) && s.id != parent.id)
            .collect();
        for target in parent.targets.iter().filter(|t| !t.rate) {
            let parts: Vec<(&Step, i64)> = children
                .iter()
                .filter_map(|s| {
                    let same = s.targets.iter().find(|t| t.is_same_measure(target))?;
                    Some((*s, same.value.0))
                })
                .collect();
            let sum = parts
                .iter()
                .fold(0i64, |sum, (_, v)| sum.saturating_add(*v));
            let exceeds = match target.bound {
                Bound::AtLeast => sum > target.value.0,
                Bound::AtMost => sum < target.value.0,
                Bound::Unknown(_) => false,
            };
            let justified = parts.iter().all(|(s, _)| {
                let rests =
                    |b: &civic::duties::Basis| b.emergency || b.level.is_at_least(&parent.level);
                s.basis.as_ref().is_some_and(rests)
            });
            if parts.len() < 2 || !exceeds || justified {
                continue;
            }
            let total = format!("{}{}", Milli(sum), target.unit);
            let (count, said) = (parts.len(), target.in_words());
            let at = step_at(check, row, i, columns::steps::TARGETS.zh);
            let id = &parent.id;
            check.warn(
                "target_sum_exceeds_parent",
                at,
                &total,
                message(
                    format!("“{id}”的指标是“{}”，下面 {count} 个层级合计 {total}", said.zh),
                    format!("The target of {id} is {}; the {count} steps below add up to {total}", said.en),
                    format!("分解后的合计不超过上一级；确有依据就在下级写“{}”，层级不低于“{}”", columns::steps::BASIS.zh.zh, parent.level.zh()),
                    format!("Let the parts add up to no more than the whole; if there is a basis, give it below, of level {} or higher", parent.level.en()),
                ),
            );
        }
    }
}
