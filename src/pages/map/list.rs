//! The places in view as a list, nearest to the middle first: everything the map shows, as text.

use std::sync::Arc;

use civic::PlaceId;
use civic::places::PlaceSummary;
use leptos::prelude::*;
use routes::Page;
use routes::query::cases_about;
use web::dom::keep_focus;
use web::i18n::lang;
use web::reactive::{attr, reactive};

use super::model::{Sight, Spot, State, View};
use super::state::Map;
use crate::components::{Failure, Icon, PlaceName, Skeleton, SmallGlyph, Status, verdict_icon};
use crate::messages::{cases, map};

/// How many places are listed at most.
const MAX_ROWS: usize = 50;

/// The identifier of the list's heading.
pub(super) const ID: &str = "map-list";
/// The selector of the list's heading.
pub(super) const HEADING: &str = "#map-list";

/// The list.
#[component]
pub(super) fn PlaceList(map: Map) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let all = reactive(move || {
        let (sight, view) = (map.sight.get(), map.view.get());
        let (goods, at) = (map.goods.get(), map.time.get().at);
        let with_cases = map.cases.get();
        keep_focus(ID);
        if let Some(error) = &sight.failed {
            return view! { <Failure error/> }.into_any();
        }
        if !sight.ready {
            return view! { <Skeleton/> }.into_any();
        }
        let seen = in_view(&sight, view);
        let count = seen.len();
        let about = with_cases.then(|| seen.iter().filter(|spot| spot.cases() > 0).count());
        let partial = sight
            .partial
            .then(|| view! { <p class="s soft">{map::PARTIAL.text()}</p> });
        let rows: Vec<AnyView> = seen
            .into_iter()
            .take(MAX_ROWS)
            .map(|spot| {
                let state = spot.state(goods.as_ref(), at);
                view! { <PlaceRow map spot state=&state with_cases/> }.into_any()
            })
            .collect();
        // Of what was not loaded, nothing is known.
        said.set(
            if count == 0 && (sight.partial || sight.missing.is_some()) {
                String::new()
            } else if count == 0 {
                map::EMPTY.text().to_owned()
            } else {
                format!(
                    "{}{count}{}{}",
                    map::COUNT_BEFORE.text(),
                    map::COUNT_AFTER.text(),
                    about.map(in_words).unwrap_or_default()
                )
            },
        );
        let limits = with_cases.then(|| {
            let all = Page::Cases.path(lang());
            view! { <p class="s soft">{map::CASES_LIMIT.text()}<a href=all>{cases::SEE.text()}</a></p> }
        });
        view! { {partial}{limits} <ul class="list map-rows" aria-labelledby=ID>{rows}</ul> }
            .into_any()
    });
    view! {
        <section class="map-list" aria-labelledby=ID>
            <h2 class="rule" id=ID tabindex="-1">{map::LIST.text()}</h2>
            <Status said/>
            {all}
        </section>
    }
}

/// How many of the listed places have public cases.
fn in_words(places: usize) -> String {
    match places {
        0 => map::CASES_NOWHERE.text().to_owned(),
        places => map::CASES_AT.text().replace("{n}", &places.to_string()),
    }
}

fn in_view(sight: &Arc<Sight>, view: View) -> Vec<&Spot> {
    let mut seen: Vec<(u32, &Spot)> = sight
        .spots
        .iter()
        .filter(|spot| spot.is_within(view.bounds))
        .map(|spot| (spot.metres_from(view.middle).unwrap_or(u32::MAX), spot))
        .collect();
    seen.sort_by_key(|(metres, _)| *metres);
    seen.into_iter().map(|(_, spot)| spot).collect()
}

#[component]
fn PlaceRow<'a>(
    map: Map,
    spot: &'a Spot,
    state: &'a State,
    with_cases: bool,
) -> impl IntoView + use<> {
    let summary = PlaceSummary::from(spot.place());
    let id = spot.place().id.clone();
    let (own, pressed, place) = (id.to_string(), id.clone(), id.to_string());
    let light = move || map.lit.set(own.clone());
    let light_again = light.clone();
    let href = map
        .query
        .with_untracked(|query| query.lookup(&id).href(lang()));
    let cases = with_cases.then(|| cases_of(spot));
    let label = format!("{} {}", map::SHOW.text(), lang().pick(&summary.name));
    view! {
        <li
            on:mouseenter=move |_| light()
            on:focusin=move |_| light_again()
            on:mouseleave=move |_| map.lit.set(String::new())
            on:focusout=move |_| map.lit.set(String::new())
        >
            <a class="map-of" href=href id=format!("map-of-{place}")><span><PlaceName place=&summary/></span> <StateTag state/></a>
                <button
                    type="button" class="chip" id=format!("map-show-{place}") aria-label=label
                    aria-pressed=attr(move || Some(if map.query.with(|a| a.place.as_ref() == Some(&pressed)) { "true" } else { "false" }))
                    on:click=move |_| pick(map, &id)
                >{map::SHOW.text()}</button>
            {cases}
        </li>
    }
}

/// The way to the public cases about a place, where it has any.
pub(super) fn cases_of(spot: &Spot) -> Option<AnyView> {
    let count = spot.cases();
    let label = map::CASES_OF.text().replace("{n}", &count.to_string());
    let href = cases_about(spot.place().id.as_str(), lang());
    (count > 0).then(|| {
        view! { <a class="go map-row" href=href>{label}<SmallGlyph icon=Icon::RIGHT/></a> }
            .into_any()
    })
}

/// The state of a place: its word, and its icon if it is a verdict.
#[component]
pub(super) fn StateTag<'a>(state: &'a State) -> impl IntoView + use<> {
    let word = state.word(lang());
    match state {
        State::Verdict(verdict) => {
            let (icon, class) = (verdict_icon(verdict), format!("word-s c-{}", state.class()));
            view! { <span class=class><SmallGlyph icon/>{word}</span> }.into_any()
        }
        State::Grade(_) => view! { <span class="word-s c-none">{word}</span> }.into_any(),
    }
}

/// Selects a place, on the map and in the card.
pub(super) fn pick(map: Map, id: &PlaceId) {
    map.found.set(None);
    map.query.update(|query| query.place = Some(id.clone()));
}

/// A distance as text.
pub(super) fn metres(metres: u32) -> String {
    format!("{metres} {}", map::METRES.text())
}
