//! Units, documents, duty items, the admission log, requirements and their steps, limits on documents,
//! synonyms.
//!
//! One function per sheet. Steps come last: each is attached to its requirement, and its structured
//! cells (targets, deliverables, tools, coverage, assessment, basis) have a function each.

use std::collections::{BTreeMap, HashMap, HashSet};

use check::columns::{
    ColumnPair, admissions, documents, duties, files, limits, requirements, steps, synonyms, units,
};
use check::{ExpiryDay, Sources};
use civic::documents::{Document, DocumentStatus, Limit, LimitKind};
use civic::duties::{
    Admission, AdmissionDecision, Assessment, Basis, Coverage, Deliverable, DeliverableKind,
    DutyCategory, DutyItem, DutyList, Level, Requirement, RequirementStatus, Role, Step, Target,
    Tool, ToolKind, Unit,
};
use civic::search::Synonyms;
use civic::{RequirementId, Text};

use super::folder::Folder;
use super::paired::paired;
use crate::grammar;
use crate::grammar::{CellError, fold};
use crate::table::RowReader;

/// A level as offices write it, short forms included.
fn level(term: &str) -> Option<Level> {
    Level::from_term(term).or(match term {
        "街道" | "乡镇" | "镇" | "乡" => Some(Level::Street),
        "社区" | "村" => Some(Level::Community),
        "区" | "县" => Some(Level::County),
        _ => None,
    })
}

fn link(text: &str) -> Result<String, CellError> {
    let text = fold(text);
    if text.starts_with("https://") && !text.contains(char::is_whitespace) {
        Ok(text)
    } else {
        Err(CellError {
            what: Text::new("链接应以 https:// 开头", "A link begins with https://"),
            example: "https://www.gov.cn/",
        })
    }
}

pub(crate) fn units(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&units::SHEET);
    sources.units = folder.rows(&units::SHEET, &sheet, |row| {
        row.source();
        Some(Unit {
            code: row.id(units::CODE),
            name: row.bilingual(units::NAME),
            level: row.term(units::LEVEL, level)?,
            parent: row.reference(units::PARENT),
        })
    });
}

pub(crate) fn documents(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&documents::SHEET);
    let expiry_day = sources.settings.as_ref().and_then(|s| s.expiry_day);
    let expiry_day = expiry_day.unwrap_or(ExpiryDay::Excluded);
    sources.documents = folder.rows(&documents::SHEET, &sheet, |row| {
        Some(Document {
            id: row.id(documents::ID),
            number: row.text(documents::NUMBER),
            title: row.bilingual(documents::TITLE),
            article: row.bilingual(documents::ARTICLE),
            text: row.bilingual(documents::TEXT),
            issuer: row.bilingual(documents::ISSUER),
            level: row.term(documents::LEVEL, level)?,
            issued_on: row.date(documents::ISSUED_ON),
            expires_on: if grammar::is_open_end(row.raw(documents::EXPIRES_ON)) {
                None
            } else {
                row.date(documents::EXPIRES_ON)
                    .map(|day| expiry_day.first_day_without(day))
            },
            status: row.term(documents::STATUS, DocumentStatus::from_term)?,
            link: row.read(documents::LINK, link).unwrap_or_default(),
            source: row.source(),
        })
    });
}

/// Each sheet has a function of its own, so that no two of these large ones are held at once.
pub(crate) fn duties_and_requirements(folder: &mut Folder, sources: &mut Sources) {
    duty_items(folder, sources);
    admissions(folder, sources);
    requirements(folder, sources);
    steps(folder, sources);
    limits(folder, sources);
    synonyms(folder, sources);
}

fn duty_items(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&duties::SHEET);
    sources.duties = folder.rows(&duties::SHEET, &sheet, |row| {
        let since = row.date(duties::SINCE);
        let list = row.term(duties::LIST, DutyList::from_term);
        let (unit_duty, takeover) = parts(row, list.as_ref());
        Some(DutyItem {
            id: row.id(duties::ID),
            unit: row.id(duties::UNIT),
            list: list?,
            category: row.term(duties::CATEGORY, DutyCategory::from_term)?,
            title: row.bilingual(duties::TITLE),
            lead: row.bilingual(duties::LEAD),
            lead_duty: row.bilingual(duties::LEAD_DUTY),
            unit_duty,
            takeover,
            legal_basis: row.ids(duties::LEGAL_BASIS),
            document: row.id(duties::DOCUMENT),
            since: since?,
            note: row.bilingual(duties::NOTE),
            source: row.source(),
        })
    });
}

