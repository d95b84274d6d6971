//! 街道告示: an A4 page to put up in a street, with all its times for all goods.

use std::sync::Arc;

use civic::answer::Engine;
use civic::answer::street_notice::Group;
use civic::documents::Document;
use civic::places::{Place, Side};
use civic::published::{CityFile, Manifest, PlaceShard};
use civic::rules::{Effect, Rule};
use civic::time::Instant;
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use routes::Page;
use routes::query::{Lookup, StreetNotice as StreetNoticeQuery};
use web::dom::{address_of, print};
use web::i18n::{lang, localized};
use web::location::{AddressQuery, use_query};
use web::published::{Locator, tree, use_file_at};
use web::reactive::reactive;
use web::{clock, format};

use super::next_choice::{focus_next, follows_a_choice};
use super::place::SearchPlaces;
use super::place_list::Link;
use super::place_search::with_places;
use crate::components::{
    Absent, Breadcrumbs, FixedHeading, QrCode, SourceTag, Tag, TagKind, schedule, when_ready,
};
use crate::messages::{components, frame, lookup, street_notice};
use crate::state::city;

/// How many days a notice covers.
const DAYS: i64 = 365;

/// The notice of the place named in the address.
#[component]
pub(crate) fn StreetNoticePage() -> impl IntoView {
    let query = use_query::<StreetNoticeQuery>();
    view! {
        <Breadcrumbs parents={vec![(Page::Lookup, frame::LOOKUP.text().to_owned())]}/>
        <FixedHeading text=street_notice::TITLE.text()/>
        <NoticeOfPlace query/>
    }
}

/// Loads the place's shard and the city's own file.
#[component]
fn NoticeOfPlace(query: AddressQuery<StreetNoticeQuery>) -> impl IntoView {
    let mut is_first = true;
    reactive(move || {
        follows_a_choice(!std::mem::take(&mut is_first));
        let Some(place) = query.get().place else {
            return view! { <ChooseStreet/> }.into_any();
        };
        let shard = use_file_at::<PlaceShard>(Locator::Place(place.clone()));
        when_ready(shard, move |shard| {
            let place = place.clone();
            when_ready(city(), move |city| {
                view! { <Notice place=&place shard=&shard city=&city/> }.into_any()
            })
        })
    })
}

/// The choice of the place whose notice is wanted.
#[component]
fn ChooseStreet() -> impl IntoView {
    focus_next("#place");
    let choice = when_ready(city(), |city| {
        with_places(Box::new(move |all| {
            let link: Link = Box::new(|place| StreetNoticeQuery::of(place).href(lang()));
            view! { <SearchPlaces all city=&city link/> }.into_any()
        }))
    });
    view! { <p class="soft">{street_notice::CHOOSE.text()}</p> {choice} }
}

/// The data that each part of the notice is built from.
struct Wall<'a> {
    engine: &'a Engine,
    city: &'a CityFile,
    now: Instant,
}

