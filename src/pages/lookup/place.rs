//! The choice of a place: by its name, in its district, on the map, or by where the phone is.

use std::sync::Arc;

use civic::places::PlaceSummary;
use civic::places::names::Form;
use civic::published::{CityFile, PlaceIndex, PlaceShard};
use civic::rules::Goods;
use civic::time::Instant;
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use routes::Page;
use routes::query::{Lookup, Map as MapQuery};
use web::dom::saves_data;
use web::format;
use web::i18n::{lang, localized};
use web::location::{Open, use_address};
use web::published::{Loaded, Locator, tree, use_file_at};
use web::reactive::reactive;
use web::text::folded;

use super::next_choice::{focus_next, focus_next_on};
use super::place_list::{Asked, District, Link, Listing, by_district, load, rows};
use super::point::{AtPoint, UseLocation};
use super::time::TimeForm;
use crate::components::day_strip::Legend;
use crate::components::place_search::{Answers, Known, List, listed};
use crate::components::until::Told;
use crate::components::{Failure, Glyph, Icon, KeepDistricts, NotUnderstood, PlaceName, Status};
use crate::messages::{lookup, map, saved};
use crate::state::asked_time::instant;
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
    let at = instant(&query.at);
    let is_near = |at: &Instant| {
        let manifest = tree().manifest.get_untracked();
        let year = manifest.map(|m| m.time_zone.local(*at).date.year());
        year.is_some_and(|year| city.calendar.reach().contains(&year))
    };
    let bad_time = match at {
        None => Some(lookup::BAD_TIME.text()),
        Some(at) if !is_near(&at) => Some(lookup::TIME_TOO_FAR.text()),
        Some(_) => None,
    };
    let at = at.filter(is_near);
    let bad_time = bad_time.map(|message| view! { <NotUnderstood message text=query.at.text()/> });
    let known = |id: &GoodsId| city.goods.iter().find(|goods| goods.id == *id);
    let bad_goods = query.goods.as_ref().filter(|id| known(id).is_none());
    let bad_goods = bad_goods.map(|goods| {
        view! { <NotUnderstood message=lookup::UNKNOWN_GOODS.text() text=goods.to_string()/> }
    });
    let last = last(all, city);
    let at_point = (!query.point.is_empty()).then(|| match query.point.value() {
        Some(at) => view! { <AtPoint point=*at query/> }.into_any(),
        None => view! { <NotUnderstood message=lookup::BAD_POINT.text() text=query.point.text()/> }
            .into_any(),
    });
    let saved = (!saved_answers::kept().is_empty()).then(|| {
        view! { <a class="go go-b" href=Page::SavedAnswers.path(lang)><Glyph icon=Icon::ME/>{saved::ALL.text()}</a> }
    });
    // Goods that were asked about lately need not be chosen again.
    let lately = last_question::kept().map(|(_, goods)| goods);
    let goods = query.goods.as_ref().or(lately.as_ref()).and_then(known);
    let query = goods.map_or_else(|| query.clone(), |goods| query.with_goods(&goods.id));
    let others = view! { <Others query=&query goods city/> }.into_any();
    let asked = goods.zip(at).and_then(|(goods, at)| {
        Some(Asked {
            goods: goods.id.clone(),
            at,
            told: if query.at.is_empty() {
                Told::Now
            } else {
                Told::Then
            },
            city: Arc::clone(city),
            manifest: tree().manifest.get_untracked()?,
        })
    });
    let link: Link = Box::new(move |place| query.with_place(place).href(lang));
    view! {
        {unknown}
        {bad_time}
        {bad_goods}
        {at_point}
        <p class="wrap">{last} {saved}</p>
        <SearchPlaces all city link asked>{others}</SearchPlaces>
        <KeepDistricts city/>
    }
}

