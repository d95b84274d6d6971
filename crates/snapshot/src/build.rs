//! The files of a snapshot, made from the sources: pure, and the same bytes for the same input.
//!
//! [`make`] writes the city's settings, then calls a function for each journey of the portal:
//! places, duties, requirements, what lands on each office, news and feedback, search; last the list
//! of identifiers.

use std::collections::{BTreeMap, BTreeSet};

use check::{CitySettings, Row, Sources};
use civic::documents::{Correction, CorrectionTarget, Update};
use civic::duties::added_demands::open_flags;
use civic::duties::{
    Admission, AdmissionDuty, DutyItem, DutyList, Level, Requirement, corrected_flags, reviewed,
};
use civic::places::names::{Called, leaves};
use civic::places::{LonLat, Place, PlaceSummary};
use civic::published::{
    AdmissionsFile, CityFile, CorrectionYears, CorrectionsFile, DutyFile, DutyRequirement,
    DutyUnit, DutyUnits, FeedbackFile, HomeFile, IdsFile, LimitsFile, PlaceIndex, RequirementFile,
    RequirementIndex, RequirementSummary, UpdatesFile, name,
};
use civic::{DutyId, RequirementId, UnitCode};

use crate::documents::{Documents, cited, documents_by_id};
use crate::file_set::{Sink, put};
use crate::register::Register;
use crate::subjects::{named_subjects, subjects};
use crate::{fold, offices, open_sheets, place_shards, search};

/// How many updates the home page shows.
const HOME_UPDATES: usize = 5;

