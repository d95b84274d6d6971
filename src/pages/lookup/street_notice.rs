//! 街道告示: an A4 page to put up in a street, with all its times for all goods.

use std::sync::Arc;

use civic::answer::Engine;
use civic::answer::street_notice::{Group, StreetNotice};
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
use web::published::{Want, tree, use_wanted};
use web::reactive::reactive;
use web::{clock, format};

use crate::components::qr_code::qr;
use crate::components::{absent, crumbs, fixed_heading, schedule, source, tag, when_ready};
use crate::messages::{components, frame, lookup, street_notice};
use crate::state::city;

/// How many days a notice covers.
const DAYS: i64 = 365;

/// The notice of the place named in the address.
pub(crate) fn page() -> AnyView {
    let query = use_query::<StreetNoticeQuery>();
    view! {
        {crumbs(vec![(Page::Lookup, frame::LOOKUP.text().to_owned())])}
        {fixed_heading(street_notice::TITLE.text())}
        {with_place(query)}
    }
    .into_any()
}

/// Loads the place's shard and the city's own file.
fn with_place(query: AddressQuery<StreetNoticeQuery>) -> AnyView {
    reactive(move || {
        let place = query.get().place.unwrap_or_default();
        let shard = use_wanted::<PlaceShard>(Want::Place(place.clone()));
        when_ready(shard, move |shard| {
            let place = place.clone();
            when_ready(city(), move |city| wall(&place, &shard, &city))
        })
    })
}

/// The data that each part of the notice is built from.
struct Wall<'a> {
    engine: &'a Engine,
    city: &'a CityFile,
    now: Instant,
}

fn wall(place: &PlaceId, shard: &PlaceShard, city: &CityFile) -> AnyView {
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
        return absent();
    };
    let lang = lang();
    let wall = Wall {
        engine: &engine,
        city,
        now,
    };
    let open = address_of(&Lookup::of_place(&place.id).href(lang));
    let documents: Vec<AnyView> = shard
        .documents
        .iter()
        .filter(|d| street_notice.documents.contains(&d.id))
        .map(document)
        .collect();
    view! {
        <article class="wall">
            <header>
                <div>
                    <p><strong>{localized(&manifest.city_name)} " " {street_notice::TITLE.text()}</strong></p>
                    <h2>{name_of(place)}</h2>
                    <p>{unit(place, city)} " " {tag("plain", lang.term(place.grade.zh(), place.grade.en()))} " " {source(&place.source)}</p>
                    <p>{street_notice::PERIOD.text()}</p>
                </div>
                <div class="wall-code">{qr(&open)}<p>{street_notice::SCAN_STREET.text()}</p></div>
            </header>
            {wall.rows(street_notice::PERMITTED.text(), &street_notice.permits)}
            {wall.rows(street_notice::TEMPORARY.text(), &street_notice.temporary)}
            {wall.rows(street_notice::CLOSINGS.text(), &street_notice.closings)}
            {wall.line(street_notice::OTHERWISE.text(), &street_notice.otherwise_prohibited)}
            {wall.line(street_notice::SILENT.text(), &street_notice.silent)}
            {wall.line(street_notice::UNPUBLISHED.text(), &street_notice.unpublished)}
            {prohibited(&wall, &street_notice)}
            {stale(&street_notice)}
            <h3>{components::DOCUMENTS.text()}</h3>
            <ul class="wall-documents">{documents}</ul>
            {version(&manifest, city, today)}
        </article>
        <div class="actions"><button class="button" type="button" on:click=|_| print()>{components::PRINT.text()}</button></div>
    }
    .into_any()
}

fn document(document: &Document) -> AnyView {
    view! {
        <li>
            {localized(&document.title)} " " <span lang="zh-CN">{document.number.clone()}</span> " "
            {localized(&document.article)} " " {source(&document.source)}
        </li>
    }
    .into_any()
}

