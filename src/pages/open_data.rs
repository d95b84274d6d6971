//! The list of the published files, for anyone to check and reuse.

use leptos::prelude::*;
use web::format;
use web::i18n::{lang, localized};
use web::published::tree;
use web::reactive::reactive;

use crate::components::{Breadcrumbs, FactRow, FixedHeading, Skeleton};
use crate::messages::{frame, open_data};

/// The open data page.
#[component]
pub(crate) fn OpenDataPage() -> impl IntoView {
    let (lang, tree) = (lang(), tree());
    let files = reactive(move || {
        let Some(manifest) = tree.manifest.get() else {
            return view! { <Skeleton/> }.into_any();
        };
        let rows: Vec<AnyView> = manifest
            .files
            .iter()
            .map(|(name, entry)| {
                view! {
                    <tr>
                        <th scope="row"><a href=routes::tree::url(&entry.path) rel="external">{name.clone()}</a></th>
                        <td class="num">{format::bytes(entry.size)}</td>
                        <td><code class="nb">{entry.sha256.get(..16).unwrap_or_default().to_owned()} "…"</code></td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let version = format!(
            "{}{}{}{}",
            open_data::VERSION_BEFORE.text(),
            manifest.sequence,
            open_data::VERSION_AFTER.text(),
            format::moment(lang, manifest.published_at)
        );
        let licence = view! {
            <a href=manifest.licence.url.clone() rel="external noopener">{localized(&manifest.licence.name)}</a>
        };
        view! {
            <dl class="facts part-2">
                <FactRow term=open_data::VERSION.text() value=version.into_any()/>
                <FactRow term=open_data::LICENCE.text() value=licence.into_any()/>
                <FactRow term=open_data::LIST.text() value={view! { <a href=routes::tree::TreePath::Manifest.url() rel="external">"manifest.json"</a> }.into_any()}/>
            </dl>
            <section class="part"><h2>{open_data::FILES.text()}</h2></section>
            <div class="wide" tabindex="0" role="region" aria-label=open_data::FILES.text()>
                <table class="tbl" aria-label=open_data::FILES.text()>
                    <thead><tr><th scope="col">{open_data::FILE.text()}</th><th scope="col" class="num">{open_data::SIZE.text()}</th><th scope="col">"SHA-256"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="narrow">
            <Breadcrumbs parents=Vec::new()/>
            <FixedHeading text=frame::OPEN_DATA.text()/>
            <p class="soft">{open_data::LEAD.text()}</p>
            {files}
            <section class="part"><h2>{open_data::HOW_TO_CHECK.text()}</h2><p>{open_data::HOW_TO_CHECK_TEXT.text()}</p></section>
        </div>
    }
}
