//! The choice of a published level: a requirement, and one of its steps.

use civic::duties::comparison::short_level;
use civic::published::{RequirementFile, RequirementIndex, name};
use leptos::prelude::*;
use web::i18n::lang;
use web::published::use_file;
use web::reactive::reactive;

use super::desk::Desk;
use super::fields::{class_of, field_error};
use crate::components::when_ready;
use crate::messages::compare;

/// The requirements, and the levels of the one that was chosen.
pub(super) fn published_level(desk: &Desk) -> AnyView {
    let desk = *desk;
    let index = use_file::<RequirementIndex>(name::REQUIREMENTS);
    let which = when_ready(index, move |index| {
        let lang = lang();
        let options: Vec<AnyView> = index
            .requirements
            .iter()
            .map(|requirement| {
                let id = requirement.id.to_string();
                let is_chosen = desk.requirement.with_untracked(|chosen| *chosen == id);
                let title = lang.pick(&requirement.title).to_owned();
                view! { <option value=id selected=is_chosen>{title}</option> }.into_any()
            })
            .collect();
        let choose = move |event| {
            desk.step.set(String::new());
            desk.requirement.set(event_target_value(&event));
        };
        view! {
            <select class="in" id="c-requirement" aria-describedby="c-requirement-error" on:change=choose>
                <option value="">{compare::CHOOSE.text()}</option>
                {options}
            </select>
        }
        .into_any()
    });
    let step = reactive(move || match desk.requirement_file.get() {
        Some(file) => when_ready(file, move |file| steps(&desk, &file)),
        None => ().into_any(),
    });
    view! {
        <div class=class_of(&desk, "c-requirement")>
            <label for="c-requirement">{compare::REQUIREMENT.text()}</label>
            {field_error(&desk, "c-requirement")}
            {which}
        </div>
        {step}
    }
    .into_any()
}

fn steps(desk: &Desk, file: &RequirementFile) -> AnyView {
    let desk = *desk;
    let lang = lang();
    let options: Vec<AnyView> = file
        .requirement
        .steps
        .iter()
        .map(|step| {
            let id = step.id.to_string();
            let is_chosen = desk.step.with_untracked(|chosen| *chosen == id);
            let level = short_level(&step.level);
            let name = format!("{} {}", lang.pick(&level), lang.pick(&step.unit_name));
            view! { <option value=id selected=is_chosen>{name}</option> }.into_any()
        })
        .collect();
    view! {
        <div class=class_of(&desk, "c-step")>
            <label for="c-step">{compare::STEP.text()}</label>
            {field_error(&desk, "c-step")}
            <select class="in" id="c-step" aria-describedby="c-step-error" on:change=move |event| desk.step.set(event_target_value(&event))>
                <option value="">{compare::CHOOSE.text()}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
