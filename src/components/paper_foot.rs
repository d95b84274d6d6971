//! What a printed sheet ends with.

use leptos::prelude::*;
use web::dom::address_of;
use web::format;
use web::i18n::lang;
use web::published::tree;

use super::qr_code::QrCode;
use crate::messages::{components, frame};
use crate::state::site;

/// The version of the data, the documents the sheet rests on, and where it is read on the web.
#[component]
pub(crate) fn PaperFoot<'a>(documents: &'a [String]) -> impl IntoView + use<> {
    let lang = lang();
    let version = tree().manifest.with_untracked(|manifest| {
        manifest.as_ref().map(|manifest| {
            let sample = manifest.sample.then(|| components::SAMPLE_SHEET.text());
            view! {
                <p>
                    {sample} {components::DATA_VERSION.text()} " " {manifest.sequence} {frame::COMMA.text()}
                    {components::PUBLISHED_AT.text()} " " {format::moment(lang, manifest.published_at)}
                </p>
            }
        })
    });
    let path = site().here.with_untracked(|(lang, page)| page.path(*lang));
    let address = address_of(&path);
    view! {
        <footer class="a4-foot">
            <div class="print-only paper-qr"><QrCode address=&address/></div>
            {version}
            <p>{components::ACCORDING_TO.text()}{documents.join(components::LIST_STOP.text())}</p>
            <p class="print-only">{address}</p>
        </footer>
    }
}
