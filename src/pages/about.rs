//! The about page: what the portal is, and what it is not.

use leptos::prelude::*;
use routes::Page;
use web::i18n::lang;

use crate::components::FixedHeading;
use crate::messages::{about, frame};

#[component]
pub(crate) fn AboutPage() -> impl IntoView {
    let lang = lang();
    view! {
        <FixedHeading text=frame::ABOUT.text()/>
        <p class="soft">{about::LEAD.text()}</p>
        <h2>{about::ANSWERS.text()}</h2>
        <p>{about::ANSWERS_TEXT.text()}</p>
        <h2>{about::SOURCES.text()}</h2>
        <p>{about::SOURCES_TEXT.text()}</p>
        <h2>{about::PRIVACY.text()}</h2>
        <p>{about::PRIVACY_TEXT.text()}</p>
        <h2>{about::NOT.text()}</h2>
        <p>{about::NOT_TEXT.text()}</p>
        <p><a href=Page::OpenData.path(lang)>{frame::OPEN_DATA.text()}</a></p>
    }
}
