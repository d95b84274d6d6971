//! 街道告示: an A4 page to put up in a street, with all its times for all goods.

use civic::answer::street_notice::{Conditions, Group, StreetNotice, day_of, days_in_force};
use civic::answer::{Engine, Segment, Verdict};
use civic::places::{Place, Side};
use civic::published::{CityFile, Manifest, PlaceShard};
use civic::rules::{Effect, Rule, Schedule};
use civic::time::{DAY_MINUTES, Date, Instant};
use civic::{GoodsId, PlaceId, Text};
use leptos::prelude::*;
use routes::Page;
use routes::query::{Lookup, StreetNotice as StreetNoticeQuery};
use web::dom::{address_of, print};
use web::i18n::{lang, localized};
use web::location::{AddressQuery, use_query};
use web::published::{DataError, File, Loaded, Locator, tree, use_file_at};
use web::reactive::reactive;
use web::{clock, format};

use super::next_choice::{focus_next, follows_a_choice};
use super::place::SearchPlaces;
use super::place_list::Link;
use crate::components::day_strip::{Legend, MiniStrip};
use crate::components::place_search::with_places;
use crate::components::{
    Breadcrumbs, FixedHeading, Glyph, Heading, Icon, NotUnderstood, QrCode, SourceTag, Tag,
    TagKind, alone_on_paper, schedule, when_ready,
};
use crate::messages::{frame, lookup, street_notice};
use crate::state::city;

/// How many days a notice covers.
const DAYS: i64 = 365;

/// More rows than this are many.
const MANY: usize = 4;

/// The notice of the place named in the address.
#[component]
pub(crate) fn StreetNoticePage() -> impl IntoView {
    let query = use_query::<StreetNoticeQuery>();
    view! {
        <Breadcrumbs parents={vec![(Page::Lookup, frame::LOOKUP.text().to_owned())]}/>
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
            return view! { <ChooseStreet unknown=None/> }.into_any();
        };
        let shard = use_file_at::<PlaceShard>(Locator::Place(place.clone()));
        let is_unknown = {
            let place = place.clone();
            Memo::new(move |_| match shard.get() {
                Loaded::Failed(DataError::Absent) => true,
                Loaded::Ready(shard) => !shard.places.iter().any(|p| p.id == place),
                _ => false,
            })
        };
        reactive(move || {
            let unknown = is_unknown.get().then(|| place.clone());
            match unknown {
                Some(_) => view! { <ChooseStreet unknown/> }.into_any(),
                None => view! { <Sheet place=place.clone() shard/> }.into_any(),
            }
        })
    })
}

/// The choice of the place whose notice is wanted, after one that is not known.
#[component]
fn ChooseStreet(unknown: Option<PlaceId>) -> impl IntoView {
    focus_next("#place");
    let unknown = unknown.map(|place| {
        view! { <NotUnderstood message=street_notice::UNKNOWN_PLACE.text() text=place.to_string()/> }
    });
    let choice = when_ready(city(), |city| {
        with_places(Box::new(move |all| {
            let link: Link = Box::new(|place| StreetNoticeQuery::of(place).href(lang()));
            view! { <SearchPlaces all city=&city link/> }.into_any()
        }))
    });
    view! {
        <FixedHeading text=street_notice::TITLE.text()/>
        <p class="soft">{street_notice::CHOOSE.text()}</p>
        {unknown}
        {choice}
    }
}

/// The sheet of paper. Its heading is the name of the street once that is known.
#[component]
fn Sheet(place: PlaceId, shard: File<PlaceShard>) -> impl IntoView {
    alone_on_paper();
    focus_next("main h1");
    let id = place.clone();
    // Not before the sheet below: it would move down.
    let known = Memo::new(move |_| match (shard.get(), city().get()) {
        (Loaded::Ready(shard), Loaded::Ready(_) | Loaded::Failed(_)) => {
            shard.places.iter().find(|p| p.id == id).cloned()
        }
        _ => None,
    });
    let title = move || {
        let name = known.with(|place| place.as_ref().map(|p| lang().pick(&p.name).to_owned()));
        name.unwrap_or_else(|| street_notice::TITLE.text().to_owned())
    };
    let open = address_of(&Lookup::of_place(&place).href(lang()));
    let under = reactive(move || match (known.get(), city().get()) {
        (Some(place), Loaded::Ready(city)) => under_title(&place, &city),
        _ => ().into_any(),
    });
    let content = when_ready(shard, move |shard| {
        let place = place.clone();
        when_ready(city(), move |city| notice(&place, &shard, &city))
    });
    view! {
        <p class="a4-screen no-print"><button class="btn" type="button" on:click=|_| print()><Glyph icon=Icon::PRINT/>{street_notice::PRINT.text()}</button></p>
        <article class="a4 a4-wall">
            <header class="a4-top">
                <div>
                    <p>{street_notice::TITLE.text()} " " <SampleTag/></p>
                    <Heading text=Signal::derive(title)/>
                    {under}
                </div>
                <div><QrCode address=&open/><p class="s">{street_notice::SCAN_STREET.text()}</p></div>
            </header>
            {content}
        </article>
    }
}

