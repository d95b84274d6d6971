//! A note: a tint behind a few sentences.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// What a note is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoteKind {
    /// Something to know.
    Plain,
    /// Something that went well.
    Good,
    /// Something to watch out for.
    Warn,
    /// Something that does not work. It is read out at once.
    Bad,
}

/// A note.
#[component]
pub(crate) fn Note(kind: NoteKind, icon: Icon, children: Children) -> impl IntoView {
    let (class, role) = match kind {
        NoteKind::Plain => ("note", None),
        NoteKind::Good => ("note note-good", None),
        NoteKind::Warn => ("note note-warn", None),
        NoteKind::Bad => ("note note-bad", Some("alert")),
    };
    view! { <div class=class role=role><Glyph icon/><div class="stack">{children()}</div></div> }
}
