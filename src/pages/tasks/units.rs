//! 任务清单: the units with published lists, and the search over titles.

use civic::duties::Unit;
use civic::published::{DutyUnits, name};
use civic::search::{Head, Item, ItemKind, Shard, find, terms};
use leptos::prelude::*;
use routes::Page;
use routes::query::{Lookup, Search};
use web::i18n::{lang, localized};
use web::location::{Open, use_address, use_query};
use web::published::{DataError, Loaded, tree, use_file};
use web::reactive::{load_latest, reactive, task};
use web::text::folded;

use crate::components::{Failure, FixedHeading, Skeleton, Status, Tag, TagKind, when_ready};
use crate::messages::tasks;
use crate::state::city;

const MAX_FOUND: usize = 40;

/// The task lists page.
#[component]
pub(crate) fn TasksPage() -> impl IntoView {
    let lang = lang();
    let query = use_query::<Search>();
    let wanted = Memo::new(move |_| query.get().words);
    let here = use_address();
    let search = move |text: String| {
        here.open(&Search::new(&text).href(lang), Open::InsteadHere);
    };
    view! {
        <FixedHeading text=tasks::TITLE.text()/>
        <p class="soft">{tasks::LEAD.text()}</p>
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <label for="q">{tasks::SEARCH_TITLES.text()}</label>
            <input
                id="q" type="search" autocomplete="off" prop:value=move || wanted.get()
                on:input=move |event| search(event_target_value(&event))
            />
        </form>
        <p><a class="go" href=Page::Requirements.path(lang)>{tasks::SEE_REQUIREMENTS.text()}</a></p>
        {reactive(move || if wanted.get().trim().is_empty() { view! { <Units/> }.into_any() } else { view! { <SearchResults wanted/> }.into_any() })}
    }
}

#[component]
fn SearchResults(wanted: Memo<String>) -> impl IntoView {
    let tree = tree();
    let found = RwSignal::new(None::<Result<Vec<Item>, DataError>>);
    load_latest(move || {
        let query = folded(&wanted.get());
        tree.manifest.get()?;
        Some(task(async move {
            let result = search(tree, &query).await;
            move || {
                found.try_set(Some(result));
            }
        }))
    });
    let said = RwSignal::new(String::new());
    let rows = reactive(move || match found.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Err(error)) => view! { <Failure error=&error/> }.into_any(),
        Some(Ok(items)) => {
            said.set(format!("{} {}", tasks::FOUND.text(), items.len()));
            let rows: Vec<AnyView> = items
                .iter()
                .map(|item| view! { <SearchHit item/> }.into_any())
                .collect();
            view! { <ul class="list">{rows}</ul> }.into_any()
        }
    });
    view! { <Status said/> {rows} }
}

/// Searches the index, fetching only the shards that can contain the query's terms.
async fn search(tree: web::published::Tree, query: &str) -> Result<Vec<Item>, DataError> {
    let head = tree.file::<Head>("search/head").await?;
    let mut shards = Vec::new();
    for shard in head.shards_for(&terms(query)) {
        let name = format!("{}{shard}", name::SEARCH_DIR);
        shards.push(tree.file::<Shard>(&name).await?);
    }
    let shards: Vec<&Shard> = shards.iter().map(AsRef::as_ref).collect();
    Ok(find(&shards, query, MAX_FOUND))
}

#[component]
fn SearchHit<'a>(item: &'a Item) -> impl IntoView + use<> {
    let lang = lang();
    let unit = item.unit.clone().unwrap_or_default();
    let href = match item.kind {
        ItemKind::Place => Lookup::of_place(&item.id.as_str().into()).href(lang),
        ItemKind::Duty => Page::Duty(unit, item.id.as_str().into()).path(lang),
        _ => Page::Requirement(item.id.as_str().into()).path(lang),
    };
    let code = item.unit.clone();
    let city = city();
    let unit_name = reactive(move || {
        let Loaded::Ready(city) = city.get() else {
            return ().into_any();
        };
        let unit = city.units.iter().find(|u| Some(&u.code) == code.as_ref());
        unit.map(|u| lang.pick(&u.name).to_owned()).into_any()
    });
    view! {
        <li>
            <a href=href>{localized(&item.title)}</a> " "
            <Tag kind=TagKind::Plain label=lang.term(item.kind.zh(), item.kind.en())/> " "
            <span class="s soft">{unit_name}</span>
        </li>
    }
}

/// The units by district, each with the number of items per list.
#[component]
fn Units() -> impl IntoView {
    let lang = lang();
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
                        <a href=Page::Unit(unit.code.clone()).path(lang)>{localized(&unit.name)}</a>
                        <p class="s soft">{counts.join(" · ")}</p>
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
                    view! { <section><h3>{title}</h3><ul class="list">{rows}</ul></section> }
                        .into_any()
                })
                .collect();
            view! { <h2>{tasks::BY_UNIT.text()}</h2> <div class="columns">{groups}</div> }
                .into_any()
        })
    })
}
