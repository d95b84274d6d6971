//! Rows of 履职事项.csv.

use civic::DocumentId;
use civic::duties::DutyItem;

use super::row::{SheetRow, joined};
use crate::columns::duties;

/// The row of a duty item.
pub fn duty(item: &DutyItem) -> SheetRow {
    let laws = item.legal_basis.iter().map(DocumentId::as_str);
    SheetRow::default()
        .set(duties::ID, &item.id)
        .set(duties::UNIT, &item.unit)
        .set(duties::LIST, item.list.zh())
        .set(duties::CATEGORY, item.category.zh())
        .both(duties::TITLE, &item.title)
        .both(duties::LEAD, &item.lead)
        .both(duties::LEAD_DUTY, &item.lead_duty)
        .both(duties::UNIT_DUTY, &item.unit_duty)
        .both(duties::TAKEOVER, &item.takeover)
        .set(duties::LEGAL_BASIS, joined(laws))
        .set(duties::DOCUMENT, &item.document)
        .set(duties::SINCE, item.since)
        .both(duties::NOTE, &item.note)
        .source(&item.source)
}
