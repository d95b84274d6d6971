//! The published files themselves: what is shown here can be checked and used by anyone.

use leptos::prelude::*;

use crate::app::{lang, m, site};
use crate::components::{heading, skeleton};
use crate::format;
use crate::lang::localized;
use crate::reactive::reactive;

/// The open data page.
pub(crate) fn page() -> AnyView {
    let (lang, m, tree) = (lang(), m(), site().tree);
    let files = reactive(move || {
        let Some(manifest) = tree.manifest.get() else {
            return skeleton();
        };
        let rows: Vec<AnyView> = manifest
            .files
            .iter()
            .map(|(name, entry)| {
                view! {
                    <tr>
                        <th scope="row"><a href=format!("/data/{}", entry.path) rel="external">{name.clone()}</a></th>
                        <td class="figure">{format::bytes(entry.size)}</td>
                        <td><code>{entry.sha256.get(..16).unwrap_or_default().to_owned()} "…"</code></td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let licence = view! {
            <a href=manifest.licence.url.clone() rel="external noopener">{localized(&manifest.licence.name)}</a>
        };
        view! {
            <p>
                {m.snapshot_no} " " {manifest.sequence} ", " {format::moment(lang, manifest.published_at)} ". "
                {m.licence} " " {licence}
            </p>
            <p><a href="/data/manifest.json" rel="external">"manifest.json"</a></p>
            <div class="wide" tabindex="0" role="region" aria-label=m.files>
                <table>
                    <caption>{m.files}</caption>
                    <thead><tr><th scope="col">{m.file}</th><th scope="col" class="figure">{m.size}</th><th scope="col">"SHA-256"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    });
    view! {
        {heading(move || m.open_data.to_owned())}
        <p class="lead">{m.open_data_lead}</p>
        {files}
        <h2>{m.how_to_check}</h2>
        <p>{m.how_to_check_text}</p>
    }
    .into_any()
}