fn values<T: Clone>(rows: &[Row<T>]) -> Vec<T> {
    rows.iter().map(|r| r.value.clone()).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Makes every file and hands it over; `ids` is what was published before, which is only ever added
/// to.
pub fn make<S: Sink>(
    sources: &Sources,
    settings: &CitySettings,
    ids: &IdsFile,
    files: &mut S,
) -> Result<(), S::Error> {
    let units: Vec<_> = values(&sources.units)
        .into_iter()
        .filter(|u| u.level != Level::Community)
        .collect();
    put(
        files,
        name::CITY,
        &CityFile {
            goods: values(&sources.goods),
            calendar: values(&sources.calendar).into(),
            units,
            deadline_buffer_days: settings.deadline_buffer_days,
            hotline: settings.hotline.clone(),
            emergency: settings.emergency.clone(),
            notice: settings.notice.clone(),
            overview: overview(sources),
            tiles: settings.tiles.clone(),
        },
    )?;
    if let Some(base) = &sources.base {
        put(files, name::BASE, base)?;
    }
    let register = Register::of(sources);
    places(files, sources, &register)?;
    let reached = offices::make(files, sources, settings.deadline_buffer_days)?;
    let documents = documents_by_id(sources);
    duties(files, sources, &documents, &reached, &register)?;
    admissions(files, sources, &documents)?;
    let buffer_days = settings.deadline_buffer_days;
    requirements(files, sources, &documents, buffer_days, &register)?;
    limits(files, sources, &documents)?;
    news(files, sources, settings, &documents, &register)?;
    register.make(files, sources, settings, &documents)?;
    search::make(files, sources, buffer_days)?;
    open_sheets::make(sources, settings, &register, files)?;
    put(
        files,
        format!("{}all", name::IDS_DIR),
        &all_ids(sources, ids),
    )
}

fn overview(sources: &Sources) -> Option<(LonLat, LonLat)> {
    let drawn = sources.places.iter().filter_map(|p| p.value.middle());
    civic::places::tiles::overview(&drawn.collect::<Vec<_>>())
}

/// Up to this many places a search by name reads the whole list.
const PLACES_WHOLE: usize = 256;

fn places<S: Sink>(files: &mut S, sources: &Sources, register: &Register) -> Result<(), S::Error> {
    let mut places: Vec<&Place> = sources.places.iter().map(|p| &p.value).collect();
    places.sort_by(|a, b| (&a.unit, &a.id).cmp(&(&b.unit, &b.id)));
    let summary = |place| fold::summary(PlaceSummary::from(place));
    let places: Vec<PlaceSummary> = places.into_iter().map(summary).collect();
    if places.len() > PLACES_WHOLE {
        for leaf in leaves(places.iter().map(Called::from)) {
            let of_leaf = leaf.places.iter().map(|i| places[*i].clone());
            let index = PlaceIndex {
                places: of_leaf.collect(),
            };
            put(files, format!("{}{}", name::NAMES_DIR, leaf.name), &index)?;
        }
    }
    put(files, name::PLACES, &PlaceIndex { places })?;
    place_shards::make(files, sources, register)
}

/// `reached` says how many requirements reach each unit.
fn duties<S: Sink>(
    files: &mut S,
    sources: &Sources,
    documents: &Documents<'_>,
    reached: &BTreeMap<UnitCode, u32>,
    register: &Register,
) -> Result<(), S::Error> {
    let mut by_unit: BTreeMap<&UnitCode, Vec<&DutyItem>> = BTreeMap::new();
    for duty in &sources.duties {
        by_unit
            .entry(&duty.value.unit)
            .or_default()
            .push(&duty.value);
    }
    let log = admission_log(sources);
    let mut index = DutyUnits { units: Vec::new() };
    for (code, mut items) in by_unit {
        let Some(unit) = sources.units.iter().find(|u| u.value.code == *code) else {
            continue;
        };
        items.sort_by_key(|i| (&i.list, &i.category, &i.id));
        let on = |list: &DutyList| count(items.iter().filter(|i| i.list == *list).count());
        index.units.push(DutyUnit {
            unit: code.clone(),
            counts: DutyList::ALL
                .iter()
                .map(|l| (l.clone(), on(l)))
                .filter(|(_, n)| *n > 0)
                .collect(),
        });
        let own: BTreeSet<&DutyId> = items.iter().map(|item| &item.id).collect();
        let requirements = sources
            .requirements
            .iter()
            .flat_map(|r| r.value.duties.iter().map(move |duty| (duty, &r.value)))
            .filter(|(duty, _)| own.contains(duty))
            .map(|(duty, requirement)| DutyRequirement {
                duty: duty.clone(),
                requirement: requirement.id.clone(),
                title: requirement.title.clone(),
            })
            .collect();
        let about = |admission: &&Admission| admission.duties.iter().any(|d| own.contains(d));
        let admissions: Vec<Admission> = log.iter().filter(about).cloned().collect();
        let decisions = admissions.iter().filter_map(|a| a.document.as_ref());
        let ids = items.iter().flat_map(|item| item.cited()).chain(decisions);
        let file = DutyFile {
            cases: register.counts_naming(own.iter().map(|id| id.as_str())),
            unit: unit.value.clone(),
            documents: cited(documents, ids),
            admissions,
            requirements,
            reached: reached.get(code).copied().unwrap_or_default(),
            items: items.into_iter().cloned().collect(),
        };
        put(files, format!("{}{code}", name::DUTIES_DIR), &file)?;
    }
    put(files, name::DUTIES, &index)
}

/// The admission log, the latest first.
fn admission_log(sources: &Sources) -> Vec<Admission> {
    let mut log = values(&sources.admissions);
    log.sort_by(|a, b| (b.told_on(), &a.id).cmp(&(a.told_on(), &b.id)));
    log
}

/// A city that keeps no admission log has no file of it, and its tree is what it was.
fn admissions<S: Sink>(
    files: &mut S,
    sources: &Sources,
    documents: &Documents<'_>,
) -> Result<(), S::Error> {
    if sources.admissions.is_empty() {
        return Ok(());
    }
    let admissions = admission_log(sources);
    let named: BTreeSet<&DutyId> = admissions.iter().flat_map(|a| &a.duties).collect();
    let items = sources.duties.iter().map(|row| &row.value);
    let duties: Vec<AdmissionDuty> = items
        .filter(|item| named.contains(&item.id))
        .map(|item| AdmissionDuty {
            duty: item.id.clone(),
            unit: item.unit.clone(),
            list: item.list.clone(),
        })
        .collect();
    let meant = admissions.iter().flat_map(|a| &a.units);
    let meant: BTreeSet<&UnitCode> = meant.chain(duties.iter().map(|duty| &duty.unit)).collect();
    let units = sources.units.iter().map(|row| &row.value);
    let mut units: Vec<_> = units.filter(|u| meant.contains(&u.code)).cloned().collect();
    units.sort_by(|a, b| a.code.cmp(&b.code));
    let decisions = admissions.iter().filter_map(|a| a.document.as_ref());
    let file = AdmissionsFile {
        documents: cited(documents, decisions),
        units,
        duties,
        admissions,
    };
    put(files, name::ADMISSIONS, &file)
}

fn requirements<S: Sink>(
    files: &mut S,
    sources: &Sources,
    documents: &Documents<'_>,
    buffer_days: u32,
    register: &Register,
) -> Result<(), S::Error> {
    let mut all: Vec<&Requirement> = sources.requirements.iter().map(|r| &r.value).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    let mut corrected: BTreeMap<RequirementId, Vec<Correction>> = BTreeMap::new();
    for correction in corrections(sources) {
        if let CorrectionTarget::Requirement(id) = &correction.target {
            corrected.entry(id.clone()).or_default().push(correction);
        }
    }
    let mut index = RequirementIndex {
        requirements: Vec::new(),
    };
    for requirement in all {
        let level = |step: Option<&civic::duties::Step>| {
            step.map_or(Level::Unknown(String::new()), |s| s.level.clone())
        };
        let lowest = requirement.steps.iter().max_by_key(|s| s.level.depth());
        let corrections = corrected.remove(&requirement.id).unwrap_or_default();
        let by = requirement.steps.first().map(|s| s.unit_name.clone());
        index.requirements.push(RequirementSummary {
            id: requirement.id.clone(),
            title: requirement.title.clone(),
            category: requirement.category.clone(),
            list: requirement.list.clone(),
            status: requirement.status.clone(),
            levels: (level(requirement.steps.first()), level(lowest)),
            flags: open_flags(requirement, buffer_days),
            corrected: corrected_flags(&reviewed(requirement, &corrections, buffer_days)),
            by: by.unwrap_or_default(),
        });
        let ids = requirement
            .steps
            .iter()
            .flat_map(|s| {
                std::iter::once(&s.document)
                    .chain(s.basis.as_ref().and_then(|b| b.document.as_ref()))
            })
            .chain(&requirement.legal_basis)
            .chain(corrections.iter().filter_map(|c| c.document.as_ref()));
        let file = RequirementFile {
            requirement: requirement.clone(),
            documents: cited(documents, ids),
            corrections,
            cases: register.count_naming(requirement.id.as_str()),
        };
        put(
            files,
            format!("{}{}", name::REQUIREMENTS_DIR, requirement.id),
            &file,
        )?;
    }
    put(files, name::REQUIREMENTS, &index)
}

/// A city without limits has no file of them, and its tree is what it was.
fn limits<S: Sink>(
    files: &mut S,
    sources: &Sources,
    documents: &Documents<'_>,
) -> Result<(), S::Error> {
    if sources.limits.is_empty() {
        return Ok(());
    }
    let mut limits = values(&sources.limits);
    limits.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
    let documents = cited(documents, limits.iter().map(|limit| &limit.document));
    put(files, name::LIMITS, &LimitsFile { limits, documents })
}

/// The corrections of each year, the latest first.
fn corrections_by_year<S: Sink>(
    files: &mut S,
    sources: &Sources,
    documents: &Documents<'_>,
    corrections: Vec<Correction>,
    register: &Register,
) -> Result<(), S::Error> {
    let mut years: BTreeMap<i32, Vec<Correction>> = BTreeMap::new();
    for correction in corrections.into_iter().rev() {
        let year = years.entry(correction.found_on.year()).or_default();
        year.push(correction);
    }
    let index = CorrectionYears {
        years: years
            .iter()
            .rev()
            .map(|(year, corrections)| (*year, count(corrections.len())))
            .collect(),
    };
    put(files, name::CORRECTIONS, &index)?;
    for (year, corrections) in years {
        let decisions = corrections.iter().filter_map(|c| c.document.as_ref());
        let file = CorrectionsFile {
            cases: register.counts_naming(corrections.iter().map(|c| c.id.as_str())),
            documents: cited(documents, decisions),
            subjects: named_subjects(sources, corrections.iter().map(|c| c.id.as_str())),
            corrections,
        };
        put(files, format!("{}{year}", name::CORRECTIONS_DIR), &file)?;
    }
    Ok(())
}

/// All corrections, oldest first.
fn corrections(sources: &Sources) -> Vec<Correction> {
    let mut found = values(&sources.corrections);
    found.sort_by(|a, b| (a.found_on, &a.id).cmp(&(b.found_on, &b.id)));
    found
}

fn news<S: Sink>(
    files: &mut S,
    sources: &Sources,
    settings: &CitySettings,
    documents: &Documents<'_>,
    register: &Register,
) -> Result<(), S::Error> {
    let mut updates = values(&sources.updates);
    updates.sort_by(|a, b| (b.date, &a.id).cmp(&(a.date, &b.id)));
    let corrections = corrections(sources);
    let decided = corrections
        .iter()
        .filter(|c| c.decided_on.is_some())
        .count();
    let shown: Vec<Update> = updates.iter().take(HOME_UPDATES).cloned().collect();
    put(
        files,
        name::HOME,
        &HomeFile {
            subjects: subjects(sources, &shown),
            updates: shown,
            places: count(sources.places.len()),
            rules: count(sources.rules.len()),
            duties: count(sources.duties.len()),
            requirements: count(sources.requirements.len()),
            corrections: count(decided),
            notice: settings.notice.clone(),
        },
    )?;
    put(
        files,
        name::UPDATES,
        &UpdatesFile {
            subjects: subjects(sources, &updates),
            updates,
        },
    )?;
    corrections_by_year(files, sources, documents, corrections, register)?;
    let services = values(&sources.services);
    put(
        files,
        name::FEEDBACK,
        &FeedbackFile {
            services,
            settings: settings.feedback.clone(),
        },
    )
}

/// What every identifier means, those that were published before included.
pub fn all_ids(sources: &Sources, before: &IdsFile) -> IdsFile {
    let mut all = before.clone();
    let mut add = |kind: &str, id: &str, name: &str| {
        all.ids
            .entry(format!("{kind}:{id}"))
            .or_insert_with(|| name.to_owned());
    };
    for row in &sources.places {
        add("place", row.value.id.as_str(), &row.value.name.zh);
    }
    for row in &sources.goods {
        add("goods", row.value.id.as_str(), &row.value.name.zh);
    }
    for row in &sources.documents {
        add("document", row.value.id.as_str(), &row.value.title.zh);
    }
    for row in &sources.duties {
        add("duty", row.value.id.as_str(), &row.value.title.zh);
    }
    for row in &sources.admissions {
        add("admission", row.value.id.as_str(), &row.value.title.zh);
    }
    for row in &sources.requirements {
        add("requirement", row.value.id.as_str(), &row.value.title.zh);
    }
    for row in &sources.services {
        add("service", row.value.code.as_str(), &row.value.name.zh);
    }
    // A withheld case has no name; it takes one where it is published after all.
    for row in sources
        .cases
        .iter()
        .filter(|row| row.value.withheld.is_none())
    {
        add("case", row.value.id.as_str(), &row.value.title.zh);
    }
    all
}
