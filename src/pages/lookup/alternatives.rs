//! 换个时间，换个地方: alternatives to an answer that does not permit.

use std::sync::Arc;

use civic::answer::alternatives::{
    Alternative, Around, MAX_ALTERNATIVES, SEARCH_RADII_METRES, alternatives,
};
use civic::answer::{Answer, Engine, Question};
use civic::places::LonLat;
use civic::places::grid::Bounds;
use civic::published::PlaceShard;
use leptos::prelude::*;
use routes::query::{AskedTime, Lookup};
use web::format;
use web::i18n::lang;
use web::published::{Tree, tree};
use web::reactive::{load_latest, reactive, task};

use crate::components::day_strip::{class, shape};
use crate::components::{PlaceName, Status};
use crate::messages::lookup;

/// The alternatives to an answer that does not permit: another time is shown at once, places
/// nearby once the surrounding shards are loaded.
#[component]
pub(super) fn Alternatives<'a>(
    engine: Engine,
    question: &'a Question,
    answer: &'a Answer,
    query: &'a Lookup,
) -> impl IntoView + use<> {
    if answer.verdict.permits() {
        return ().into_any();
    }
    let from = engine
        .place(&question.place)
        .and_then(civic::places::Place::middle);
    let offers = RwSignal::new(None::<Vec<Alternative>>);
    let local = answer.local;
    let first = alternatives(&engine, question, answer, None);
    if let Some(from) = from {
        let request = Arc::new((engine, question.clone(), answer.clone()));
        let tree = tree();
        load_latest(move || {
            let request = Arc::clone(&request);
            Some(task(async move {
                let found = search(tree, &request.0, &request.1, &request.2, from).await;
                move || {
                    offers.try_set(Some(found));
                }
            }))
        });
    }
    let query = query.clone();
    let said = RwSignal::new(String::new());
    let rows = reactive(move || {
        offers.with(|offers| {
            let status = match offers {
                None if from.is_none() => lookup::NOT_DRAWN.text(),
                None => lookup::LOOKING_NEARBY.text(),
                Some(found) if found.iter().any(is_nearby) => "",
                Some(_) => lookup::NOTHING_NEARBY.text(),
            };
            said.set(status.to_owned());
            let offers = offers.as_ref().unwrap_or(&first);
            let rows: Vec<AnyView> = offers
                .iter()
                .map(|o| view! { <AlternativeRow offer=o query=&query local/> }.into_any())
                .collect();
            (!rows.is_empty())
                .then(|| view! { <ul class="offers">{rows}</ul> })
                .into_any()
        })
    });
    view! {
        <section class="elsewhere" aria-labelledby="elsewhere">
            <h2 id="elsewhere">{lookup::ELSEWHERE_TITLE.text()}</h2>
            {rows}
            <Status said/>
        </section>
    }
    .into_any()
}

fn is_nearby(alternative: &Alternative) -> bool {
    matches!(alternative, Alternative::Nearby { .. })
}

/// Searches close by first, and farther away while too little is found.
async fn search(
    tree: Tree,
    engine: &Engine,
    question: &Question,
    answer: &Answer,
    from: LonLat,
) -> Vec<Alternative> {
    let mut found = alternatives(engine, question, answer, None);
    for metres in SEARCH_RADII_METRES {
        let Ok(Some(shards)) = tree.within(Bounds::around(from, metres)).await else {
            break;
        };
        let shards: Vec<&PlaceShard> = shards.iter().map(|s| &**s).collect();
        let around = Around {
            from,
            metres,
            shards: &shards,
        };
        found = alternatives(engine, question, answer, Some(around));
        if found.len() == MAX_ALTERNATIVES {
            break;
        }
    }
    found
}

#[component]
fn AlternativeRow<'a>(
    offer: &'a Alternative,
    query: &'a Lookup,
    local: civic::time::Timestamp,
) -> impl IntoView + use<> {
    let lang = lang();
    let ends = |until: &Option<civic::time::Timestamp>| {
        until.map(|t| {
            format!(
                "{} {}",
                lookup::HERE_UNTIL.text(),
                format::later(lang, t, local)
            )
        })
    };
    let (href, what, verdict, until) = match offer {
        Alternative::AnotherTime {
            from,
            until,
            verdict,
        } => {
            let what = format!(
                "{} {}",
                lookup::HERE_FROM.text(),
                format::later(lang, *from, local)
            );
            let what = view! { <strong>{what}</strong> }.into_any();
            (
                query.with_time(AskedTime::Timestamp(*from)).href(lang),
                what,
                verdict,
                ends(until),
            )
        }
        Alternative::Nearby {
            place,
            walk_metres,
            until,
            verdict,
        } => {
            let walk = format!(
                "{} {walk_metres} {}",
                lookup::ON_FOOT.text(),
                lookup::ON_FOOT_AFTER.text()
            );
            let what =
                view! { <strong><PlaceName place/></strong> " " <span class="meta">{walk}</span> };
            (
                query.with_place(&place.id).href(lang),
                what.into_any(),
                verdict,
                ends(until),
            )
        }
    };
    view! {
        <li>
            <a href=href>{what}</a> " "
            <span class=format!("offer offer-{}", class(verdict))>
                <span aria-hidden="true">{shape(verdict)}</span> " "
                {lang.term(verdict.zh(), verdict.en()).to_owned()}
            </span> " "
            <span class="meta">{until}</span>
        </li>
    }
}
