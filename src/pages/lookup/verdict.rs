//! The answer to a question.

use civic::PlaceId;
use civic::answer::last_answer::LastAnswer;
use civic::answer::saved_answer::SavedAnswer;
use civic::answer::{Answer, Engine, Question, Verdict};
use civic::places::PlaceSummary;
use civic::published::PlaceShard;
use civic::rules::{Goods, Scope};
use leptos::prelude::*;
use routes::query::{Lookup, Map as MapQuery, StreetNotice};
use routes::tree::{Format, TreePath};
use web::i18n::{lang, localized};
use web::{clock, format};

use super::alternatives::Alternatives;
use super::day_and_week::Periods;
use super::next_choice::focus_next;
use super::reasons::Reasons;
use super::snapshot::Version;
use super::snapshot_notes::SnapshotNotes;
use super::time::TimeForm;
use crate::components::{
    Absent, NotUnderstood, PlaceName, SaveAnswer, SignWord, Tag, TagKind, WordAs, WrongWithThis,
    sign_class,
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
    shard: &'a PlaceShard,
) -> impl IntoView + use<> {
    last_question::keep(&place.id, &goods.id);
    view! {
        <p class="picked">
            <span>{lookup::WHERE_LABEL.text()} " " <strong><PlaceName place/></strong> " " <a href=query.without_place().href(lang())>{lookup::CHANGE_PLACE.text()}</a></span>
            <span>{lookup::WHAT_LABEL.text()} " " <strong>{localized(&goods.name)}</strong> " " <a href=query.without_goods().href(lang())>{lookup::CHANGE_GOODS.text()}</a></span>
        </p>
        <Answered shard version place=&place.id goods query/>
    }
}

#[component]
fn Answered<'a>(
    shard: &'a PlaceShard,
    version: &'a Version,
    place: &'a PlaceId,
    goods: &'a Goods,
    query: &'a Lookup,
) -> impl IntoView + use<> {
    let (manifest, city) = (&version.manifest, &version.city);
    let Some(at) = instant(&query.at) else {
        focus_next("#at");
        let local = manifest.time_zone.local(clock::now());
        return view! { <NotUnderstood message=lookup::BAD_TIME.text() text=query.at.text()/> <TimeForm query local/> }.into_any();
    };
    let notes = view! { <SnapshotNotes version query at/> }.into_any();
    let engine = Engine::new(
        &shard.places,
        &shard.rules,
        &city.calendar,
        &manifest.time_zone,
    );
    let question = Question {
        place: place.clone(),
        goods: goods.id.clone(),
        at,
    };
    let Some(answer) = engine.answer(&question) else {
        return view! { <Absent/> }.into_any();
    };
    focus_next(".verdict-word");
    if let Some(place) = engine.place(place) {
        last_answer::keep(&LastAnswer::of(
            &engine,
            (place, goods),
            &answer,
            manifest.sequence,
        ));
    }
    let local = answer.local.local();
    let save = engine.place(place).map(|place| {
        let rule = answer.deciding.as_ref().and_then(|id| engine.rule(id));
        let cited = (rule, shard.documents.as_slice());
        view! { <SaveAnswer saved=SavedAnswer::of(
            (place, goods),
            &answer,
            cited,
            (manifest, city),
        )/> }
        .into_any()
    });
    // Nearby places come from the current snapshot: beside an archived answer they would mislead.
    let elsewhere = version.archived.is_none().then(|| {
        view! { <Alternatives engine=engine.clone() question=&question answer=&answer query/> }
            .into_any()
    });
    let why = view! { <Reasons answer=&answer shard engine=&engine/> }.into_any();
    let rough = engine.place(place).and_then(|p| {
        let rough = p.geometry.as_ref().is_some_and(|g| g.approximate);
        rough.then(|| view! { <p class="s soft">{lookup::APPROXIMATE.text()}</p> })
    });
    let grade = engine.place(place).map(|p| {
        view! { <Tag kind=TagKind::Plain label=lang().term(p.grade.zh(), p.grade.en())/> }
            .into_any()
    });
    let on_map = engine
        .place(place)
        .and_then(MapQuery::around)
        .map(|map| view! { <p><a class="go" href=map.asking(query).href(lang())>{map::AROUND.text()}</a></p> });
    // Only a street named by some rule has a calendar and a feed of its own.
    let is_named = |rule: &civic::rules::Rule| matches!(&rule.scope, Scope::Places(ids) if ids.contains(place));
    let follow = shard.rules.iter().any(is_named).then(|| {
        let file = |format| TreePath::street(place, format).map(|path| path.url());
        view! {
            <p>
                <a href=file(Format::Calendar) rel="external">{lookup::CALENDAR_LINK.text()}</a> " · "
                <a href=file(Format::Json) rel="external">{lookup::FEED_LINK.text()}</a>
            </p>
        }
    });
    let wall = StreetNotice::of(place).href(lang());
    view! {
        {notes}
        <VerdictSign answer=&answer now=query.at.is_empty() hotline=&city.hotline/>
        {save}
        {elsewhere}
        <TimeForm query local/>
        <Periods engine query at local/>
        {why}
        <p class="wrap">{lookup::GRADE.text()} " " {grade}</p>
        {on_map}
        {rough}
        <p><a href=wall>{lookup::NOTICE_LINK.text()}</a></p>
        {follow}
        <WrongWithThis about=place.as_str() part=question.goods.as_str()/>
    }
    .into_any()
}