#[component]
fn Notice<'a>(
    place: &'a PlaceId,
    shard: &'a PlaceShard,
    city: &'a CityFile,
) -> impl IntoView + use<> {
    let Some(manifest) = tree().manifest.get_untracked() else {
        return ().into_any();
    };
    let zone = &manifest.time_zone;
    let now = clock::now();
    let today = zone.local(now).date;
    let engine = Engine::new(&shard.places, &shard.rules, &city.calendar, zone);
    let goods: Vec<GoodsId> = city.goods.iter().map(|g| g.id.clone()).collect();
    let street_notice = engine.street_notice(place, &goods, today, today.plus_days(DAYS));
    let (Some(street_notice), Some(place)) = (street_notice, engine.place(place)) else {
        return view! { <Absent/> }.into_any();
    };
    focus_next(".wall h2");
    let lang = lang();
    let wall = Wall {
        engine: &engine,
        city,
        now,
    };
    let wall = &wall;
    let open = address_of(&Lookup::of_place(&place.id).href(lang));
    let documents: Vec<AnyView> = shard
        .documents
        .iter()
        .filter(|d| street_notice.documents.contains(&d.id))
        .map(|document| view! { <NoticeDocument document/> }.into_any())
        .collect();
    view! {
        <article class="wall">
            <header>
                <div>
                    <p><strong>{localized(&manifest.city_name)} " " {street_notice::TITLE.text()}</strong></p>
                    <h2 tabindex="-1"><NoticePlaceName place/></h2>
                    <p><NoticeUnit place city/> " " <Tag kind=TagKind::Plain label=lang.term(place.grade.zh(), place.grade.en())/> " " <SourceTag source=&place.source/></p>
                    <p>{street_notice::PERIOD.text()}</p>
                </div>
                <div class="wall-code"><QrCode address=&open/><p>{street_notice::SCAN_STREET.text()}</p></div>
            </header>
            <GroupTable wall title=street_notice::PERMITTED.text() groups=&street_notice.permits/>
            <GroupTable wall title=street_notice::TEMPORARY.text() groups=&street_notice.temporary/>
            <GroupTable wall title=street_notice::CLOSINGS.text() groups=&street_notice.closings/>
            <GoodsLine wall label=street_notice::OTHERWISE.text() goods=&street_notice.otherwise_prohibited/>
            <GoodsLine wall label=street_notice::SILENT.text() goods=&street_notice.silent/>
            <GoodsLine wall label=street_notice::UNPUBLISHED.text() goods=&street_notice.unpublished/>
            <Prohibited wall goods=&street_notice.prohibited/>
            <StaleYears years=&street_notice.stale_years/>
            <h3>{components::DOCUMENTS.text()}</h3>
            <ul class="wall-documents">{documents}</ul>
            <NoticeFooter manifest=&manifest city today/>
        </article>
        <div class="next-bar"><button class="btn" type="button" on:click=|_| print()>{components::PRINT.text()}</button></div>
    }
    .into_any()
}

#[component]
fn NoticeDocument<'a>(document: &'a Document) -> impl IntoView + use<> {
    view! {
        <li>
            {localized(&document.title)} " " <span lang="zh-CN">{document.number.clone()}</span> " "
            {localized(&document.article)} " " <SourceTag source=&document.source/>
        </li>
    }
}

#[component]
fn NoticePlaceName<'a>(place: &'a Place) -> impl IntoView + use<> {
    let side = (place.side != Side::Both)
        .then(|| format!(" · {}", lang().term(place.side.zh(), place.side.en())));
    view! { {localized(&place.name)} " " <span class="soft">{localized(&place.section)}</span> {side} }
}

#[component]
fn NoticeUnit<'a>(place: &'a Place, city: &'a CityFile) -> impl IntoView + use<> {
    let unit = city.units.iter().find(|u| u.code == place.unit);
    unit.map(|unit| localized(&unit.name))
}

#[component]
fn Prohibited<'a>(wall: &'a Wall<'a>, goods: &'a [GoodsId]) -> impl IntoView + use<> {
    (!goods.is_empty()).then(|| {
        view! { <h3>{street_notice::PROHIBITED.text()}</h3> <p class="wall-no">{wall.goods(goods)}</p> }
    })
}

#[component]
fn StaleYears<'a>(years: &'a [i32]) -> impl IntoView + use<> {
    (!years.is_empty()).then(|| {
        let years = schedule::join(lang(), years.iter().map(ToString::to_string));
        view! { <p>{street_notice::STALE.text()} " " {years}</p> }
    })
}

#[component]
pub(crate) fn NoticeFooter<'a>(
    manifest: &'a Arc<Manifest>,
    city: &'a CityFile,
    today: civic::time::Date,
) -> impl IntoView + use<> {
    let lang = lang();
    view! {
        <footer>
            <p>{localized(&city.notice)}</p>
            <p>
                {frame::HOTLINE.text()} " " <strong>{city.hotline.clone()}</strong> " · "
                {components::DATA_VERSION.text()} " " {manifest.sequence} ", " {components::PUBLISHED_AT.text()} " " {format::moment(lang, manifest.published_at)} " · "
                {street_notice::PRINTED_ON.text()} " " {format::date(lang, today)}
            </p>
        </footer>
    }
}

