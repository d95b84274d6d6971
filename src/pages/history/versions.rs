//! The versions of a subject, newest first, each with what changed against the one before.

use civic::published::{Opening, Revised, State, Timeline};
use leptos::prelude::*;
use routes::query::AsOf;
use web::format;
use web::i18n::lang;
use web::reactive::reactive;

use super::differences::differences;
use crate::components::{Subject, since};
use crate::messages::history;

/// How many versions are read at once: each is a file of an earlier snapshot.
const AT_ONCE: usize = 5;

/// The versions; more of them on demand.
pub(super) fn versions(subject: &Subject, timeline: &Timeline) -> AnyView {
    let states = timeline.states().to_vec();
    if let [
        only @ State {
            opening: Opening::Start,
            ..
        },
    ] = &states[..]
    {
        let unchanged = history::UNCHANGED
            .text()
            .replace("{since}", &since(only.from));
        let earlier = (only.from.sequence > 1).then(|| from_start(only));
        return view! {
            <section class="part">
                <h2>{history::VERSIONS.text()}</h2>
                <p>{unchanged}</p>
                <p class="soft">{earlier}</p>
            </section>
        }
        .into_any();
    }
    let shown = RwSignal::new(AT_ONCE);
    let subject = subject.clone();
    let rows = move || {
        let published = states.iter().enumerate().rev();
        let published = published.filter(|(_, state)| state.opening != Opening::NotYet);
        let all = published.clone().count();
        let rows: Vec<AnyView> = published
            .take(shown.get())
            .map(|(i, state)| {
                let before = i.checked_sub(1).and_then(|i| states.get(i));
                row(&subject, state, before)
            })
            .collect();
        let more = (all > rows.len()).then(|| {
            let more = move |_| shown.update(|shown| *shown += AT_ONCE);
            view! { <p class="next-bar"><button class="btn btn-2" type="button" on:click=more>{history::MORE.text()}</button></p> }
        });
        view! { <ul class="news">{rows}</ul> {more} }.into_any()
    };
    view! { <section class="part"><h2>{history::VERSIONS.text()}</h2>{reactive(rows)}</section> }
        .into_any()
}

fn from_start(state: &State) -> String {
    let message = if state.from.sequence == 1 {
        &history::FROM_START
    } else {
        &history::FROM_KNOWN
    };
    let n = state.from.sequence.to_string();
    message.text().replace("{n}", &n)
}

fn row(subject: &Subject, state: &State, before: Option<&State>) -> AnyView {
    let lang = lang();
    let local = state.from.published_at.local();
    let day = format::date(lang, local.date).replace('年', "年\n");
    let when = format!("{day}\n{}", format::clock(local.second));
    let n = state.from.sequence.to_string();
    let version = history::VERSION.text().replace("{n}", &n);
    let said = match &state.opening {
        Opening::Start => from_start(state),
        Opening::By(Revised::Added) => history::ADDED.text().to_owned(),
        Opening::By(Revised::Removed) => history::REMOVED.text().to_owned(),
        Opening::By(_) => history::CHANGED.text().to_owned(),
        Opening::NotYet => String::new(),
    };
    let was = before.filter(|before| before.is_published() && state.is_published());
    let changes = was.map(|before| differences(subject, before, state));
    let see = state.is_published().then(|| {
        let page = subject.page();
        let (href, label) = match state.until {
            Some(_) => (
                AsOf::snapshot(state.from.sequence).href(&page, lang),
                history::SEE_THEN.text(),
            ),
            None => (page.path(lang), history::SEE_NOW.text()),
        };
        view! { <p><a href=href>{label}</a></p> }
    });
    view! {
        <li>
            <time datetime=state.from.published_at.to_string()>{when}</time>
            <div class="stack"><p><b>{said}</b> " " <span class="soft">{version}</span></p>{changes}{see}</div>
        </li>
    }
    .into_any()
}
