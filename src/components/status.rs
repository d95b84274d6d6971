//! Loading, failed and missing data.

use std::sync::Arc;

use leptos::prelude::*;
use routes::Page;
use web::i18n::lang;
use web::published::{DataError, File, Loaded, Published, Trouble, tree};
use web::reactive::reactive;

use crate::messages::{frame, trouble};

/// The placeholder shown while something loads.
pub(crate) fn skeleton() -> AnyView {
    view! {
        <div class="skeleton" role="status">
            <p class="visually-hidden">{frame::LOADING.text()}</p>
            <div></div><div></div><div></div>
        </div>
    }
    .into_any()
}

/// An error message with what to do about it.
pub(crate) fn failure(error: &DataError) -> AnyView {
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
        DataError::Absent => return absent(),
    };
    view! {
        <div class="callout callout-bad" role="alert">
            <h2>{title}</h2>
            <p>{what}</p>
            <p><button class="button" type="button" on:click=move |_| tree.start()>{frame::AGAIN.text()}</button></p>
        </div>
    }
    .into_any()
}

/// The message that a record is not in this snapshot.
pub(crate) fn absent() -> AnyView {
    let title = trouble::ABSENT_TITLE.text();
    elsewhere(view! { <h2>{title}</h2> }.into_any())
}

/// Links to where to look instead, under a title.
pub(crate) fn elsewhere(title: AnyView) -> AnyView {
    let lang = lang();
    view! {
        <div class="callout">
            {title}
            <p>{trouble::ABSENT_TEXT.text()}</p>
            <ul>
                <li><a href=Page::Tasks.path(lang)>{frame::TASKS.text()}</a></li>
                <li><a href=Page::Lookup.path(lang)>{frame::LOOKUP.text()}</a></li>
                <li><a href=Page::Updates.path(lang)>{frame::UPDATES.text()}</a></li>
            </ul>
        </div>
    }
    .into_any()
}

/// Shows a file once it is loaded, a skeleton before, or the error.
pub(crate) fn when_ready<T: Published>(
    file: File<T>,
    show: impl Fn(Arc<T>) -> AnyView + Send + 'static,
) -> AnyView {
    reactive(move || match file.get() {
        Loaded::Loading => skeleton(),
        Loaded::Ready(file) => show(file),
        Loaded::Failed(error) => failure(&error),
    })
}