/// What the unit does, and how the department handles what it took back. A sheet of before has one
/// column for both, which means one or the other by the list.
fn parts(row: &mut RowReader<'_>, list: Option<&DutyList>) -> (Text, Text) {
    let mut unit_duty = row.bilingual(duties::UNIT_DUTY);
    let mut takeover = row.bilingual(duties::TAKEOVER);
    let former = duties::UNIT_DUTY_OR_TAKEOVER;
    let (said, own) = if list == Some(&DutyList::TakenBack) {
        (&mut takeover, duties::TAKEOVER)
    } else {
        (&mut unit_duty, duties::UNIT_DUTY)
    };
    for (said, own, former) in [
        (&mut said.zh, own.zh, former.zh),
        (&mut said.en, own.en, former.en),
    ] {
        let before = row.text(former);
        if said.is_empty() {
            *said = before;
        } else if !before.is_empty() && before != *said {
            let (own, column) = (own.zh, former.zh);
            let error = CellError {
                what: Text::new(
                    format!("“{own}”和“{column}”写得不一样，不知道以哪一格为准"),
                    format!(
                        "{own} and {column} say different things: which of them holds is not known"
                    ),
                ),
                example: "只填“街道职责”或“承接方式”，删去“街道职责或承接方式”这一列",
            };
            row.refuse_as("duty_said_twice", former, &error);
        }
    }
    (unit_duty, takeover)
}

fn admissions(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&admissions::SHEET);
    sources.admissions = folder.rows(&admissions::SHEET, &sheet, |row| {
        let proposed_on = row.date(admissions::PROPOSED_ON);
        // A word that is not understood leaves the row out: it is neither a decision nor none.
        let decision = row.term(admissions::DECISION, AdmissionDecision::from_term);
        Some(Admission {
            id: row.id(admissions::ID),
            title: row.bilingual(admissions::TITLE),
            category: row.term(admissions::CATEGORY, DutyCategory::from_term)?,
            units: row.ids(admissions::UNITS),
            duties: row.ids(admissions::DUTIES),
            proposed_by: row.bilingual(admissions::PROPOSED_BY),
            proposed_on: proposed_on?,
            decision: decision.unwrap_or(AdmissionDecision::UnderReview),
            decided_by: row.bilingual(admissions::DECIDED_BY),
            decided_on: row.date(admissions::DECIDED_ON),
            document: row.reference(admissions::DOCUMENT),
            reason: row.bilingual(admissions::REASON),
            source: row.source(),
        })
    });
}

fn limits(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&limits::SHEET);
    sources.limits = folder.rows(&limits::SHEET, &sheet, |row| {
        let threshold = row.number(limits::THRESHOLD);
        Some(Limit {
            id: row.id(limits::ID),
            kind: row.term(limits::KIND, LimitKind::from_term)?,
            threshold,
            article: row.bilingual(limits::ARTICLE),
            document: row.id(limits::DOCUMENT),
            advice: row.bilingual(limits::ADVICE),
            source: row.source(),
        })
    });
}

fn synonyms(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&synonyms::SHEET);
    sources.synonyms = folder.rows(&synonyms::SHEET, &sheet, |row| {
        Some(Synonyms {
            words: row.list(synonyms::WORDS),
            source: row.source(),
        })
    });
}

fn requirements(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&requirements::SHEET);
    sources.requirements = folder.rows(&requirements::SHEET, &sheet, |row| {
        Some(Requirement {
            id: row.id(requirements::ID),
            title: row.bilingual(requirements::TITLE),
            category: row.term(requirements::CATEGORY, DutyCategory::from_term)?,
            list: row.term(requirements::LIST, DutyList::from_term)?,
            duties: row.ids(requirements::DUTIES),
            legal_basis: row.ids(requirements::LEGAL_BASIS),
            status: row.term(requirements::STATUS, RequirementStatus::from_term)?,
            steps: Vec::new(),
            note: row.bilingual(requirements::NOTE),
            source: row.source(),
        })
    });
}

fn steps(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&steps::SHEET);
    let units = &sources.units;
    let units: HashMap<&str, &Text> = units
        .iter()
        .map(|u| (u.value.code.as_str(), &u.value.name))
        .collect();
    let known: HashSet<RequirementId> = sources
        .requirements
        .iter()
        .map(|r| r.value.id.clone())
        .collect();
    let unread = folder.unread(files::REQUIREMENTS);
    let mut followed = 0;
    let rows = folder.rows(&steps::SHEET, &sheet, |row| {
        let requirement: RequirementId = row.id(steps::REQUIREMENT);
        if unread.may_have(requirement.as_str()) {
            followed += 1;
            return None;
        }
        if !known.contains(&requirement) {
            row.refuse(
                steps::REQUIREMENT,
                &CellError {
                    what: Text::new(
                        format!("{} 里没有这个编号", files::REQUIREMENTS),
                        format!("{} has no such identifier", files::REQUIREMENTS),
                    ),
                    example: "T-001",
                },
            );
        }
        let mut step = step(row)?;
        if step.unit_name.is_empty() {
            let name = units.get(step.unit.as_str()).copied();
            step.unit_name = name.cloned().unwrap_or_default();
        }
        Some((requirement, step))
    });
    // As large as what was read from it.
    drop(sheet);
    folder.follow(files::REQUIREMENTS, followed);
    let mut counts: BTreeMap<RequirementId, usize> = BTreeMap::new();
    for row in &rows {
        *counts.entry(row.value.0.clone()).or_default() += 1;
    }
    let mut by_requirement: BTreeMap<RequirementId, Vec<Step>> = BTreeMap::new();
    for row in rows {
        let (requirement, step) = row.value;
        // A step is large, and a vector that grows has room for many that never come.
        let count = counts.get(&requirement).copied().unwrap_or_default();
        let locations = sources.step_locations.entry(requirement.clone());
        locations
            .or_insert_with(|| Vec::with_capacity(count))
            .push(row.location);
        let steps = by_requirement.entry(requirement);
        steps
            .or_insert_with(|| Vec::with_capacity(count))
            .push(step);
    }
    for requirement in &mut sources.requirements {
        requirement.value.steps = by_requirement
            .remove(&requirement.value.id)
            .unwrap_or_default();
    }
}

