//! The way to the public cases that name what a page is about.

use leptos::prelude::*;
use routes::query::cases_about;
use web::i18n::lang;

use super::icon::{Glyph, Icon};
use crate::messages::components;

/// A link to these cases, with how many there are; nothing where there are none.
#[component]
pub(crate) fn CasesAbout<'a>(id: &'a str, count: u32) -> impl IntoView + use<> {
    if count == 0 {
        return ().into_any();
    }
    let label = components::CASES_ABOUT
        .text()
        .replace("{n}", &count.to_string());
    let href = cases_about(id, lang());
    view! { <p class="field no-print"><a class="go go-b" href=href><Glyph icon=Icon::SPEAK/>{label}</a></p> }
        .into_any()
}