/// On paper there is no ribbon that says it.
#[component]
fn SampleTag() -> impl IntoView {
    let is_sample = is_sample();
    is_sample.then(|| {
        let label = crate::messages::components::SAMPLE.text();
        view! { <Tag kind=TagKind::Source label/> }.into_any()
    })
}

fn is_sample() -> bool {
    let manifest = tree().manifest;
    manifest.with_untracked(|manifest| manifest.as_ref().is_some_and(|m| m.sample))
}

/// Which part of the street, whose it is, and for how long the notice is.
fn under_title(place: &Place, city: &CityFile) -> AnyView {
    let lang = lang();
    let unit = city.units.iter().find(|u| u.code == place.unit);
    let above = unit.and_then(|unit| {
        let parent = unit.parent.as_ref()?;
        city.units.iter().find(|u| u.code == *parent)
    });
    let side = (place.side != Side::Both).then(|| {
        format!(
            "{}{}",
            frame::COMMA.text(),
            lang.term(place.side.zh(), place.side.en())
        )
    });
    let section = localized(&place.section);
    let units: Vec<AnyView> = [above, unit]
        .into_iter()
        .flatten()
        .map(|unit| view! { " " {localized(&unit.name)} }.into_any())
        .collect();
    let today = tree().manifest.with_untracked(|manifest| {
        let zone = &manifest.as_ref()?.time_zone;
        Some(format::date(lang, zone.local(clock::now()).date))
    });
    view! {
        <p><b>{section} {side}</b> {units}</p>
        <p>{street_notice::PERIOD_FROM.text()} {today} {street_notice::PERIOD_AFTER.text()}</p>
    }
    .into_any()
}

/// The data that each part of the notice is built from.
struct Wall<'a> {
    engine: &'a Engine,
    city: &'a CityFile,
    notice: &'a StreetNotice,
    now: Instant,
}

