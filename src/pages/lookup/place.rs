//! The choice of a place by its name.

use std::sync::Arc;

use civic::places::PlaceSummary;
use civic::places::names::Form;
use civic::published::{CityFile, PlaceIndex, PlaceShard};
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use routes::Page;
use routes::query::{Lookup, Map as MapQuery};
use web::i18n::{lang, localized};
use web::published::{Loaded, Locator, use_file_at};
use web::reactive::reactive;
use web::text::folded;

use super::next_choice::focus_next;
use super::place_search::{Answers, listed};
use super::point::{AtPoint, UseLocation};
use crate::components::{Failure, KeepDistricts, NotUnderstood, PlaceName, Status};
use crate::messages::{lookup, map, saved};
use crate::state::{last_question, saved_answers};

/// The choice of a place: by its name, on the map, or by where the phone is.
#[component]
pub(crate) fn ChoosePlace<'a>(
    all: Option<&'a Arc<PlaceIndex>>,
    query: &'a Lookup,
    city: &'a Arc<CityFile>,
) -> impl IntoView + use<> {
    let lang = lang();
    focus_next("#place");
    let unknown = query.place.as_ref().map(|place| {
        view! { <NotUnderstood message=lookup::UNKNOWN_PLACE.text() text=place.to_string()/> }
    });
    let last = last(all, city);
    let on_map = MapQuery::about(query).href(lang);
    let at_point = (!query.point.is_empty()).then(|| match query.point.value() {
        Some(at) => view! { <AtPoint point=*at query/> }.into_any(),
        None => view! { <NotUnderstood message=lookup::BAD_POINT.text() text=query.point.text()/> }
            .into_any(),
    });
    let mine = view! { <UseLocation query/> }.into_any();
    let saved = (!saved_answers::kept().is_empty()).then(|| {
        view! { <p><a class="go" href=Page::SavedAnswers.path(lang)>{saved::ALL.text()}</a></p> }
    });
    let query = query.clone();
    let link: Link = Box::new(move |place| query.with_place(place).href(lang));
    view! {
        {unknown}
        {at_point}
        {last}
        {saved}
        <SearchPlaces all city link>
            <p><a href=on_map>{map::LINK.text()}</a></p>
            {mine}
        </SearchPlaces>
        <KeepDistricts city/>
    }
}

/// The address that follows from the choice of a place.
pub(super) type Link = Box<dyn Fn(&PlaceId) -> String + Send>;

/// The search for a place: over the whole index, or, if `all` is `None` because the index is too
/// large to fetch, over the parts of it that match what is typed.
#[component]
pub(super) fn SearchPlaces<'a>(
    all: Option<&'a Arc<PlaceIndex>>,
    city: &'a CityFile,
    link: Link,
    /// Other ways to choose.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView + use<> {
    let lang = lang();
    let typed = RwSignal::new(String::new());
    let places = listed(all, typed);
    let units: Vec<(String, String)> = city
        .units
        .iter()
        .map(|u| (u.code.to_string(), lang.pick(&u.name).to_owned()))
        .collect();
    let said = RwSignal::new(String::new());
    let say = move |words: &str| said.set(words.to_owned());
    let found = reactive(move || {
        let text = typed.get();
        let known = match places.known.get() {
            Loaded::Loading => return ().into_any(),
            Loaded::Failed(error) => return view! { <Failure error=&error/> }.into_any(),
            Loaded::Ready(known) => known,
        };
        let matches = known.search(&text);
        let answers = known.answers(&text);
        if matches.is_empty() {
            let none = !matches!(answers, Answers::NotYet);
            say(if none {
                lookup::NO_SUCH_PLACE.text()
            } else {
                ""
            });
            let typos = matches!(answers, Answers::WithoutTypos).then(|| view! {
                <p><button class="btn btn-2" type="button" on:click=move |_| places.whole.set(true)>{lookup::ALL_NAMES.text()}</button></p>
            });
            return typos.into_any();
        }
        // Exact matches come first: if the first has a typo, all have.
        let typo = matches
            .first()
            .is_some_and(|(_, met)| met.is_some_and(|met| met.typo));
        say(if typo { lookup::PERHAPS.text() } else { "" });
        let rows: Vec<AnyView> = matches
            .into_iter()
            .map(|(place, met)| {
                let unit = units.iter().find(|(code, _)| *code == place.unit.0);
                let alias = met.is_some_and(|met| met.form == Form::Alias);
                let alias = alias.then(|| {
                    format!(
                        "{} {} ",
                        lookup::ALSO_CALLED.text(),
                        place.aliases.join(" · ")
                    )
                });
                view! {
                    <li>
                        <a href=link(&place.id)><PlaceName place/></a> " "
                        <span class="s soft">{alias} {unit.map(|(_, name)| name.clone())}</span>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! { <ul class="list" aria-label=lookup::PLACES.text()>{rows}</ul> }.into_any()
    });
    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <h2><label for="place">{lookup::WHERE_LABEL.text()}</label></h2>
            <p class="hint" id="place-hint">{lookup::WHERE_HINT.text()}</p>
            <input
                id="place" type="search" autocomplete="off" aria-describedby="place-hint"
                on:input=move |event| typed.set(folded(&event_target_value(&event)))
            />
            {children.map(|children| children())}
        </form>
        <Status said/>
        {found}
    }
}

/// A link to the last place and goods that were looked up.
fn last(all: Option<&Arc<PlaceIndex>>, city: &Arc<CityFile>) -> Option<AnyView> {
    let (place, goods) = last_question::kept()?;
    if let Some(all) = all {
        let place = all.places.iter().find(|p| p.id == place)?;
        return again(place, &goods, city);
    }
    let shard = use_file_at::<PlaceShard>(Locator::Place(place.clone()));
    let city = Arc::clone(city);
    Some(reactive(move || {
        let Loaded::Ready(shard) = shard.get() else {
            return ().into_any();
        };
        let known = shard.places.iter().find(|p| p.id == place);
        known
            .and_then(|place| again(&PlaceSummary::from(place), &goods, &city))
            .into_any()
    }))
}

fn again(place: &PlaceSummary, goods: &GoodsId, city: &CityFile) -> Option<AnyView> {
    let goods = city.goods.iter().find(|g| g.id == *goods)?;
    let href = Lookup::of_place(&place.id)
        .with_goods(&goods.id)
        .href(lang());
    let label = lookup::ASK_AGAIN.text();
    Some(
        view! { <p><a class="go" href=href>{label} ": " <PlaceName place/> " · " {localized(&goods.name)}</a></p> }
            .into_any(),
    )
}
