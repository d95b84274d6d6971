//! What words mean, one tap away.

use civic::duties::Definition;
use leptos::prelude::*;
use web::i18n::lang;

use super::icon::{Icon, SmallGlyph};
use crate::messages::components;

/// Terms with their meaning and its source, closed until asked for.
#[component]
pub(crate) fn Definitions(
    #[prop(into)] summary: String,
    terms: Vec<(String, Definition)>,
) -> impl IntoView {
    let lang = lang();
    let rows: Vec<AnyView> = terms
        .into_iter()
        .map(|(term, definition)| {
            view! {
                <div>
                    <dt>{term}</dt>
                    <dd>
                        {lang.term(definition.zh, definition.en).to_owned()}
                        <br/><small class="soft">{components::FROM.text()} {lang.term(definition.source_zh, definition.source_en).to_owned()}</small>
                    </dd>
                </div>
            }
            .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="no-print">
                <summary><SmallGlyph icon=Icon::INFO/>{summary}<SmallGlyph icon=Icon::DOWN/></summary>
                <dl class="facts">{rows}</dl>
            </details>
        }
    })
}
