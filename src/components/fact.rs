//! Small pieces: a word in a box, a line of a summary, the way to say that something is wrong.

use crate::messages::components;
use civic::Text;
use leptos::prelude::*;
use routes::query::Feedback;
use web::i18n::{lang, localized};

/// A word in a box; its kind gives colour and shape, never the meaning alone.
pub(crate) fn tag(kind: &'static str, word: impl Into<String>) -> AnyView {
    view! { <span class=format!("tag tag-{kind}")>{word.into()}</span> }.into_any()
}

/// One line of a summary list; nothing where there is nothing to say.
pub(crate) fn fact(term: &'static str, said: &Text) -> AnyView {
    if said.is_empty() {
        return ().into_any();
    }
    fact_view(term, localized(said))
}

/// One line of a summary list.
pub(crate) fn fact_view(term: &'static str, said: AnyView) -> AnyView {
    view! { <div><dt>{term}</dt><dd>{said}</dd></div> }.into_any()
}

/// "Something is wrong with this": the form, already filled with what it is about.
pub(crate) fn wrong_with_this(about: &str) -> AnyView {
    let href = Feedback::about(about).href(lang());
    view! { <p class="wrong"><a href=href>{components::WRONG_WITH_THIS.text()}</a></p> }.into_any()
}
