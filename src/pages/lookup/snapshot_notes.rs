//! Notes on the snapshot that an answer comes from.

use civic::published::{ArchiveFile, archive_name};
use civic::time::Instant;
use leptos::prelude::*;
use routes::query::Lookup;
use web::format;
use web::i18n::lang;
use web::published::{Loaded, use_file};
use web::reactive::reactive;

use super::snapshot::Version;
use crate::components::{Icon, Note, NoteKind};
use crate::messages::lookup;

/// A note if the answer comes from an archived snapshot, or the instant is before the first one.
#[component]
pub(super) fn SnapshotNotes<'a>(
    version: &'a Version,
    query: &'a Lookup,
    at: Instant,
) -> impl IntoView + use<> {
    let lang = lang();
    let manifest = &version.manifest;
    let day = format::moment(lang, manifest.published_at);
    if version.archived.is_some() {
        let (sequence, present) = (manifest.sequence, query.to_present().href(lang));
        return view! {
            <Note kind=NoteKind::Plain icon=Icon::INFO>
                <p>{lookup::OLD_VERSION.text()} " " {sequence} " (" {day} ")"</p>
                <p><a href=present>{lookup::ASK_PRESENT.text()}</a></p>
            </Note>
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
        view! { <Note kind=NoteKind::Plain icon=Icon::INFO><p>{lookup::BEFORE_FIRST.text()} " " {first}</p></Note> }
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
