//! An entry of the list of updates.

use civic::documents::Update;
use leptos::prelude::*;
use routes::Page;
use routes::query::Lookup;
use web::format;
use web::i18n::{lang, localized};

use super::fact::Tag;
use super::source::SourceTag;
use crate::messages::updates;

/// An entry of the list.
#[component]
pub(crate) fn UpdateEntry<'a>(update: &'a Update) -> impl IntoView + use<> {
    let lang = lang();
    let until = update
        .until
        .map(|until| view! { " · " {updates::UNTIL_DAY.text()} " " {format::date(lang, until)} });
    let from = update
        .effective_on
        .map(|from| view! { " · " {updates::FROM_DAY.text()} " " {format::date(lang, from)} });
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
                <Tag kind="plain" label=lang.term(update.kind.zh(), update.kind.en())/> " " <SourceTag source=&update.source/>
            </p>
            <h3>{localized(&update.title)}</h3>
            <p>{localized(&update.body)}</p>
            <p class="meta">{affects} {from} {until}</p>
        </li>
    }
}

/// The page of an identifier that an entry names, if it has one.
fn affected(id: &str) -> Option<(String, String)> {
    let lang = lang();
    let page = if id.starts_with("Z-") {
        Lookup::of_place(&id.into()).href(lang)
    } else if id.starts_with("T-") {
        Page::Requirement(id.into()).path(lang)
    } else {
        return None;
    };
    Some((page, id.to_owned()))
}
