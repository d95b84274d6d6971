//! Rows of 职责准入.csv.

use civic::duties::Admission;
use civic::{DutyId, UnitCode};

use super::row::{SheetRow, given, joined};
use crate::columns::admissions;

/// The row of a proposal.
pub fn admission(admission: &Admission) -> SheetRow {
    let units = admission.units.iter().map(UnitCode::as_str);
    let duties = admission.duties.iter().map(DutyId::as_str);
    SheetRow::default()
        .set(admissions::ID, &admission.id)
        .both(admissions::TITLE, &admission.title)
        .set(admissions::CATEGORY, admission.category.zh())
        .set(admissions::UNITS, joined(units))
        .set(admissions::DUTIES, joined(duties))
        .both(admissions::PROPOSED_BY, &admission.proposed_by)
        .set(admissions::PROPOSED_ON, admission.proposed_on)
        .set(admissions::DECISION, admission.decision.zh())
        .both(admissions::DECIDED_BY, &admission.decided_by)
        .set(admissions::DECIDED_ON, given(admission.decided_on))
        .set(admissions::DOCUMENT, given(admission.document.as_ref()))
        .both(admissions::REASON, &admission.reason)
        .source(&admission.source)
}
