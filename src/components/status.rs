//! Loading, failed and missing data.

use std::sync::Arc;

use leptos::prelude::*;
use routes::Page;
use web::i18n::lang;
use web::published::{DataError, File, Loaded, Published, Trouble, tree};
use web::reactive::reactive;

use super::icon::{Glyph, Icon};
use super::note::{Note, NoteKind};
use crate::messages::{frame, trouble};

/// The placeholder shown while something loads.
#[component]
pub(crate) fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton">
            <p class="off">{frame::LOADING.text()}</p>
            <div class="bone"></div><div class="bone"></div><div class="bone bone-s"></div>
        </div>
    }
}

/// An error message with what to do about it.
#[component]
pub(crate) fn Failure<'a>(error: &'a DataError) -> impl IntoView + use<> {
    let tree = tree();
    let (title, what) = match error {
        // Other files are kept; this one was never read while online.
        DataError::Offline if tree.trouble.get_untracked() == Some(Trouble::Offline) => (
            trouble::NOT_KEPT_TITLE.text(),
            trouble::NOT_KEPT_TEXT.text(),
        ),
        DataError::Offline => (trouble::OFFLINE_TITLE.text(), trouble::OFFLINE_TEXT.text()),
        DataError::Status(_) => (trouble::SERVER_TITLE.text(), trouble::SERVER_TEXT.text()),
        DataError::Mismatch | DataError::Unreadable => {
            (trouble::DAMAGED_TITLE.text(), trouble::DAMAGED_TEXT.text())
        }
        DataError::Format => (trouble::FORMAT_TITLE.text(), trouble::FORMAT_TEXT.text()),
        DataError::Absent => return view! { <Absent/> }.into_any(),
    };
    view! {
        <Note kind=NoteKind::Bad icon=Icon::WARN>
            <h2>{title}</h2>
            <p>{what}</p>
            <p><button class="btn" type="button" on:click=move |_| tree.start()>{frame::AGAIN.text()}</button></p>
        </Note>
    }
    .into_any()
}

/// What is announced when it changes. It is in the page before its text: otherwise it is not read
/// out.
#[component]
pub(crate) fn Status(said: RwSignal<String>) -> impl IntoView {
    view! { <p role="status">{reactive(move || said.get().into_any())}</p> }
}

/// The message that something in the address was not understood.
#[component]
pub(crate) fn NotUnderstood(message: &'static str, #[prop(into)] text: String) -> impl IntoView {
    view! { <div role="alert"><Note kind=NoteKind::Warn icon=Icon::WARN><p>{message} " " {text}</p></Note></div> }
}

/// The message that a record is not in this snapshot.
#[component]
pub(crate) fn Absent() -> impl IntoView {
    let title = trouble::ABSENT_TITLE.text();
    view! { <LookElsewhere title={view! { <h2>{title}</h2> }.into_any()}/> }
}

/// Links to where to look instead, under a title.
#[component]
pub(crate) fn LookElsewhere(title: AnyView) -> impl IntoView {
    let lang = lang();
    let row = |page: Page, icon, name: &'static str| {
        view! { <li><a class="list-link" href=page.path(lang)><Glyph icon/><b>{name}</b><Glyph icon=Icon::RIGHT/></a></li> }
            .into_any()
    };
    view! {
        <div class="elsewhere">
            {title}
            <p class="soft">{trouble::ABSENT_TEXT.text()}</p>
            <ul class="list part-3">
                {row(Page::Lookup, Icon::STALL, frame::LOOKUP.text())}
                {row(Page::Tasks, Icon::STAIRS, frame::TASKS.text())}
                {row(Page::Updates, Icon::WAIT, frame::UPDATES.text())}
                {row(Page::Home, Icon::HOME, frame::HOME.text())}
            </ul>
        </div>
    }
}

/// Shows a file once it is loaded, a skeleton before, or the error.
pub(crate) fn when_ready<T: Published>(
    file: File<T>,
    show: impl Fn(Arc<T>) -> AnyView + Send + 'static,
) -> AnyView {
    reactive(move || match file.get() {
        Loaded::Loading => view! { <Skeleton/> }.into_any(),
        Loaded::Ready(file) => show(file),
        Loaded::Failed(error) => view! { <Failure error=&error/> }.into_any(),
    })
}
