//! What the identifiers that updates name are about.

use std::collections::{BTreeMap, BTreeSet};

use check::Sources;
use civic::documents::{CorrectionTarget, Update};
use civic::published::{Subject, SubjectKind};
use civic::rules::Scope;
use civic::{Text, UnitCode};

use crate::temporary_change::temporary_change;

/// The subjects of every identifier that these updates name and that can be looked up, in order: a
/// rule has one for each of its places.
pub(crate) fn subjects(sources: &Sources, updates: &[Update]) -> Vec<Subject> {
    let affected = updates.iter().flat_map(|update| &update.affects);
    let mut subjects = named_subjects(sources, affected.map(String::as_str));
    subjects.retain(|subject| subject.kind != SubjectKind::Goods);
    subjects
}

/// The subjects of these identifiers, in their order.
pub(crate) fn named_subjects<'a>(
    sources: &Sources,
    named: impl Iterator<Item = &'a str>,
) -> Vec<Subject> {
    let known = known(sources);
    let named: BTreeSet<&str> = named.collect();
    let of = |named: &str| -> Vec<Subject> {
        let about = known.get(named).map_or(&[][..], Vec::as_slice);
        let decided = sources.corrections.iter().map(|row| &row.value);
        let mut decided = decided.filter(|c| c.decided_on.is_some());
        let correction = decided.find(|c| c.id.as_str() == named);
        let corrected = correction.map(|c| (c.before.clone(), c.after.clone()));
        let change = corrected.or_else(|| temporary_change(sources, named));
        let subject = |(kind, id, unit): &Known<'_>| Subject {
            named: named.to_owned(),
            kind: kind.clone(),
            id: (*id).to_owned(),
            unit: unit.cloned(),
            name: name(sources, kind, id),
            change: change.clone(),
        };
        about.iter().map(subject).collect()
    };
    named.into_iter().flat_map(of).collect()
}

/// What a subject is called.
fn name(sources: &Sources, kind: &SubjectKind, id: &str) -> Text {
    let name = match kind {
        SubjectKind::Place => {
            let mut all = sources.places.iter().map(|row| &row.value);
            all.find(|p| p.id.as_str() == id).map(|p| &p.name)
        }
        SubjectKind::Requirement => {
            let mut all = sources.requirements.iter().map(|row| &row.value);
            all.find(|r| r.id.as_str() == id).map(|r| &r.title)
        }
        SubjectKind::Duty => {
            let mut all = sources.duties.iter().map(|row| &row.value);
            all.find(|d| d.id.as_str() == id).map(|d| &d.title)
        }
        SubjectKind::Document => {
            let mut all = sources.documents.iter().map(|row| &row.value);
            all.find(|d| d.id.as_str() == id).map(|d| &d.title)
        }
        SubjectKind::Goods => {
            let mut all = sources.goods.iter().map(|row| &row.value);
            all.find(|g| g.id.as_str() == id).map(|g| &g.name)
        }
        SubjectKind::Case => {
            let mut all = sources.cases.iter().map(|row| &row.value);
            let case = all.find(|case| case.id.as_str() == id);
            let told = case.filter(|case| case.withheld.is_none());
            told.map(|case| &case.title)
        }
        _ => {
            let mut all = sources.units.iter().map(|row| &row.value);
            all.find(|u| u.code.as_str() == id).map(|u| &u.name)
        }
    };
    name.cloned().unwrap_or_default()
}

/// Of how many places a rule may be for an update to link each of them.
const MAX_PLACES: usize = 6;

type Known<'a> = (SubjectKind, &'a str, Option<&'a UnitCode>);

/// Every subject by each identifier that stands for it.
fn known(sources: &Sources) -> BTreeMap<&str, Vec<Known<'_>>> {
    let mut known = BTreeMap::new();
    for row in &sources.documents {
        let id = row.value.id.as_str();
        known.insert(id, vec![(SubjectKind::Document, id, None)]);
    }
    for row in &sources.places {
        let id = row.value.id.as_str();
        known.insert(id, vec![(SubjectKind::Place, id, None)]);
    }
    for row in &sources.requirements {
        let id = row.value.id.as_str();
        known.insert(id, vec![(SubjectKind::Requirement, id, None)]);
    }
    for row in &sources.duties {
        let (id, unit) = (row.value.id.as_str(), &row.value.unit);
        known.insert(
            unit.as_str(),
            vec![(SubjectKind::Unit, unit.as_str(), None)],
        );
        known.insert(id, vec![(SubjectKind::Duty, id, Some(unit))]);
    }
    for row in &sources.corrections {
        let (kind, id) = match &row.value.target {
            CorrectionTarget::Requirement(id) => (SubjectKind::Requirement, id.as_str()),
            CorrectionTarget::Place(id) => (SubjectKind::Place, id.as_str()),
            CorrectionTarget::Case(id) => (SubjectKind::Case, id.as_str()),
        };
        known.insert(row.value.id.as_str(), vec![(kind, id, None)]);
    }
    for row in &sources.cases {
        let id = row.value.id.as_str();
        known.insert(id, vec![(SubjectKind::Case, id, None)]);
    }
    for row in &sources.goods {
        let id = row.value.id.as_str();
        known.insert(id, vec![(SubjectKind::Goods, id, None)]);
    }
    for row in &sources.rules {
        if let Scope::Places(places) = &row.value.scope
            && places.len() <= MAX_PLACES
        {
            let places = places
                .iter()
                .map(|p| (SubjectKind::Place, p.as_str(), None));
            known.insert(row.value.id.as_str(), places.collect());
        }
    }
    known
}
