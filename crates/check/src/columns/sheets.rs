//! All sheets of a city.

use super::column::SheetFormat;
use super::{
    calendar, cases, changes, corrections, documents, duties, goods, places, requirements, rules,
    services, steps, units, updates,
};

/// All sheets of a city, in the order of `docs/sheets.md`.
pub const SHEETS: [SheetFormat; 14] = [
    units::SHEET,
    documents::SHEET,
    goods::SHEET,
    places::SHEET,
    rules::SHEET,
    changes::SHEET,
    calendar::SHEET,
    duties::SHEET,
    requirements::SHEET,
    steps::SHEET,
    corrections::SHEET,
    updates::SHEET,
    services::SHEET,
    cases::SHEET,
];
