//! The answer to the last question, on the home page.

use std::time::Duration;

use civic::answer::last_answer::LastAnswer;
use civic::answer::{Engine, Question};
use civic::published::{CityFile, Manifest, PlaceShard};
use civic::time::Instant;
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use web::clock;
use web::published::{DataError, Loaded, Locator, tree, use_file_at};
use web::reactive::reactive;

use crate::components::{Failure, HomeSign, KeptSign};
use crate::messages::home;
use crate::state::{city, last_answer, last_question};

/// The longest time until the answer is computed anew while the page stays open.
const LONGEST: i64 = 3600;

/// Answers the last question as of now, and again when the answer changes. Until the rules are
/// loaded, what was kept of it is shown.
#[component]
pub(crate) fn HomeAnswer() -> impl IntoView {
    let Some((place, goods)) = last_question::kept() else {
        return ().into_any();
    };
    let shard = use_file_at::<PlaceShard>(Locator::Place(place.clone()));
    let (city, tree) = (city(), tree());
    let asked_again = RwSignal::new(());
    reactive(move || {
        asked_again.get();
        let (shard, city) = match (shard.get(), city.get()) {
            (Loaded::Failed(DataError::Absent), _) => return gone(),
            (Loaded::Failed(error), _) | (_, Loaded::Failed(error)) => {
                return view! { <div class="w"><Failure error=&error/></div> }.into_any();
            }
            (Loaded::Ready(shard), Loaded::Ready(city)) => (shard, city),
            _ => return view! { <KeptSign/> }.into_any(),
        };
        let Some(manifest) = tree.manifest.get_untracked() else {
            return view! { <KeptSign/> }.into_any();
        };
        let now = clock::now();
        let Some(answer) = answer(&place, &goods, now, (&shard, &city, &manifest)) else {
            return gone();
        };
        last_answer::keep(answer.clone());
        let until = answer
            .until
            .map_or(LONGEST, |until| until.instant.0 - now.0);
        let wait = u64::try_from(until.clamp(1, LONGEST)).unwrap_or(1);
        set_timeout(
            move || {
                asked_again.try_set(());
            },
            Duration::from_secs(wait),
        );
        view! { <HomeSign answer=&answer/> }.into_any()
    })
}

fn answer(
    place: &PlaceId,
    goods: &GoodsId,
    at: Instant,
    (shard, city, manifest): (&PlaceShard, &CityFile, &Manifest),
) -> Option<LastAnswer> {
    let engine = Engine::new(
        &shard.places,
        &shard.rules,
        &city.calendar,
        &manifest.time_zone,
    );
    let question = Question {
        place: place.clone(),
        goods: goods.clone(),
        at,
    };
    let answer = engine.answer(&question)?;
    let goods = city.goods.iter().find(|known| known.id == *goods)?;
    let place = engine.place(place)?;
    Some(LastAnswer::of(
        &engine,
        (place, goods),
        &answer,
        manifest.sequence,
    ))
}

/// What was asked about is no longer published.
fn gone() -> AnyView {
    view! { <div class="w"><p>{home::GONE.text()}</p></div> }.into_any()
}