/// What else decides the list: the goods, the time; and other ways to choose a place.
#[component]
fn Others<'a>(
    query: &'a Lookup,
    goods: Option<&'a Goods>,
    city: &'a CityFile,
) -> impl IntoView + use<> {
    let lang = lang();
    let options: Vec<AnyView> = city
        .goods
        .iter()
        .map(|one| {
            let selected = goods.is_some_and(|goods| goods.id == one.id);
            view! { <option value=one.id.to_string() selected=selected>{lang.pick(&one.name).to_owned()}</option> }
                .into_any()
        })
        .collect();
    let none = goods
        .is_none()
        .then(|| view! { <option value="" selected=true>{lookup::WHAT_LABEL.text()}</option> });
    let icon = goods.map_or(Icon::STALL, |goods| Icon::of_goods(&goods.id));
    let (here, asked) = (use_address(), query.clone());
    let choose = move |event| {
        let goods = GoodsId::from(event_target_value(&event).as_str());
        focus_next_on("#goods");
        let stay = Open::Here;
        here.open(&asked.with_goods(&goods).href(lang), stay);
    };
    let now = instant(&query.at).unwrap_or_else(web::clock::now);
    let zone = tree().manifest.get_untracked().map(|m| m.time_zone.clone());
    let time = zone.map(|zone| {
        let local = zone.local(now);
        let told = if query.at.is_empty() {
            format!("{} {}", lookup::NOW.text(), format::clock(local.second / 60 * 60))
        } else {
            format::moment(lang, zone.timestamp(now))
        };
        view! {
            <details class="more">
                <summary class="chip"><Glyph icon=Icon::CLOCK/>{told}<Glyph icon=Icon::DOWN/></summary>
                <TimeForm query local/>
            </details>
        }
    });
    let on_map = MapQuery::about(query).href(lang);
    let legend = goods.map(|_| view! { <Legend/> });
    view! {
        <div class="chips part-3">
            <label class="chip"><Glyph icon/><span class="off">{lookup::WHAT_LABEL.text()}</span>
                <select id="goods" on:change=choose>{none}{options}</select>
            </label>
            {time}
        </div>
        <div class="wrap part-3">
            <a class="go go-b" href=on_map><Glyph icon=Icon::MAP/>{map::LINK.text()}</a>
            <UseLocation query/>
        </div>
        {legend}
    }
}

/// The search for a place: over the whole index, or, if `all` is `None` because the index is too
/// large to fetch, over the parts of it that match what is typed. Before anything is typed, the
/// places of each district.
#[component]
pub(super) fn SearchPlaces<'a>(
    all: Option<&'a Arc<PlaceIndex>>,
    city: &'a Arc<CityFile>,
    link: Link,
    /// What to show of each place; its grade if `None`.
    #[prop(optional_no_strip)]
    asked: Option<Asked>,
    /// Other ways to choose.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView + use<> {
    let typed = RwSignal::new(String::new());
    let places = listed(all, typed);
    let listing = Listing {
        // What holds at the places takes many files.
        asked: asked.filter(|_| !saves_data()),
        link: Arc::new(link),
    };
    let said = RwSignal::new(String::new());
    let (city, is_large) = (Arc::clone(city), all.is_none());
    let found = reactive(move || {
        let text = typed.get();
        if !text.trim().is_empty() {
            return view! { <Matches text places listing=&listing city=&city said/> }.into_any();
        }
        said.set(String::new());
        if is_large && !places.whole.get() {
            return all_names(places, &city);
        }
        match places.known.get() {
            Loaded::Loading => ().into_any(),
            Loaded::Failed(error) => view! { <Failure error=&error/> }.into_any(),
            Loaded::Ready(known) => districts(&known, &listing, &city),
        }
    });
    view! {
        <div class="pick">
            <div>
                <form class="search" role="search" on:submit=|event| event.prevent_default()>
                    <div class="searchbox">
                        <h2><label for="place">{lookup::WHERE_LABEL.text()}</label></h2>
                        <p class="hint" id="place-hint">{lookup::WHERE_HINT.text()}</p>
                        <input
                            class="in" id="place" type="search" autocomplete="off" aria-describedby="place-hint"
                            on:input=move |event| typed.set(folded(&event_target_value(&event)))
                        />
                        <Glyph icon=Icon::SEARCH/>
                    </div>
                </form>
                {children.map(|children| children())}
            </div>
            <div class="found">
                <Status said/>
                {found}
            </div>
        </div>
    }
}

