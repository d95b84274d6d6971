//! Small building blocks: a tag, a row of a summary list, the link to report a mistake.

use civic::Text;
use leptos::prelude::*;
use routes::query::Feedback;
use web::i18n::{lang, localized};

use crate::messages::components;

/// A tag. Its kind decides colour and shape, but never carries the meaning alone.
pub(crate) fn tag(kind: &'static str, label: impl Into<String>) -> AnyView {
    view! { <span class=format!("tag tag-{kind}")>{label.into()}</span> }.into_any()
}

/// A row of a summary list; nothing if the text is empty.
pub(crate) fn fact(term: &'static str, value: &Text) -> AnyView {
    if value.is_empty() {
        return ().into_any();
    }
    fact_view(term, localized(value))
}

/// A row of a summary list.
pub(crate) fn fact_view(term: &'static str, value: AnyView) -> AnyView {
    view! { <div><dt>{term}</dt><dd>{value}</dd></div> }.into_any()
}

/// "Something is wrong with this": a link to the form, prefilled with what it is about.
pub(crate) fn wrong_with_this(about: &str) -> AnyView {
    let href = Feedback::about(about).href(lang());
    view! { <p class="wrong"><a href=href>{components::WRONG_WITH_THIS.text()}</a></p> }.into_any()
}
