//! Who leads on what was searched for, told from the duty lists.

use civic::search::{Entry, Leading, who_leads};
use leptos::prelude::*;
use web::i18n::{lang, localized};

use super::duties::parts;
use super::links::href;
use super::search::Results;
use crate::components::leads;
use crate::components::search_index::Shown;
use crate::messages::{frame, lookup, tasks};

/// How many items of a group are told in full.
const MAX_TOLD: usize = 3;

pub(super) fn leading(results: &Results) -> Option<AnyView> {
    if results.search.words.is_empty() {
        return None;
    }
    let lang = lang();
    let title = tasks::WHO_LEADS
        .text()
        .replace("{q}", &results.search.words);
    let entries: Vec<&Entry> = results.leading.iter().filter_map(Shown::entry).collect();
    let answer = who_leads(&entries);
    let rows: Vec<AnyView> = answer
        .leading
        .iter()
        .map(|one| row(one, &results.leading))
        .collect();
    let titles: Vec<&str> = answer
        .disputed
        .iter()
        .map(|title| lang.pick(title))
        .collect();
    let disputed = (!titles.is_empty()).then(|| {
        let text = tasks::DISPUTED
            .text()
            .replace("{}", &titles.join(frame::AND.text()));
        view! { <p>{text}</p> }
    });
    let read = results.leading.len();
    let first = (results.found.duties.len() > read && read > 0).then(|| {
        tasks::LEADS_OF_FIRST
            .text()
            .replace("{n}", &read.to_string())
    });
    let none = rows.is_empty().then(|| tasks::LEADS_NONE.text());
    Some(
        view! {
            <section>
                <h2 class="rule">{title}</h2>
                <p class="s soft">{none}{first}</p>
                {disputed}
                <ul>{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn row(leading: &Leading<'_>, shown: &[Shown]) -> AnyView {
    let (_, how) = parts(leading.list);
    let told = leading.entries.iter().filter_map(|at| shown.get(*at));
    let items: Vec<AnyView> = told.take(MAX_TOLD).map(|shown| item(shown, how)).collect();
    view! { <li class="hit"><b>{leads(leading)}</b>{items}</li> }.into_any()
}

/// An item with what the unit may be asked to do, and the document that says so.
fn item(shown: &Shown, how: &'static str) -> AnyView {
    let lang = lang();
    let (Some(entry), Some(document)) = (shown.entry(), shown.document()) else {
        return ().into_any();
    };
    let first = entry.items.first().map(|item| href(&entry.kind, item));
    let mut text = format!("{}{}", lang.pick(&entry.title), frame::STOP.text());
    if !entry.unit_duty.is_empty() {
        text = format!(
            "{text}{how}{}{}",
            lookup::COLON.text(),
            lang.pick(&entry.unit_duty)
        );
    }
    let by = match entry.count {
        0 | 1 => tasks::BY_DOCUMENT.text().to_owned(),
        n => tasks::BY_DOCUMENTS.text().replace("{n}", &n.to_string()),
    };
    view! { <p>{text}</p><p class="s">{by}<a href=first>{localized(document)}</a></p> }.into_any()
}
