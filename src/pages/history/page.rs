//! The page of a history.

use civic::published::{DutyFile, RequirementFile, Timeline};
use leptos::prelude::*;
use routes::Page;
use routes::query::Between;
use web::i18n::lang;
use web::location::use_query;
use web::published::{Loaded, tree, use_file};
use web::reactive::reactive;

use super::days::{between, form};
use super::versions::versions;
use crate::components::{
    Absent, Breadcrumbs, Failure, Heading, Icon, Note, NoteKind, Skeleton, Subject, use_timeline,
};
use crate::messages::{components, frame, history, requirements, tasks};

/// The history of a subject: two days compared, and every version.
#[component]
pub(crate) fn HistoryPage(subject: Subject) -> impl IntoView {
    let name = name_of(&subject);
    let title = Memo::new(move |_| name());
    let heading = move || {
        let (history, colon) = (history::TITLE.text(), requirements::COLON.text());
        title.with(|title| match title {
            Some(title) => format!("{history}{colon}{title}"),
            None => history.to_owned(),
        })
    };
    let asked = use_query::<Between>();
    let known = use_timeline(&subject);
    let page = subject.page();
    let mut parents = vec![(Page::Tasks, frame::TASKS.text().to_owned())];
    if matches!(page, Page::Requirement(_)) {
        parents.push((Page::Requirements, requirements::TITLE.text().to_owned()));
    }
    parents.push((page, history::AS_NOW.text().to_owned()));
    let id = match &subject {
        Subject::Requirement(id) => id.to_string(),
        Subject::Item(_, id) => id.to_string(),
        Subject::Lists(unit) => unit.to_string(),
    };
    let is_named = Memo::new(move |_| title.with(Option::is_some));
    // Nothing stands below the heading until it has as many lines as it will have.
    let content = move || {
        let content = match known() {
            Loaded::Ready(timeline) if is_named.get() => match &*timeline {
                Some(timeline) => shown(&subject, timeline, &asked.get()),
                None => view! {
                    <Note kind=NoteKind::Warn icon=Icon::INFO><p>{history::UNRECORDED.text()}</p></Note>
                }
                .into_any(),
            },
            Loaded::Failed(error) => view! { <Failure error=&error/> }.into_any(),
            _ => return view! { <Skeleton/> }.into_any(),
        };
        view! {
            <p class="soft">{history::LEAD.text()}</p>
            <p class="s soft">{components::IDENTIFIER.text()} " " {id.clone()}</p>
            {content}
        }
        .into_any()
    };
    view! {
        <Breadcrumbs parents/>
        <Heading text=Signal::derive(heading)/>
        {reactive(content)}
    }
}

fn shown(subject: &Subject, timeline: &Timeline, asked: &Between) -> AnyView {
    if timeline.states().is_empty() {
        return view! { <Absent/> }.into_any();
    }
    let Some(zone) = tree().manifest.with_untracked(|manifest| {
        let manifest = manifest.as_ref()?;
        Some(manifest.time_zone.clone())
    }) else {
        return view! { <Skeleton/> }.into_any();
    };
    view! {
        {form(subject, asked)}
        {between(subject, timeline, asked, &zone)}
        {versions(subject, timeline)}
    }
    .into_any()
}

/// What the subject is called now; what it is, where it is no longer published; `None` while that is
/// not known.
fn name_of(subject: &Subject) -> Box<dyn Fn() -> Option<String> + Send + Sync> {
    let lang = lang();
    let file = subject.file();
    let id = match subject.clone() {
        Subject::Requirement(_) => {
            let file = use_file::<RequirementFile>(file);
            return Box::new(move || match file.get() {
                Loaded::Loading => None,
                Loaded::Ready(file) => Some(lang.pick(&file.requirement.title).to_owned()),
                Loaded::Failed(_) => Some(requirements::REQUIREMENT.text().to_owned()),
            });
        }
        Subject::Item(_, id) => Some(id),
        Subject::Lists(_) => None,
    };
    let file = use_file::<DutyFile>(file);
    Box::new(move || {
        Some(match (file.get(), &id) {
            (Loaded::Loading, _) => return None,
            (Loaded::Ready(file), None) => {
                let lists = tasks::DUTY_LISTS_OF.text();
                lists.replace("{unit}", lang.pick(&file.unit.name))
            }
            (Loaded::Ready(file), Some(id)) => {
                let item = file.items.iter().find(|item| item.id == *id);
                let title = item.map(|item| lang.pick(&item.title));
                title.unwrap_or(tasks::DUTY_ITEM.text()).to_owned()
            }
            (Loaded::Failed(_), Some(_)) => tasks::DUTY_ITEM.text().to_owned(),
            (Loaded::Failed(_), None) => tasks::TITLE.text().to_owned(),
        })
    })
}
