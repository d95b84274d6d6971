//! Changes in words: 时限：3月31日 → 3月20日（虎台街道）.

use civic::duties::comparison::Said;
use civic::duties::revision::{Change, Names, Part, Value};
use leptos::prelude::*;
use web::format;
use web::i18n::{lang, localized};

use super::fields::name;
use crate::messages::{corrections, history, lookup, requirements};

/// The changes, each with the part of a requirement it is of. `names` are those of the two versions.
pub(super) fn list(changes: &[Change<'_>], names: (&Names<'_>, &Names<'_>)) -> AnyView {
    let rows: Vec<AnyView> = changes.iter().map(|change| row(change, names)).collect();
    view! { <ul class="stack">{rows}</ul> }.into_any()
}

fn row(change: &Change<'_>, (old, new): (&Names<'_>, &Names<'_>)) -> AnyView {
    let whose = match change.part {
        Part::Whole => None,
        // Its name is the value.
        Part::Step(_) if matches!(change.one(), Some(Value::Step(_))) => None,
        Part::Step(step) => Some(localized(&step.unit_name)),
        Part::Correction(_) => Some(corrections::TITLE.text().into_any()),
    };
    let whose = whose.map(|whose| {
        view! { <span class="soft">{lookup::OPEN_BRACKET.text()}{whose}{lookup::CLOSE_BRACKET.text()}</span> }
    });
    let before = change.before.as_ref().map(|value| value.said(old));
    let after = change.after.as_ref().map(|value| value.said(new));
    view! {
        <li>{name(change.field).text()}{requirements::COLON.text()}{became(change, before, after)}{whose}</li>
    }
    .into_any()
}

fn became(change: &Change<'_>, before: Option<Said>, after: Option<Said>) -> AnyView {
    let arrow = || {
        view! { <span class="arrow" role="img" aria-label=requirements::BECAME.text()>" " {requirements::TO.text()} " "</span> }
    };
    let none = || requirements::NOT_SAID.text();
    match (before, after) {
        (Some(before), Some(after)) => both(&before, &after),
        (None, Some(after)) if change.field.has_several() => {
            view! { {history::PLUS.text()} " " <ins>{said(&after)}</ins> }.into_any()
        }
        (Some(before), None) if change.field.has_several() => {
            view! { {history::MINUS.text()} " " <del>{said(&before)}</del> }.into_any()
        }
        (None, Some(after)) => {
            view! { <del>{none()}</del>{arrow()}<ins>{said(&after)}</ins> }.into_any()
        }
        (Some(before), None) => {
            view! { <del>{said(&before)}</del>{arrow()}<ins>{none()}</ins> }.into_any()
        }
        (None, None) => ().into_any(),
    }
}

/// A value that became another. Where it reads the same in the language of the page, the other language
/// shows what changed.
fn both(before: &Said, after: &Said) -> AnyView {
    let swap = |old: AnyView, new: AnyView| {
        view! {
            <del>{old}</del>
            <span class="arrow" role="img" aria-label=requirements::BECAME.text()>" " {requirements::TO.text()} " "</span>
            <ins>{new}</ins>
        }
        .into_any()
    };
    let lang = lang();
    match (before, after) {
        (Said::Words(old), Said::Words(new)) if lang.pick(old) == lang.pick(new) => {
            let other = lang.other();
            let (old, new) = (other.pick(old), other.pick(new));
            if old == new {
                return view! { {history::SAME_WORDS.text()} }.into_any();
            }
            let marked = |text: &str| {
                let text = text.to_owned();
                view! { <span lang=other.tag()>{text}</span> }.into_any()
            };
            view! { {history::OTHER_LANGUAGE.text()} " " {swap(marked(old), marked(new))} }
                .into_any()
        }
        _ => swap(said(before), said(after)),
    }
}

fn said(said: &Said) -> AnyView {
    match said {
        Said::Words(text) => localized(text),
        Said::Day(day) => view! { <span class="nb">{format::date(lang(), *day)}</span> }.into_any(),
    }
}