fn notice(place: &PlaceId, shard: &PlaceShard, city: &CityFile) -> AnyView {
    let Some(manifest) = tree().manifest.get_untracked() else {
        return ().into_any();
    };
    let zone = &manifest.time_zone;
    let now = clock::now();
    let today = zone.local(now).date;
    let engine = Engine::new(&shard.places, &shard.rules, &city.calendar, zone);
    let goods: Vec<GoodsId> = city.goods.iter().map(|g| g.id.clone()).collect();
    let notice = engine.street_notice(place, &goods, today, today.plus_days(DAYS));
    let notice = notice.unwrap_or_default();
    let wall = Wall {
        engine: &engine,
        city,
        notice: &notice,
        now,
    };
    let closed = wall.closed();
    let rest = wall.rest();
    let documents: Vec<String> = shard
        .documents
        .iter()
        .filter(|d| notice.documents.contains(&d.id))
        .map(|d| {
            let lang = lang();
            let parts = [
                lang.pick(&d.title),
                d.number.as_str(),
                lang.pick(&d.article),
            ];
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let based_on = (!documents.is_empty()).then(|| {
        let documents = documents.join(street_notice::AND_ALSO.text());
        view! { <p>{street_notice::BASED_ON.text()} {documents} {frame::STOP.text()}</p> }
    });
    let rows = [&notice.permits, &notice.temporary, &notice.closings];
    let rows: usize = rows.iter().map(|groups| groups.len()).sum();
    // What is much is set smaller, so that it is one sheet of paper.
    let class = (rows > MANY).then_some("dense");
    view! {
        <div class=class>
        {table(street_notice::PERMITTED.text(), wall.rows(&notice.permits))}
        {table(street_notice::TEMPORARY.text(), wall.rows(&notice.temporary))}
        {table(street_notice::PROHIBITED.text(), closed)}
        <Legend/>
        {rest}
        {wall.first_breaches()}
        </div>
        <footer class="a4-foot">
            {based_on}
            {footer(&manifest, city, today)}
        </footer>
    }
    .into_any()
}

fn footer(manifest: &Manifest, city: &CityFile, today: Date) -> AnyView {
    let lang = lang();
    let emergency = city.emergency.join(frame::AND.text());
    let sample = manifest.sample.then(|| street_notice::SAMPLE.text());
    view! {
        <p>
            {street_notice::DATA_VERSION.text()} {manifest.sequence} {street_notice::DATA_AFTER.text()}
            {format::moment(lang, manifest.published_at)} {street_notice::DATA_PUBLISHED.text()}
            {street_notice::PRINTED_BEFORE.text()} {format::date(lang, today)} {street_notice::PRINTED_AFTER.text()} {frame::STOP.text()}
            {sample} " " {localized(&city.notice)} " "
            {frame::HOTLINE.text()} " " <b>{city.hotline.clone()}</b> {frame::COMMA.text()}
            {frame::EMERGENCY.text()} " " {emergency} {frame::STOP.text()}
        </p>
    }
    .into_any()
}

impl Wall<'_> {
    fn goods(&self, ids: &[GoodsId]) -> String {
        let lang = lang();
        let all = &self.city.goods;
        let named = |is_listed: bool| -> Vec<String> {
            let listed = all
                .iter()
                .filter(|goods| ids.contains(&goods.id) == is_listed);
            listed
                .map(|goods| lang.pick(&goods.name).to_owned())
                .collect()
        };
        let others = named(false);
        if others.is_empty() {
            return street_notice::ALL_GOODS.text().to_owned();
        }
        // A long list is told from what is not in it.
        if others.len() * 3 < all.len() {
            let others = schedule::join(lang, others.into_iter());
            let (before, after) = (
                street_notice::ALL_BUT.text(),
                street_notice::ALL_BUT_AFTER.text(),
            );
            return format!("{before}{others}{after}");
        }
        schedule::join(lang, named(true).into_iter())
    }

    fn rule(&self, group: &Group) -> Option<&Rule> {
        self.engine.rule(group.rules.first()?)
    }

    /// Rules with the same schedule, a row each.
    fn rows(&self, groups: &[Group]) -> Vec<AnyView> {
        groups
            .iter()
            .filter_map(|group| Some(self.row(group, self.rule(group)?)))
            .collect()
    }

    fn row(&self, group: &Group, rule: &Rule) -> AnyView {
        let lang = lang();
        let every_day = schedule::days(lang, &Schedule::default());
        let days = Some(schedule::days(lang, &rule.schedule)).filter(|days| *days != every_day);
        let days = days.into_iter().chain(self.force(rule));
        let conditions = match self.notice.conditions_of(group, self.engine) {
            Conditions::AsAbove => vec![street_notice::AS_ABOVE.text().to_owned()],
            Conditions::AsUsual => vec![street_notice::AS_USUAL.text().to_owned()],
            Conditions::Own => rule
                .conditions
                .iter()
                .map(|c| lang.pick(c).to_owned())
                .collect(),
        };
        let said: Vec<String> = days.chain(conditions).collect();
        let rest = match (&rule.effect, &rule.overrides) {
            (Effect::Permit, None) => Some(self.notice.rest_of(group)),
            _ => None,
        };
        let segments = day_of(rule, rest);
        let ids = schedule::join(lang, group.rules.iter().map(ToString::to_string));
        view! {
            <tr>
                <th scope="row">{self.goods(&group.goods)}</th>
                <td class="v">{schedule::hours(lang, &rule.schedule)}</td>
                <td><MiniStrip segments=&segments now=None/></td>
                <td>
                    {temporary(rule)} {said.join(street_notice::AND_ALSO.text())} " "
                    <small class="soft nb">{ids}</small> " " <SourceTag source=&rule.source/>
                </td>
            </tr>
        }
        .into_any()
    }

    /// In what days a rule is in force, if that begins later or ends.
    fn force(&self, rule: &Rule) -> Vec<String> {
        let lang = lang();
        match days_in_force(rule) {
            Some(days) if rule.in_force.instant > self.now => vec![schedule::span(lang, days)],
            Some(days) => {
                let last = format::date(lang, days.until.plus_days(-1));
                vec![format!("{}{last}", street_notice::LAST_DAY.text())]
            }
            None => schedule::force(lang, rule, self.now),
        }
    }

    /// When it is not permitted by a rule of its own, and the goods that never are.
    fn closed(&self) -> Vec<AnyView> {
        let mut rows = self.rows(&self.notice.closings);
        if !self.notice.prohibited.is_empty() {
            let whole = [Segment {
                from: 0,
                until: DAY_MINUTES,
                verdict: Verdict::Prohibited,
                conditions: Vec::new(),
            }];
            let row = view! {
                <tr>
                    <th scope="row">{self.goods(&self.notice.prohibited)}</th>
                    <td class="v">{schedule::hours(lang(), &Schedule::default())}</td>
                    <td><MiniStrip segments=&whole now=None/></td>
                    <td></td>
                </tr>
            };
            rows.push(row.into_any());
        }
        rows
    }

    /// What is said of all other goods and times.
    fn rest(&self) -> AnyView {
        let years = &self.notice.stale_years;
        let years = schedule::join(lang(), years.iter().map(ToString::to_string));
        let lines = [
            (
                street_notice::OTHERWISE.text(),
                self.goods_or_none(&self.notice.otherwise_prohibited),
            ),
            (
                street_notice::SILENT.text(),
                self.goods_or_none(&self.notice.silent),
            ),
            (
                street_notice::UNPUBLISHED.text(),
                self.goods_or_none(&self.notice.unpublished),
            ),
            (street_notice::STALE.text(), years),
        ];
        let rows: Vec<AnyView> = lines
            .into_iter()
            .filter(|(_, what)| !what.is_empty())
            .map(|(label, what)| view! { <li>{label} " " <b>{what}</b></li> }.into_any())
            .collect();
        (!rows.is_empty())
            .then(|| view! { <h2>{street_notice::REST.text()}</h2><ul>{rows}</ul> })
            .into_any()
    }

    fn goods_or_none(&self, ids: &[GoodsId]) -> String {
        if ids.is_empty() {
            return String::new();
        }
        self.goods(ids)
    }

    /// What happens at a first lapse, once for each wording.
    fn first_breaches(&self) -> AnyView {
        let mut said: Vec<&Text> = Vec::new();
        let groups = self.notice.permits.iter().chain(&self.notice.temporary);
        for rule in groups.filter_map(|group| self.rule(group)) {
            if !rule.first_breach.is_empty() && !said.contains(&&rule.first_breach) {
                said.push(&rule.first_breach);
            }
        }
        let rows: Vec<AnyView> = said
            .into_iter()
            .map(|text| view! { <p>{localized(text)}</p> }.into_any())
            .collect();
        (!rows.is_empty())
            .then(|| view! { <h2>{street_notice::FIRST_BREACH.text()}</h2> {rows} })
            .into_any()
    }
}

/// Rows under a heading; nothing if there are none. Only the first table shows what its columns
/// are.
fn table(title: &'static str, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let head = [
        street_notice::COLUMN_GOODS.text(),
        street_notice::COLUMN_HOURS.text(),
        street_notice::COLUMN_DAY.text(),
        street_notice::COLUMN_CONDITIONS.text(),
    ]
    .map(|name| view! { <th scope="col">{name}</th> }.into_any());
    let head: Vec<AnyView> = head.into_iter().collect();
    let class = (title != street_notice::PERMITTED.text()).then_some("thin");
    view! {
        <h2>{title}</h2>
        <table class="tbl nt" aria-label=title><thead class=class><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
    }
    .into_any()
}

/// The effect and reason of a temporary rule; other rules are under a heading that says it.
fn temporary(rule: &Rule) -> AnyView {
    let Some(temporary) = &rule.overrides else {
        return ().into_any();
    };
    let label = match rule.effect {
        Effect::Permit => street_notice::PERMITS.text(),
        Effect::Prohibit => street_notice::FORBIDS.text(),
    };
    let instead = (!temporary.instead.is_empty())
        .then(|| view! { {lookup::INSTEAD.text()} " " {localized(&temporary.instead)} {street_notice::AND_ALSO.text()} });
    view! { <b>{label}</b> {frame::COMMA.text()} {localized(&temporary.reason)} {street_notice::AND_ALSO.text()} {instead} }
        .into_any()
}
