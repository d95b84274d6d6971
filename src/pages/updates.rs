//! What changed: dated entries, by kind.

use civic::documents::{Update, UpdateKind};
use civic::published::{UpdatesFile, name};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::app::{lang, m};
use crate::components::{heading, source, tag, when_ready};
use crate::format;
use crate::lang::localized;
use crate::paths::Page;
use crate::published::use_file;
use crate::reactive::attr;

/// One entry of the list.
pub(crate) fn entry(update: &Update) -> AnyView {
    let (lang, m) = (lang(), m());
    let until = update
        .until
        .map(|until| view! { " · " {m.until_day} " " {format::date(lang, until)} });
    let from = update
        .effective_on
        .map(|from| view! { " · " {m.from_day} " " {format::date(lang, from)} });
    let affects: Vec<AnyView> = update
        .affects
        .iter()
        .filter_map(|id| affected(id))
        .map(|(page, id)| view! { <a class="affects" href=page>{id}</a> " " }.into_any())
        .collect();
    view! {
        <li class="entry" id=update.id.to_string()>
            <p class="meta">
                <time datetime=update.date.to_string()>{format::date(lang, update.date)}</time> " "
                {tag("plain", lang.term(update.kind.zh(), update.kind.en()))} " " {source(&update.source)}
            </p>
            <h3>{localized(&update.title)}</h3>
            <p>{localized(&update.body)}</p>
            <p class="meta">{affects} {from} {until}</p>
        </li>
    }
    .into_any()
}

/// The page of an identifier an entry names, where it has one.
fn affected(id: &str) -> Option<(String, String)> {
    let lang = lang();
    let page = if id.starts_with("Z-") {
        Page::Lookup.with(lang, &[("place", id)])
    } else if id.starts_with("T-") {
        Page::Requirement(id.to_owned()).path(lang)
    } else {
        return None;
    };
    Some((page, id.to_owned()))
}

/// All entries.
pub(crate) fn page() -> AnyView {
    let (lang, m) = (lang(), m());
    let updates = use_file::<UpdatesFile>(name::UPDATES);
    let query = use_query_map();
    let kind = Memo::new(move |_| query.with(|q| q.get("kind").unwrap_or_default()));
    let choice = move |code: &'static str, word: &'static str| {
        let current = attr(move || (kind.get() == code).then_some("true"));
        view! {
            <li><a class="choice" href=Page::Updates.with(lang, &[("kind", code)]) aria-current=current>{word}</a></li>
        }
        .into_any()
    };
    let choices: Vec<AnyView> = std::iter::once(choice("", m.all_kinds))
        .chain(KINDS.iter().map(|k| choice(k.0, lang.term(k.1, k.2))))
        .collect();
    view! {
        {heading(move || m.updates_title.to_owned())}
        <p class="lead">{m.updates_lead}</p>
        <nav aria-label=m.by_kind><ul class="choices">{choices}</ul></nav>
        {when_ready(updates, move |file| {
            let wanted = kind.get();
            let entries: Vec<AnyView> = file
                .updates
                .iter()
                .filter(|u| wanted.is_empty() || u.kind.code() == wanted)
                .map(entry)
                .collect();
            if entries.is_empty() {
                view! { <p>{m.no_updates}</p> }.into_any()
            } else {
                view! {
                    <h2 class="visually-hidden">{m.lately}</h2>
                    <ul class="entries">{entries}</ul>
                }
                .into_any()
            }
        })}
    }
    .into_any()
}

/// Every kind: code, Chinese, English.
static KINDS: std::sync::LazyLock<Vec<(&'static str, &'static str, &'static str)>> =
    std::sync::LazyLock::new(|| {
        UpdateKind::ALL
            .iter()
            .map(|k| (k.code(), k.zh(), k.en()))
            .collect()
    });