fn name_of(place: &Place) -> AnyView {
    let side = (place.side != Side::Both)
        .then(|| format!(" · {}", lang().term(place.side.zh(), place.side.en())));
    view! { {localized(&place.name)} " " <span class="section">{localized(&place.section)}</span> {side} }
        .into_any()
}

fn unit(place: &Place, city: &CityFile) -> AnyView {
    let unit = city.units.iter().find(|u| u.code == place.unit);
    unit.map(|unit| localized(&unit.name)).into_any()
}

fn prohibited(wall: &Wall, street_notice: &StreetNotice) -> AnyView {
    if street_notice.prohibited.is_empty() {
        return ().into_any();
    }
    view! { <h3>{street_notice::PROHIBITED.text()}</h3> <p class="wall-no">{wall.goods(&street_notice.prohibited)}</p> }
        .into_any()
}

fn stale(street_notice: &StreetNotice) -> AnyView {
    if street_notice.stale_years.is_empty() {
        return ().into_any();
    }
    let years = street_notice.stale_years.iter().map(ToString::to_string);
    view! { <p>{street_notice::STALE.text()} " " {schedule::join(lang(), years)}</p> }.into_any()
}

pub(crate) fn version(
    manifest: &Arc<Manifest>,
    city: &CityFile,
    today: civic::time::Date,
) -> AnyView {
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
    .into_any()
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

    fn line(&self, words: &'static str, ids: &[GoodsId]) -> AnyView {
        if ids.is_empty() {
            return ().into_any();
        }
        view! { <p>{words} " " <strong>{self.goods(ids)}</strong></p> }.into_any()
    }

    fn rows(&self, title: &'static str, groups: &[Group]) -> AnyView {
        let rows: Vec<AnyView> = groups.iter().filter_map(|g| self.row(g)).collect();
        if rows.is_empty() {
            return ().into_any();
        }
        view! {
            <table>
                <caption>{title}</caption>
                <thead><tr><th scope="col">{street_notice::COLUMN_GOODS.text()}</th><th scope="col">{lookup::COLUMN_DAYS.text()}</th><th scope="col">{lookup::COLUMN_HOURS.text()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    }

    fn row(&self, group: &Group) -> Option<AnyView> {
        let lang = lang();
        let rule = self.engine.rule(group.rules.first()?)?;
        let force: Vec<AnyView> = schedule::force(lang, rule, self.now)
            .into_iter()
            .map(|text| view! { <p>{text}</p> }.into_any())
            .collect();
        let conditions: Vec<&str> = rule.conditions.iter().map(|c| lang.pick(c)).collect();
        let conditions = conditions.join(street_notice::AND_ALSO.text());
        let conditions = (!conditions.is_empty())
            .then(|| view! { <p class="meta">{lookup::CONDITIONS.text()} ": " {conditions}</p> });
        let ids = group.rules.iter().map(ToString::to_string);
        Some(
            view! {
                <tr>
                    <th scope="row">{self.goods(&group.goods)}</th>
                    <td>{schedule::days(lang, &rule.schedule)} {force}</td>
                    <td>
                        {effect(rule)} <strong>{schedule::hours(lang, &rule.schedule)}</strong>
                        {conditions}
                        <p class="meta">{schedule::join(lang, ids)} " " {source(&rule.source)}</p>
                    </td>
                </tr>
            }
            .into_any(),
        )
    }
}

/// The effect and reason of a temporary rule; other rules are under a heading that says it.
fn effect(rule: &Rule) -> AnyView {
    let Some(temporary) = &rule.overrides else {
        return ().into_any();
    };
    let label = match rule.effect {
        Effect::Permit => tag("yes", street_notice::PERMITS.text()),
        Effect::Prohibit => tag("no", street_notice::FORBIDS.text()),
    };
    let instead = (!temporary.instead.is_empty())
        .then(|| view! { " " {lookup::INSTEAD.text()} " " {localized(&temporary.instead)} });
    view! { {label} " " {localized(&temporary.reason)} {instead} " " }.into_any()
}
