//! 能不能摆: where, what, when, and one answer.

use std::sync::Arc;

use civic::answer::{Answer, Engine, LossReason, Question, Verdict};
use civic::goods::Goods;
use civic::names::{Called, Names};
use civic::time::{Instant, Timestamp};
use civic::tree::{CityFile, PlaceIndex, PlaceShard, PlaceSummary, name};
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::app::{city, lang, m, site};
use crate::clock;
use crate::data::use_file;
use crate::format;
use crate::lang::say;
use crate::live::live;
use crate::parts::strip::{class, strip};
use crate::parts::{cite_all, heading, source, tag, when_ready, wrong_with_this};
use crate::paths::Page;
use crate::remember;

const PLACES_MAX: usize = 12;

/// What the address bar asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    place: String,
    goods: String,
    at: String,
}

impl Asked {
    fn href(&self) -> String {
        Page::Vendor.with(
            lang(),
            &[
                ("place", &self.place),
                ("goods", &self.goods),
                ("at", &self.at),
            ],
        )
    }

    fn with_place(&self, place: &str) -> String {
        let place = place.to_owned();
        Self {
            place,
            ..self.clone()
        }
        .href()
    }

    fn with_goods(&self, goods: &str) -> String {
        let goods = goods.to_owned();
        Self {
            goods,
            ..self.clone()
        }
        .href()
    }
}

/// The vendor lookup page.
pub(crate) fn page() -> AnyView {
    let m = m();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|q| Asked {
            place: q.get("place").unwrap_or_default(),
            goods: q.get("goods").unwrap_or_default(),
            at: q.get("at").unwrap_or_default(),
        })
    });
    let index = use_file::<PlaceIndex>(name::PLACES);
    view! {
        {heading(move || m.vendor_title.to_owned())}
        <p class="lead">{m.vendor_lead}</p>
        {when_ready(index, move |index| when_ready(city(), move |city| {
            let asked = asked.get();
            let place = index.places.iter().find(|p| p.id.as_str() == asked.place);
            let goods = city.goods.iter().find(|g| g.id.as_str() == asked.goods);
            match (place, goods) {
                (None, _) => choose_place(&index, &asked, &city),
                (Some(place), None) => choose_goods(place, &city, &asked),
                (Some(place), Some(goods)) => verdict(place, goods, &asked, &city),
            }
        }))}
    }
    .into_any()
}

fn place_name(place: &PlaceSummary) -> AnyView {
    let lang = lang();
    let side = (place.side != civic::place::Side::Both)
        .then(|| view! { " · " {lang.term(place.side.zh(), place.side.en()).to_owned()} });
    let section = (!place.section.is_empty())
        .then(|| view! { <span class="section">" " {say(&place.section)}</span> });
    view! { {say(&place.name)} {section} {side} }.into_any()
}