/// The verdict itself: its name, colour and symbol, and until when it lasts.
#[component]
fn VerdictSign<'a>(answer: &'a Answer, now: bool, hotline: &'a str) -> impl IntoView + use<> {
    let lang = lang();
    let verdict = &answer.verdict;
    let until = match answer.until {
        Some(until) => view! { <p class="until">{lookup::UNTIL.text()} " " <strong>{format::later(lang, until, answer.local)}</strong></p> }.into_any(),
        None => view! { <p class="until">{lookup::NO_CHANGE.text()}</p> }.into_any(),
    };
    let next = answer.next_permitted.map(|next| {
        view! { <p class="next">{lookup::NEXT_PERMITTED.text()} " " <strong>{format::later(lang, next, answer.local)}</strong></p> }
    });
    let when = if now {
        lookup::NOW.text().to_owned()
    } else {
        format::moment(lang, answer.local)
    };
    let what_to_do = match verdict {
        Verdict::NoPublishedRule => {
            let call = (!hotline.is_empty()).then(|| {
                view! { <p>{frame::HOTLINE.text()} " " <a href=format!("tel:{hotline}")>{hotline.to_owned()}</a></p> }
            });
            view! { <p>{lookup::NO_RULE_TEXT.text()}</p> {call} }.into_any()
        }
        Verdict::Stale => view! { <p>{lookup::STALE_TEXT.text()}</p> }.into_any(),
        _ if answer.calendar_pending => {
            view! { <p>{lookup::CALENDAR_PENDING.text()}</p> }.into_any()
        }
        _ => ().into_any(),
    };
    let conditions: Vec<AnyView> = answer
        .conditions
        .iter()
        .map(|c| view! { <li>{localized(c)}</li> }.into_any())
        .collect();
    let conditions = (!conditions.is_empty()).then(
        || view! { <h3>{lookup::CONDITIONS.text()}</h3><ul class="conditions">{conditions}</ul> },
    );
    let temporary = answer.temporary.as_ref().map(|t| {
        let instead = (!t.instead.is_empty())
            .then(|| view! { <p>{lookup::INSTEAD.text()} " " <strong>{localized(&t.instead)}</strong></p> });
        view! { <div class="temporary"><p>{lookup::TEMPORARY.text()} " " {localized(&t.reason)}</p>{instead}</div> }
    });
    view! {
        <section class=sign_class(verdict)>
            <p class="verdict-when">{when}</p>
            <SignWord verdict word_as=WordAs::Paragraph/>
            {until}
            {next}
            {what_to_do}
            {temporary}
            {conditions}
        </section>
    }
}
