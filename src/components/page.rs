//! The heading and the breadcrumbs of a page.

use leptos::prelude::*;
use routes::Page;
use web::dom::set_title;
use web::i18n::lang;
use web::reactive::{follow, reactive};

use crate::messages::frame;

/// The heading of a page that keeps its title, which also sets the document's.
#[component]
pub(crate) fn FixedHeading(text: &'static str) -> impl IntoView {
    set_title_of_page(text);
    view! { <h1 tabindex="-1">{text}</h1> }
}

/// The heading of a page whose title follows signals, which also sets the document's.
#[component]
pub(crate) fn Heading(text: Signal<String>) -> impl IntoView {
    follow(move || text.with(|text| set_title_of_page(text)));
    view! { <h1 tabindex="-1">{reactive(move || text.get().into_any())}</h1> }
}

/// Sets the document's title: what the page is about, and the site.
pub(crate) fn set_title_of_page(text: &str) {
    set_title(&format!("{text} - {}", frame::SITE_NAME.text()));
}

/// Breadcrumbs: the home page and these pages above the present one.
#[component]
pub(crate) fn Breadcrumbs(parents: Vec<(Page, String)>) -> impl IntoView {
    let lang = lang();
    let links: Vec<AnyView> = std::iter::once((Page::Home, frame::HOME.text().to_owned()))
        .chain(parents)
        .map(|(page, name)| view! { <li><a href=page.path(lang)>{name}</a></li> }.into_any())
        .collect();
    view! { <nav aria-label=frame::CRUMBS.text()><ol class="crumbs">{links}</ol></nav> }
}
