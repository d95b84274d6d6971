//! Small building blocks: a tag, a row of a summary list, the link to report a mistake.

use civic::Text;
use leptos::prelude::*;
use routes::query::Feedback;
use web::i18n::{lang, localized};

use crate::messages::components;

/// A tag. Its kind decides colour and shape, but never carries the meaning alone.
#[component]
pub(crate) fn Tag(kind: &'static str, #[prop(into)] label: String) -> impl IntoView {
    view! { <span class=format!("tag tag-{kind}")>{label}</span> }
}

/// A row of a summary list; nothing if the text is empty.
#[component]
pub(crate) fn Fact<'a>(term: &'static str, value: &'a Text) -> impl IntoView + use<> {
    if value.is_empty() {
        return ().into_any();
    }
    view! { <FactRow term value=localized(value)/> }.into_any()
}

/// A row of a summary list.
#[component]
pub(crate) fn FactRow(term: &'static str, value: AnyView) -> impl IntoView {
    view! { <div><dt>{term}</dt><dd>{value}</dd></div> }
}

/// "Something is wrong with this": a link to the form, prefilled with what it is about.
#[component]
pub(crate) fn WrongWithThis<'a>(about: &'a str) -> impl IntoView + use<> {
    let href = Feedback::about(about).href(lang());
    view! { <p class="wrong"><a href=href>{components::WRONG_WITH_THIS.text()}</a></p> }
}
