//! Who answers, told from the duty lists, and by when.

use civic::cases::Service;
use civic::cases::deadline::due_on;
use civic::search::{Entry, looser, who_leads};
use leptos::prelude::*;
use routes::query::Search;
use web::i18n::{lang, localized};
use web::published::{DataError, Loaded, Tree, tree};
use web::reactive::{load_latest, reactive, task};
use web::text::folded;
use web::{clock, format};

use super::about::{Kind, Subject};
use crate::components::leads;
use crate::components::search_index::{Index, Shown};
use crate::messages::feedback;
use crate::state::city;

/// How many duty items are read to tell who leads.
const MOST: usize = 3;
/// A topic that is told by fewer characters is none.
const LEAST: usize = 4;

/// Who answers to a kind of feedback, and by when if it is sent today.
pub(super) fn who_answers(service: Service, subject: Memo<Option<Subject>>) -> AnyView {
    let found = RwSignal::new(None::<Vec<Shown>>);
    let tree = tree();
    load_latest(move || {
        let topic = subject.with(|subject| {
            let known = subject.as_ref().and_then(Subject::known);
            let known = known.filter(|known| matches!(known.kind, Kind::Duty | Kind::Requirement));
            // The unit that a duty belongs to comes after its title.
            let title = known.and_then(|known| known.name.split(['，', ',']).next());
            title.map(str::to_owned)
        });
        found.set(None);
        let topic = topic?;
        Some(task(async move {
            let duties = on_topic(tree, &topic).await.unwrap_or_default();
            move || {
                found.try_set(Some(duties));
            }
        }))
    });
    let leading = reactive(move || {
        found.with(|found| {
            let shown = found.as_deref().unwrap_or_default();
            let entries: Vec<&Entry> = shown.iter().filter_map(Shown::entry).collect();
            let answer = who_leads(&entries);
            let Some(first) = answer.leading.first() else {
                return view! { <p>{feedback::WHO_LATER.text()}</p> }.into_any();
            };
            let title = first.entries.first().and_then(|at| entries.get(*at));
            let title = title.map(|entry| localized(&entry.title));
            view! {
                <p><b>{leads(first)}</b></p>
                <p class="s soft">{feedback::BY_DUTY.text()} "“" {title} "”" {feedback::BY_DUTY_AFTER.text()}</p>
            }
            .into_any()
        })
    });
    view! {
        <section class="part"><h2>{feedback::WHO_ANSWERS.text()}</h2>{leading}<p>{when(service)}</p></section>
    }
    .into_any()
}

/// The duty items on a topic, or on the closest part of its words that there are any on.
async fn on_topic(tree: Tree, topic: &str) -> Result<Vec<Shown>, DataError> {
    let search = Search::new(topic);
    let index = Index::of(tree, &search).await?;
    let words = folded(topic);
    let looser = looser(&words);
    let parts = looser.iter().filter(|part| part.chars().count() >= LEAST);
    for words in [&words].into_iter().chain(parts) {
        let duties = index.find(words, &search).await?.duties;
        if !duties.is_empty() {
            return index
                .entries(duties.get(..duties.len().min(MOST)).unwrap_or_default())
                .await;
        }
    }
    Ok(Vec::new())
}

/// By when an answer is due if it is sent today.
fn when(service: Service) -> AnyView {
    let (lang, city) = (lang(), city());
    reactive(move || {
        let Some(days) = service.reply_working_days else {
            return feedback::NO_DAY.text().into_any();
        };
        let (Loaded::Ready(city), Some(manifest)) = (city.get(), tree().manifest.get()) else {
            return ().into_any();
        };
        let today = manifest.time_zone.local(clock::now()).date;
        let Some(due) = due_on(&service, today, &city.calendar) else {
            return feedback::NO_DAY.text().into_any();
        };
        let after = if days == 1 {
            feedback::WORKING_DAY_AFTER.text()
        } else {
            feedback::WORKING_DAYS_AFTER.text()
        };
        view! {
            {feedback::IF_SENT_TODAY.text()} <b>{format::near_day(lang, due)}</b> {feedback::IF_SENT_TODAY_AFTER.text()}
            {feedback::WORKING_DAYS_BEFORE.text()} {days} {after}
        }
        .into_any()
    })
}
