//! 任务清单: the search, and below it what was found or what there is.

use leptos::prelude::*;
use routes::Page;
use routes::query::Search;
use web::i18n::lang;
use web::location::{Open, use_address, use_query};
use web::published::tree;
use web::reactive::{load_latest, reactive, task};

use super::overview::overview;
use super::results::results;
use super::search::search;
use crate::components::{
    Breadcrumbs, Failure, FixedHeading, Glyph, Icon, Skeleton, SmallGlyph, Status,
};
use crate::messages::{compare, tasks};

/// The task lists page.
#[component]
pub(crate) fn TasksPage() -> impl IntoView {
    let lang = lang();
    let query = use_query::<Search>();
    let here = use_address();
    let typed = move |text: String| {
        let search = untrack(|| query.get()).with_words(&text);
        here.open(&search.href(lang), Open::InsteadHere);
    };
    let words: Vec<AnyView> = tasks::WORDS
        .text()
        .split(' ')
        .map(|word| {
            let href = Search::new(word).href(lang);
            view! { <li><a class="chip" href=href data-noscroll="">{word}</a></li> }.into_any()
        })
        .collect();
    // It is in the page before its text.
    let said = RwSignal::new(String::new());
    let found = RwSignal::new(None);
    let tree = tree();
    load_latest(move || {
        let wanted = query.get();
        tree.manifest.get()?;
        if wanted.is_empty() {
            found.set(None);
            return None;
        }
        Some(task(async move {
            let result = search(tree, wanted).await;
            move || {
                found.try_set(Some(result));
            }
        }))
    });
    view! {
        <Breadcrumbs parents=Vec::new()/>
        <FixedHeading text=tasks::TITLE.text()/>
        <p class="soft">{tasks::LEAD.text()}</p>
        <p><a class="go" href=Page::Compare.path(lang)>{compare::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        <form class="field searchbox" role="search" on:submit=|event| event.prevent_default()>
            <label for="q">{tasks::SEARCH_TITLES.text()}</label>
            <input
                class="in" id="q" type="search" autocomplete="off" aria-describedby="q-hint" prop:value=move || query.get().words
                on:input=move |event| typed(event_target_value(&event))
            />
            <Glyph icon=Icon::SEARCH/>
        </form>
        <p class="hint" id="q-hint">{tasks::SEARCH_HINT.text()}</p>
        <nav class="part-3" aria-label=tasks::TRY.text()><ul class="chips">{words}</ul></nav>
        <div class="off"><Status said/></div>
        {reactive(move || found.with(|found| match found {
            None if untrack(|| query.get()).is_empty() => {
                said.set(String::new());
                overview()
            }
            None => view! { <Skeleton/> }.into_any(),
            Some(Err(error)) => view! { <Failure error/> }.into_any(),
            Some(Ok(found)) => {
                said.set(found.in_words());
                results(found)
            }
        }))}
    }
}
