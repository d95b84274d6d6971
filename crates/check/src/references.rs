//! References between rows: each must name a row that exists.
//!
//! A [`Kind`] for each kind of row that can be referred to; then one function per group of sheets
//! that collects what exists and reports what does not.

use std::collections::{BTreeSet, HashSet};

use civic::documents::CorrectionTarget;
use civic::rules::{GoodsSet, Scope};

use super::checker::{Check, cell, column_of, message};
use crate::Location;
use crate::columns::{self, SHEETS, files};

/// What a row may refer to, and how a missing one is reported.
struct Kind {
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    file: &'static str,
}

const UNIT: Kind = Kind {
    code: "unit_unknown",
    zh: "单位",
    en: "unit",
    file: files::UNITS,
};
const PLACE: Kind = Kind {
    code: "place_unknown",
    zh: "地点",
    en: "place",
    file: files::PLACES,
};
const GOODS: Kind = Kind {
    code: "goods_unknown",
    zh: "品类",
    en: "kind of goods",
    file: files::GOODS,
};
const RULE: Kind = Kind {
    code: "rule_unknown",
    zh: "规则",
    en: "rule",
    file: files::RULES,
};
const DUTY: Kind = Kind {
    code: "duty_unknown",
    zh: "履职事项",
    en: "duty item",
    file: files::DUTIES,
};
const REQUIREMENT: Kind = Kind {
    code: "requirement_unknown",
    zh: "工作要求",
    en: "requirement",
    file: files::REQUIREMENTS,
};
const SERVICE: Kind = Kind {
    code: "service_unknown",
    zh: "诉求类别",
    en: "kind of feedback",
    file: files::SERVICES,
};
const CASE: Kind = Kind {
    code: "case_unknown",
    zh: "诉求",
    en: "case",
    file: files::CASES,
};

fn missing(check: &mut Check<'_>, kind: &Kind, at: Location, id: &str) {
    let Kind { code, zh, en, file } = kind;
    if check.follows(file, id) {
        return;
    }
    check.error(
        code,
        at,
        id,
        message(
            format!("{file} 里没有{zh}“{id}”"),
            format!("{file} has no {en} {id}"),
            format!("改成 {file} 里有的编号，或者在那里加上这一行；那一行若有错误，先改好它"),
            format!("Use one that {file} has, or add the row there; if its row has an error, fix that first"),
        ),
    );
}

/// Reports a list that must not be empty.
fn nothing_named(check: &mut Check<'_>, kind: &Kind, at: Location) {
    let Kind { code, zh, en, .. } = kind;
    check.error(
        code,
        at,
        "",
        message(
            format!("这一格没有写出任何{zh}"),
            format!("This cell names no {en}"),
            format!("写上至少一个{zh}"),
            format!("Name at least one {en}"),
        ),
    );
}

pub(crate) fn check(check: &mut Check<'_>) {
    units(check);
    rules(check);
    duties_and_requirements(check);
    corrections(check);
    updates(check);
    cases(check);
}

fn known_units<'a>(check: &Check<'a>) -> HashSet<&'a str> {
    check
        .sources
        .units
        .iter()
        .map(|u| u.value.code.as_str())
        .collect()
}

fn known_places<'a>(check: &Check<'a>) -> HashSet<&'a str> {
    check
        .sources
        .places
        .iter()
        .map(|p| p.value.id.as_str())
        .collect()
}

