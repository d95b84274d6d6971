//! What a search found: the filters, who leads, and the entries of a page.

use civic::search::{Entry, Named, marked};
use leptos::prelude::*;
use web::i18n::{lang, localized};
use web::published::Loaded;
use web::reactive::reactive;

use super::duties::ListTag;
use super::filters::filters;
use super::leading::leading;
use super::links::href;
use super::nothing::nothing;
use super::search::Results;
use crate::components::search_index::Shown;
use crate::components::{Icon, NotUnderstood, SmallGlyph, StatusTag, Tag, TagKind};
use crate::messages::{frame, tasks};
use crate::state::city;

/// Up to this many units are listed with an entry at once.
const MAX_UNITS: usize = 12;

pub(super) fn results(results: &Results, was_open: StoredValue<bool>) -> AnyView {
    let page = &results.search.page;
    let unread = page.is_unreadable().then(|| {
        view! { <NotUnderstood message=tasks::PAGE_UNREAD.text() text=page.text().to_owned()/> }
    });
    let content = if results.found.items == 0 {
        nothing(results)
    } else {
        let mut query = results.wordings.join(" ");
        for term in &results.found.spelled {
            query = query + " " + term;
        }
        let shown = results.shown.iter().filter_map(Shown::entry);
        let hits: Vec<AnyView> = shown.map(|entry| hit(entry, &query)).collect();
        let same = (results.found.items as usize > results.found.entries.len()).then(|| {
            let n = results.found.entries.len().to_string();
            view! { <p class="s soft">{tasks::SAME.text().replace("{n}", &n)}</p> }
        });
        view! {
            {leading(results)}
            <h2 class="rule">{results.in_words()}</h2>
            {same}
            <ul>{hits}</ul>
            {pages(results)}
        }
        .into_any()
    };
    view! { {unread}<div class="pick part"><div>{filters(results, was_open)}</div><div>{content}</div></div> }
        .into_any()
}

/// The ways to the pages before and after.
fn pages(results: &Results) -> Option<AnyView> {
    let lang = lang();
    let (page, pages) = results.page;
    if pages < 2 {
        return None;
    }
    let of = tasks::PAGE_OF.text();
    let of = of
        .replace("{n}", &page.to_string())
        .replace("{all}", &pages.to_string());
    let way = |page: u64, label: &'static str| {
        let href = results.search.on_page(page).href(lang);
        view! { <a class="go" href=href>{label}<SmallGlyph icon=Icon::NEXT/></a> }.into_any()
    };
    let before = (page > 1).then(|| way(page - 1, tasks::PAGE_BEFORE.text()));
    let after = (page < pages).then(|| way(page + 1, tasks::PAGE_AFTER.text()));
    Some(view! { <nav class="row part-2" aria-label=tasks::PAGES.text()><span>{of}</span>{before}{after}</nav> }.into_any())
}

/// A text with what was asked for marked.
fn with_marks(text: &str, query: &str) -> Vec<AnyView> {
    let pieces = marked(text, query).into_iter();
    let views = pieces.map(|(piece, is_named)| {
        let piece = piece.to_owned();
        if is_named {
            view! { <mark>{piece}</mark> }.into_any()
        } else {
            piece.into_any()
        }
    });
    views.collect()
}

fn hit(entry: &Entry, query: &str) -> AnyView {
    let lang = lang();
    let title = with_marks(lang.pick(&entry.title), query);
    let tag = match (&entry.status, &entry.list) {
        (Some(status), _) => view! { <StatusTag status/> }.into_any(),
        (_, Some(list)) => view! { <ListTag list/> }.into_any(),
        _ => ().into_any(),
    };
    let kind =
        view! { <Tag kind=TagKind::Plain label=lang.term(entry.kind.zh(), entry.kind.en())/> };
    let lead = with_marks(lang.pick(&entry.lead), query);
    let text = lang.pick(&entry.unit_duty);
    let text = (!text.is_empty()).then(|| view! { <p>{with_marks(text, query)}</p> });
    let (title, units) = match entry.items.as_slice() {
        [one] if entry.count == 1 => {
            let title = view! { <a href=href(&entry.kind, one)><b>{title}</b></a> };
            (title.into_any(), unit_name(one))
        }
        items => (view! { <b>{title}</b> }.into_any(), units(entry, items)),
    };
    view! {
        <li class="hit">{title} " " {kind} " " {tag} <p class="s">{lead}</p>{text}<div class="units-of">{units}</div></li>
    }
    .into_any()
}

/// The units of an item that is on the lists of several.
fn units(entry: &Entry, items: &[Named]) -> AnyView {
    let links: Vec<AnyView> = items
        .iter()
        .map(|item| {
            let href = href(&entry.kind, item);
            view! { <a class="nb" href=href>{unit_name(item)}</a> " " }.into_any()
        })
        .collect();
    let more = (entry.count as usize).saturating_sub(items.len());
    let more = (more > 0).then(|| tasks::MORE_UNITS.text().replace("{n}", &more.to_string()));
    if items.len() <= MAX_UNITS {
        return view! { {links}{more} }.into_any();
    }
    let n = tasks::UNITS.text().replace("{n}", &entry.count.to_string());
    view! { <details class="more"><summary>{n}<SmallGlyph icon=Icon::DOWN/></summary>{links}{more}</details> }
        .into_any()
}

/// The name of an item's unit, once it is loaded.
pub(super) fn unit_name(item: &Named) -> AnyView {
    let code = item.unit();
    if code.as_str().is_empty() {
        return ().into_any();
    }
    let city = city();
    reactive(move || {
        let Loaded::Ready(city) = city.get() else {
            return frame::LOADING.text().into_any();
        };
        let unit = city.units.iter().find(|unit| unit.code == code);
        unit.map_or_else(|| code.to_string().into_any(), |unit| localized(&unit.name))
    })
}