fn step(row: &mut RowReader<'_>) -> Option<Step> {
    row.source();
    let deliverables = asked(row, steps::DELIVERABLES, DeliverableKind::from_term);
    let tools = asked(row, steps::TOOLS, ToolKind::from_term);
    let level = row.term(steps::LEVEL, level);
    Some(Step {
        id: row.id(steps::ID),
        parent: row.reference(steps::PARENT),
        level: level?,
        unit: row.id(steps::UNIT),
        unit_name: row.bilingual(steps::UNIT_NAME),
        document: row.id(steps::DOCUMENT),
        due_on: row.date(steps::DUE_ON),
        frequency: row.read(steps::FREQUENCY, grammar::frequency),
        targets: targets(row),
        deliverables: deliverables
            .into_iter()
            .map(|(kind, name, frequency)| Deliverable {
                kind,
                name,
                frequency,
            })
            .collect(),
        tools: tools
            .into_iter()
            .map(|(kind, name, frequency)| Tool {
                kind,
                name,
                frequency,
            })
            .collect(),
        coverage: coverage(row),
        assessment: assessment(row),
        role: row.term(steps::ROLE, Role::from_term),
        basis: basis(row),
        note: row.bilingual(steps::NOTE),
    })
}

fn targets(row: &mut RowReader<'_>) -> Vec<Target> {
    paired(row, steps::TARGETS, grammar::targets)
        .into_iter()
        .map(|(cell, en)| Target {
            rate: Target::is_rate(&cell.measure, &cell.unit),
            measure: Text {
                zh: cell.measure,
                en,
            },
            unit: cell.unit,
            bound: cell.bound,
            value: cell.value,
        })
        .collect()
}

/// A thing asked for: its kind, its name, how often.
type Asked<K> = (K, Text, civic::duties::Frequency);

/// What a step asks for, the English names in the same order.
fn asked<K: Clone>(
    row: &mut RowReader<'_>,
    columns: ColumnPair,
    kind: fn(&str) -> Option<K>,
) -> Vec<Asked<K>> {
    debug_assert!(
        columns
            .zh
            .kind
            .terms()
            .iter()
            .all(|(zh, en)| kind(zh).is_some() && kind(en).is_some())
    );
    let mut asked = Vec::new();
    for (cell, en) in paired(row, columns, grammar::asked) {
        if let Some(kind) = kind(&cell.kind) {
            asked.push((kind, Text { zh: cell.name, en }, cell.frequency));
            continue;
        }
        let kinds = columns.zh.kind.terms_shown();
        row.refuse(
            columns.zh,
            &CellError {
                what: Text::new(
                    format!("“{}”不是其中一类：{kinds}", cell.kind),
                    format!("{} is not one of: {kinds}", cell.kind),
                ),
                example: "月度小结（报告，每月1）",
            },
        );
    }
    asked
}

fn coverage(row: &mut RowReader<'_>) -> Option<Coverage> {
    let text = row.bilingual(steps::COVERAGE);
    let coverage = Coverage {
        count: row.number(steps::COVERAGE_COUNT),
        unit: row.text(steps::COVERAGE_UNIT),
        all: row.yes_no(steps::COVERAGE_ALL).unwrap_or_default(),
        text,
    };
    (!coverage.text.is_empty()).then_some(coverage)
}

fn assessment(row: &mut RowReader<'_>) -> Assessment {
    let mut assessment = Assessment::default();
    let known = |t: &str| match t {
        "排名" | "ranking" => Some(0),
        "一票否决" | "veto" => Some(1),
        "责任状" | "pledge" => Some(2),
        _ => None,
    };
    for part in row.terms(steps::ASSESSMENT, known) {
        match part {
            0 => assessment.ranking = true,
            1 => assessment.veto = true,
            _ => assessment.pledge = true,
        }
    }
    assessment
}

fn basis(row: &mut RowReader<'_>) -> Option<Basis> {
    let text = row.bilingual(steps::BASIS);
    if text.is_empty() {
        return None;
    }
    let level = row.term(steps::BASIS_LEVEL, level);
    if level.is_none() {
        row.refuse(
            steps::BASIS_LEVEL,
            &CellError {
                what: Text::new("写了依据，就要写依据的层级", "A basis needs its level"),
                example: "市",
            },
        );
    }
    Some(Basis {
        text,
        level: level?,
        emergency: row.yes_no(steps::BASIS_EMERGENCY).unwrap_or_default(),
        document: row.reference(steps::BASIS_DOCUMENT),
    })
}