fn units(check: &mut Check<'_>) {
    let sources = check.sources;
    let known = known_units(check);
    for row in &sources.units {
        if let Some(parent) = row.value.parent.as_ref()
            && !known.contains(parent.as_str())
        {
            missing(
                check,
                &UNIT,
                cell(row, columns::units::PARENT),
                parent.as_str(),
            );
        }
    }
    for row in &sources.places {
        let unit = row.value.unit.as_str();
        if !known.contains(unit) {
            missing(check, &UNIT, cell(row, columns::places::UNIT), unit);
        }
    }
    for row in &sources.duties {
        let unit = row.value.unit.as_str();
        if !known.contains(unit) {
            missing(check, &UNIT, cell(row, columns::duties::UNIT), unit);
        }
    }
    for row in &sources.admissions {
        for unit in row
            .value
            .units
            .iter()
            .filter(|u| !known.contains(u.as_str()))
        {
            missing(
                check,
                &UNIT,
                cell(row, columns::admissions::UNITS),
                unit.as_str(),
            );
        }
    }
    // A step may name a unit beyond the city, such as a ministry, in its own words.
    for requirement in &sources.requirements {
        let locations = sources.step_locations.get(&requirement.value.id);
        for (i, step) in requirement.value.steps.iter().enumerate() {
            if step.unit_name.is_empty() && !known.contains(step.unit.as_str()) {
                let at = locations
                    .and_then(|l| l.get(i))
                    .unwrap_or(&requirement.location);
                missing(
                    check,
                    &UNIT,
                    column_of(at, columns::steps::UNIT),
                    step.unit.as_str(),
                );
            }
        }
    }
}

fn rules(check: &mut Check<'_>) {
    let sources = check.sources;
    let (units, places) = (known_units(check), known_places(check));
    let goods: HashSet<&str> = sources.goods.iter().map(|g| g.value.id.as_str()).collect();
    let rules: HashSet<&str> = sources.rules.iter().map(|r| r.value.id.as_str()).collect();
    // What a rule for the time outside names, its own row has named already.
    for row in sources.rules.iter().filter(|r| !r.value.outside_times) {
        let rule = &row.value;
        let at = || cell(row, columns::rules::SCOPE);
        match &rule.scope {
            Scope::Places(ids) if ids.is_empty() => nothing_named(check, &PLACE, at()),
            Scope::Places(ids) => {
                for id in ids.iter().filter(|id| !places.contains(id.as_str())) {
                    missing(check, &PLACE, at(), id.as_str());
                }
            }
            Scope::Unit(unit) if !units.contains(unit.as_str()) => {
                missing(check, &UNIT, at(), unit.as_str());
            }
            Scope::Unit(_) | Scope::Grade(_) | Scope::City => {}
        }
        match &rule.goods {
            GoodsSet::Only(ids) if ids.is_empty() => {
                nothing_named(check, &GOODS, cell(row, columns::rules::GOODS));
            }
            GoodsSet::Only(ids) | GoodsSet::Except(ids) => {
                for id in ids.iter().filter(|id| !goods.contains(id.as_str())) {
                    missing(check, &GOODS, cell(row, columns::rules::GOODS), id.as_str());
                }
            }
            GoodsSet::All => {}
        }
        for target in rule.overrides.iter().flat_map(|o| &o.targets) {
            if !rules.contains(target.as_str()) {
                missing(
                    check,
                    &RULE,
                    cell(row, columns::changes::TARGETS),
                    target.as_str(),
                );
            }
        }
    }
}

fn duties_and_requirements(check: &mut Check<'_>) {
    let sources = check.sources;
    let duties: HashSet<&str> = sources.duties.iter().map(|d| d.value.id.as_str()).collect();
    for row in &sources.admissions {
        for duty in row
            .value
            .duties
            .iter()
            .filter(|d| !duties.contains(d.as_str()))
        {
            missing(
                check,
                &DUTY,
                cell(row, columns::admissions::DUTIES),
                duty.as_str(),
            );
        }
    }
    for row in &sources.requirements {
        for duty in &row.value.duties {
            if !duties.contains(duty.as_str()) {
                missing(
                    check,
                    &DUTY,
                    cell(row, columns::requirements::DUTIES),
                    duty.as_str(),
                );
            }
        }
    }
}

