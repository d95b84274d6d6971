//! Public cases that may be about the same, before anything is sent: perhaps there is an answer already.

use civic::CaseId;
use civic::cases::{Case, similar};
use civic::published::{CasesFile, FeedbackFile, name};
use leptos::prelude::*;
use web::format;
use web::i18n::{lang, localized};
use web::published::{DataError, File, Loaded, use_file};
use web::reactive::reactive;
use web::text::folded;

use crate::components::{Failure, Icon, Skeleton, Tag, TagKind};
use crate::messages::{feedback, frame};
use crate::state::site;

/// The published cases among which similar ones are looked for, and those that are followed.
pub(super) fn public_cases() -> File<CasesFile> {
    use_file(name::CASES)
}

/// The similar cases, and whether one of them is the same.
#[component]
pub(super) fn Similar<'a>(
    file: &'a FeedbackFile,
    /// The case that is the same, which is followed instead of sending.
    same: RwSignal<Option<CaseId>>,
) -> impl IntoView + use<> {
    let cases = public_cases();
    let services = file.services.clone();
    let kind = move |case: &Case| {
        let mut services = services.iter();
        let service = services.find(|service| service.code == case.service);
        service.map(|service| lang().pick(&service.name).to_owned())
    };
    reactive(move || match cases.get() {
        Loaded::Loading => view! { <Skeleton/> }.into_any(),
        // A city that has published no case has no file of them.
        Loaded::Failed(DataError::Absent) => nothing(),
        Loaded::Failed(error) => {
            view! { <Failure error=&error/> <p>{feedback::SIMILAR_GO_ON.text()}</p> }.into_any()
        }
        Loaded::Ready(cases) => {
            let mut written = site()
                .draft
                .with_untracked(|draft| draft.submission.clone());
            written.description = folded(&written.description);
            let found = similar(&cases.cases, &written);
            if found.is_empty() {
                return nothing();
            }
            let rows: Vec<AnyView> = found.iter().map(|case| row(case, kind(case))).collect();
            let none = choice(
                "same-none".to_owned(),
                feedback::SIMILAR_NONE.text().to_owned(),
                None,
                same,
            );
            let choices: Vec<AnyView> = found
                .iter()
                .map(|case| {
                    let label = feedback::SIMILAR_FOLLOW
                        .text()
                        .replace("{}", lang().pick(&case.title));
                    choice(
                        format!("same-{}", case.id),
                        label,
                        Some(case.id.clone()),
                        same,
                    )
                })
                .collect();
            view! {
                <p class="soft">{feedback::SIMILAR_LEAD.text()}</p>
                <ul>{rows}</ul>
                <fieldset class="opts field"><legend>{feedback::SIMILAR_SAME.text()}</legend>{none}{choices}</fieldset>
            }
            .into_any()
        }
    })
}

fn nothing() -> AnyView {
    view! { <p class="part-3">{feedback::SIMILAR_NOTHING.text()}</p> }.into_any()
}

fn choice(
    id: String,
    label: String,
    case: Option<CaseId>,
    same: RwSignal<Option<CaseId>>,
) -> AnyView {
    let mine = case.clone();
    let hint = case
        .is_some()
        .then(|| view! { <small>{feedback::SIMILAR_FOLLOW_HINT.text()}</small> });
    view! {
        <div class="opt">
            <input
                type="radio" name="same" id=id.clone()
                prop:checked=move || same.with(|same| *same == mine)
                on:change=move |_| same.set(case.clone())
            />
            <label for=id>{label}{hint}</label>
        </div>
    }
    .into_any()
}

/// A public case: what it is about, how far it has come, and the answer.
pub(super) fn row(case: &Case, kind: Option<String>) -> AnyView {
    let lang = lang();
    let stage = lang.term(case.stage.zh(), case.stage.en()).to_owned();
    let (tag, icon) = if case.stage.is_final() {
        (TagKind::Good, Icon::YES)
    } else {
        (TagKind::Pending, Icon::WAIT)
    };
    let day = format::date(lang, case.opened_on);
    let about: Vec<String> = kind.into_iter().chain([day]).collect();
    view! {
        <li class="hit">
            <b>{localized(&case.title)}</b>
            <p class="s">{about.join(frame::COMMA.text())}</p>
            <p>{localized(&case.answer)}</p>
            <Tag kind=tag icon label=stage/>
        </li>
    }
    .into_any()
}
