//! All places of a district, kept on the phone at a person's word.

use crate::messages::{components, keeping};
use civic::UnitCode;
use civic::duties::Level;
use civic::published::CityFile;
use leptos::prelude::*;
use web::format;
use web::i18n::lang;
use web::published::{Tree, can_keep, is_kept, tree};
use web::reactive::{attr, reactive, spawn};

/// The districts of a city, each with a button; nothing is read before this is opened.
pub(crate) fn section(city: &CityFile) -> AnyView {
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
            .map(|(code, name)| row(code.clone(), name.clone()))
            .collect();
        view! { <p>{keeping::TEXT.text()}</p><ul class="rows" aria-label=keeping::TITLE.text()>{rows}</ul> }
            .into_any()
    });
    view! {
        <details class="keep" on:toggle=move |_| opened.set(true)>
            <summary>{keeping::TITLE.text()}</summary>
            {inside}
        </details>
    }
    .into_any()
}

/// One district. Signals of few types: each further one would be compiled anew.
fn row(code: UnitCode, name: String) -> AnyView {
    let tree = tree();
    let kept = RwSignal::new(is_kept(&code));
    let busy = RwSignal::new(true);
    let far = RwSignal::new(String::new());
    let said = RwSignal::new(
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
                far.try_set(format::bytes(files.values().map(|file| file.size).sum()));
            }
            Err(_) => {
                said.try_set(keeping::FAILED.text().to_owned());
            }
        }
        busy.try_set(false);
    });
    let act = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        said.set(String::new());
        let (code, wanted) = (code.clone(), !kept.get_untracked());
        spawn(async move {
            let done = !wanted || fetch_all(tree, &code, far).await;
            let done = done && tree.keep_district(&code, wanted).await.is_ok();
            let now = wanted && done;
            kept.try_set(now);
            let word = match (now, wanted) {
                (true, _) => components::KEPT.text(),
                (false, true) => keeping::FAILED.text(),
                (false, false) => "",
            };
            said.try_set(word.to_owned());
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
            <span>{name.clone()} " " <span class="meta">{reactive(move || far.get().into_any())}</span></span>
            <span role="status">{reactive(move || said.get().into_any())}</span>
            <button class="button button-plain" type="button" data-keep="" aria-disabled=disabled on:click=act>
                {label} <span class="visually-hidden">" " {name}</span>
            </button>
        </li>
    }
    .into_any()
}

/// Fetches what is missing, one file after the other.
async fn fetch_all(tree: Tree, code: &UnitCode, far: RwSignal<String>) -> bool {
    let Ok(files) = tree.district(code).await else {
        return false;
    };
    let mut size = 0;
    for (done, file) in files.values().enumerate() {
        far.try_set(format!("{} / {}", done + 1, files.len()));
        if tree.fetched(file).await.is_err() {
            return false;
        }
        size += file.size;
    }
    far.try_set(format::bytes(size));
    true
}
