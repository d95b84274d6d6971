//! The drafts as rows of 要求层级.csv: to save, to copy, to see.

use civic::duties::Unit;
use civic::lang::Lang;
use civic::{RequirementId, StepId};
use leptos::prelude::*;
use notices::draft::{Draft, Export, Issued, identifier};
use web::dom::copy;
use web::i18n::{Message, lang};
use web::published::Loaded;
use web::reactive::reactive;
use web::text::sheet_address;

use super::desk::{Desk, LevelAbove};
use crate::components::{Glyph, Icon, SmallGlyph, when_ready};
use crate::messages::compare;
use crate::state::city;
use crate::state::comparison::RowHead;

/// The name of the sheet.
const FILE: &str = "要求层级.csv";

/// What the rows need to know, and the rows. Tracked.
pub(super) fn rows(desk: &Desk) -> AnyView {
    let desk = *desk;
    let is_pasted = Memo::new(move |_| {
        desk.level.get() == LevelAbove::Pasted && desk.above.with(Option::is_some)
    });
    let number = desk.rows.with_untracked(|rows| rows.number.clone());
    let heads = when_ready(city(), move |city| {
        let above = is_pasted.get().then(|| {
            unit(
                &desk,
                &city.units,
                "c-by-above",
                &compare::BY_ABOVE,
                |rows| &mut rows.above,
            )
        });
        let here = unit(&desk, &city.units, "c-by-here", &compare::BY_HERE, |rows| {
            &mut rows.here
        });
        view! { {above}{here} }.into_any()
    });
    let is_wrong = Memo::new(move |_| {
        let written =
            |rows: &RowHead| !rows.number.trim().is_empty() && identifier(&rows.number).is_none();
        desk.rows.with(written)
    });
    // It is in the page before its text.
    let wrong = reactive(move || {
        let wrong = is_wrong.get();
        let wrong =
            wrong.then(|| view! { <SmallGlyph icon=Icon::WARN/>{compare::NUMBER_WRONG.text()} });
        wrong.into_any()
    });
    let copied = RwSignal::new("");
    let csv = Memo::new(move |_| csv(&desk));
    let on_copy = move |_| {
        copied.set("");
        csv.with_untracked(|csv| {
            copy(csv, move |is_copied| {
                let said = if is_copied {
                    &compare::COPIED
                } else {
                    &compare::NOT_COPIED
                };
                copied.try_set(said.text());
            });
        });
    };
    view! {
        <section class="part">
            <h2>{compare::ROWS.text()}</h2>
            <p class="soft">{compare::ROWS_LEAD.text()}</p>
            <div class="form">
                <div class="field">
                    <label for="c-number">{compare::NUMBER.text()}</label>
                    <p class="hint" id="c-number-hint">{compare::NUMBER_HINT.text()}</p>
                    <p class="bad" id="c-number-error" role="alert">{wrong}</p>
                    <input
                        class="in" type="text" id="c-number" autocomplete="off"
                        aria-describedby="c-number-hint c-number-error" prop:value=number
                        on:input=move |event| {
                            let number = event_target_value(&event);
                            desk.rows.update(|rows| rows.number = number);
                        }
                    />
                </div>
                {heads}
            </div>
            <div class="next-bar">
                <a class="btn" href=move || csv.with(|csv| sheet_address(csv)) download=FILE><Glyph icon=Icon::SAVE/>{compare::SAVE_ROWS.text()}</a>
                <button class="btn btn-2" type="button" on:click=on_copy><Glyph icon=Icon::COPY/>{compare::COPY_ROWS.text()}</button>
                <span class="s" role="status">{reactive(move || copied.get().into_any())}</span>
            </div>
            <details>
                <summary>{compare::SHOW_ROWS.text()}<SmallGlyph icon=Icon::DOWN/></summary>
                <label class="off" for="c-rows">{compare::SHOW_ROWS.text()}</label>
                <textarea class="in" id="c-rows" rows="6" lang="zh-CN" readonly prop:value=move || csv.get()></textarea>
            </details>
        </section>
    }
    .into_any()
}

/// The choice of who issues a document.
fn unit(
    desk: &Desk,
    units: &[Unit],
    id: &'static str,
    label: &'static Message,
    of: fn(&mut RowHead) -> &mut String,
) -> AnyView {
    let desk = *desk;
    let lang = lang();
    let chosen = desk
        .rows
        .with_untracked(|rows| of(&mut rows.clone()).clone());
    let options: Vec<AnyView> = units
        .iter()
        .map(|unit| {
            let code = unit.code.to_string();
            let is_chosen = code == chosen;
            let name = lang.pick(&unit.name).to_owned();
            view! { <option value=code selected=is_chosen>{name}</option> }.into_any()
        })
        .collect();
    let choose = move |event| {
        let code = event_target_value(&event);
        desk.rows.update(|rows| *of(rows) = code);
    };
    view! {
        <div class="field">
            <label for=id>{label.text()}</label>
            <select class="in" id=id on:change=choose>
                <option value="">{compare::CHOOSE.text()}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// The rows. Tracked. What nobody has said yet is in them as such: the check of the sheets asks for it.
fn csv(desk: &Desk) -> String {
    let desk = *desk;
    let Some(here) = desk.here.get() else {
        return String::new();
    };
    let said = desk.rows.get();
    let level = desk.level.get();
    let (requirement, step): (RequirementId, StepId) = (
        desk.requirement.get().as_str().into(),
        desk.step.get().as_str().into(),
    );
    let is_published = level == LevelAbove::Published && !requirement.as_str().is_empty();
    let step = Some(&step).filter(|step| !step.as_str().is_empty());
    let above = desk.above.get().filter(|_| level == LevelAbove::Pasted);
    let city = match city().get() {
        Loaded::Ready(city) => Some(city),
        _ => None,
    };
    let units = city.as_ref().map_or(&[][..], |city| &city.units);
    let export = Export {
        number: identifier(&said.number),
        published: is_published.then_some((&requirement, step)),
        above: above
            .as_ref()
            .map(|read| issued(&read.draft, &said.above, units)),
        here: issued(&here.draft, &said.here, units),
        source: compare::FROM_PASTE.of(Lang::Zh),
    };
    export.rows()
}

fn issued<'a>(draft: &'a Draft, unit: &str, units: &'a [Unit]) -> Issued<'a> {
    Issued {
        draft,
        unit: units.iter().find(|known| known.code.as_str() == unit),
        document: None,
    }
}
