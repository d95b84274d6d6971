//! The about page: what the portal is, and what it is not.

use leptos::prelude::*;
use routes::Page;
use web::i18n::lang;

use crate::components::{Breadcrumbs, FixedHeading, Glyph, Icon};
use crate::messages::{about, frame};

#[component]
pub(crate) fn AboutPage() -> impl IntoView {
    let lang = lang();
    let part = |title: &'static str, text: &'static str| {
        view! { <section class="part"><h2>{title}</h2><p>{text}</p></section> }.into_any()
    };
    view! {
        <div class="narrow">
            <Breadcrumbs parents=Vec::new()/>
            <FixedHeading text=frame::ABOUT.text()/>
            <p class="sum">{about::LEAD.text()}</p>
            {part(about::ANSWERS.text(), about::ANSWERS_TEXT.text())}
            {part(about::SOURCES.text(), about::SOURCES_TEXT.text())}
            {part(about::PRIVACY.text(), about::PRIVACY_TEXT.text())}
            {part(about::NOT.text(), about::NOT_TEXT.text())}
            <p class="part-2"><a class="go" href=Page::OpenData.path(lang)>{frame::OPEN_DATA.text()}<Glyph icon=Icon::NEXT/></a></p>
        </div>
    }
}
