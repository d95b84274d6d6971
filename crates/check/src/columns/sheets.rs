//! All sheets of a city.

use super::column::SheetFormat;
use super::{
    admissions, calendar, cases, changes, corrections, documents, duties, goods, limits, places,
    questions, requirements, rules, services, steps, synonyms, units, updates,
};

/// All sheets of a city, in the order of `docs/sheets.md`.
pub const SHEETS: [SheetFormat; 18] = [
    units::SHEET,
    documents::SHEET,
    goods::SHEET,
    places::SHEET,
    rules::SHEET,
    changes::SHEET,
    calendar::SHEET,
    duties::SHEET,
    admissions::SHEET,
    requirements::SHEET,
    steps::SHEET,
    limits::SHEET,
    corrections::SHEET,
    updates::SHEET,
    services::SHEET,
    questions::SHEET,
    cases::SHEET,
    synonyms::SHEET,
];
