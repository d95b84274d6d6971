//! Updates: dated entries, filtered by kind.

use civic::documents::UpdateKind;
use civic::published::{UpdatesFile, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::UpdateFilter;
use web::i18n::lang;
use web::location::use_query;
use web::published::use_file;

use crate::components::{
    Breadcrumbs, Choice, FixedHeading, Icon, SmallGlyph, UpdateEntry, when_ready,
};
use crate::messages::{cases, corrections, home, updates};

/// The updates page.
#[component]
pub(crate) fn UpdatesPage() -> impl IntoView {
    let lang = lang();
    let updates = use_file::<UpdatesFile>(name::UPDATES);
    let query = use_query::<UpdateFilter>();
    let choice = move |kind: Option<&'static UpdateKind>, label: &'static str| {
        let is_current = move || query.get().kind.as_ref() == kind;
        let href = UpdateFilter {
            kind: kind.cloned(),
        }
        .href(lang);
        view! { <Choice href label is_current=Box::new(is_current)/> }.into_any()
    };
    let choices: Vec<AnyView> = std::iter::once(choice(None, updates::ALL_KINDS.text()))
        .chain(
            UpdateKind::ALL
                .iter()
                .map(|k| choice(Some(k), lang.term(k.zh(), k.en()))),
        )
        .collect();
    view! {
        <Breadcrumbs parents=Vec::new()/>
        <FixedHeading text=updates::TITLE.text()/>
        <p class="soft">{updates::LEAD.text()}</p>
        <p><a class="go" href=Page::Corrections.path(lang)>{corrections::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        <p><a class="go" href=Page::Cases.path(lang)>{cases::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        <nav class="part-3" aria-label=updates::BY_KIND.text()><ul class="chips">{choices}</ul></nav>
        <div class="part-3 narrow">
        {when_ready(updates, move |file| {
            let wanted = query.get().kind;
            let entries: Vec<AnyView> = file
                .updates
                .iter()
                .filter(|u| wanted.as_ref().is_none_or(|wanted| u.kind == *wanted))
                .map(|update| view! { <UpdateEntry update subjects=&file.subjects/> }.into_any())
                .collect();
            if entries.is_empty() {
                view! { <p>{updates::NO_UPDATES.text()}</p> }.into_any()
            } else {
                view! {
                    <h2 class="off">{home::LATELY.text()}</h2>
                    <ul class="news">{entries}</ul>
                }
                .into_any()
            }
        })}
        </div>
    }
}
