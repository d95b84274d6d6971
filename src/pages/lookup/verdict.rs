//! The answer to a question: the sign, and beside it the day, other times and places, the reasons.

use std::sync::Arc;

use civic::PlaceId;
use civic::answer::last_answer::LastAnswer;
use civic::answer::saved_answer::SavedAnswer;
use civic::answer::{Answer, Engine, Question};
use civic::places::{Place, PlaceSummary};
use civic::published::PlaceShard;
use civic::rules::{Goods, Rule, Scope};
use leptos::prelude::*;
use routes::query::{AskedTime, Feedback, Lookup, Map as MapQuery, Parameter};
use routes::tree::{Format, TreePath};
use web::clock;
use web::i18n::{lang, localized};
use web::published::tree;
use web::reactive::afterwards;

use super::actions::Actions;
use super::alternatives::Alternatives;
use super::day_and_week::Periods;
use super::next_choice::{focus_next, keep_heading, step};
use super::reasons::Reasons;
use super::sign::{Asked, VerdictSign};
use super::snapshot::Version;
use super::snapshot_notes::SnapshotNotes;
use super::time::TimeForm;
use crate::components::{
    Absent, CasesAbout, Glyph, Icon, NotUnderstood, Tag, TagKind, set_title_of_page,
    wrong_with_this,
};
use crate::messages::{frame, lookup, map};
use crate::state::asked_time::instant;
use crate::state::{last_answer, last_question};

/// The verdict on a place and goods, with its reasons, alternatives and links.
#[component]
pub(super) fn AnswerSection<'a>(
    place: &'a PlaceSummary,
    goods: &'a Goods,
    query: &'a Lookup,
    version: &'a Version,
    shard: &'a Arc<PlaceShard>,
) -> impl IntoView + use<> {
    last_question::keep(&place.id, &goods.id);
    let (manifest, city) = (&version.manifest, &version.city);
    let reach = city.calendar.reach();
    let Some(at) = instant(&query.at) else {
        return no_time((place, goods), query, version, lookup::BAD_TIME.text());
    };
    if !reach.contains(&manifest.time_zone.local(at).date.year()) {
        return no_time((place, goods), query, version, lookup::TIME_TOO_FAR.text());
    }
    let engine = Engine::new(
        &shard.places,
        &shard.rules,
        &city.calendar,
        &manifest.time_zone,
    );
    let question = Question {
        place: place.id.clone(),
        goods: goods.id.clone(),
        at,
    };
    let known = engine.place(&place.id).cloned();
    let (Some(answer), Some(known)) = (engine.answer(&question), known) else {
        return step(view! { <Absent/> }.into_any());
    };
    keep_heading();
    focus_next("main h1");
    last_answer::keep(LastAnswer::of(
        &engine,
        (&known, goods),
        &answer,
        manifest.sequence,
    ));
    let asked = Asked {
        place,
        goods,
        query,
        version,
        answer: &answer,
    };
    let sentence = asked.sentence();
    set_title_of_page(&sentence);
    let rule = answer.deciding.as_ref().and_then(|id| engine.rule(id));
    let cited = (rule, shard.documents.as_slice());
    let saved = SavedAnswer::of((&known, goods), &answer, cited, (manifest, city));
    let (aloud, id) = (asked.aloud(), place.id.clone());
    let actions =
        afterwards(move || view! { <Actions place=&id saved sentence aloud/> }.into_any());
    let sign = view! { <VerdictSign asked=&asked actions/> }.into_any();
    let notes = view! { <SnapshotNotes version query at/> }.into_any();
    let known = Arc::new(Known {
        engine,
        question,
        answer,
        place: known,
        query: query.clone(),
        shard: Arc::clone(shard),
    });
    // Nearby places come from the current snapshot: beside an archived answer they would mislead.
    let is_present = version.archived.is_none();
    // In the order of the page: a part never comes above one that is painted.
    let rest = afterwards(move || {
        let periods = known.later(periods);
        let elsewhere = is_present.then(|| known.later(elsewhere));
        let why = known.later(why);
        view! {
            <div class="w">
                {notes}
                <section class="part">{periods}</section>
                {elsewhere}
                {why}
            </div>
        }
        .into_any()
    });
    view! { <div class="split">{sign}{rest}</div> }.into_any()
}

/// An answer, and what it was worked out from.
struct Known {
    engine: Engine,
    question: Question,
    answer: Answer,
    place: Place,
    query: Lookup,
    shard: Arc<PlaceShard>,
}

