//! A page as it is, or as it was: the state that the address asks for, and a note which one that is.

use std::sync::Arc;

use civic::published::{Manifest, Opening, Revised, State, Timeline};
use civic::time::Date;
use leptos::prelude::*;
use routes::query::AsOf;
use web::format;
use web::i18n::lang;
use web::published::{DataError, Loaded, Published, tree, use_file_at};
use web::reactive::reactive;

use super::icon::Icon;
use super::note::{Note, NoteKind};
use super::status::{Absent, Failure, NotUnderstood, Skeleton};
use super::subject::{Subject, history_link, published_on, since, use_timeline, with_snapshot};
use crate::messages::{history, lookup};

/// Shows the file of the earlier snapshot with this sequence number, or of the present one.
type Show = Arc<dyn Fn(Option<u64>) -> AnyView + Send + Sync>;

/// A subject's file in the state that is asked for, under a note which one that is.
pub(crate) fn as_of<T: Published>(
    subject: Subject,
    asked: AsOf,
    show: impl Fn(Arc<T>, Option<u64>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let show = Arc::new(show);
    let of = subject.clone();
    let file = move |sequence| {
        let file = use_file_at::<T>(of.file_in(sequence));
        let (of, show) = (of.clone(), Arc::clone(&show));
        reactive(move || match file.get() {
            Loaded::Ready(file) => show(file, sequence),
            Loaded::Failed(error) => failed(&of, &error),
            Loaded::Loading => view! { <Skeleton/> }.into_any(),
        })
    };
    chosen(subject, asked, Arc::new(file))
}

/// What is no longer there still has its history.
fn failed(subject: &Subject, error: &DataError) -> AnyView {
    if *error == DataError::Absent {
        return view! { <Absent/> {history_link(subject)} }.into_any();
    }
    view! { <Failure error/> }.into_any()
}

fn chosen(subject: Subject, asked: AsOf, show: Show) -> AnyView {
    let unread = [
        (
            &history::BAD_VERSION,
            asked.seq.is_unreadable(),
            asked.seq.text(),
        ),
        (&history::BAD_DAY, asked.on.is_unreadable(), asked.on.text()),
    ];
    if let Some((message, _, text)) = unread.iter().find(|(_, is_unread, _)| *is_unread) {
        let text = (*text).to_owned();
        return view! { <NotUnderstood message=message.text() text/> {show(None)} }.into_any();
    }
    if asked.is_now() {
        return show(None);
    }
    let known = use_timeline(&subject);
    reactive(move || match known() {
        Loaded::Loading => view! { <Skeleton/> }.into_any(),
        Loaded::Failed(error) => view! { <Failure error=&error/> }.into_any(),
        Loaded::Ready(timeline) => match tree().manifest.get_untracked() {
            Some(newest) => match choose(&asked, (*timeline).as_ref(), &newest) {
                Chosen::Nothing(said) => note(&subject, said),
                Chosen::Absent => view! { <Absent/> }.into_any(),
                Chosen::File(said, sequence) => {
                    view! { {note(&subject, said)} {show(sequence)} }.into_any()
                }
            },
            None => view! { <Skeleton/> }.into_any(),
        },
    })
}

/// What there is to show.
enum Chosen {
    /// Nothing, and why.
    Nothing(String),
    /// It was never published.
    Absent,
    /// The file of an earlier snapshot or of the present one, and what is said of it.
    File(String, Option<u64>),
}

fn choose(asked: &AsOf, timeline: Option<&Timeline>, newest: &Manifest) -> Chosen {
    if let Some(n) = asked.seq.value().copied() {
        if n == 0 || n > newest.sequence {
            let (none, last) = (lookup::NO_VERSION.text(), lookup::NEWEST_VERSION.text());
            return Chosen::Nothing(format!("{none} {n}. {last} {}", newest.sequence));
        }
        let sequence = (n < newest.sequence).then_some(n);
        let version = history::AS_OF_VERSION.text().replace("{n}", &n.to_string());
        return match timeline.and_then(|timeline| Some((timeline, timeline.at(n)?))) {
            Some((_, state)) if !state.is_published() => Chosen::Nothing(unpublished(state)),
            Some((_, state)) => Chosen::File(format!("{version} {}", span(state)), sequence),
            None => Chosen::File(
                format!("{version} {}", history::SPAN_UNKNOWN.text()),
                sequence,
            ),
        };
    }
    let (Some(timeline), Some(day)) = (timeline, asked.on.value().copied()) else {
        return Chosen::Nothing(history::UNRECORDED.text().to_owned());
    };
    if timeline.states().is_empty() {
        return Chosen::Absent;
    }
    match timeline.on(day, &newest.time_zone) {
        None => Chosen::Nothing(before(timeline, day)),
        Some(state) if !state.is_published() => Chosen::Nothing(unpublished(state)),
        Some(state) => Chosen::File(span(state), earlier(state)),
    }
}

/// The sequence number of the snapshot that has a state; `None` where the present one has it too.
pub(crate) fn earlier(state: &State) -> Option<u64> {
    state.until.map(|_| state.from.sequence)
}

/// What is known of a day before the records begin.
pub(crate) fn before(timeline: &Timeline, day: Date) -> String {
    let start = timeline.since();
    let message = if start.sequence == 1 {
        &history::BEFORE_FIRST
    } else {
        &history::BEFORE_KNOWN
    };
    with_snapshot(message.text(), start).replace("{asked}", &format::date(lang(), day))
}

/// Why something was not there.
pub(crate) fn unpublished(state: &State) -> String {
    let until = |message: &'static str| state.until.map(|until| with_snapshot(message, until));
    match state.opening {
        Opening::By(Revised::Removed) => {
            let gone = with_snapshot(history::NO_LONGER.text(), state.from);
            let back = until(history::CAME_BACK.text()).unwrap_or_default();
            format!("{gone} {back}")
        }
        _ => until(history::NOT_YET.text()).unwrap_or_default(),
    }
}

/// From when until when it was so.
fn span(state: &State) -> String {
    let from = match state.opening {
        Opening::Start => since(state.from),
        _ => published_on(state.from),
    };
    let said = match state.until {
        Some(until) => history::AS_OF_BETWEEN
            .text()
            .replace("{until}", &published_on(until)),
        None => history::AS_OF_STILL.text().to_owned(),
    };
    said.replace("{from}", &from)
}

fn note(subject: &Subject, said: String) -> AnyView {
    let lang = lang();
    let (now, all) = (subject.page().path(lang), subject.history().path(lang));
    view! {
        <div class="part-3"><Note kind=NoteKind::Warn icon=Icon::CLOCK>
            <p>{said}</p>
            <p class="no-print"><a href=now>{history::SEE_NOW.text()}</a> " " <a href=all>{history::TITLE.text()}</a></p>
        </Note></div>
    }
    .into_any()
}
