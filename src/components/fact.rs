//! Small building blocks: a tag, a row of a summary list, the link to report a mistake.

use civic::Text;
use leptos::prelude::*;
use routes::query::Feedback;
use web::i18n::{lang, localized};

use super::icon::{Glyph, Icon};
use crate::messages::components;

/// What a tag means, as a colour and an icon. The words alone say it too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// A kind or a grade.
    Plain,
    /// Made up, or reported by the news.
    Source,
    /// Put right, or permitted.
    Good,
    /// Not decided yet, or to be noticed.
    Pending,
    /// Added, or no longer in force.
    Bad,
}

/// A tag.
#[component]
pub(crate) fn Tag(
    kind: TagKind,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(into)] label: String,
) -> impl IntoView {
    let class = match kind {
        TagKind::Plain => "tag",
        TagKind::Source => "tag tag-sample",
        TagKind::Good => "tag tag-yes",
        TagKind::Pending => "tag tag-if",
        TagKind::Bad => "tag tag-no",
    };
    let icon = icon.map(|icon| view! { <Glyph icon/> });
    view! { <span class=class>{icon}{label}</span> }
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
pub(crate) fn wrong_with_this(feedback: &Feedback) -> AnyView {
    let href = feedback.href(lang());
    view! { <p class="field no-print"><a class="go go-b" href=href><Glyph icon=Icon::SPEAK/>{components::WRONG_WITH_THIS.text()}</a></p> }
        .into_any()
}
