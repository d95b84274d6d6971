//! An entry of the list of updates.

use civic::documents::Update;
use civic::published::{Subject, SubjectKind};
use leptos::prelude::*;
use routes::Page;
use routes::query::Lookup;
use web::format;
use web::i18n::{lang, localized};

use super::fact::{Tag, TagKind};
use super::source::SourceTag;
use crate::messages::updates;

/// An entry of the list.
#[component]
pub(crate) fn UpdateEntry<'a>(
    update: &'a Update,
    subjects: &'a [Subject],
) -> impl IntoView + use<> {
    let lang = lang();
    let until = update
        .until
        .map(|until| view! { " · " {updates::UNTIL_DAY.text()} " " {format::date(lang, until)} });
    let from = update
        .effective_on
        .map(|from| view! { " · " {updates::FROM_DAY.text()} " " {format::date(lang, from)} });
    let affects: Vec<AnyView> = update
        .affects
        .iter()
        .filter_map(|id| {
            let page = page_about(subjects.iter().find(|s| s.named == *id)?)?;
            Some(view! { <a class="affects" href=page>{id.clone()}</a> " " }.into_any())
        })
        .collect();
    view! {
        <li class="entry" id=update.id.to_string()>
            <p class="s soft">
                <time datetime=update.date.to_string()>{format::date(lang, update.date)}</time> " "
                <Tag kind=TagKind::Plain label=lang.term(update.kind.zh(), update.kind.en())/> " " <SourceTag source=&update.source/>
            </p>
            <h3>{localized(&update.title)}</h3>
            <p>{localized(&update.body)}</p>
            <p class="s soft">{affects} {from} {until}</p>
        </li>
    }
}

/// The page about a subject.
fn page_about(subject: &Subject) -> Option<String> {
    let (lang, id) = (lang(), subject.id.as_str());
    let page = match (&subject.kind, &subject.unit) {
        (SubjectKind::Place, _) => return Some(Lookup::of_place(&id.into()).href(lang)),
        (SubjectKind::Requirement, _) => Page::Requirement(id.into()),
        (SubjectKind::Duty, Some(unit)) => Page::Duty(unit.clone(), id.into()),
        (SubjectKind::Unit, _) => Page::Unit(id.into()),
        _ => return None,
    };
    Some(page.path(lang))
}