impl Known {
    /// A part of the page that comes after the sign.
    fn later(self: &Arc<Self>, show: fn(&Self) -> AnyView) -> AnyView {
        let known = Arc::clone(self);
        afterwards(move || show(&known))
    }
}

fn periods(known: &Known) -> AnyView {
    let (at, local) = (known.question.at, known.answer.local.local());
    view! { <Periods engine=known.engine.clone() query=&known.query at local/> }.into_any()
}

fn elsewhere(known: &Known) -> AnyView {
    view! { <Alternatives engine=known.engine.clone() question=&known.question answer=&known.answer query=&known.query/> }
        .into_any()
}

fn why(known: &Known) -> AnyView {
    view! {
        <Reasons answer=&known.answer shard=&known.shard engine=&known.engine/>
        <AboutPlace place=&known.place query=&known.query shard=&known.shard/>
    }
    .into_any()
}

/// The message that the time in the address has no answer, what has, and the form for another.
fn no_time(
    (place, goods): (&PlaceSummary, &Goods),
    query: &Lookup,
    version: &Version,
    why: &'static str,
) -> AnyView {
    let lang = lang();
    focus_next("#at");
    let local = version.manifest.time_zone.local(clock::now());
    let (place, goods) = (lang.pick(&place.name), lang.pick(&goods.name));
    let what = format!("{place}{}{goods}", frame::COMMA.text());
    let reach = version.city.calendar.reach();
    let possible = format!(
        "{}{}{}{}{}",
        lookup::REACH_BEFORE.text(),
        reach.start(),
        lookup::REACH_BETWEEN.text(),
        reach.end(),
        lookup::REACH_AFTER.text()
    );
    step(
        view! {
            <p class="soft">{what}</p>
            <NotUnderstood message=why text=query.at.text()/>
            <p>{possible}</p>
            <TimeForm query local/>
        }
        .into_any(),
    )
}

/// The time that is asked about, now if none is named: what was wrong then may be right later.
fn asked(query: &Lookup) -> String {
    let manifest = tree().manifest.get_untracked();
    let now = manifest.map(|manifest| AskedTime::Local(manifest.time_zone.local(clock::now())));
    let now = now.map(|now| Parameter::new(&now).text().to_owned());
    let asked = query.at.text().to_owned();
    if asked.is_empty() {
        now.unwrap_or_default()
    } else {
        asked
    }
}

/// What is known of the place whatever is asked, and where to follow it.
#[component]
fn AboutPlace<'a>(
    place: &'a Place,
    query: &'a Lookup,
    shard: &'a PlaceShard,
) -> impl IntoView + use<> {
    let lang = lang();
    let grade = lang.term(place.grade.zh(), place.grade.en()).to_owned();
    let rough = place.geometry.as_ref().is_some_and(|g| g.approximate);
    let rough = rough.then(|| view! { <p class="s soft">{lookup::APPROXIMATE.text()}</p> });
    let goods = query.goods.clone().unwrap_or_default();
    let at = asked(query);
    let on_map = MapQuery::around(place).map(|around| {
        let href = around.asking(query).href(lang);
        view! { <p><a class="go go-b" href=href><Glyph icon=Icon::MAP/>{map::AROUND.text()}</a></p> {rough} }
    });
    let note = (!place.note.is_empty()).then(|| view! { <p>{localized(&place.note)}</p> });
    // Only a street named by some rule has a calendar and a feed of its own.
    let id: &PlaceId = &place.id;
    let is_named = |rule: &Rule| matches!(&rule.scope, Scope::Places(ids) if ids.contains(id));
    let follow = shard.rules.iter().any(is_named).then(|| {
        let file = |format| TreePath::street(id, format).map(|path| path.url());
        view! {
            <p><a class="go go-b" href=file(Format::Calendar) rel="external"><Glyph icon=Icon::CALENDAR/>{lookup::CALENDAR_LINK.text()}</a></p>
            <p><a class="go go-b" href=file(Format::Json) rel="external"><Glyph icon=Icon::NEWS/>{lookup::FEED_LINK.text()}</a></p>
        }
    });
    view! {
        <section class="part">
            <h2>{lookup::THIS_PLACE.text()}</h2>
            <p class="wrap"><span>{lookup::GRADE.text()}</span><Tag kind=TagKind::Plain label=grade/></p>
            {note}
            {on_map}
            {follow}
            <CasesAbout id=id.as_str() count=shard.cases.get(id.as_str()).copied().unwrap_or_default()/>
            {wrong_with_this(&Feedback::about_answer(&place.id, &goods, &at))}
        </section>
    }
}
