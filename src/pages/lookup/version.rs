//! 数据版本: the choice of the snapshot that a question is answered from.

use civic::published::{CityFile, Manifest, name};
use leptos::prelude::*;
use routes::query::Lookup;
use web::i18n::lang;
use web::published::{DataError, Loaded, Want, tree, use_wanted};
use web::reactive::reactive;

use super::snapshot::Version;
use super::steps::step;
use crate::components::{failure, skeleton, when_ready};
use crate::messages::lookup;
use crate::state::city;

/// The page as answered from the snapshot named in the address, or from the current one.
pub(super) fn of(query: &Lookup) -> AnyView {
    let query = query.clone();
    when_ready(city(), move |city| {
        let Some(manifest) = tree().manifest.get_untracked() else {
            return skeleton();
        };
        if query.seq.is_empty() || query.seq.value() == Some(&manifest.sequence) {
            let version = Version {
                manifest,
                city,
                archived: None,
            };
            return step(&query, &version);
        }
        match query.seq.value() {
            Some(sequence) if *sequence < manifest.sequence => archived(*sequence, &query),
            _ => unknown_sequence(&query, &manifest),
        }
    })
}

fn archived(sequence: u64, query: &Lookup) -> AnyView {
    let manifest = use_wanted::<Manifest>(Want::Snapshot(sequence));
    let city = Want::Name(name::CITY.to_owned());
    let city = use_wanted::<CityFile>(Want::Of(sequence, Box::new(city)));
    let query = query.clone();
    reactive(move || {
        let (manifest, city) = match (manifest.get(), city.get()) {
            (Loaded::Ready(manifest), Loaded::Ready(city)) => (manifest, city),
            (Loaded::Failed(DataError::Absent), _) => {
                let newest = tree().manifest.get_untracked();
                return newest.map_or_else(skeleton, |newest| unknown_sequence(&query, &newest));
            }
            (Loaded::Failed(error), _) | (_, Loaded::Failed(error)) => return failure(&error),
            _ => return skeleton(),
        };
        let version = Version {
            manifest,
            city,
            archived: Some(sequence),
        };
        step(&query, &version)
    })
}

/// The message for a sequence number that was never published.
fn unknown_sequence(query: &Lookup, newest: &Manifest) -> AnyView {
    view! {
        <div class="callout callout-warn" role="alert">
            <p>{lookup::NO_VERSION.text()} " " {query.seq.text().to_owned()} ". " {lookup::NEWEST_VERSION.text()} " " {newest.sequence}</p>
            <p><a href=query.to_present().href(lang())>{lookup::ASK_PRESENT.text()}</a></p>
        </div>
    }
    .into_any()
}
