//! What lands on each office, and the years at a glance. Everything is added up here, unit by unit,
//! so that a reader of one unit reads that unit's figures alone.

use std::collections::BTreeMap;

use check::{Row, Sources};
use civic::documents::{Correction, Document};
use civic::duties::burden::{
    AskedTwice, Burden, BurdenKind, Cut, Landed, asked_twice, burdens, cuts, figures,
};
use civic::duties::{Requirement, Unit, glances};
use civic::published::{
    GlanceFile, GlanceYearFile, MAX_LATEST_CUTS, MAX_TWICE, OfficeFile, OfficePart, YearFigures,
    name,
};
use civic::{CorrectionId, DocumentId, RequirementId, UnitCode};

use crate::file_set::{Sink, put};

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn rows<T>(rows: &[Row<T>]) -> impl Iterator<Item = &T> {
    rows.iter().map(|row| &row.value)
}

/// Adds the files of every unit that a requirement reaches, and those of the years. Returns how many
/// requirements reach each unit.
pub(crate) fn make<S: Sink>(
    files: &mut S,
    sources: &Sources,
    deadline_buffer_days: u32,
) -> Result<BTreeMap<UnitCode, u32>, S::Error> {
    let units: Vec<Unit> = rows(&sources.units).cloned().collect();
    let mut requirements: Vec<&Requirement> = rows(&sources.requirements).collect();
    requirements.sort_by(|a, b| a.id.cmp(&b.id));
    let corrections: Vec<&Correction> = rows(&sources.corrections).collect();
    let by_id = ById {
        requirements: requirements.iter().map(|r| (&r.id, *r)).collect(),
        corrections: corrections.iter().map(|c| (&c.id, *c)).collect(),
        documents: rows(&sources.documents).map(|d| (&d.id, d)).collect(),
    };
    let known: BTreeMap<&UnitCode, &Unit> = units.iter().map(|unit| (&unit.code, unit)).collect();
    let mut duties: BTreeMap<&UnitCode, u32> = BTreeMap::new();
    for duty in rows(&sources.duties) {
        *duties.entry(&duty.unit).or_default() += 1;
    }
    let mut reached = BTreeMap::new();
    for (code, burden) in burdens(&units, &requirements, &corrections) {
        let unit = known.get(&code).map(|unit| (*unit).clone());
        let Some(unit) = unit.or_else(|| by_id.unit_in_steps(&code, &burden)) else {
            continue;
        };
        let duties = duties.get(&code).copied().unwrap_or_default();
        office(files, unit, duties, &burden, &by_id)?;
        reached.insert(code, count(burden.requirements.len()));
    }
    years(
        files,
        &requirements,
        &corrections,
        &by_id,
        deadline_buffer_days,
    )?;
    Ok(reached)
}

/// The rows that identifiers name.
struct ById<'a> {
    requirements: BTreeMap<&'a RequirementId, &'a Requirement>,
    corrections: BTreeMap<&'a CorrectionId, &'a Correction>,
    documents: BTreeMap<&'a DocumentId, &'a Document>,
}

impl ById<'_> {
    /// A unit that has no row of its own, as the step that names it says.
    fn unit_in_steps(&self, code: &UnitCode, burden: &Burden) -> Option<Unit> {
        let mut requirements = burden.requirements.iter();
        requirements.find_map(|id| {
            let mut steps = self.requirements.get(id)?.steps.iter();
            let step = steps.find(|step| step.unit == *code)?;
            Some(Unit {
                code: code.clone(),
                name: step.unit_name.clone(),
                level: step.level.clone(),
                parent: None,
            })
        })
    }

    fn cited(&self, twice: &[AskedTwice]) -> Vec<Document> {
        let askers = twice.iter().flat_map(|pair| [&pair.one, &pair.other]);
        let mut cited: Vec<Document> = askers
            .filter_map(|asker| self.documents.get(&asker.document))
            .map(|document| (*document).clone())
            .collect();
        cited.sort_by(|a, b| a.id.cmp(&b.id));
        cited.dedup_by(|a, b| a.id == b.id);
        cited
    }
}

fn office<S: Sink>(
    files: &mut S,
    unit: Unit,
    duties: u32,
    burden: &Burden,
    by_id: &ById<'_>,
) -> Result<(), S::Error> {
    let mut twice = asked_twice(
        burden,
        |id| by_id.requirements.get(id).copied(),
        |id| by_id.documents.get(id).copied(),
    );
    let cuts = cuts(burden, |id| by_id.corrections.get(id).copied());
    let code = unit.code.clone();
    let latest: Vec<Cut> = cuts.iter().take(MAX_LATEST_CUTS).cloned().collect();
    put(
        files,
        format!("{}{code}", name::OFFICES_DIR),
        &OfficeFile {
            unit,
            duties,
            requirements: count(burden.requirements.len()),
            figures: figures(burden),
            uncounted: count(burden.uncounted.len()),
            twice: count(twice.len()),
            cuts: count(cuts.len()),
            latest_cuts: latest,
        },
    )?;
    let mut add = |part: &str, content: &OfficePart| {
        let is_empty = *content == OfficePart::default();
        let name = format!("{}{code}/{part}", name::OFFICES_DIR);
        if is_empty {
            Ok(())
        } else {
            put(files, name, content)
        }
    };
    let mut by_kind: BTreeMap<&BurdenKind, Vec<Landed>> = BTreeMap::new();
    for landed in &burden.landed {
        let of_kind = by_kind.entry(&landed.kind).or_default();
        of_kind.push(landed.clone());
    }
    for (kind, landed) in by_kind {
        let part = OfficePart {
            landed,
            ..OfficePart::default()
        };
        add(kind.code(), &part)?;
    }
    let uncounted = OfficePart {
        uncounted: burden.uncounted.clone(),
        ..OfficePart::default()
    };
    add(name::OFFICE_UNCOUNTED, &uncounted)?;
    let cuts = OfficePart {
        cuts,
        ..OfficePart::default()
    };
    add(name::OFFICE_CUTS, &cuts)?;
    twice.truncate(MAX_TWICE);
    let twice = OfficePart {
        documents: by_id.cited(&twice),
        twice,
        ..OfficePart::default()
    };
    add(name::OFFICE_TWICE, &twice)
}

fn years<S: Sink>(
    files: &mut S,
    requirements: &[&Requirement],
    corrections: &[&Correction],
    by_id: &ById<'_>,
    deadline_buffer_days: u32,
) -> Result<(), S::Error> {
    let documents: Vec<&Document> = by_id.documents.values().copied().collect();
    let mut all = Vec::new();
    for (year, levels) in glances(requirements, corrections, &documents, deadline_buffer_days) {
        let figures = levels.iter().map(civic::duties::Glance::figures);
        all.push(YearFigures {
            year,
            levels: figures.collect(),
        });
        // Those of all levels together are those of the year.
        let titles = levels.iter().take(1).flat_map(|glance| &glance.started);
        let titles = titles
            .filter_map(|id| Some((id.clone(), by_id.requirements.get(id)?.title.clone())))
            .collect();
        let part = year.map_or(name::GLANCE_UNDATED.to_owned(), |year| year.to_string());
        put(
            files,
            format!("{}{part}", name::GLANCE_DIR),
            &GlanceYearFile {
                year,
                levels,
                titles,
            },
        )?;
    }
    // The latest first, and those of no known year last.
    all.sort_by_key(|figures| std::cmp::Reverse(figures.year));
    put(files, name::GLANCE, &GlanceFile { years: all })
}
