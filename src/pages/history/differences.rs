//! Two versions of a subject, fetched and compared.

use civic::DutyId;
use civic::documents::Document;
use civic::duties::Step;
use civic::duties::revision::{Names, RequirementVersion, duty_changes, revised_items};
use civic::published::{DutyFile, RequirementFile, Revised, State};
use leptos::prelude::*;
use web::i18n::{lang, localized};
use web::published::{Loaded, Locator, Published, use_file_at};
use web::reactive::reactive;

use super::changes::list;
use crate::components::{Failure, Skeleton, Subject, Tag, TagKind, earlier};
use crate::messages::history;

/// What changed from one state to another, both of them published.
pub(super) fn differences(subject: &Subject, from: &State, to: &State) -> AnyView {
    let (old, new) = (subject.file_in(earlier(from)), subject.file_in(earlier(to)));
    match subject {
        Subject::Requirement(_) => compared(old, new, requirement),
        Subject::Lists(_) => compared(old, new, lists),
        Subject::Item(_, id) => {
            let id = id.clone();
            compared(old, new, move |old, new| item(old, new, &id))
        }
    }
}

fn compared<T: Published>(
    old: Locator,
    new: Locator,
    show: impl Fn(&T, &T) -> AnyView + Send + 'static,
) -> AnyView {
    let (old, new) = (use_file_at::<T>(old), use_file_at::<T>(new));
    reactive(move || match (old.get(), new.get()) {
        (Loaded::Failed(error), _) | (_, Loaded::Failed(error)) => {
            view! { <Failure error=&error/> }.into_any()
        }
        (Loaded::Ready(old), Loaded::Ready(new)) => show(&old, &new),
        _ => view! { <Skeleton/> }.into_any(),
    })
}

fn requirement(old: &RequirementFile, new: &RequirementFile) -> AnyView {
    let changes = version(old).changes_until(version(new));
    if changes.is_empty() {
        return same();
    }
    let (old_names, new_names) = (
        names(&old.documents, &old.requirement.steps),
        names(&new.documents, &new.requirement.steps),
    );
    list(&changes, (&old_names, &new_names))
}

fn version(file: &RequirementFile) -> RequirementVersion<'_> {
    RequirementVersion {
        requirement: &file.requirement,
        corrections: &file.corrections,
    }
}

fn names<'a>(documents: &'a [Document], steps: &'a [Step]) -> Names<'a> {
    Names { documents, steps }
}

fn same() -> AnyView {
    view! { <p>{history::SAME.text()}</p> }.into_any()
}

/// What changed in an item that both have.
fn item(old: &DutyFile, new: &DutyFile, id: &DutyId) -> AnyView {
    let was = old.items.iter().find(|item| item.id == *id);
    let is = new.items.iter().find(|item| item.id == *id);
    let (Some(was), Some(is)) = (was, is) else {
        return ().into_any();
    };
    let changes = duty_changes(was, is);
    if changes.is_empty() {
        return same();
    }
    let (old_names, new_names) = (names(&old.documents, &[]), names(&new.documents, &[]));
    list(&changes, (&old_names, &new_names))
}

/// The items of the lists that came, went or changed.
fn lists(old: &DutyFile, new: &DutyFile) -> AnyView {
    let revised = revised_items(&old.items, &new.items);
    if revised.is_empty() {
        return same();
    }
    let rows: Vec<AnyView> = revised
        .into_iter()
        .map(|(one, revised)| {
            let subject = Subject::Item(one.unit.clone(), one.id.clone());
            let href = subject.history().path(lang());
            let (kind, label) = match revised {
                Revised::Added => (TagKind::Good, history::ADDED.text()),
                Revised::Removed => (TagKind::Bad, history::REMOVED.text()),
                _ => (TagKind::Pending, history::CHANGED.text()),
            };
            view! {
                <li>
                    <p><a href=href>{localized(&one.title)}</a> " " <Tag kind label/></p>
                    {item(old, new, &one.id)}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="stack">{rows}</ul> }.into_any()
}