/// All districts with their places.
fn districts(known: &Known, listing: &Listing, city: &CityFile) -> AnyView {
    let sections: Vec<AnyView> = by_district(city, known.places())
        .into_iter()
        .map(|(code, name, places)| view! { <District code=&code name places listing/> }.into_any())
        .collect();
    sections.into_any()
}

/// The districts of a city whose places are too many to list: they are fetched when asked for.
fn all_names(places: List, city: &CityFile) -> AnyView {
    let manifest = tree().manifest.get_untracked();
    let size = manifest.and_then(|m| Some(m.files.get(civic::published::name::PLACES)?.size));
    let size = size.map(format::bytes);
    let districts: Vec<AnyView> = city
        .units
        .iter()
        .filter(|unit| unit.level == civic::duties::Level::County)
        .map(|unit| {
            view! { <li><button class="list-link" type="button" on:click=move |_| places.whole.set(true)><b>{localized(&unit.name)}</b><Glyph icon=Icon::RIGHT/></button></li> }
                .into_any()
        })
        .collect();
    view! {
        <p class="soft">{lookup::MANY_PLACES.text()} {size}</p>
        <ul class="list">{districts}</ul>
    }
    .into_any()
}

/// The places that match what was typed.
#[component]
fn Matches<'a>(
    text: String,
    places: List,
    listing: &'a Listing,
    city: &'a Arc<CityFile>,
    said: RwSignal<String>,
) -> impl IntoView + use<> {
    let ids = RwSignal::new(None::<Vec<PlaceId>>);
    let states = load(listing.asked.as_ref(), move || ids.get());
    let (listing, city) = (listing.clone(), Arc::clone(city));
    reactive(move || {
        let known = match places.known.get() {
            Loaded::Loading => return ().into_any(),
            Loaded::Failed(error) => return view! { <Failure error=&error/> }.into_any(),
            Loaded::Ready(known) => known,
        };
        let matches = known.search(&text, &city);
        if matches.is_empty() {
            let answers = known.answers(&text);
            said.set(match answers {
                Answers::NotYet => String::new(),
                _ => lookup::NO_SUCH_PLACE.text().to_owned(),
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
        said.set(if typo {
            lookup::PERHAPS.text().to_owned()
        } else {
            String::new()
        });
        let found: Vec<(PlaceSummary, String)> = matches
            .into_iter()
            .map(|(place, met)| {
                let alias = met.is_some_and(|met| met.form == Form::Alias);
                (place.clone(), beside(place, alias, &city))
            })
            .collect();
        let wanted: Vec<PlaceId> = found.iter().map(|(place, _)| place.id.clone()).collect();
        if ids.with_untracked(|ids| ids.as_ref() != Some(&wanted)) {
            ids.set(Some(wanted));
        }
        let listing = listing.clone();
        let rows = reactive(move || rows(&listing, states, &found));
        view! { <ul class="places" aria-label=lookup::PLACES.text()>{rows}</ul> }.into_any()
    })
}

/// What stands beside a place that was found: the name it was found by, and where it lies.
fn beside(place: &PlaceSummary, alias: bool, city: &CityFile) -> String {
    let unit = city.units.iter().find(|unit| unit.code == place.unit);
    let unit = unit.map(|unit| lang().pick(&unit.name)).unwrap_or_default();
    if !alias {
        return unit.to_owned();
    }
    let also = lookup::ALSO_CALLED.text();
    format!("{also} {} {unit}", place.aliases.join(" · "))
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
        view! { <a class="go go-b" href=href><Glyph icon=Icon::BACK/><span>{label}{lookup::COLON.text()}<PlaceName place/> " · " {localized(&goods.name)}</span></a> }
            .into_any(),
    )
}