fn corrections(check: &mut Check<'_>) {
    let sources = check.sources;
    let places = known_places(check);
    let requirements: HashSet<&str> = sources
        .requirements
        .iter()
        .map(|r| r.value.id.as_str())
        .collect();
    let cases: HashSet<&str> = sources.cases.iter().map(|c| c.value.id.as_str()).collect();
    for row in &sources.corrections {
        let (kind, known, id) = match &row.value.target {
            CorrectionTarget::Requirement(id) => (&REQUIREMENT, &requirements, id.as_str()),
            CorrectionTarget::Place(id) => (&PLACE, &places, id.as_str()),
            CorrectionTarget::Case(id) => (&CASE, &cases, id.as_str()),
        };
        if !known.contains(id) {
            missing(check, kind, cell(row, columns::corrections::TARGET), id);
        }
    }
}

/// Everything that has an identifier and may be named by one.
fn known_to_all<'a>(check: &Check<'a>) -> BTreeSet<&'a str> {
    let sources = check.sources;
    let mut known: BTreeSet<&str> = BTreeSet::new();
    known.extend(sources.places.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.requirements.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.duties.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.admissions.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.corrections.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.rules.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.documents.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.cases.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.goods.iter().map(|r| r.value.id.as_str()));
    known.extend(sources.units.iter().map(|r| r.value.code.as_str()));
    known
}

/// An update may be about anything that has an identifier.
fn updates(check: &mut Check<'_>) {
    let sources = check.sources;
    let known = known_to_all(check);
    for row in &sources.updates {
        for id in row
            .value
            .affects
            .iter()
            .filter(|id| !known.contains(id.as_str()))
        {
            if SHEETS.iter().any(|sheet| sources.may_have(sheet.file, id)) {
                continue;
            }
            check.warn(
                "reference_unknown",
                cell(row, columns::updates::AFFECTS),
                id,
                message(
                    format!("没有编号为“{id}”的地点、要求、事项或纠偏"),
                    format!("No place, requirement, duty or correction has the identifier {id}"),
                    "改成已有的编号，例如“Z-001”，或者删去",
                    "Use an identifier that exists, such as Z-001, or leave it out",
                ),
            );
        }
    }
}

fn cases(check: &mut Check<'_>) {
    let sources = check.sources;
    let places = known_places(check);
    let services: HashSet<&str> = sources
        .services
        .iter()
        .map(|s| s.value.code.as_str())
        .collect();
    let units = known_units(check);
    let all = known_to_all(check);
    let cases: HashSet<&str> = sources.cases.iter().map(|c| c.value.id.as_str()).collect();
    for row in &sources.cases {
        let case = &row.value;
        if let Some(unit) = case.unit.as_ref()
            && !units.contains(unit.as_str())
        {
            missing(check, &UNIT, cell(row, columns::cases::UNIT), unit.as_str());
        }
        if let Some(into) = case.merged_into.as_ref()
            && !cases.contains(into.as_str())
        {
            let at = cell(row, columns::cases::MERGED_INTO);
            missing(check, &CASE, at, into.as_str());
        }
        let named = [
            (columns::cases::ABOUT, &case.about),
            (columns::cases::BASIS, &case.basis),
            (columns::cases::LED_TO, &case.led_to),
        ];
        for (column, id) in named
            .into_iter()
            .flat_map(|(column, ids)| ids.iter().map(move |id| (column, id)))
        {
            if all.contains(id.as_str()) || SHEETS.iter().any(|s| sources.may_have(s.file, id)) {
                continue;
            }
            check.error(
                "reference_unknown",
                cell(row, column),
                id,
                message(
                    format!("没有编号为“{id}”的地点、规则、要求、事项、文件或纠偏"),
                    format!("No place, rule, requirement, duty, document or correction has the identifier {id}"),
                    "改成已有的编号，例如“T-001”，或者删去",
                    "Use an identifier that exists, such as T-001, or leave it out",
                ),
            );
        }
        let service = row.value.service.as_str();
        if !services.contains(service) {
            missing(check, &SERVICE, cell(row, columns::cases::SERVICE), service);
        }
        if let Some(place) = row.value.place.as_ref()
            && !places.contains(place.as_str())
        {
            missing(
                check,
                &PLACE,
                cell(row, columns::cases::PLACE),
                place.as_str(),
            );
        }
    }
}
