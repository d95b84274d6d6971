//! The choice of goods and time, and the legend.

use civic::answer::Verdict;
use civic::places::Grade;
use civic::published::CityFile;
use civic::time::Local;
use leptos::prelude::*;
use routes::query::{AskedTime, Parameter};
use web::format;
use web::i18n::lang;
use web::reactive::{attr, reactive};

use super::model::State;
use super::state::{Map, Moment};
use crate::components::{Glyph, Icon, NotUnderstood};
use crate::messages::{lookup, map};

/// The slider's step in minutes: a finger cannot set it finer on a phone.
const STEP: &str = "15";

/// The form for goods and time.
#[component]
pub(super) fn Controls<'a>(map: Map, city: &'a CityFile) -> impl IntoView + use<> {
    let lang = lang();
    let chosen = map.query.with_untracked(|query| query.goods.clone());
    let options: Vec<AnyView> = city
        .goods
        .iter()
        .map(|goods| {
            let id = goods.id.to_string();
            let is_chosen = chosen.as_ref() == Some(&goods.id);
            view! { <option value=id selected=is_chosen>{lang.pick(&goods.name).to_owned()}</option> }.into_any()
        })
        .collect();
    view! {
        <form class="map-controls" on:submit=|event| event.prevent_default()>
            <p class="field map-what">
                <label for="map-goods">{lookup::WHAT_LABEL.text()}</label>
                <select class="in" id="map-goods" on:change=move |event| {
                    map.query.update(|query| {
                        let goods = event_target_value(&event);
                        query.goods = (!goods.is_empty()).then(|| goods.as_str().into());
                    });
                }>
                    <option value="" selected=chosen.is_none()>{map::GRADES.text()}</option>
                    {options}
                </select>
            </p>
            {reactive(move || {
                let time = map.time.get();
                if !time.is_readable {
                    let text = map.query.with_untracked(|query| query.at.text().to_owned());
                    return view! { <NotUnderstood message=lookup::BAD_TIME.text() text/> <Now map/> }.into_any();
                }
                // Grades do not depend on the time.
                let is_needed = map.goods.get().is_some();
                is_needed.then(|| view! { <TimeControls map time/> }).into_any()
            })}
            <button
                class="chip map-layer" type="button"
                aria-pressed=attr(move || Some(if map.cases.get() { "true" } else { "false" }))
                on:click=move |_| map.query.update(|query| query.cases = !query.cases)
            ><Glyph icon=Icon::SPEAK/>{map::CASES.text()}</button>
        </form>
    }
}

#[component]
fn TimeControls(map: Map, time: Moment) -> impl IntoView {
    let lang = lang();
    let now = u16::try_from(time.local.second / 60).unwrap_or(0);
    let at = move |minute: u16| Local {
        second: u32::from(minute) * 60,
        ..time.local
    };
    let label = move || {
        let clock = format::clock(u32::from(map.minute.get().unwrap_or(now)) * 60);
        let day = time.local.date;
        let (date, weekday) = (format::date(lang, day), format::weekday(lang, day));
        format!("{date} {weekday} {clock}")
    };
    let back = (!time.now).then(|| view! { <Now map/> });
    view! {
        <p class="field map-day">
            <label for="map-slider">{map::SLIDER.text()}</label>
            <output for="map-slider">{reactive(move || label().into_any())}</output>
            <input
                id="map-slider" type="range" min="0" max="1439" step=STEP value=now.to_string()
                aria-valuetext=label
                on:input=move |event| map.minute.set(event_target_value(&event).parse().ok())
                on:change=move |event| {
                    let minute = event_target_value(&event).parse().unwrap_or(now);
                    map.query.update(|query| query.at = Parameter::new(&AskedTime::Local(at(minute))));
                    map.minute.set(None);
                }
            />
        </p>
        <p class="field map-when">
            <label for="map-time">{map::TIME.text()}</label>
            <input
                class="in" id="map-time" type="datetime-local" value=format::field(time.local)
                on:change=move |event| map.query.update(|query| query.at = Parameter::from_text(event_target_value(&event)))
            />
        </p>
        {back}
    }
}

/// Back to the present.
#[component]
fn Now(map: Map) -> impl IntoView {
    view! {
        <button class="btn btn-2" type="button" on:click=move |_| {
            map.query.update(|query| query.at = Parameter::default());
        }>{lookup::ASK_NOW.text()}</button>
    }
}

/// The legend, drawn as the map draws lines and areas.
#[component]
pub(super) fn Legend(map: Map) -> impl IntoView {
    let lang = lang();
    reactive(move || {
        let states: Vec<State> = if map.goods.get().is_some() {
            let known = [
                Verdict::Permitted,
                Verdict::PermittedIf,
                Verdict::Prohibited,
                Verdict::NoPublishedRule,
            ];
            known.into_iter().map(State::Verdict).collect()
        } else {
            Grade::ALL.iter().cloned().map(State::Grade).collect()
        };
        let rows: Vec<AnyView> = states
            .iter()
            .map(|state| {
                let sign = state.sign();
                view! { <li><LegendKey state=state.class() rough=false/> <span aria-hidden="true">{sign}</span> " " {state.word(lang)}</li> }.into_any()
            })
            .collect();
        let cases = map.cases.get().then(|| {
            view! { <li><span class="map-cases" aria-hidden="true">"3"</span> " " {map::CASES_KEY.text()}</li> }
        });
        view! {
            <ul class="map-legend" aria-label=map::LEGEND.text()>
                {rows}
                {cases}
                <li><LegendKey state="none" rough=true/> {map::ROUGH.text()}</li>
            </ul>
        }
        .into_any()
    })
}

/// The legend's swatch: a line and an area in one small picture.
#[component]
fn LegendKey<'a>(state: &'a str, rough: bool) -> impl IntoView + use<> {
    let line = |part| format!("<path class=\"map-{part}\" data-state=\"{state}\" d=\"M6 10H38\"/>");
    let drawn = if rough {
        line("halo") + &line("line")
    } else {
        format!(
            "{}{}<rect class=\"map-area\" data-state=\"{state}\" x=\"50\" y=\"2\" width=\"20\" height=\"16\" fill=\"url(#map-fill-{state})\"/>",
            line("line"),
            line("core"),
        )
    };
    let picture = format!("<svg viewBox=\"0 0 72 20\">{drawn}</svg>");
    view! { <span class="map-key" aria-hidden="true" inner_html=picture></span> }
}
