//! What this is, and what it is not.

use leptos::prelude::*;

use crate::app::{lang, m};
use crate::components::heading;
use crate::paths::Page;

/// The about page.
pub(crate) fn page() -> AnyView {
    let (lang, m) = (lang(), m());
    view! {
        {heading(move || m.about.to_owned())}
        <p class="lead">{m.about_lead}</p>
        <h2>{m.about_answers}</h2>
        <p>{m.about_answers_text}</p>
        <h2>{m.about_sources}</h2>
        <p>{m.about_sources_text}</p>
        <h2>{m.about_privacy}</h2>
        <p>{m.about_privacy_text}</p>
        <h2>{m.about_not}</h2>
        <p>{m.about_not_text}</p>
        <p><a href=Page::OpenData.path(lang)>{m.open_data}</a></p>
    }
    .into_any()
}
