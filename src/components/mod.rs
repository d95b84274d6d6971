//! Small parts the pages are made of.

pub(crate) mod day_strip;
pub(crate) mod frame;
pub(crate) mod keep_district;
pub(crate) mod qr_code;
pub(crate) mod schedule;

use std::sync::Arc;

use civic::documents::{Document, DocumentStatus, Source, SourceKind};
use civic::{DocumentId, Text};
use leptos::prelude::*;

use crate::app::{lang, m, site};
use crate::format;
use crate::lang::localized;
use crate::paths::Page;
use crate::published::{DataError, File, Loaded, Published, Trouble};
use crate::reactive::{follow, reactive};

/// The heading of a page, which is its title as well.
pub(crate) fn heading(text: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    heading_of(Signal::derive(text))
}

fn heading_of(text: Signal<String>) -> AnyView {
    let name = m().site_name;
    follow(move || {
        let text = text.get();
        document().set_title(&format!("{text} - {name}"));
    });
    view! { <h1 tabindex="-1">{reactive(move || text.get().into_any())}</h1> }.into_any()
}

/// The way back up.
pub(crate) fn crumbs(way: Vec<(Page, String)>) -> AnyView {
    let lang = lang();
    let links: Vec<AnyView> = std::iter::once((Page::Home, m().home.to_owned()))
        .chain(way)
        .map(|(page, name)| view! { <li><a href=page.path(lang)>{name}</a></li> }.into_any())
        .collect();
    view! { <nav class="crumbs" aria-label=m().crumbs><ol>{links}</ol></nav> }.into_any()
}

/// A word in a box; its kind gives colour and shape, never the meaning alone.
pub(crate) fn tag(kind: &'static str, word: impl Into<String>) -> AnyView {
    view! { <span class=format!("tag tag-{kind}")>{word.into()}</span> }.into_any()
}

/// 示例, or the news report a row rests on; nothing for an official text.
pub(crate) fn source(source: &Source) -> AnyView {
    let (kind, word) = match source.kind {
        SourceKind::Official => return ().into_any(),
        SourceKind::Sample => ("sample", m().sample.to_owned()),
        _ => (
            "news",
            lang().term(source.kind.zh(), source.kind.en()).to_owned(),
        ),
    };
    let reference =
        (source.kind != SourceKind::Sample && !source.reference.is_empty()).then(|| {
            view! { <span class="source-ref" lang="zh-CN">{source.reference.clone()}</span> }
        });
    view! { <span class="source">{tag(kind, word)} {reference}</span> }.into_any()
}

/// A document as it is cited: number, title, article, and the text on demand.
pub(crate) fn cite(document: &Document) -> AnyView {
    let (lang, m) = (lang(), m());
    let title = localized(&document.title);
    let title = if document.link.is_empty() {
        view! { <cite>{title}</cite> }.into_any()
    } else {
        view! { <cite><a href=document.link.clone() rel="external noopener">{title}</a></cite> }
            .into_any()
    };
    let gone = (document.status != DocumentStatus::InForce)
        .then(|| tag("no", lang.term(document.status.zh(), document.status.en())));
    let issued = document.issued_on.map(|on| {
        view! { <span>{m.issued} " " {format::date(lang, on)}</span> }
    });
    let text = (!document.text.is_empty()).then(|| {
        view! {
            <details>
                <summary>{m.original_text}</summary>
                <blockquote>{localized(&document.text)}</blockquote>
            </details>
        }
    });
    view! {
        <div class="cite">
            <p>
                {title} " " <span class="number" lang="zh-CN">{document.number.clone()}</span> " "
                {localized(&document.article)} " " {gone}
            </p>
            <p class="meta">{localized(&document.issuer)} " " {issued} " " {source(&document.source)}</p>
            {text}
        </div>
    }
    .into_any()
}

/// The documents of these identifiers; one that is not in the file is shown by its identifier.
pub(crate) fn cite_all(ids: &[DocumentId], documents: &[Document]) -> AnyView {
    let cited: Vec<AnyView> = ids
        .iter()
        .map(|id| match documents.iter().find(|d| d.id == *id) {
            Some(document) => cite(document),
            None => view! { <p class="meta">{id.to_string()}</p> }.into_any(),
        })
        .collect();
    cited.into_any()
}

/// One line of a summary list; nothing where there is nothing to say.
pub(crate) fn fact(term: &'static str, said: &Text) -> AnyView {
    if said.is_empty() {
        return ().into_any();
    }
    fact_view(term, localized(said))
}

/// One line of a summary list.
pub(crate) fn fact_view(term: &'static str, said: AnyView) -> AnyView {
    view! { <div><dt>{term}</dt><dd>{said}</dd></div> }.into_any()
}

/// "Something is wrong with this": the form, already filled with what it is about.
pub(crate) fn wrong_with_this(about: &str) -> AnyView {
    let href = Page::Feedback.with(lang(), &[("about", about)]);
    view! { <p class="wrong"><a href=href>{m().wrong_with_this}</a></p> }.into_any()
}

/// The shape of what comes.
pub(crate) fn skeleton() -> AnyView {
    view! {
        <div class="skeleton" role="status">
            <p class="visually-hidden">{m().loading}</p>
            <div></div><div></div><div></div>
        </div>
    }
    .into_any()
}

/// What is wrong and what to do.
pub(crate) fn failure(error: &DataError) -> AnyView {
    let m = m();
    let tree = site().tree;
    let (title, what) = match error {
        // The rest is here: only this was never read with a network.
        DataError::Offline if tree.trouble.get_untracked() == Some(Trouble::Offline) => {
            (m.not_kept_title, m.not_kept_text)
        }
        DataError::Offline => (m.offline_title, m.offline_text),
        DataError::Status(_) => (m.server_title, m.server_text),
        DataError::Mismatch | DataError::Unreadable => (m.damaged_title, m.damaged_text),
        DataError::Format => (m.format_title, m.format_text),
        DataError::Absent => return absent(),
    };
    view! {
        <div class="callout callout-bad" role="alert">
            <h2>{title}</h2>
            <p>{what}</p>
            <p><button class="button" type="button" on:click=move |_| tree.start()>{m.again}</button></p>
        </div>
    }
    .into_any()
}

/// The record asked for is not in this snapshot.
pub(crate) fn absent() -> AnyView {
    let title = m().absent_title;
    elsewhere(view! { <h2>{title}</h2> }.into_any())
}

/// Where to look instead of what is not there, after a title.
pub(crate) fn elsewhere(title: AnyView) -> AnyView {
    let (lang, m) = (lang(), m());
    view! {
        <div class="callout">
            {title}
            <p>{m.absent_text}</p>
            <ul>
                <li><a href=Page::Tasks.path(lang)>{m.tasks}</a></li>
                <li><a href=Page::Lookup.path(lang)>{m.vendor}</a></li>
                <li><a href=Page::Updates.path(lang)>{m.updates}</a></li>
            </ul>
        </div>
    }
    .into_any()
}

/// A file once it is here; before, the shape of it; or what went wrong.
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
