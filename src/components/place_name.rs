//! A place's name.

use civic::places::PlaceSummary;
use leptos::prelude::*;
use web::i18n::{lang, localized};

/// A place's name, section and side of the street.
#[component]
pub(crate) fn PlaceName<'a>(place: &'a PlaceSummary) -> impl IntoView + use<> {
    let lang = lang();
    let side = (place.side != civic::places::Side::Both)
        .then(|| view! { " · " {lang.term(place.side.zh(), place.side.en()).to_owned()} });
    let section = (!place.section.is_empty())
        .then(|| view! { <span class="soft">" " {localized(&place.section)}</span> });
    view! { {localized(&place.name)} {section} {side} }
}
