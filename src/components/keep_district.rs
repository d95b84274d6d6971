//! Keeping all places of a district on the phone, for use without a network.

use civic::UnitCode;
use civic::duties::Level;
use civic::published::CityFile;
use leptos::prelude::*;
use web::format;
use web::i18n::lang;
use web::published::{Tree, can_keep, is_kept, tree};
use web::reactive::{attr, reactive, spawn};

use crate::messages::{components, keeping};

/// The districts of a city, each with a button; nothing is fetched before the section is opened.
#[component]
pub(crate) fn KeepDistricts<'a>(city: &'a CityFile) -> impl IntoView + use<> {
    let lang = lang();
    let districts: Vec<(UnitCode, String)> = city
        .units
        .iter()
        .filter(|unit| unit.level == Level::County)
        .map(|unit| (unit.code.clone(), lang.pick(&unit.name).to_owned()))
        .collect();
    let opened = RwSignal::new(false);
    let inside = reactive(move || {
        if !opened.get() {
            return ().into_any();
        }
        if !can_keep() {
            return view! { <p>{keeping::UNABLE.text()}</p> }.into_any();
        }
        let rows: Vec<AnyView> = districts
            .iter()
            .map(|(code, name)| {
                view! { <District code=code.clone() name=name.clone()/> }.into_any()
            })
            .collect();
        view! { <p>{keeping::TEXT.text()}</p><ul class="list" aria-label=keeping::TITLE.text()>{rows}</ul> }
            .into_any()
    });
    view! {
        <details class="keep" on:toggle=move |_| opened.set(true)>
            <summary>{keeping::TITLE.text()}</summary>
            {inside}
        </details>
    }
}

/// One district. Its signals share a few types, since each further type adds code.
#[component]
fn District(code: UnitCode, name: String) -> impl IntoView {
    let tree = tree();
    let kept = RwSignal::new(is_kept(&code));
    let busy = RwSignal::new(true);
    let progress = RwSignal::new(String::new());
    let status = RwSignal::new(
        if kept.get_untracked() {
            components::KEPT.text()
        } else {
            ""
        }
        .to_owned(),
    );
    let district = code.clone();
    spawn(async move {
        match tree.district(&district).await {
            Ok(files) if files.is_empty() => return,
            Ok(files) => {
                progress.try_set(format::bytes(files.values().map(|file| file.size).sum()));
            }
            Err(_) => {
                status.try_set(keeping::FAILED.text().to_owned());
            }
        }
        busy.try_set(false);
    });
    let act = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        status.set(String::new());
        let (code, wanted) = (code.clone(), !kept.get_untracked());
        spawn(async move {
            let done = !wanted || fetch_all(tree, &code, progress).await;
            let done = done && tree.keep_district(&code, wanted).await.is_ok();
            let now = wanted && done;
            kept.try_set(now);
            let message = match (now, wanted) {
                (true, _) => components::KEPT.text(),
                (false, true) => keeping::FAILED.text(),
                (false, false) => "",
            };
            status.try_set(message.to_owned());
            busy.try_set(false);
        });
    };
    let label = reactive(move || {
        if kept.get() {
            keeping::NO_MORE.text()
        } else {
            keeping::KEEP.text()
        }
        .into_any()
    });
    let disabled = attr(move || busy.get().then_some("true"));
    view! {
        <li class="keep-row">
            <span>{name.clone()} " " <span class="s soft">{reactive(move || progress.get().into_any())}</span></span>
            <span role="status">{reactive(move || status.get().into_any())}</span>
            <button class="btn btn-2" type="button" data-keep="" aria-disabled=disabled on:click=act>
                {label} <span class="off">" " {name}</span>
            </button>
        </li>
    }
}

/// Fetches the files of a district one by one; false if one of them fails.
async fn fetch_all(tree: Tree, code: &UnitCode, progress: RwSignal<String>) -> bool {
    let Ok(files) = tree.district(code).await else {
        return false;
    };
    let mut size = 0;
    for (done, file) in files.values().enumerate() {
        progress.try_set(format!("{} / {}", done + 1, files.len()));
        if tree.fetched(file).await.is_err() {
            return false;
        }
        size += file.size;
    }
    progress.try_set(format::bytes(size));
    true
}
