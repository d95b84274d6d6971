//! The list of the published files, for anyone to check and reuse.

use civic::published::{OpenSheets, name};
use leptos::prelude::*;
use routes::tree::{DUTY_LISTS_FOLDER, OPEN_FOLDER, TreePath};
use web::format;
use web::i18n::{lang, localized};
use web::published::{Loaded, tree, use_file};
use web::reactive::reactive;

use crate::components::{Breadcrumbs, FactRow, FixedHeading, Skeleton, when_ready};
use crate::messages::{frame, open_data};

/// The sheets of the whole city and the feeds, and what names all the others.
fn sheets(package: &OpenSheets) -> AnyView {
    let lang = lang();
    let whole = package.resources.iter();
    let whole = whole.filter(|resource| !resource.path.starts_with(DUTY_LISTS_FOLDER));
    let rows: Vec<AnyView> = whole
        .map(|resource| {
            let path = format!("{OPEN_FOLDER}/{}", resource.path);
            let title = lang.term(&resource.title, &resource.title_en).to_owned();
            view! {
                <tr>
                    <th scope="row"><a href=routes::tree::url(&path) rel="external">{title}</a></th>
                    <td>{resource.format.to_uppercase()}</td>
                    <td class="num">{format::bytes(resource.bytes)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=open_data::SHEETS.text()>
            <table class="tbl" aria-label=open_data::SHEETS.text()>
                <thead><tr><th scope="col">{open_data::SHEET.text()}</th><th scope="col">{open_data::KIND.text()}</th><th scope="col" class="num">{open_data::SIZE.text()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p>
            {open_data::DESCRIBED.text()}
            " "
            <a href=TreePath::DataPackage.url() rel="external">{open_data::PACKAGE.text()}</a>
            " "
            <a href=TreePath::Catalogue.url() rel="external">{open_data::CATALOGUE.text()}</a>
        </p>
    }
    .into_any()
}

/// The open data page.
#[component]
pub(crate) fn OpenDataPage() -> impl IntoView {
    let (lang, tree) = (lang(), tree());
    let package = use_file::<OpenSheets>(name::DATA_PACKAGE.to_owned());
    let files = reactive(move || {
        // All at once, so that nothing moves down.
        let is_loading = matches!(package.get(), Loaded::Loading);
        let Some(manifest) = tree.manifest.get().filter(|_| !is_loading) else {
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
            <section class="part"><h2>{open_data::SHEETS.text()}</h2></section>
            {when_ready(package, |package| sheets(&package))}
            <section class="part"><h2>{open_data::FILES.text()}</h2></section>
            <div class="wide" tabindex="0" role="region" aria-label=open_data::FILES.text()>
                <table class="tbl" aria-label=open_data::FILES.text()>
                    <thead><tr><th scope="col">{open_data::FILE.text()}</th><th scope="col" class="num">{open_data::SIZE.text()}</th><th scope="col">"SHA-256"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <section class="part"><h2>{open_data::HOW_TO_CHECK.text()}</h2><p>{open_data::HOW_TO_CHECK_TEXT.text()}</p></section>
        }
        .into_any()
    });
    view! {
        <div class="narrow">
            <Breadcrumbs parents=Vec::new()/>
            <FixedHeading text=frame::OPEN_DATA.text()/>
            <p class="soft">{open_data::LEAD.text()}</p>
            {files}
        </div>
    }
}
