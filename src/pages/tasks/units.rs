//! 任务清单: the units with published lists, and the search over titles.

use civic::duties::{DutyList, RequirementStatus, Unit, districts};
use civic::published::{DutyUnits, RequirementIndex, name};
use civic::search::{Head, Item, ItemKind, Shard, find, looser, marked, terms};
use leptos::prelude::*;
use routes::Page;
use routes::query::{Lookup, RequirementFilter, Search};
use web::i18n::{lang, localized};
use web::location::{Open, use_address, use_query};
use web::published::{DataError, Loaded, Tree, tree, use_file};
use web::reactive::{load_latest, reactive, task};
use web::text::folded;

use crate::components::{
    Breadcrumbs, Failure, FixedHeading, Glyph, Icon, Skeleton, SmallGlyph, Status, StatusTag, Tag,
    TagKind, when_ready,
};
use crate::messages::{compare, frame, tasks};
use crate::state::city;

const MAX_FOUND: usize = 40;
/// How many looser searches are offered.
const MAX_LOOSER: usize = 3;

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
    view! {
        <Breadcrumbs parents=Vec::new()/>
        <FixedHeading text=tasks::TITLE.text()/>
        <p class="soft">{tasks::LEAD.text()}</p>
        <p><a class="go" href=Page::Compare.path(lang)>{compare::SEE.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        <form class="field searchbox" role="search" on:submit=|event| event.prevent_default()>
            <label for="q">{tasks::SEARCH_TITLES.text()}</label>
            <input
                class="in" id="q" type="search" autocomplete="off" aria-describedby="q-hint" prop:value=move || wanted.get()
                on:input=move |event| search(event_target_value(&event))
            />
            <Glyph icon=Icon::SEARCH/>
        </form>
        <p class="hint" id="q-hint">{tasks::SEARCH_HINT.text()}</p>
        <nav class="part-3" aria-label=tasks::TRY.text()><ul class="chips">{words}</ul></nav>
        <div class="off"><Status said/></div>
        {reactive(move || {
            if wanted.get().trim().is_empty() {
                said.set(String::new());
                overview()
            } else {
                view! { <SearchResults wanted said/> }.into_any()
            }
        })}
    }
}

/// What a search found, and if nothing, what looser ones would.
struct Found {
    query: String,
    items: Vec<Item>,
    looser: Vec<(String, usize)>,
}

#[component]
fn SearchResults(wanted: Memo<String>, said: RwSignal<String>) -> impl IntoView {
    let tree = tree();
    let found = RwSignal::new(None::<Result<Found, DataError>>);
    load_latest(move || {
        let query = wanted.get();
        tree.manifest.get()?;
        Some(task(async move {
            let result = search(tree, query).await;
            move || {
                found.try_set(Some(result));
            }
        }))
    });
    reactive(move || {
        found.with(|found| match found {
            None => view! { <Skeleton/> }.into_any(),
            Some(Err(error)) => view! { <Failure error/> }.into_any(),
            Some(Ok(found)) => {
                let words = in_words(found);
                said.set(words.clone());
                if found.items.is_empty() {
                    nothing(found, words)
                } else {
                    hits(found, words)
                }
            }
        })
    })
}

fn in_words(found: &Found) -> String {
    let message = match found.items.len() {
        0 => &tasks::FOUND_NONE,
        MAX_FOUND.. => &tasks::FOUND_FIRST,
        _ => &tasks::FOUND,
    };
    let n = found.items.len().to_string();
    message
        .text()
        .replace("{n}", &n)
        .replace("{q}", found.query.trim())
}

async fn search(tree: Tree, query: String) -> Result<Found, DataError> {
    let items = items(tree, &folded(&query)).await?;
    let mut fewer = Vec::new();
    if items.is_empty() {
        for query in looser(&folded(&query)) {
            let count = self::items(tree, &query).await?.len();
            if count > 0 {
                fewer.push((query, count));
            }
            if fewer.len() == MAX_LOOSER {
                break;
            }
        }
    }
    Ok(Found {
        query,
        items,
        looser: fewer,
    })
}

/// Searches the index, fetching only the shards that can contain the query's terms.
async fn items(tree: Tree, query: &str) -> Result<Vec<Item>, DataError> {
    let head = tree.file::<Head>("search/head").await?;
    let mut shards = Vec::new();
    for shard in head.shards_for(&terms(query)) {
        let name = format!("{}{shard}", name::SEARCH_DIR);
        shards.push(tree.file::<Shard>(&name).await?);
    }
    let shards: Vec<&Shard> = shards.iter().map(AsRef::as_ref).collect();
    Ok(find(&shards, query, MAX_FOUND))
}

