//! All places of a district, kept on the phone at a person's word.

use civic::UnitCode;
use civic::tree::{CityFile, Entry};
use civic::unit::Level;
use leptos::prelude::*;

use crate::app::{lang, m, site};
use crate::data::{can_keep, is_kept};
use crate::format;
use crate::live::{live, spawn};

/// How far the keeping of a district is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Its files are still being counted, or it has none.
    Unknown,
    /// It can be kept.
    Offered,
    /// So many of its files are here.
    Going(usize),
    /// All of it is kept.
    Kept,
    /// Something was missing; what is here stays here.
    Failed,
}

/// The districts of a city, each with a button; nothing is read before this is opened.
pub(crate) fn section(city: &CityFile) -> AnyView {
    let (lang, m) = (lang(), m());
    let districts: Vec<(UnitCode, String)> = city
        .units
        .iter()
        .filter(|unit| unit.level == Level::County)
        .map(|unit| (unit.code.clone(), lang.pick(&unit.name).to_owned()))
        .collect();
    let opened = RwSignal::new(false);
    let inside = live(move || {
        if !opened.get() {
            return ().into_any();
        }
        if !can_keep() {
            return view! { <p>{m.keep_unable}</p> }.into_any();
        }
        let rows: Vec<AnyView> = districts
            .iter()
            .map(|(code, name)| row(code.clone(), name.clone()))
            .collect();
        view! { <p>{m.keep_text}</p><ul class="rows" aria-label=m.keep_title>{rows}</ul> }
            .into_any()
    });
    view! {
        <details class="keep" on:toggle=move |_| opened.set(true)>
            <summary>{m.keep_title}</summary>
            {inside}
        </details>
    }
    .into_any()
}

fn row(code: UnitCode, name: String) -> AnyView {
    let (m, tree) = (m(), site().tree);
    let state = RwSignal::new(State::Unknown);
    let files = RwSignal::new(Vec::<Entry>::new());
    let district = StoredValue::new(code);
    spawn(async move {
        let code = district.get_value();
        let Ok(found) = tree.district(&code).await else {
            state.try_set(State::Failed);
            return;
        };
        let known = if found.is_empty() {
            State::Unknown
        } else if is_kept(&code) {
            State::Kept
        } else {
            State::Offered
        };
        files.try_set(found);
        state.try_set(known);
    });
    let act = move |_| match state.get_untracked() {
        State::Unknown | State::Going(_) => {}
        State::Offered | State::Failed => {
            state.set(State::Going(0));
            let code = district.get_value();
            spawn(async move {
                let kept = fetch_all(tree, &code, files, state).await;
                state.try_set(if kept { State::Kept } else { State::Failed });
            });
        }
        State::Kept => {
            state.set(State::Offered);
            let code = district.get_value();
            spawn(async move {
                let _ = tree.keep_district(&code, false).await;
            });
        }
    };
    let label = live(move || {
        let word = if state.get() == State::Kept {
            m.keep_no_more
        } else {
            m.keep
        };
        word.into_any()
    });
    let far = live(move || {
        let all = files.with(Vec::len);
        match state.get() {
            State::Going(done) => view! {
                <progress max=all.to_string() value=done.to_string() aria-label=m.keep></progress>
                " " {done.to_string()} " / " {all.to_string()}
            }
            .into_any(),
            _ => ().into_any(),
        }
    });
    let said = live(move || {
        match state.get() {
            State::Kept => m.kept,
            State::Failed => m.keep_failed,
            _ => "",
        }
        .into_any()
    });
    let size = live(move || {
        let size: u64 = files.with(|files| files.iter().map(|file| file.size).sum());
        if size == 0 {
            String::new()
        } else {
            format::bytes(size)
        }
        .into_any()
    });
    view! {
        <li class="keep-row">
            <span>{name.clone()} " " <span class="meta">{size}</span></span>
            <span class="keep-far">{far} <span role="status">{said}</span></span>
            <button class="button button-plain" type="button" data-keep="" on:click=act>
                {label} <span class="visually-hidden">" " {name}</span>
            </button>
        </li>
    }
    .into_any()
}

/// Fetches what is missing, one file after the other, then has all of it kept.
async fn fetch_all(
    tree: crate::data::Tree,
    code: &UnitCode,
    files: RwSignal<Vec<Entry>>,
    state: RwSignal<State>,
) -> bool {
    // Since it was counted, a newer snapshot may have come.
    let Ok(found) = tree.district(code).await else {
        return false;
    };
    files.try_set(found.clone());
    for (done, file) in found.iter().enumerate() {
        if tree.fetched(file).await.is_err() {
            return false;
        }
        state.try_set(State::Going(done + 1));
    }
    tree.keep_district(code, true).await.is_ok()
}
