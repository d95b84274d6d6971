//! What a page reads first: fetched while its chunk is.

use civic::published::name;
use leptos::prelude::*;
use routes::Page;
use routes::query::Lookup;
use web::location::use_address;
use web::published::Locator;

/// The resource that a page asks for as soon as it is shown.
pub(super) fn first_read(page: &Page) -> Option<Locator> {
    let (directory, id) = match page {
        Page::Lookup => {
            let search = use_address().search;
            return search.with_untracked(|search| Lookup::place_in(search).map(Locator::Place));
        }
        // A search reads an index.
        Page::Tasks if !use_address().search.with_untracked(String::is_empty) => return None,
        Page::Tasks => (name::DUTIES, ""),
        Page::Admissions => (name::ADMISSIONS, ""),
        Page::Unit(unit) | Page::Duty(unit, _) => (name::DUTIES_DIR, unit.as_str()),
        Page::Office(unit) => (name::OFFICES_DIR, unit.as_str()),
        Page::Requirement(id) => (name::REQUIREMENTS_DIR, id.as_str()),
        Page::Requirements => (name::REQUIREMENTS, ""),
        Page::Glance => (name::GLANCE, ""),
        Page::Feedback => (name::FEEDBACK, ""),
        Page::Case(id) => return Some(Locator::Case(id.clone())),
        Page::Cases | Page::Seven => (name::REGISTER, ""),
        Page::Updates => (name::UPDATES, ""),
        Page::Corrections => (name::CORRECTIONS, ""),
        _ => return None,
    };
    Some(Locator::Name(format!("{directory}{id}")))
}
