//! An entry of the list of updates.

use civic::documents::{Update, UpdateKind};
use civic::published::{Subject, SubjectKind};
use civic::time::Date;
use leptos::prelude::*;
use routes::Page;
use routes::query::Lookup;
use web::i18n::{Message, lang, localized};
use web::published::tree;
use web::{clock, format};

use super::source::SourceTag;
use crate::messages::{frame, updates};

/// An entry of the list: since when, what changed, before and after where that is known, what it is
/// about by name, and until when.
#[component]
pub(crate) fn UpdateEntry<'a>(
    update: &'a Update,
    subjects: &'a [Subject],
) -> impl IntoView + use<> {
    let lang = lang();
    let today = tree().manifest.with_untracked(|manifest| {
        let manifest = manifest.as_ref()?;
        Some(manifest.time_zone.local(clock::now()).date)
    });
    let since = update.since();
    let from = match update.effective_on {
        Some(_) => dated(&updates::FROM_DAY, since, today),
        None => day(since, today),
    };
    // The year on a line of its own.
    let from = from.replace('年', "年\n");
    let end = match update.last_day() {
        Some(_) if today.is_some_and(|today| update.is_over(today)) => {
            updates::OVER.text().to_owned()
        }
        Some(last) => dated(&updates::UNTIL_DAY, last, today),
        None => String::new(),
    };
    let mut about: Vec<&Subject> = Vec::new();
    let mut is_whole = true;
    for id in &update.affects {
        let before = about.len();
        about.extend(subjects.iter().filter(|subject| subject.named == *id));
        is_whole &= about.len() > before;
    }
    let change = about.iter().find_map(|subject| subject.change.as_ref());
    let mut pages: Vec<String> = Vec::new();
    // Those that the change was made to.
    let mut changed: Vec<String> = Vec::new();
    let mut names: Vec<AnyView> = Vec::new();
    for subject in &about {
        let Some(page) = page_about(subject) else {
            continue;
        };
        match &subject.change {
            Some(_) if subject.change.as_ref() == change => changed.push(page.clone()),
            Some(_) => is_whole = false,
            None => {}
        }
        if pages.contains(&page) {
            continue;
        }
        if !names.is_empty() {
            names.push(frame::AND.text().into_any());
        }
        let name = localized(&subject.name);
        names.push(view! { <a href=page.clone()>{name}</a> }.into_any());
        pages.push(page);
    }
    // What a report sums up is more than one change, and not all of it has a page.
    let is_one = is_whole && pages.iter().all(|page| changed.contains(page));
    let body = || view! { <span class="swap">{localized(&update.body)}</span> }.into_any();
    let changed = match change.filter(|_| is_one) {
        Some((before, after)) => {
            // Of a closing the words say from which hour to which.
            let hours = (update.kind == UpdateKind::TemporaryClosure).then(body);
            view! {
                <span class="swap"><del>{localized(before)}</del><span class="arrow" role="img" aria-label=updates::BECAME.text()>"→"</span><ins>{localized(after)}</ins></span>
                {hours}
            }
            .into_any()
        }
        None => body(),
    };
    let kind = lang.term(update.kind.zh(), update.kind.en()).to_owned();
    view! {
        <li id=update.id.to_string()>
            <time datetime=since.to_string()>{from}</time>
            <div>
                <h3>{localized(&update.title)}</h3>
                {changed}
                <p class="s">{names}</p>
                <p class="s soft">{kind}{end} " " <SourceTag source=&update.source/></p>
            </div>
        </li>
    }
}

/// A day, without its year if that is this one.
fn day(date: Date, today: Option<Date>) -> String {
    let lang = lang();
    match today {
        Some(today) if today.year() == date.year() => format::month_day(lang, date.month_day()),
        _ => format::date(lang, date),
    }
}

fn dated(message: &'static Message, date: Date, today: Option<Date>) -> String {
    message.text().replace("{}", &day(date, today))
}

/// The page about a subject.
pub(crate) fn page_about(subject: &Subject) -> Option<String> {
    let (lang, id) = (lang(), subject.id.as_str());
    let page = match (&subject.kind, &subject.unit) {
        (SubjectKind::Place, _) => return Some(Lookup::of_place(&id.into()).href(lang)),
        (SubjectKind::Requirement, _) => Page::Requirement(id.into()),
        (SubjectKind::Duty, Some(unit)) => Page::Duty(unit.clone(), id.into()),
        (SubjectKind::Unit, _) => Page::Unit(id.into()),
        (SubjectKind::Case, _) => Page::Case(id.into()),
        _ => return None,
    };
    Some(page.path(lang))
}
