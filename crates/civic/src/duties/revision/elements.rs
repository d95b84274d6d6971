//! Records taken apart. Each is destructured in full: a field that is added to a type does not compile
//! until it is compared here.

use super::value::{Field, Value};
use crate::Text;
use crate::documents::Correction;
use crate::duties::{DutyItem, Requirement, Step};
use crate::time::Date;

/// The values of a record by their fields, in the order in which they are shown.
pub(super) type Elements<'a> = Vec<(Field, Value<'a>)>;

fn text<'a>(all: &mut Elements<'a>, field: Field, text: &'a Text) {
    if !text.is_empty() {
        all.push((field, Value::Text(text)));
    }
}

fn day(all: &mut Elements<'_>, field: Field, day: Option<Date>) {
    all.extend(day.map(|day| (field, Value::Day(day))));
}

fn several<'a, T>(all: &mut Elements<'a>, field: Field, of: fn(&'a T) -> Value<'a>, list: &'a [T]) {
    all.extend(list.iter().map(|one| (field, of(one))));
}

/// The values of a duty item.
pub(super) fn duty(item: &DutyItem) -> Elements<'_> {
    let DutyItem {
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
    } = item;
    let mut all = vec![
        (Field::List, Value::Term(list.zh(), list.en())),
        (Field::Category, Value::Term(category.zh(), category.en())),
    ];
    text(&mut all, Field::Title, title);
    text(&mut all, Field::Lead, lead);
    text(&mut all, Field::LeadDuty, lead_duty);
    text(&mut all, Field::UnitDuty, unit_duty);
    text(&mut all, Field::Takeover, takeover);
    several(&mut all, Field::LegalBasis, Value::Document, legal_basis);
    day(&mut all, Field::Since, Some(*since));
    all.push((Field::Document, Value::Document(document)));
    text(&mut all, Field::Note, note);
    all.push((Field::Source, Value::Source(source)));
    all.push((Field::Unit, Value::Code(unit.as_str())));
    all.push((Field::Identifier, Value::Code(id.as_str())));
    all
}

/// The values of a requirement but its steps, which are compared one by one.
pub(super) fn requirement(requirement: &Requirement) -> Elements<'_> {
    let Requirement {
        id,
        title,
        category,
        list,
        duties,
        legal_basis,
        status,
        steps: _,
        note,
        source,
    } = requirement;
    let mut all = vec![(Field::Status, Value::Term(status.zh(), status.en()))];
    text(&mut all, Field::Title, title);
    all.push((Field::List, Value::Term(list.zh(), list.en())));
    all.push((Field::Category, Value::Term(category.zh(), category.en())));
    several(&mut all, Field::Duty, Value::Duty, duties);
    several(&mut all, Field::LegalBasis, Value::Document, legal_basis);
    text(&mut all, Field::Note, note);
    all.push((Field::Source, Value::Source(source)));
    all.push((Field::Identifier, Value::Code(id.as_str())));
    all
}

/// The values of a step but its identifier, by which steps are found again.
pub(super) fn step(step: &Step) -> Elements<'_> {
    let Step {
        id: _,
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
    } = step;
    let mut all = Elements::new();
    day(&mut all, Field::DueOn, *due_on);
    all.extend(
        frequency
            .iter()
            .map(|f| (Field::Frequency, Value::Frequency(f))),
    );
    several(&mut all, Field::Target, Value::Target, targets);
    several(
        &mut all,
        Field::Deliverable,
        Value::Deliverable,
        deliverables,
    );
    several(&mut all, Field::Tool, Value::Tool, tools);
    all.extend(
        coverage
            .iter()
            .map(|c| (Field::Coverage, Value::Coverage(c))),
    );
    all.push((Field::Assessment, Value::Assessment(*assessment)));
    all.extend(
        role.iter()
            .map(|r| (Field::Role, Value::Term(r.zh(), r.en()))),
    );
    all.extend(basis.iter().map(|b| (Field::Basis, Value::Basis(b))));
    all.push((Field::Document, Value::Document(document)));
    text(&mut all, Field::Note, note);
    text(&mut all, Field::UnitName, unit_name);
    all.push((Field::Level, Value::Term(level.zh(), level.en())));
    all.extend(parent.iter().map(|p| (Field::Parent, Value::StepOf(p))));
    all.push((Field::Unit, Value::Code(unit.as_str())));
    all
}

/// The values of a correction but its identifier, by which corrections are found again.
pub(super) fn correction(correction: &Correction) -> Elements<'_> {
    let Correction {
        id: _,
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
    } = correction;
    let mut all = Elements::new();
    text(&mut all, Field::Before, before);
    text(&mut all, Field::After, after);
    text(&mut all, Field::Reason, reason);
    all.push((Field::FoundBy, Value::Term(found_by.zh(), found_by.en())));
    day(&mut all, Field::FoundOn, Some(*found_on));
    text(&mut all, Field::DecidedBy, decided_by);
    day(&mut all, Field::DecidedOn, *decided_on);
    day(&mut all, Field::EffectiveOn, *effective_on);
    all.extend(
        flags
            .iter()
            .map(|f| (Field::Flag, Value::Term(f.zh(), f.en()))),
    );
    all.extend(
        document
            .iter()
            .map(|d| (Field::Document, Value::Document(d))),
    );
    all.push((Field::Source, Value::Source(source)));
    all.push((Field::CorrectionTarget, Value::CorrectionTarget(target)));
    all
}
