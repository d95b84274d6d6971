//! The places in view as a list, nearest to the middle first: all that the map says, in words.

use civic::places::PlaceSummary;
use std::sync::Arc;

use leptos::prelude::*;

use super::Map;
use super::sight::{Sight, Spot, State, View};
use crate::app::{lang, m};
use crate::components::{failure, skeleton, tag};
use crate::pages::lookup::place_name;
use crate::reactive::{attr, reactive};

/// How many places are listed at most.
const MAX_ROWS: usize = 50;

/// Where the list is found from the map.
pub(super) const ID: &str = "map-list";
/// Its heading, by selector.
pub(super) const HEADING: &str = "#map-list";

/// The list.
pub(super) fn list(map: Map) -> AnyView {
    let m = m();
    let all = reactive(move || {
        let (sight, view) = (map.sight.get(), map.view.get());
        let (goods, at) = (map.goods.get(), map.time.get().at);
        if let Some(error) = &sight.failed {
            return failure(error);
        }
        if !sight.ready {
            return skeleton();
        }
        let seen = in_view(&sight, view);
        let count = seen.len();
        let partial = sight
            .partial
            .then(|| view! { <p class="meta">{m.map_partial}</p> });
        let rows: Vec<AnyView> = seen
            .into_iter()
            .take(MAX_ROWS)
            .map(|spot| row(map, spot, &spot.state(goods.as_ref(), at)))
            .collect();
        let said = if count == 0 {
            view! { <p role="status">{m.map_empty}</p> }.into_any()
        } else {
            view! { <p class="meta" role="status">{m.map_count.0} {count} {m.map_count.1}</p> }
                .into_any()
        };
        view! { {said} {partial} <ul class="rows map-rows" aria-labelledby=ID>{rows}</ul> }
            .into_any()
    });
    view! {
        <section class="map-list" aria-labelledby=ID>
            <h2 id=ID tabindex="-1">{m.map_list}</h2>
            {all}
        </section>
    }
    .into_any()
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

fn row(map: Map, spot: &Spot, state: &State) -> AnyView {
    let m = m();
    let summary = PlaceSummary::from(spot.place());
    let id = spot.place().id.to_string();
    let (own, pressed) = (id.clone(), id.clone());
    let light = move || map.lit.set(own.clone());
    let light_again = light.clone();
    let href = {
        let id = id.clone();
        move || map.asked.with(|asked| asked.answer(&id))
    };
    let label = format!("{} {}", m.map_show, lang().pick(&summary.name));
    view! {
        <li
            on:mouseenter=move |_| light()
            on:focusin=move |_| light_again()
            on:mouseleave=move |_| map.lit.set(String::new())
            on:focusout=move |_| map.lit.set(String::new())
        >
            <a href=href()>{place_name(&summary)}</a>
            <span class="map-row-end">
                {state_tag(state)}
                <button
                    type="button" class="map-show" aria-label=label
                    aria-pressed=attr(move || Some(if map.asked.with(|a| a.place == pressed) { "true" } else { "false" }))
                    on:click=move |_| pick(map, &id)
                >{m.map_show}</button>
            </span>
        </li>
    }
    .into_any()
}

/// Where a place stands, as a word in a box.
pub(super) fn state_tag(state: &State) -> AnyView {
    let kind = match state {
        State::Verdict(_) => match state.class() {
            "yes" => "yes",
            "if" => "if",
            "no" => "no",
            _ => "plain",
        },
        State::Grade(_) => "plain",
    };
    tag(kind, state.word(lang()))
}

/// Picks a place: the map shows it, the card tells of it.
pub(super) fn pick(map: Map, id: &str) {
    map.found.set(None);
    map.asked.update(|asked| id.clone_into(&mut asked.place));
}

/// How far, in words.
pub(super) fn metres(metres: u32) -> String {
    format!("{metres} {}", m().map_metres)
}
