//! The source of a row, and the documents it cites.

use civic::DocumentId;
use civic::documents::{Document, DocumentStatus, Source, SourceKind};
use leptos::prelude::*;
use web::format;
use web::i18n::{lang, localized};
use web::published::tree;

use super::fact::{Tag, TagKind};
use super::icon::{Icon, SmallGlyph};
use crate::messages::{components, frame};

fn is_sample_city() -> bool {
    let manifest = tree().manifest;
    manifest.with_untracked(|manifest| manifest.as_ref().is_some_and(|m| m.sample))
}

/// 示例, or the news report a row is based on; nothing for an official text.
#[component]
pub(crate) fn SourceTag<'a>(source: &'a Source) -> impl IntoView + use<> {
    let label = match source.kind {
        SourceKind::Official => return ().into_any(),
        // A sample city says once that all of it is made up.
        SourceKind::Sample if is_sample_city() => return ().into_any(),
        SourceKind::Sample => components::SAMPLE.text().to_owned(),
        _ => lang().term(source.kind.zh(), source.kind.en()).to_owned(),
    };
    let reference =
        (source.kind != SourceKind::Sample && !source.reference.is_empty()).then(|| {
            view! { <span class="s soft" lang="zh-CN">{source.reference.clone()}</span> }
        });
    view! { <span class="source"><Tag kind=TagKind::Source label/> {reference}</span> }.into_any()
}

/// A citation: title, number, article, and the text, at once or on demand.
#[component]
pub(crate) fn Citation<'a>(
    document: &'a Document,
    #[prop(optional)] is_open: bool,
) -> impl IntoView + use<> {
    let lang = lang();
    let title = localized(&document.title);
    let title = if document.link.is_empty() {
        title
    } else {
        view! { <a href=document.link.clone() rel="external noopener">{title}</a> }.into_any()
    };
    let status = (document.status != DocumentStatus::InForce).then(|| {
        view! { <Tag kind=TagKind::Bad label=lang.term(document.status.zh(), document.status.en())/> }
            .into_any()
    });
    let issued = document
        .issued_on
        .map(|on| view! { {frame::COMMA.text()} {format::date(lang, on)} });
    let text = (!document.text.is_empty()).then(|| {
        let quote = view! { <blockquote>{localized(&document.text)}</blockquote> };
        if is_open {
            return quote.into_any();
        }
        view! {
            <details>
                <summary>{components::ORIGINAL_TEXT.text()}<SmallGlyph icon=Icon::DOWN/></summary>
                {quote}
            </details>
        }
        .into_any()
    });
    view! {
        <div class="cite">
            <p><b><cite>{title}</cite></b> " " {localized(&document.article)} " " {status}</p>
            <p class="s">
                {localized(&document.issuer)} {issued} " "
                <span class="number" lang="zh-CN">{document.number.clone()}</span> " "
                <SourceTag source=&document.source/>
            </p>
            {text}
        </div>
    }
}

/// Cites the documents with these identifiers; an unknown one is shown by its identifier.
#[component]
pub(crate) fn Citations<'a>(
    ids: &'a [DocumentId],
    documents: &'a [Document],
) -> impl IntoView + use<> {
    let cited: Vec<AnyView> = ids
        .iter()
        .map(|id| match documents.iter().find(|d| d.id == *id) {
            Some(document) => view! { <Citation document/> }.into_any(),
            None => view! { <p class="s soft">{id.to_string()}</p> }.into_any(),
        })
        .collect();
    cited
}
