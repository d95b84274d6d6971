//! What was found, and what it was held against.

use leptos::prelude::*;
use notices::limits::{Checked, check_draft, is_off};
use web::i18n::lang;
use web::reactive::reactive;

use super::against::{Against, against};
use super::desk::{Desk, LevelAbove, Read, Side};
use super::findings::findings;
use super::rows::rows;
use super::sentences::sentences;
use super::table::table;
use crate::components::{Failure, Icon, Note, NoteKind, Skeleton};
use crate::messages::compare;

/// Everything below the form: nothing until something was read.
pub(super) fn results(desk: &Desk) -> AnyView {
    let desk = *desk;
    // What was read before stands beside no text that was refused.
    let is_good = Memo::new(move |_| desk.problems.with(Vec::is_empty));
    let found = reactive(move || {
        let Some(here) = desk.here.get().filter(|_| is_good.get()) else {
            return ().into_any();
        };
        match against(&desk) {
            Ok(against) => whole(&desk, &here, &against),
            Err(_) => view! { <Skeleton/> }.into_any(),
        }
    });
    let of = move |side: Side| {
        reactive(move || {
            let is_held = side == Side::Here || desk.level.get() == LevelAbove::Pasted;
            let is_shown = is_good.get() && is_held;
            is_shown.then(|| sentences(&desk, side)).into_any()
        })
    };
    let is_read = Memo::new(move |_| is_good.get() && desk.here.with(Option::is_some));
    let rows = reactive(move || is_read.get().then(|| rows(&desk)).into_any());
    view! { {found}{of(Side::Here)}{of(Side::Above)}{rows} }.into_any()
}

fn whole(desk: &Desk, here: &Read, against: &Against) -> AnyView {
    let desk = *desk;
    let checked = Checked {
        text: &here.text,
        reading: &here.reading,
        draft: &here.draft,
    };
    let limits = against.limits.as_ref().map_or(&[][..], |file| &file.limits);
    let above = against.above();
    let found = check_draft(checked, above.as_ref(), against.items(), limits);
    let (sentences, draft) = (&here.reading.sentences, &here.draft);
    let count = |n: usize| n.to_string();
    let counting = draft.entries().iter().filter(|entry| entry.counts());
    let said = compare::SAID
        .text()
        .replace("{read}", &count(counting.count()))
        .replace(
            "{aside}",
            &count(sentences.iter().map(|s| draft.set_aside(s).count()).sum()),
        )
        .replace(
            "{unread}",
            &count(sentences.iter().map(|s| draft.unread(s).count()).sum()),
        )
        .replace("{found}", &count(found.len()));
    let done = desk.done.get_value();
    desk.said.set(format!("{done}{said}"));
    let lost = desk.lost.get();
    let lost = (lost > 0).then(|| {
        let lost = compare::LOST.text().replace("{n}", &count(lost));
        view! { <div class="part-3"><Note kind=NoteKind::Warn icon=Icon::WARN><p>{lost}</p></Note></div> }
    });
    let title = if found.is_empty() {
        compare::FOUND_NONE.text().to_owned()
    } else {
        compare::FOUND.text().replace("{n}", &count(found.len()))
    };
    view! {
        <section class="part">
            <h2 id="found" tabindex="-1">{title}</h2>
            {lost}
            {findings(&desk, here, against, &found)}
            {held_against(against)}
        </section>
        {table(&desk, here, against, &found)}
    }
    .into_any()
}

/// What was compared, and what was not: nothing found means little without it.
fn held_against(against: &Against) -> AnyView {
    let lang = lang();
    let level = match &against.level {
        None => compare::AGAINST_NO_LEVEL.text().to_owned(),
        Some(level) => {
            let title = level
                .read
                .as_ref()
                .and_then(|read| read.reading.head.title.as_ref());
            let name = match (&level.file, title) {
                (Some(file), _) => format!(
                    "{} {}",
                    lang.pick(&level.step.unit_name),
                    lang.pick(&file.requirement.title)
                ),
                (None, Some(title)) => title.value.clone(),
                (None, None) => compare::LEVEL_PASTED.text().to_owned(),
            };
            format!("{}{name}", compare::AGAINST_LEVEL.text())
        }
    };
    let limits = match &against.limits {
        Some(file) => {
            let limits = compare::AGAINST_LIMITS.text();
            limits.replace("{n}", &file.limits.len().to_string())
        }
        None => compare::AGAINST_NO_LIMITS.text().to_owned(),
    };
    let duties = match &against.duties {
        Some(file) => {
            let n = file.items.iter().filter(|item| is_off(item)).count();
            let said = compare::AGAINST_UNIT.text();
            let said = said.replace("{unit}", lang.pick(&file.unit.name));
            said.replace("{n}", &n.to_string())
        }
        None => compare::AGAINST_NO_UNIT.text().to_owned(),
    };
    let failed: Vec<AnyView> = against
        .failed
        .iter()
        .map(|error| view! { <Failure error/> }.into_any())
        .collect();
    view! {
        <h3 class="part-3">{compare::HELD_AGAINST.text()}</h3>
        <ul class="s soft"><li>{level}</li><li>{limits}</li><li>{duties}</li></ul>
        {failed}
    }
    .into_any()
}
