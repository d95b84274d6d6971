//! 数据版本: which snapshot answers, and what is said where that is not plain.

use civic::published::{ArchiveFile, CityFile, Manifest, archive_name, name};
use civic::time::Instant;
use leptos::prelude::*;

use super::{Asked, Version, step};
use crate::app::{city, lang, m, site};
use crate::components::{failure, skeleton, when_ready};
use crate::format;
use crate::published::{DataError, Loaded, Want, use_file, use_wanted};
use crate::reactive::reactive;

/// The page as the snapshot named in the address answers it, or the present one.
pub(super) fn of(asked: &Asked) -> AnyView {
    let asked = asked.clone();
    when_ready(city(), move |city| {
        let Some(manifest) = site().tree.manifest.get_untracked() else {
            return skeleton();
        };
        if asked.seq.is_empty() || asked.seq == manifest.sequence.to_string() {
            let version = Version {
                manifest,
                city,
                archived: None,
            };
            return step(&asked, &version);
        }
        match asked.seq.parse() {
            Ok(sequence) if sequence < manifest.sequence => archived(sequence, &asked),
            _ => never_was(&asked, &manifest),
        }
    })
}

fn archived(sequence: u64, asked: &Asked) -> AnyView {
    let manifest = use_wanted::<Manifest>(Want::Snapshot(sequence));
    let city = Want::Name(name::CITY.to_owned());
    let city = use_wanted::<CityFile>(Want::Of(sequence, Box::new(city)));
    let asked = asked.clone();
    reactive(move || {
        let (manifest, city) = match (manifest.get(), city.get()) {
            (Loaded::Ready(manifest), Loaded::Ready(city)) => (manifest, city),
            (Loaded::Failed(DataError::Absent), _) => {
                let newest = site().tree.manifest.get_untracked();
                return newest.map_or_else(skeleton, |newest| never_was(&asked, &newest));
            }
            (Loaded::Failed(error), _) | (_, Loaded::Failed(error)) => return failure(&error),
            _ => return skeleton(),
        };
        let version = Version {
            manifest,
            city,
            archived: Some(sequence),
        };
        step(&asked, &version)
    })
}

/// A number under which nothing was published.
fn never_was(asked: &Asked, newest: &Manifest) -> AnyView {
    let m = m();
    view! {
        <div class="callout callout-warn" role="alert">
            <p>{m.no_version} " " {asked.seq.clone()} ". " {m.newest_version} " " {newest.sequence}</p>
            <p><a href=asked.with_present().href()>{m.ask_present}</a></p>
        </div>
    }
    .into_any()
}

/// What is to be said of the snapshot that answers for an instant.
pub(super) fn told(version: &Version, asked: &Asked, at: Instant) -> AnyView {
    let (m, lang) = (m(), lang());
    let manifest = &version.manifest;
    let day = format::moment(lang, manifest.published_at);
    if version.archived.is_some() {
        return view! {
            <div class="callout" role="status">
                <p>{m.old_version} " " {manifest.sequence} " (" {day} ")"</p>
                <p><a href=asked.with_present().href()>{m.ask_present}</a></p>
            </div>
        }
        .into_any();
    }
    if at >= manifest.published_at.instant {
        return ().into_any();
    }
    let before = move |first: civic::time::Timestamp| {
        if at >= first.instant {
            return ().into_any();
        }
        let first = format::moment(lang, first);
        view! { <div class="callout" role="status"><p>{m.before_first} " " {first}</p></div> }
            .into_any()
    };
    if manifest.sequence == 1 {
        return before(manifest.published_at);
    }
    let archive = use_file::<ArchiveFile>(archive_name(1));
    reactive(move || match archive.get() {
        Loaded::Ready(archive) => {
            let first = archive.snapshots.first();
            first.map_or_else(|| ().into_any(), |first| before(first.published_at))
        }
        _ => ().into_any(),
    })
}
