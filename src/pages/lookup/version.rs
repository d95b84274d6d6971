//! 数据版本: the choice of the snapshot that a question is answered from.

use civic::published::{CityFile, Manifest, name};
use leptos::prelude::*;
use routes::query::Lookup;
use web::i18n::lang;
use web::published::{DataError, Loaded, Locator, tree, use_file_at};
use web::reactive::reactive;

use super::next_choice::{failed, loading, step};
use super::snapshot::Version;
use super::steps::LookupStep;
use crate::components::{Icon, Note, NoteKind};
use crate::messages::lookup;
use crate::state::city;

/// The page as answered from the snapshot named in the address, or from the current one.
#[component]
pub(super) fn LookupInSnapshot(query: Lookup) -> impl IntoView {
    let file = city();
    reactive(move || {
        let city = match file.get() {
            Loaded::Loading => return loading(),
            Loaded::Failed(error) => return failed(&error),
            Loaded::Ready(city) => city,
        };
        let Some(manifest) = tree().manifest.get_untracked() else {
            return loading();
        };
        if query.seq.is_empty() || query.seq.value() == Some(&manifest.sequence) {
            let version = Version {
                manifest,
                city,
                archived: None,
            };
            return view! { <LookupStep query=&query version=&version/> }.into_any();
        }
        match query.seq.value() {
            Some(sequence) if *sequence < manifest.sequence => {
                view! { <LookupInArchive sequence=*sequence query=&query/> }.into_any()
            }
            _ => step(view! { <UnknownSequence query=&query newest=&manifest/> }.into_any()),
        }
    })
}

#[component]
fn LookupInArchive<'a>(sequence: u64, query: &'a Lookup) -> impl IntoView + use<> {
    let manifest = use_file_at::<Manifest>(Locator::Snapshot(sequence));
    let city = Locator::Name(name::CITY.to_owned());
    let city = use_file_at::<CityFile>(Locator::Of(sequence, Box::new(city)));
    let query = query.clone();
    reactive(move || {
        let (manifest, city) = match (manifest.get(), city.get()) {
            (Loaded::Ready(manifest), Loaded::Ready(city)) => (manifest, city),
            (Loaded::Failed(DataError::Absent), _) => {
                let newest = tree().manifest.get_untracked();
                return match newest {
                    Some(newest) => {
                        step(view! { <UnknownSequence query=&query newest=&newest/> }.into_any())
                    }
                    None => loading(),
                };
            }
            (Loaded::Failed(error), _) | (_, Loaded::Failed(error)) => return failed(&error),
            _ => return loading(),
        };
        let version = Version {
            manifest,
            city,
            archived: Some(sequence),
        };
        view! { <LookupStep query=&query version=&version/> }.into_any()
    })
}

/// The message for a sequence number that was never published.
#[component]
fn UnknownSequence<'a>(query: &'a Lookup, newest: &'a Manifest) -> impl IntoView + use<> {
    let (asked, newest) = (query.seq.text().to_owned(), newest.sequence);
    let present = query.to_present().href(lang());
    view! {
        <div role="alert"><Note kind=NoteKind::Warn icon=Icon::WARN>
            <p>{lookup::NO_VERSION.text()} " " {asked} ". " {lookup::NEWEST_VERSION.text()} " " {newest}</p>
            <p><a href=present>{lookup::ASK_PRESENT.text()}</a></p>
        </Note></div>
    }
}