impl Wall<'_> {
    fn goods(&self, ids: &[GoodsId]) -> String {
        let lang = lang();
        if ids.len() == self.city.goods.len() {
            return street_notice::ALL_GOODS.text().to_owned();
        }
        let name = |id: &GoodsId| {
            let goods = self.city.goods.iter().find(|g| g.id == *id);
            goods.map_or_else(|| id.to_string(), |g| lang.pick(&g.name).to_owned())
        };
        schedule::join(lang, ids.iter().map(name))
    }
}

/// A line of the notice that names goods; nothing if there are none.
#[component]
fn GoodsLine<'a>(
    wall: &'a Wall<'a>,
    label: &'static str,
    goods: &'a [GoodsId],
) -> impl IntoView + use<> {
    (!goods.is_empty()).then(|| view! { <p>{label} " " <strong>{wall.goods(goods)}</strong></p> })
}

/// Rules with the same schedule as rows of a table; nothing if there are none.
#[component]
fn GroupTable<'a>(
    wall: &'a Wall<'a>,
    title: &'static str,
    groups: &'a [Group],
) -> impl IntoView + use<> {
    let rows: Vec<AnyView> = groups
        .iter()
        .filter_map(|group| {
            let rule = wall.engine.rule(group.rules.first()?)?;
            Some(view! { <GroupRow wall group rule/> }.into_any())
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <table>
                <caption>{title}</caption>
                <thead><tr><th scope="col">{street_notice::COLUMN_GOODS.text()}</th><th scope="col">{lookup::COLUMN_DAYS.text()}</th><th scope="col">{lookup::COLUMN_HOURS.text()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    })
}

#[component]
fn GroupRow<'a>(wall: &'a Wall<'a>, group: &'a Group, rule: &'a Rule) -> impl IntoView + use<> {
    let lang = lang();
    let force: Vec<AnyView> = schedule::force(lang, rule, wall.now)
        .into_iter()
        .map(|text| view! { <p>{text}</p> }.into_any())
        .collect();
    let conditions: Vec<&str> = rule.conditions.iter().map(|c| lang.pick(c)).collect();
    let conditions = conditions.join(street_notice::AND_ALSO.text());
    let conditions = (!conditions.is_empty())
        .then(|| view! { <p class="s soft">{lookup::CONDITIONS.text()} ": " {conditions}</p> });
    let ids = group.rules.iter().map(ToString::to_string);
    view! {
        <tr>
            <th scope="row">{wall.goods(&group.goods)}</th>
            <td>{schedule::days(lang, &rule.schedule)} {force}</td>
            <td>
                <TemporaryEffect rule/> <strong>{schedule::hours(lang, &rule.schedule)}</strong>
                {conditions}
                <p class="s soft">{schedule::join(lang, ids)} " " <SourceTag source=&rule.source/></p>
            </td>
        </tr>
    }
}

/// The effect and reason of a temporary rule; other rules are under a heading that says it.
#[component]
fn TemporaryEffect<'a>(rule: &'a Rule) -> impl IntoView + use<> {
    let Some(temporary) = &rule.overrides else {
        return ().into_any();
    };
    let label = match rule.effect {
        Effect::Permit => {
            view! { <Tag kind=TagKind::Good label=street_notice::PERMITS.text()/> }.into_any()
        }
        Effect::Prohibit => {
            view! { <Tag kind=TagKind::Bad label=street_notice::FORBIDS.text()/> }.into_any()
        }
    };
    let instead = (!temporary.instead.is_empty())
        .then(|| view! { " " {lookup::INSTEAD.text()} " " {localized(&temporary.instead)} });
    view! { {label} " " {localized(&temporary.reason)} {instead} " " }.into_any()
}
