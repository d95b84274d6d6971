//! Lists of places: by district or as found, each with what holds there for the goods asked about.

use std::collections::BTreeMap;
use std::sync::Arc;

use civic::answer::Verdict;
use civic::answer::at_places::{AtPlace, at_places};
use civic::duties::Level;
use civic::places::{PlaceSummary, Side};
use civic::published::{CityFile, Manifest};
use civic::time::Instant;
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use web::dom::when_seen;
use web::i18n::{lang, localized};
use web::published::{DataError, tree};
use web::reactive::{load_latest, reactive, task};

use crate::components::day_strip::{MiniStrip, class};
use crate::components::until::{Told, end};
use crate::components::{SmallGlyph, verdict_icon};
use crate::messages::{frame, lookup};

/// The address that follows from the choice of a place.
pub(super) type Link = Box<dyn Fn(&PlaceId) -> String + Send + Sync>;

/// What a list of places shows of each: what holds there for these goods at this time.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) goods: GoodsId,
    pub(super) at: Instant,
    pub(super) told: Told,
    pub(super) city: Arc<CityFile>,
    pub(super) manifest: Arc<Manifest>,
}

/// How a list of places is shown.
#[derive(Clone)]
pub(super) struct Listing {
    /// `None` to show the grades.
    pub(super) asked: Option<Asked>,
    pub(super) link: Arc<Link>,
}

/// What holds at places, once it is loaded.
pub(super) type States = RwSignal<Option<Result<Arc<BTreeMap<PlaceId, AtPlace>>, DataError>>>;

/// Loads what holds at these places whenever they change.
pub(super) fn load(
    asked: Option<&Asked>,
    places: impl Fn() -> Option<Vec<PlaceId>> + 'static,
) -> States {
    let states: States = RwSignal::new(None);
    let (Some(asked), tree) = (asked.cloned(), tree()) else {
        return states;
    };
    let asked = Arc::new(asked);
    load_latest(move || {
        let places = places()?;
        let asked = Arc::clone(&asked);
        Some(task(async move {
            let shards = tree.shards_of(&places).await;
            let found = shards.map(|shards| {
                let calendar = (&asked.city.calendar, &asked.manifest.time_zone);
                let shards = shards.iter().map(|shard| &**shard);
                Arc::new(at_places(shards, calendar, &asked.goods, asked.at))
            });
            move || {
                states.try_set(Some(found));
            }
        }))
    });
    states
}

/// The rows of a list of places, each with a note beside its name.
pub(super) fn rows(
    listing: &Listing,
    states: States,
    places: &[(PlaceSummary, String)],
) -> AnyView {
    let states = states.get();
    // Without what holds there, a list still says what there is.
    let plain = Listing {
        asked: None,
        link: Arc::clone(&listing.link),
    };
    let (listing, states) = match &states {
        Some(Err(_)) => (&plain, None),
        Some(Ok(states)) => (listing, Some(states)),
        None => (listing, None),
    };
    let rows: Vec<AnyView> = places
        .iter()
        .map(|(place, note)| {
            let state = states.and_then(|states| states.get(&place.id));
            row(listing, place, state, note)
        })
        .collect();
    rows.into_any()
}

fn row(listing: &Listing, place: &PlaceSummary, state: Option<&AtPlace>, note: &str) -> AnyView {
    let lang = lang();
    // Some sections name their side.
    let is_told = place.section.zh.contains(place.side.zh());
    let side = (place.side != Side::Both && !is_told)
        .then(|| view! { " · " {lang.term(place.side.zh(), place.side.en()).to_owned()} });
    let note = (!note.is_empty()).then(|| view! { " · " {note.to_owned()} });
    let (state, strip) = match (&listing.asked, state) {
        (None, _) => {
            let grade = lang.term(place.grade.zh(), place.grade.en()).to_owned();
            (
                view! { <span class="s soft">{grade}</span> }.into_any(),
                None,
            )
        }
        (Some(_), None) => (
            view! { <span class="word-s c-none">"…"</span> }.into_any(),
            Some(view! { <span class="mini"></span> }.into_any()),
        ),
        (Some(asked), Some(state)) => {
            let zone = &asked.manifest.time_zone;
            let second = zone.local(asked.at).second;
            let now = u16::try_from(second / 60).ok();
            let strip = view! { <MiniStrip segments=&state.segments now/> }.into_any();
            (word(asked, state), Some(strip))
        }
    };
    view! {
        <li><a class="place" href=(listing.link)(&place.id)>
            <span><b>{localized(&place.name)}</b> <small>{localized(&place.section)} {side} {note}</small><br/>{state}</span>
            {strip}
        </a></li>
    }
    .into_any()
}

