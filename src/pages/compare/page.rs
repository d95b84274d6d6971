//! The page: the form with both documents, what was found, and what is kept.

use civic::published::{DutyUnits, name};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::Page;
use routes::query::Compare;
use web::i18n::lang;
use web::location::use_query;
use web::published::{Loaded, use_file};
use web::reactive::{changed, follow, reactive};

use super::desk::{Desk, LevelAbove, Side};
use super::fields::document;
use super::level::published_level;
use super::results::results;
use crate::components::{
    Breadcrumbs, ErrorSummary, FixedHeading, Icon, Note, NoteKind, SmallGlyph, Status,
    set_title_of_page, when_ready,
};
use crate::messages::{compare, components, frame};
use crate::state::city;

/// The page of the comparison.
#[component]
pub(crate) fn ComparePage() -> impl IntoView {
    let query = use_query::<Compare>();
    let desk = Desk::open(&query.get_untracked());
    // A link to another level while the page is open.
    changed(
        move || query.get(),
        move |query| {
            if let Some(requirement) = &query.requirement {
                desk.level.set(LevelAbove::Published);
                desk.requirement.set(requirement.to_string());
                let step = query.step.as_ref().map(ToString::to_string);
                desk.step.set(step.unwrap_or_default());
            }
        },
    );
    let problems = desk.problems;
    follow(move || {
        let before = if problems.with(Vec::is_empty) {
            ""
        } else {
            components::ERROR_PREFIX.text()
        };
        set_title_of_page(&format!("{before}{}", compare::TITLE.text()));
    });
    let rows = move || {
        let problems = problems.get().into_iter();
        problems.map(|(id, text)| (id.to_owned(), text)).collect()
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.read_both();
    };
    view! {
        <Breadcrumbs parents={vec![(Page::Tasks, frame::TASKS.text().to_owned())]}/>
        <ErrorSummary problems=Box::new(rows)/>
        <FixedHeading text=compare::TITLE.text()/>
        <p class="soft">{compare::LEAD.text()}</p>
        <div class="part-3"><Note kind=NoteKind::Plain icon=Icon::INFO>
            <p><b>{compare::STAYS_HERE.text()}</b></p>
            <p>{compare::BY_RULES.text()}</p>
        </Note></div>
        <form class="form" novalidate on:submit=submit>
            <div class="two">
                <div>{level_above(&desk)}</div>
                <div>
                    {document(&desk, Side::Here, &compare::HERE, Some(&compare::HERE_HINT))}
                    {duty_lists(&desk)}
                </div>
            </div>
            <p class="next-bar"><button class="btn" type="submit">{compare::READ.text()}</button></p>
        </form>
        <Status said=desk.said/>
        {kept(&desk)}
        {results(&desk)}
    }
}

/// The choice of the level above.
fn level_above(desk: &Desk) -> AnyView {
    let desk = *desk;
    let choices: Vec<AnyView> = LevelAbove::ALL
        .into_iter()
        .map(|level| {
            let id = format!("c-level-{}", level.code());
            let (label, hint) = match level {
                LevelAbove::Pasted => (&compare::LEVEL_PASTED, &compare::LEVEL_PASTED_HINT),
                LevelAbove::Published => {
                    (&compare::LEVEL_PUBLISHED, &compare::LEVEL_PUBLISHED_HINT)
                }
                LevelAbove::Nothing => (&compare::LEVEL_NONE, &compare::LEVEL_NONE_HINT),
            };
            view! {
                <div class="opt">
                    <input
                        type="radio" name="level" id=id.clone() value=level.code()
                        prop:checked=move || desk.level.get() == level
                        on:change=move |_| desk.level.set(level)
                    />
                    <label for=id>{label.text()}<small>{hint.text()}</small></label>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend>{compare::ABOVE.text()}</legend>
            <p class="hint">{compare::ABOVE_HINT.text()}</p>
            <div class="opts">{choices}</div>
        </fieldset>
        {reactive(move || match desk.level.get() {
            LevelAbove::Pasted => document(&desk, Side::Above, &compare::ABOVE_TEXT, None),
            LevelAbove::Published => published_level(&desk),
            LevelAbove::Nothing => ().into_any(),
        })}
    }
    .into_any()
}

/// The unit whose duty lists the draft is held against.
fn duty_lists(desk: &Desk) -> AnyView {
    let desk = *desk;
    let units = use_file::<DutyUnits>(name::DUTIES);
    let choice = when_ready(units, move |units| {
        let Loaded::Ready(city) = city().get() else {
            return ().into_any();
        };
        let lang = lang();
        let options: Vec<AnyView> = units
            .units
            .iter()
            .map(|listed| {
                let code = listed.unit.to_string();
                let unit = city.units.iter().find(|unit| unit.code == listed.unit);
                let name = unit.map_or(code.clone(), |unit| lang.pick(&unit.name).to_owned());
                let is_chosen = desk.unit.with_untracked(|unit| *unit == code);
                view! { <option value=code.clone() selected=is_chosen>{name}</option> }.into_any()
            })
            .collect();
        view! {
            <select class="in" id="c-unit" aria-describedby="c-unit-hint" prop:value=move || desk.unit.get() on:change=move |event| desk.unit.set(event_target_value(&event))>
                <option value="">{compare::UNIT_NONE.text()}</option>
                {options}
            </select>
        }
        .into_any()
    });
    view! {
        <div class="field">
            <label for="c-unit">{compare::UNIT.text()}</label>
            <p class="hint" id="c-unit-hint">{compare::UNIT_HINT.text()}</p>
            {choice}
        </div>
    }
    .into_any()
}

/// That it is kept on this phone, and the button that erases it.
fn kept(desk: &Desk) -> AnyView {
    let desk = *desk;
    view! {
        <section class="part no-print">
            <h2>{compare::KEPT.text()}</h2>
            <p class="soft">{compare::KEPT_LEAD.text()}</p>
            <div role="status">{reactive(move || {
                let said = (!desk.is_kept.get()).then(|| view! { <p class="bad"><SmallGlyph icon=Icon::WARN/>{compare::NOT_KEPT.text()}</p> });
                said.into_any()
            })}</div>
            <p class="next-bar"><button class="btn btn-2" type="button" on:click=move |_| desk.erase()>{compare::ERASE.text()}</button></p>
        </section>
    }
    .into_any()
}
