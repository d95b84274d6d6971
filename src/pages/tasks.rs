//! 任务清单: the units whose lists are published, and the search over titles.

use civic::duties::Unit;
use civic::published::{DutyUnits, name};
use civic::search::{Head, Item, ItemKind, Shard, find, terms};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::app::{city, lang, m, site};
use crate::components::{failure, heading, skeleton, tag, when_ready};
use crate::lang::localized;
use crate::paths::Page;
use crate::published::{DataError, Loaded, use_file};
use crate::reactive::{load_latest, reactive, task};

const MAX_FOUND: usize = 40;

/// The task lists page.
pub(crate) fn page() -> AnyView {
    let (lang, m) = (lang(), m());
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|q| q.get("q").unwrap_or_default()));
    let navigate = use_navigate();
    let search = move |text: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&Page::Tasks.with(lang, &[("q", text.trim())]), options);
    };
    view! {
        {heading(move || m.tasks_title.to_owned())}
        <p class="lead">{m.tasks_lead}</p>
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <label for="q">{m.search_titles}</label>
            <input
                id="q" type="search" autocomplete="off" prop:value=move || wanted.get()
                on:input=move |event| search(event_target_value(&event))
            />
        </form>
        <p><a class="go" href=Page::Requirements.path(lang)>{m.see_requirements}</a></p>
        {reactive(move || if wanted.get().trim().is_empty() { units() } else { results(wanted) })}
    }
    .into_any()
}

fn results(wanted: Memo<String>) -> AnyView {
    let (m, tree) = (m(), site().tree);
    let found = RwSignal::new(None::<Result<Vec<Item>, DataError>>);
    load_latest(move || {
        let query = wanted.get();
        tree.manifest.get()?;
        Some(task(async move {
            let result = search(tree, &query).await;
            move || {
                found.try_set(Some(result));
            }
        }))
    });
    reactive(move || match found.get() {
        None => skeleton(),
        Some(Err(error)) => failure(&error),
        Some(Ok(items)) => {
            let rows: Vec<AnyView> = items.iter().map(hit).collect();
            let count = items.len();
            view! {
                <p role="status">{m.found} " " {count}</p>
                <ul class="rows">{rows}</ul>
            }
            .into_any()
        }
    })
}

/// Fetches only the shards that can hold the words.
async fn search(tree: crate::published::Tree, query: &str) -> Result<Vec<Item>, DataError> {
    let head = tree.file::<Head>("search/head").await?;
    let mut shards = Vec::new();
    for shard in head.shards_for(&terms(query)) {
        let name = format!("{}{shard}", name::SEARCH_DIR);
        shards.push(tree.file::<Shard>(&name).await?);
    }
    let shards: Vec<&Shard> = shards.iter().map(AsRef::as_ref).collect();
    Ok(find(&shards, query, MAX_FOUND))
}

fn hit(item: &Item) -> AnyView {
    let lang = lang();
    let unit = item
        .unit
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let href = match item.kind {
        ItemKind::Place => Page::Lookup.with(lang, &[("place", &item.id)]),
        ItemKind::Duty => Page::Duty(unit.clone(), item.id.clone()).path(lang),
        _ => Page::Requirement(item.id.clone()).path(lang),
    };
    let code = item.unit.clone();
    let city = city();
    let whose = reactive(move || {
        let Loaded::Ready(city) = city.get() else {
            return ().into_any();
        };
        let unit = city.units.iter().find(|u| Some(&u.code) == code.as_ref());
        unit.map(|u| lang.pick(&u.name).to_owned()).into_any()
    });
    view! {
        <li>
            <a href=href>{localized(&item.title)}</a> " "
            {tag("plain", lang.term(item.kind.zh(), item.kind.en()))} " "
            <span class="meta">{whose}</span>
        </li>
    }
    .into_any()
}

/// The units by district, each with how many items its lists hold.
fn units() -> AnyView {
    let (lang, m) = (lang(), m());
    let index = use_file::<DutyUnits>(name::DUTIES);
    when_ready(index, move |index| {
        when_ready(city(), move |city| {
            let mut groups: Vec<(Option<&Unit>, Vec<AnyView>)> = Vec::new();
            for entry in &index.units {
                let Some(unit) = city.units.iter().find(|u| u.code == entry.unit) else {
                    continue;
                };
                let parent = city
                    .units
                    .iter()
                    .find(|u| Some(&u.code) == unit.parent.as_ref());
                let counts: Vec<String> = entry
                    .counts
                    .iter()
                    .map(|(list, n)| format!("{} {n}", lang.term(list.zh(), list.en())))
                    .collect();
                let row = view! {
                    <li>
                        <a href=Page::Unit(unit.code.to_string()).path(lang)>{localized(&unit.name)}</a>
                        <p class="meta">{counts.join(" · ")}</p>
                    </li>
                }
                .into_any();
                match groups.last_mut() {
                    Some(group) if group.0 == parent => group.1.push(row),
                    _ => groups.push((parent, vec![row])),
                }
            }
            let groups: Vec<AnyView> = groups
                .into_iter()
                .map(|(parent, rows)| {
                    let title = parent.map(|p| localized(&p.name));
                    view! { <section><h3>{title}</h3><ul class="rows">{rows}</ul></section> }
                        .into_any()
                })
                .collect();
            view! { <h2>{m.by_unit}</h2> <div class="columns">{groups}</div> }.into_any()
        })
    })
}