/// `可以，到 21:00`, `全天不可以`.
fn word(asked: &Asked, state: &AtPlace) -> AnyView {
    let (lang, verdict) = (lang(), &state.verdict);
    let words = match verdict {
        Verdict::Permitted | Verdict::PermittedIf => {
            let now = asked.manifest.time_zone.timestamp(asked.at);
            let until = state.until.map(|until| end(lang, until, now, asked.told));
            let until = until.map(|until| format!("{}{until}", lookup::SAID_UNTIL.text()));
            format!("{}{}", lookup::HERE_YES.text(), until.unwrap_or_default())
        }
        Verdict::Prohibited => {
            let is_all_day = state.segments.len() == 1;
            let words = match (is_all_day, asked.told) {
                (true, Told::Now) => lookup::HERE_NO_TODAY.text(),
                (true, Told::Then) => lookup::HERE_NO_THAT_DAY.text(),
                (false, Told::Now) => lookup::HERE_NO_NOW.text(),
                (false, Told::Then) => lookup::HERE_NO_THEN.text(),
            };
            words.to_owned()
        }
        Verdict::Stale => lookup::STATE_STALE.text().to_owned(),
        _ => lookup::STATE_NOT_PUBLISHED.text().to_owned(),
    };
    let class = format!("word-s c-{}", class(verdict));
    view! { <span class=class><SmallGlyph icon=verdict_icon(verdict)/>{words}</span> }.into_any()
}

/// The places of a city by district; those of no district come last.
pub(super) fn by_district(
    city: &CityFile,
    places: &[PlaceSummary],
) -> Vec<(String, String, Vec<PlaceSummary>)> {
    let lang = lang();
    let mut rest: Vec<PlaceSummary> = places.to_vec();
    let mut found = Vec::new();
    for unit in city.units.iter().filter(|unit| unit.level == Level::County) {
        let (here, others) = rest
            .into_iter()
            .partition(|place: &PlaceSummary| place.unit.0.starts_with(unit.code.as_str()));
        rest = others;
        if !here.is_empty() {
            found.push((
                unit.code.to_string(),
                lang.pick(&unit.name).to_owned(),
                here,
            ));
        }
    }
    if !rest.is_empty() {
        let name = if found.is_empty() {
            lookup::PLACES.text()
        } else {
            lookup::OTHER_PLACES.text()
        };
        found.push(("other".to_owned(), name.to_owned(), rest));
    }
    for (_, _, places) in &mut found {
        places.sort_by(|a, b| (&a.pinyin, &a.id).cmp(&(&b.pinyin, &b.id)));
    }
    found
}

/// A district with its places. What holds there is read once it is on screen.
#[component]
pub(super) fn District<'a>(
    code: &'a str,
    name: String,
    places: Vec<PlaceSummary>,
    listing: &'a Listing,
) -> impl IntoView + use<> {
    let id = format!("in-{code}");
    let is_seen = RwSignal::new(false);
    if listing.asked.is_some() {
        when_seen(id.clone(), move || {
            is_seen.try_set(true);
        });
    }
    let ids: Vec<PlaceId> = places.iter().map(|place| place.id.clone()).collect();
    let counted_ids = ids.clone();
    let states = load(listing.asked.as_ref(), move || {
        is_seen.get().then(|| ids.clone())
    });
    let (count, listing) = (places.len(), listing.clone());
    let told = listing.asked.as_ref().map(|asked| asked.told);
    let counted = reactive(move || {
        let of = format!("{count}{}", lookup::COUNT_PLACES.text());
        states.with(|states| match (states, told) {
            (Some(Ok(states)), Some(told)) => {
                let here = counted_ids.iter().filter_map(|id| states.get(id));
                let may = here.filter(|state| state.verdict.permits()).count();
                let (before, after) = match told {
                    Told::Now => (lookup::COUNT_NOW.text(), lookup::COUNT_MAY_NOW.text()),
                    Told::Then => (frame::COMMA.text(), lookup::COUNT_MAY.text()),
                };
                format!("{of}{before}{may}{after}").into_any()
            }
            (Some(Err(_)), _) => format!("{of}{}", lookup::STATES_UNREAD.text()).into_any(),
            _ => of.into_any(),
        })
    });
    let places: Vec<(PlaceSummary, String)> = places
        .into_iter()
        .map(|place| (place, String::new()))
        .collect();
    let rows = reactive(move || rows(&listing, states, &places));
    view! {
        <section id=id.clone()>
            <div class="district"><h2>{name.clone()}</h2><span class="s soft">{counted}</span></div>
            <ul class="places" aria-label=name>{rows}</ul>
        </section>
    }
}