fn choose_place(index: &Arc<PlaceIndex>, asked: &Asked, city: &CityFile) -> AnyView {
    let (m, lang) = (m(), lang());
    let typed = RwSignal::new(String::new());
    let unknown = (!asked.place.is_empty()).then(|| {
        view! { <div class="notice notice-warn" role="alert"><p>{m.unknown_place} " " {asked.place.clone()}</p></div> }
    });
    let last = remember::get(remember::ASKED).and_then(|kept| {
        let (place, goods) = kept.split_once(' ')?;
        let place = index.places.iter().find(|p| p.id.as_str() == place)?;
        let goods = city.goods.iter().find(|g| g.id.as_str() == goods)?;
        let href = Asked {
            place: place.id.to_string(),
            goods: goods.id.to_string(),
            at: String::new(),
        }
        .href();
        Some(view! {
            <p><a class="go" href=href>{m.ask_again} ": " {place_name(place)} " · " {say(&goods.name)}</a></p>
        })
    });
    let units: Vec<(String, String)> = city
        .units
        .iter()
        .map(|u| (u.code.to_string(), lang.pick(&u.name).to_owned()))
        .collect();
    let names = Names::new(index.places.iter().map(Called::from));
    let (index, asked) = (Arc::clone(index), asked.clone());
    let found = live(move || {
        let query = typed.get();
        let matches: Vec<usize> = if query.trim().is_empty() {
            (0..index.places.len()).collect()
        } else {
            let matches = names.search(&query, PLACES_MAX);
            matches.into_iter().map(|m| m.place).collect()
        };
        if matches.is_empty() {
            return view! { <p role="status">{m.no_such_place}</p> }.into_any();
        }
        let rows: Vec<AnyView> = matches
            .iter()
            .filter_map(|i| index.places.get(*i))
            .map(|place| {
                let unit = units.iter().find(|(code, _)| *code == place.unit.0);
                view! {
                    <li>
                        <a href=asked.with_place(place.id.as_str())>{place_name(place)}</a> " "
                        <span class="meta">{unit.map(|(_, name)| name.clone())}</span>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! { <ul class="rows places" aria-label=m.places>{rows}</ul> }.into_any()
    });
    view! {
        {unknown}
        {last}
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <h2><label for="place">{m.where_label}</label></h2>
            <p class="hint" id="place-hint">{m.where_hint}</p>
            <input
                id="place" type="search" autocomplete="off" aria-describedby="place-hint"
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </form>
        {found}
    }
    .into_any()
}

fn choose_goods(place: &PlaceSummary, city: &CityFile, asked: &Asked) -> AnyView {
    let m = m();
    let unknown = (!asked.goods.is_empty()).then(|| {
        view! { <div class="notice notice-warn" role="alert"><p>{m.unknown_goods} " " {asked.goods.clone()}</p></div> }
    });
    let choices: Vec<AnyView> = city
        .goods
        .iter()
        .map(|goods| {
            view! { <li><a class="big-choice" href=asked.with_goods(goods.id.as_str())>{say(&goods.name)}</a></li> }.into_any()
        })
        .collect();
    view! {
        {unknown}
        <p class="picked">{m.where_label} " " <strong>{place_name(place)}</strong> " " <a href=asked.with_place("")>{m.change}</a></p>
        <h2 id="what">{m.what_label}</h2>
        <ul class="big-choices" aria-labelledby="what">{choices}</ul>
    }
    .into_any()
}

fn verdict(place: &PlaceSummary, goods: &Goods, asked: &Asked, city: &Arc<CityFile>) -> AnyView {
    let m = m();
    remember::set(remember::ASKED, &format!("{} {}", place.id, goods.id));
    let shard = format!("{}{}", name::RULES_DIR, place.unit);
    let shard = use_file::<PlaceShard>(shard);
    let (place_id, goods_id) = (place.id.clone(), goods.id.clone());
    let (city, at) = (Arc::clone(city), asked.at.clone());
    let rest = when_ready(shard, move |shard| {
        answered(&shard, &city, &place_id, &goods_id, &at)
    });
    view! {
        <p class="picked">
            <span>{m.where_label} " " <strong>{place_name(place)}</strong> " " <a href=asked.with_place("")>{m.change_place}</a></span>
            <span>{m.what_label} " " <strong>{say(&goods.name)}</strong> " " <a href=asked.with_goods("")>{m.change_goods}</a></span>
        </p>
        {rest}
    }
    .into_any()
}

/// The instant an address asks about: local time as the field writes it, or RFC 3339.
fn instant(at: &str) -> Option<Instant> {
    if at.is_empty() {
        return Some(clock::now());
    }
    let manifest = site().tree.manifest.get_untracked()?;
    Timestamp::parse(at)
        .map(|t| t.instant)
        .or_else(|| format::read_field(at).map(|local| manifest.time_zone.instant(local)))
}

fn answered(
    shard: &PlaceShard,
    city: &CityFile,
    place: &PlaceId,
    goods: &GoodsId,
    at: &str,
) -> AnyView {
    let m = m();
    let Some(manifest) = site().tree.manifest.get_untracked() else {
        return ().into_any();
    };
    let bad_time = instant(at).is_none().then(|| {
        view! { <div class="notice notice-warn" role="alert"><p>{m.bad_time} " " {at.to_owned()}</p></div> }
    });
    let now = instant(at).unwrap_or_else(clock::now);
    let engine = Engine::new(
        &shard.places,
        &shard.rules,
        &city.calendar,
        &manifest.time_zone,
    );
    let question = Question {
        place: place.clone(),
        goods: goods.clone(),
        at: now,
    };
    let Some(answer) = engine.answer(&question) else {
        return crate::parts::absent();
    };
    let local = answer.local.local();
    let day = engine.day(place, goods, local.date).unwrap_or_default();
    let minute = u16::try_from(local.second / 60).ok();
    let rough = engine.place(place).and_then(|p| {
        let rough = p.geometry.as_ref().is_some_and(|g| g.approximate);
        rough.then(|| view! { <p class="meta">{m.approximate}</p> })
    });
    let grade = engine
        .place(place)
        .map(|p| tag("plain", lang().term(p.grade.zh(), p.grade.en())));
    let title = if at.is_empty() { m.day_now } else { m.day_then };
    view! {
        {bad_time}
        {says(&answer, at.is_empty())}
        {when_form(place.as_str(), goods.as_str(), local, at.is_empty())}
        <h2>{title} " " {format::date(lang(), local.date)} " " {format::weekday(lang(), local.date)}</h2>
        {strip(&day, minute)}
        {why(&answer, shard, &engine)}
        <p class="tags">{m.grade} " " {grade}</p>
        {rough}
        {wrong_with_this(place.as_str())}
    }
    .into_any()
}

/// The verdict itself: one word, a colour and a shape, until when.
fn says(answer: &Answer, now: bool) -> AnyView {
    let (lang, m) = (lang(), m());
    let verdict = &answer.verdict;
    let shape = match verdict {
        Verdict::Permitted => "✓",
        Verdict::PermittedIf => "!",
        Verdict::Prohibited => "✕",
        _ => "?",
    };
    let until = match answer.until {
        Some(until) => view! { <p class="until">{m.until} " " <strong>{format::later(lang, until, answer.local)}</strong></p> }.into_any(),
        None => view! { <p class="until">{m.no_change}</p> }.into_any(),
    };
    let next = answer.next_permitted.map(|next| {
        view! { <p class="next">{m.next_permitted} " " <strong>{format::later(lang, next, answer.local)}</strong></p> }
    });
    let when = if now {
        m.now.to_owned()
    } else {
        format::moment(lang, answer.local)
    };
    let what_to_do = match verdict {
        Verdict::NoPublishedRule => view! { <p>{m.no_rule_text}</p> }.into_any(),
        Verdict::Stale => view! { <p>{m.stale_text}</p> }.into_any(),
        _ => ().into_any(),
    };
    let conditions: Vec<AnyView> = answer
        .conditions
        .iter()
        .map(|c| view! { <li>{say(c)}</li> }.into_any())
        .collect();
    let conditions = (!conditions.is_empty())
        .then(|| view! { <h3>{m.conditions}</h3><ul class="conditions">{conditions}</ul> });
    let temporary = answer.temporary.as_ref().map(|t| {
        let instead = (!t.instead.is_empty())
            .then(|| view! { <p>{m.instead} " " <strong>{say(&t.instead)}</strong></p> });
        view! { <div class="temporary"><p>{m.temporary} " " {say(&t.reason)}</p>{instead}</div> }
    });
    view! {
        <section class=format!("verdict verdict-{}", class(verdict)) aria-live="polite">
            <p class="verdict-when">{when}</p>
            <h2 class="verdict-word"><span class="verdict-shape" aria-hidden="true">{shape}</span> {lang.term(verdict.zh(), verdict.en()).to_owned()}</h2>
            {until}
            {next}
            {what_to_do}
            {temporary}
            {conditions}
        </section>
    }
    .into_any()
}

/// Another time: the address takes it.
fn when_form(place: &str, goods: &str, local: civic::time::Local, now: bool) -> AnyView {
    let m = m();
    let navigate = use_navigate();
    let asked = Asked {
        place: place.to_owned(),
        goods: goods.to_owned(),
        at: String::new(),
    };
    let back =
        (!now).then(|| view! { <a class="button button-plain" href=asked.href()>{m.ask_now}</a> });
    let chosen = RwSignal::new(format::field(local));
    let initial = chosen.get_untracked();
    let ask = move |event: leptos::web_sys::SubmitEvent| {
        event.prevent_default();
        let at = chosen.get_untracked();
        let href = Asked {
            at,
            ..asked.clone()
        }
        .href();
        navigate(
            &href,
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    };
    view! {
        <form class="when" on:submit=ask>
            <label for="at">{m.another_time}</label>
            <input id="at" type="datetime-local" value=initial on:input=move |event| chosen.set(event_target_value(&event)) />
            <button class="button button-plain" type="submit">{m.ask}</button>
            {back}
        </form>
    }
    .into_any()
}

/// By which rule, under which document, what a first lapse brings, and which rules lost.
fn why(answer: &Answer, shard: &PlaceShard, engine: &Engine) -> AnyView {
    let m = m();
    let rule = answer.deciding.as_ref().and_then(|id| engine.rule(id));
    let note =
        rule.map(|r| view! { <p class="tags">{r.id.to_string()} " " {source(&r.source)}</p> });
    let outside = rule
        .is_some_and(|r| r.outside_times)
        .then(|| view! { <p>{m.outside_times}</p> });
    let breach = (!answer.first_breach.is_empty())
        .then(|| view! { <h3>{m.first_breach}</h3><p>{say(&answer.first_breach)}</p> });
    let lost: Vec<AnyView> = answer
        .lost
        .iter()
        .map(|lost| {
            view! { <li><strong>{lost.rule.to_string()}</strong> ": " {loss(&lost.reason)}</li> }
                .into_any()
        })
        .collect();
    let lost = (!lost.is_empty())
        .then(|| view! { <details><summary>{m.other_rules}</summary><ul>{lost}</ul></details> });
    let documents = (!answer.documents.is_empty()).then(|| {
        view! { {cite_all(&answer.documents, &shard.documents)} }
    });
    let title = rule.is_some().then(|| view! { <h2>{m.by_which_rule}</h2> });
    view! { {title} {note} {outside} {documents} {breach} {lost} }.into_any()
}

fn loss(reason: &LossReason) -> String {
    let (lang, m) = (lang(), m());
    match reason {
        LossReason::NotYetInForce(from) => {
            format!("{} {}", m.lost_not_yet, format::moment(lang, *from))
        }
        LossReason::Expired(on) => format!("{} {}", m.lost_expired, format::moment(lang, *on)),
        LossReason::OutsideItsTimes => m.lost_outside.to_owned(),
        LossReason::NoCalendar => m.lost_calendar.to_owned(),
        LossReason::OverriddenBy(rule) => format!("{} {rule}", m.lost_overridden),
        LossReason::LowerPriorityThan(rule) => format!("{} {rule}", m.lost_priority),
    }
}
