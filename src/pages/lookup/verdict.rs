//! The one answer.

use civic::PlaceId;
use civic::answer::saved_answer::SavedAnswer;
use civic::answer::{Answer, Engine, Question, Verdict};
use civic::places::PlaceSummary;
use civic::published::PlaceShard;
use civic::rules::Goods;
use civic::rules::Scope;
use leptos::prelude::*;

use super::alternatives::elsewhere;
use super::day_and_week::pictures;
use super::reasons::why;
use super::time::{form, instant};
use super::version::told;
use super::{Asked, Version, place_name};
use crate::app::{lang, m};
use crate::clock;
use crate::components::day_strip::{class, shape};
use crate::components::{tag, wrong_with_this};
use crate::format;
use crate::lang::localized;
use crate::pages::map;
use crate::pages::saved_answer;
use crate::paths::Page;
use crate::storage;

/// The verdict of a place and goods, with everything that belongs to it.
pub(super) fn verdict(
    place: &PlaceSummary,
    goods: &Goods,
    asked: &Asked,
    version: &Version,
    shard: &PlaceShard,
) -> AnyView {
    let m = m();
    storage::set(storage::ASKED, &format!("{} {}", place.id, goods.id));
    view! {
        <p class="picked">
            <span>{m.where_label} " " <strong>{place_name(place)}</strong> " " <a href=asked.with_place("")>{m.change_place}</a></span>
            <span>{m.what_label} " " <strong>{localized(&goods.name)}</strong> " " <a href=asked.with_goods("")>{m.change_goods}</a></span>
        </p>
        {answered(shard, version, &place.id, goods, asked)}
    }
    .into_any()
}

fn answered(
    shard: &PlaceShard,
    version: &Version,
    place: &PlaceId,
    goods: &Goods,
    asked: &Asked,
) -> AnyView {
    let m = m();
    let at = asked.at.as_str();
    let (manifest, city) = (&version.manifest, &version.city);
    let bad_time = instant(at).is_none().then(|| {
        view! { <div class="callout callout-warn" role="alert"><p>{m.bad_time} " " {at.to_owned()}</p></div> }
    });
    let now = instant(at).unwrap_or_else(clock::now);
    let told = told(version, asked, now);
    let engine = Engine::new(
        &shard.places,
        &shard.rules,
        &city.calendar,
        &manifest.time_zone,
    );
    let question = Question {
        place: place.clone(),
        goods: goods.id.clone(),
        at: now,
    };
    let Some(answer) = engine.answer(&question) else {
        return crate::components::absent();
    };
    let local = answer.local.local();
    let save = engine.place(place).map(|place| {
        let rule = answer.deciding.as_ref().and_then(|id| engine.rule(id));
        let cited = (rule, shard.documents.as_slice());
        saved_answer::save(SavedAnswer::of(
            (place, goods),
            &answer,
            cited,
            (manifest, city),
        ))
    });
    // What is near is looked up in the present snapshot: beside an old answer it would mislead.
    let elsewhere = version
        .archived
        .is_none()
        .then(|| elsewhere(engine.clone(), &question, &answer, asked));
    let why = why(&answer, shard, &engine);
    let rough = engine.place(place).and_then(|p| {
        let rough = p.geometry.as_ref().is_some_and(|g| g.approximate);
        rough.then(|| view! { <p class="meta">{m.approximate}</p> })
    });
    let grade = engine
        .place(place)
        .map(|p| tag("plain", lang().term(p.grade.zh(), p.grade.en())));
    let on_map = engine
        .place(place)
        .and_then(|place| map::around(place, goods.id.as_str(), at))
        .map(|href| view! { <p><a class="go" href=href>{m.map_around}</a></p> });
    // Only a street that some rule names has files of its own.
    let is_named = |rule: &civic::rules::Rule| matches!(&rule.scope, Scope::Places(ids) if ids.contains(place));
    let follow = shard.rules.iter().any(is_named).then(|| {
        let file = |extension| format!("/data/open/streets/{place}.{extension}");
        view! {
            <p>
                <a href=file("ics") rel="external">{m.calendar_link}</a> " · "
                <a href=file("json") rel="external">{m.feed_link}</a>
            </p>
        }
    });
    let wall = Page::StreetNotice.with(lang(), &[("place", place.as_str())]);
    view! {
        {bad_time}
        {told}
        {says(&answer, at.is_empty(), &city.hotline)}
        {save}
        {elsewhere}
        {form(asked, local)}
        {pictures(engine, asked, now, local)}
        {why}
        <p class="tags">{m.grade} " " {grade}</p>
        {on_map}
        {rough}
        <p><a href=wall>{m.notice_link}</a></p>
        {follow}
        {wrong_with_this(place.as_str())}
    }
    .into_any()
}

/// The verdict itself: one word, a colour and a shape, until when.
fn says(answer: &Answer, now: bool, hotline: &str) -> AnyView {
    let (lang, m) = (lang(), m());
    let verdict = &answer.verdict;
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
        Verdict::NoPublishedRule => {
            let call = (!hotline.is_empty()).then(|| {
                view! { <p>{m.hotline} " " <a href=format!("tel:{hotline}")>{hotline.to_owned()}</a></p> }
            });
            view! { <p>{m.no_rule_text}</p> {call} }.into_any()
        }
        Verdict::Stale => view! { <p>{m.stale_text}</p> }.into_any(),
        _ => ().into_any(),
    };
    let conditions: Vec<AnyView> = answer
        .conditions
        .iter()
        .map(|c| view! { <li>{localized(c)}</li> }.into_any())
        .collect();
    let conditions = (!conditions.is_empty())
        .then(|| view! { <h3>{m.conditions}</h3><ul class="conditions">{conditions}</ul> });
    let temporary = answer.temporary.as_ref().map(|t| {
        let instead = (!t.instead.is_empty())
            .then(|| view! { <p>{m.instead} " " <strong>{localized(&t.instead)}</strong></p> });
        view! { <div class="temporary"><p>{m.temporary} " " {localized(&t.reason)}</p>{instead}</div> }
    });
    view! {
        <section class=format!("verdict verdict-{}", class(verdict)) aria-live="polite">
            <p class="verdict-when">{when}</p>
            <h2 class="verdict-word"><span class="verdict-shape" aria-hidden="true">{shape(verdict)}</span> {lang.term(verdict.zh(), verdict.en()).to_owned()}</h2>
            {until}
            {next}
            {what_to_do}
            {temporary}
            {conditions}
        </section>
    }
    .into_any()
}