fn hits(found: &Found, words: String) -> AnyView {
    // The same duty of several units is one hit.
    let same =
        |a: &Item, b: &Item| a.kind == ItemKind::Duty && b.kind == a.kind && a.title == b.title;
    let mut groups: Vec<Vec<&Item>> = Vec::new();
    for item in &found.items {
        match groups
            .iter_mut()
            .find(|group| group.first().is_some_and(|first| same(first, item)))
        {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    let hits: Vec<AnyView> = groups
        .iter()
        .map(|group| hit(group, &found.query))
        .collect();
    view! { <h2 class="rule part-2">{words}</h2> <ul>{hits}</ul> }.into_any()
}

fn hit(group: &[&Item], query: &str) -> AnyView {
    let lang = lang();
    let Some(first) = group.first() else {
        return ().into_any();
    };
    let kind =
        view! { <Tag kind=TagKind::Plain label=lang.term(first.kind.zh(), first.kind.en())/> };
    let title: Vec<AnyView> = marked(lang.pick(&first.title), query)
        .into_iter()
        .map(|(piece, is_named)| {
            let piece = piece.to_owned();
            if is_named {
                view! { <mark>{piece}</mark> }.into_any()
            } else {
                piece.into_any()
            }
        })
        .collect();
    let href = |item: &Item| {
        let unit = item.unit.clone().unwrap_or_default();
        match item.kind {
            ItemKind::Place => Lookup::of_place(&item.id.as_str().into()).href(lang),
            ItemKind::Duty => Page::Duty(unit, item.id.as_str().into()).path(lang),
            _ => Page::Requirement(item.id.as_str().into()).path(lang),
        }
    };
    if let [one] = group {
        let unit = one.unit.clone().map(|code| unit_name(code.to_string()));
        return view! {
            <li class="hit"><a href=href(one)><b>{title}</b></a> " " {kind} <p class="s">{unit}</p></li>
        }
        .into_any();
    }
    let units: Vec<AnyView> = group
        .iter()
        .map(|item| {
            let code = item.unit.clone().unwrap_or_default();
            view! { <a class="nb" href=href(item)>{unit_name(code.to_string())}</a> " " }.into_any()
        })
        .collect();
    view! { <li class="hit"><b>{title}</b> " " {kind} <p class="units-of">{units}</p></li> }
        .into_any()
}

/// The name of a unit, once it is loaded.
fn unit_name(code: String) -> AnyView {
    let lang = lang();
    let city = city();
    reactive(move || {
        let web::published::Loaded::Ready(city) = city.get() else {
            return ().into_any();
        };
        let unit = city.units.iter().find(|u| u.code.as_str() == code);
        unit.map(|u| lang.pick(&u.name).to_owned()).into_any()
    })
}

fn nothing(found: &Found, words: String) -> AnyView {
    let lang = lang();
    let looser: Vec<AnyView> = found
        .looser
        .iter()
        .map(|(query, count)| {
            let href = Search::new(query).href(lang);
            let only = tasks::ONLY.text().replace("{q}", query);
            view! { <li><a class="list-link" href=href data-noscroll=""><b>{only}</b>{counted(*count)}</a></li> }.into_any()
        })
        .collect();
    let looser = (!looser.is_empty()).then(|| {
        view! { <section><h2 class="rule">{tasks::LOOSER.text()}</h2><ul class="list">{looser}</ul></section> }
    });
    let feedback = Page::Feedback.path(lang);
    let way = |page: Page, icon: Icon, label: &'static str| {
        view! { <p><a class="go go-b" href=page.path(lang)><Glyph icon/>{label}</a></p> }.into_any()
    };
    view! {
        <div class="empty part-2">
            <Glyph icon=Icon::SEARCH/>
            <p><b>{words}{frame::STOP.text()}</b></p>
            <p>{tasks::NOT_NONE.text()}<a href=feedback>{tasks::TELL_US.text()}</a>{frame::STOP.text()}</p>
        </div>
        <div class="lad-2 part">
            {looser}
            <section>
                <h2 class="rule">{tasks::ALSO.text()}</h2>
                {way(Page::Tasks, Icon::STAIRS, tasks::BY_UNIT.text())}
                {way(Page::Lookup, Icon::STALL, frame::LOOKUP.text())}
            </section>
        </div>
    }
    .into_any()
}

/// How many there are, at the end of a row that leads to them.
fn counted(count: usize) -> AnyView {
    let words = tasks::ITEMS.text().replace("{n}", &count.to_string());
    view! { <span class="row"><span>{words}</span><SmallGlyph icon=Icon::RIGHT/></span> }.into_any()
}

/// The requirements by status, the duties by list, and the units.
fn overview() -> AnyView {
    let requirements = use_file::<RequirementIndex>(name::REQUIREMENTS);
    let duties = use_file::<DutyUnits>(name::DUTIES);
    let city = city();
    // All at once: a part that came first would be moved by the next.
    let is_loading = Memo::new(move |_| {
        matches!(requirements.get(), Loaded::Loading)
            || matches!(duties.get(), Loaded::Loading)
            || matches!(city.get(), Loaded::Loading)
    });
    reactive(move || {
        if is_loading.get() {
            return view! { <div class="part"><Skeleton/></div> }.into_any();
        }
        view! {
        <div class="pick part">
            <div class="stack">
                {when_ready(requirements, |index| by_status(&index))}
                {when_ready(duties, |index| by_list(&index))}
            </div>
            <section>
                <h2 class="rule">{tasks::BY_UNIT.text()}</h2>
                <p class="s soft">{tasks::BY_UNIT_LEAD.text()}</p>
                {when_ready(duties, move |index| when_ready(city, move |city| by_unit(&index, &city.units)))}
            </section>
        </div>
        }
        .into_any()
    })
}

fn by_status(index: &RequirementIndex) -> AnyView {
    let lang = lang();
    let rows: Vec<AnyView> = RequirementStatus::ALL
        .iter()
        .rev()
        .filter_map(|status| {
            let count = index.requirements.iter().filter(|r| r.status == *status).count();
            let filter = RequirementFilter { flag: None, status: Some(status.clone()) };
            (count > 0).then(|| {
                view! { <li><a class="list-link" href=filter.href(lang)><StatusTag status/>{counted(count)}</a></li> }.into_any()
            })
        })
        .collect();
    let title = tasks::REQUIREMENTS
        .text()
        .replace("{n}", &index.requirements.len().to_string());
    view! {
        <section>
            <h2 class="rule">{title}</h2>
            <p class="s soft">{tasks::REQUIREMENTS_LEAD.text()}</p>
            <ul class="list">{rows}</ul>
            <p><a class="go" href=Page::Requirements.path(lang)>{tasks::SEE_REQUIREMENTS.text()}<SmallGlyph icon=Icon::NEXT/></a></p>
        </section>
    }
    .into_any()
}

fn by_list(index: &DutyUnits) -> AnyView {
    let lang = lang();
    let of = |list: &DutyList| -> u32 {
        let counts = index.units.iter().flat_map(|unit| &unit.counts);
        counts
            .filter(|(other, _)| other == list)
            .map(|(_, n)| n)
            .sum()
    };
    let rows: Vec<AnyView> = DutyList::ALL
        .iter()
        .filter(|list| of(list) > 0)
        .map(|list| {
            let count = tasks::ITEMS.text().replace("{n}", &of(list).to_string());
            view! { <li class="list-link"><b>{lang.term(list.zh(), list.en()).to_owned()}</b><span>{count}</span></li> }.into_any()
        })
        .collect();
    let all: u32 = index
        .units
        .iter()
        .flat_map(|unit| &unit.counts)
        .map(|(_, n)| n)
        .sum();
    view! {
        <section class="part-2">
            <h2 class="rule">{tasks::DUTIES.text().replace("{n}", &all.to_string())}</h2>
            <p class="s soft">{tasks::DUTIES_LEAD.text()}</p>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn by_unit(index: &DutyUnits, units: &[Unit]) -> AnyView {
    let lang = lang();
    let count = |unit: &Unit| -> Option<u32> {
        let entry = index.units.iter().find(|entry| entry.unit == unit.code)?;
        Some(entry.counts.iter().map(|(_, n)| n).sum())
    };
    let groups: Vec<AnyView> = districts(units, |unit| count(unit).is_some())
        .into_iter()
        .map(|district| {
            let published: Vec<AnyView> = district
                .published
                .iter()
                .map(|unit| {
                    let count = count(unit).unwrap_or_default().to_string();
                    view! {
                        <li>
                            <a href=Page::Unit(unit.code.clone()).path(lang)>{localized(&unit.name)}</a>
                            <span class="s soft">{tasks::ITEMS.text().replace("{n}", &count)}</span>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            let names: Vec<&str> = district.silent.iter().map(|u| lang.pick(&u.name)).collect();
            let silent = (!names.is_empty()).then(|| {
                let title = tasks::SILENT.text().replace("{n}", &names.len().to_string());
                view! {
                    <details>
                        <summary class="soft">{title}<SmallGlyph icon=Icon::DOWN/></summary>
                        <p class="soft silent">{names.join(frame::AND.text())}</p>
                    </details>
                }
            });
            let title = district.unit.map(|unit| localized(&unit.name));
            view! { <section><h3 class="district">{title}</h3><ul class="units">{published}</ul>{silent}</section> }.into_any()
        })
        .collect();
    view! { <div class="units-2">{groups}</div> }.into_any()
}
