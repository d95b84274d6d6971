//! 换个时间，换个地方: alternatives to an answer that does not permit.

use std::sync::Arc;

use civic::answer::alternatives::{Alternative, alternatives, find, walk_minutes};
use civic::answer::{Answer, Engine, Question};
use leptos::prelude::*;
use routes::query::{AskedTime, Lookup};
use web::i18n::lang;
use web::published::{DataError, tree};
use web::reactive::{load_latest, reactive, task};

use super::point::radius;
use crate::components::day_strip::class;
use crate::components::until::{Told, end, start};
use crate::components::{Failure, Icon, PlaceName, SmallGlyph, Status, verdict_icon};
use crate::messages::{lookup, map};

/// The alternatives to an answer that does not permit: another time is shown at once, places
/// nearby once the surrounding shards are loaded.
#[component]
pub(super) fn Alternatives<'a>(
    engine: Engine,
    question: &'a Question,
    answer: &'a Answer,
    query: &'a Lookup,
) -> impl IntoView + use<> {
    if answer.verdict.permits() {
        return ().into_any();
    }
    let from = engine
        .place(&question.place)
        .and_then(civic::places::Place::middle);
    let offers = RwSignal::new(None::<Result<(Vec<Alternative>, u32), DataError>>);
    let local = answer.local;
    let first = alternatives(&engine, question, answer, None);
    if let Some(from) = from {
        let request = Arc::new((engine, question.clone(), answer.clone()));
        let tree = tree();
        load_latest(move || {
            let request = Arc::clone(&request);
            Some(task(async move {
                let (engine, question, answer) = &*request;
                let found = match tree.manifest.get_untracked() {
                    Some(manifest) => {
                        find(&tree.files(&manifest), engine, question, answer, from).await
                    }
                    None => Err(DataError::Absent),
                };
                move || {
                    offers.try_set(Some(found));
                }
            }))
        });
    }
    let query = query.clone();
    let said = RwSignal::new(String::new());
    let rows = reactive(move || {
        offers.with(|offers| {
            let (shown, status, failure) = match offers {
                None if from.is_none() => (&first, lookup::NOT_DRAWN.text().to_owned(), None),
                None => (&first, lookup::LOOKING_NEARBY.text().to_owned(), None),
                Some(Err(error)) => (&first, String::new(), Some(view! { <Failure error/> })),
                Some(Ok((found, metres))) if !found.iter().any(is_nearby) => {
                    let (before, after) = (
                        lookup::NOTHING_NEARBY_BEFORE.text(),
                        lookup::NOTHING_NEARBY_AFTER.text(),
                    );
                    (found, format!("{before}{}{after}", radius(*metres)), None)
                }
                Some(Ok((found, _))) => (found, String::new(), None),
            };
            said.set(status);
            let rows: Vec<AnyView> = shown
                .iter()
                .map(|o| view! { <AlternativeRow offer=o query=&query local/> }.into_any())
                .collect();
            let rows = (!rows.is_empty()).then(|| view! { <ul class="offers">{rows}</ul> });
            view! { {rows} {failure} }.into_any()
        })
    });
    view! {
        <section class="part" aria-labelledby="elsewhere">
            <h2 id="elsewhere">{lookup::ELSEWHERE_TITLE.text()}</h2>
            {rows}
            <Status said/>
        </section>
    }
    .into_any()
}

fn is_nearby(alternative: &Alternative) -> bool {
    matches!(alternative, Alternative::Nearby { .. })
}

#[component]
fn AlternativeRow<'a>(
    offer: &'a Alternative,
    query: &'a Lookup,
    local: civic::time::Timestamp,
) -> impl IntoView + use<> {
    let lang = lang();
    let told = if query.at.is_empty() {
        Told::Now
    } else {
        Told::Then
    };
    let (href, name, verdict, until, beside) = match offer {
        Alternative::AnotherTime {
            from,
            until,
            verdict,
        } => {
            let name = format!(
                "{}{}",
                lookup::HERE_FROM.text(),
                start(lang, *from, local, told)
            );
            let href = query.with_time(AskedTime::Timestamp(*from)).href(lang);
            let glyph = view! { <SmallGlyph icon=Icon::CLOCK/> }.into_any();
            (
                href,
                view! { <b>{name}</b> }.into_any(),
                verdict,
                until,
                glyph,
            )
        }
        Alternative::Nearby {
            place,
            walk_metres,
            until,
            verdict,
        } => {
            let metres = format!(
                "{}{} {}",
                lookup::ABOUT.text(),
                // An estimate: its last digit says nothing.
                (walk_metres + 5) / 10 * 10,
                map::METRES.text()
            );
            let minutes = walk_minutes(*walk_metres);
            let walk = format!(
                "{}{minutes}{}",
                lookup::ON_FOOT.text(),
                lookup::ON_FOOT_AFTER.text()
            );
            let beside = view! { {metres}<br/><small class="soft">{walk}</small> }.into_any();
            let name = view! { <b><PlaceName place/></b> }.into_any();
            (
                query.with_place(&place.id).href(lang),
                name,
                verdict,
                until,
                beside,
            )
        }
    };
    let until = until.map(|until| {
        format!(
            "{}{}",
            lookup::SAID_UNTIL.text(),
            end(lang, until, local, told)
        )
    });
    view! {
        <li><a class="stay" href=href>
            <span>
                {name}<br/>
                <span class=format!("word-s c-{}", class(verdict))>
                    <SmallGlyph icon=verdict_icon(verdict)/>
                    <span>{lang.term(verdict.zh(), verdict.en()).to_owned()}{until}</span>
                </span>
            </span>
            <span class="d">{beside}</span>
        </a></li>
    }
}
