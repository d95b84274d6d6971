//! Public cases that may be about the same, before anything is sent: perhaps there is an answer already.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::Arc;

use civic::cases::register::CaseEntry;
use civic::cases::{Stage, Submission, similar};
use civic::published::{CaseList, FeedbackFile, RegisterFile, name};
use civic::time::Date;
use civic::{CaseId, Text};
use leptos::prelude::*;
use routes::query::parts;
use web::format;
use web::i18n::{lang, localized};
use web::published::{DataError, Tree, tree};
use web::reactive::{join_all, load_latest, reactive, task};
use web::text::folded;

use crate::components::{Failure, Icon, Skeleton, Tag, TagKind};
use crate::messages::{feedback, frame};
use crate::state::site;

/// How many of the latest months that have cases are looked through.
const MONTHS: usize = 6;

/// The public cases that may be about the same. A city that has published no case has none.
async fn look(tree: Tree, mut written: Submission) -> Result<Vec<CaseEntry>, DataError> {
    let register: Arc<RegisterFile> = match tree.file(name::REGISTER).await {
        Err(DataError::Absent) => return Ok(Vec::new()),
        register => register?,
    };
    let months = register.months.iter().take(MONTHS);
    let lists = months.map(|month| format!("{}{}", name::REGISTER_DIR, month.month));
    let lists: Vec<Reading> = lists.map(|list| list_of(tree, list)).collect();
    let lists = join_all(lists).await;
    let (place, _) = parts(&written.about);
    let there = if place.is_empty() {
        Vec::new()
    } else {
        match list_of(tree, format!("{}{place}", name::CASES_ABOUT_DIR)).await {
            // Nothing names it, or there is no such thing.
            Err(DataError::Absent) => Vec::new(),
            there => there?,
        }
    };
    let mut all = Vec::new();
    for list in lists {
        all.extend(list?);
    }
    let of_place: BTreeSet<CaseId> = there.iter().map(|case| case.id.clone()).collect();
    let is_known = |case: &CaseEntry| all.iter().any(|known| known.id == case.id);
    let older: Vec<CaseEntry> = there
        .iter()
        .filter(|case| !is_known(case))
        .cloned()
        .collect();
    all.extend(older);
    all.retain(|case| case.withheld.is_none() && case.group.is_none());
    written.description = folded(&written.description);
    let found = similar(&all, &of_place, &written);
    Ok(found.into_iter().cloned().collect())
}

type Reading = Pin<Box<dyn Future<Output = Result<Vec<CaseEntry>, DataError>>>>;

/// The latest cases of a list.
fn list_of(tree: Tree, logical: String) -> Reading {
    Box::pin(async move {
        let list: Arc<CaseList> = tree.file(&logical).await?;
        Ok(list.cases.clone())
    })
}

/// The similar cases, and whether one of them is the same.
#[component]
pub(super) fn Similar<'a>(
    file: &'a FeedbackFile,
    /// The case that is the same, which is followed instead of sending.
    same: RwSignal<Option<CaseId>>,
) -> impl IntoView + use<> {
    let tree = tree();
    let written = || site().draft.with(|draft| draft.submission.clone());
    // Where nothing is written yet, nothing is similar to it.
    let is_blank = |written: &Submission| written.description.trim().is_empty();
    let known = is_blank(&untrack(written)).then(|| Ok(Vec::new()));
    let found = RwSignal::new(known);
    load_latest(move || {
        let written = written();
        if is_blank(&written) {
            return None;
        }
        tree.manifest.get()?;
        Some(task(async move {
            let result = look(tree, written).await;
            move || {
                found.try_set(Some(result));
            }
        }))
    });
    let services = file.services.clone();
    let kind = move |case: &CaseEntry| {
        let mut services = services.iter();
        let service = services.find(|service| service.code == case.service);
        service.map(|service| lang().pick(&service.name).to_owned())
    };
    reactive(move || match found.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Err(error)) => {
            view! { <Failure error=&error/> <p>{feedback::SIMILAR_GO_ON.text()}</p> }.into_any()
        }
        Some(Ok(found)) if found.is_empty() => nothing(),
        Some(Ok(found)) => {
            let rows: Vec<AnyView> = found
                .iter()
                .map(|case| {
                    row(
                        &case.title,
                        &case.outcome,
                        &case.stage,
                        case.opened_on,
                        kind(case),
                    )
                })
                .collect();
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
pub(super) fn row(
    title: &Text,
    outcome: &Text,
    stage: &Stage,
    opened_on: Date,
    kind: Option<String>,
) -> AnyView {
    let lang = lang();
    let is_final = stage.is_final();
    let stage = lang.term(stage.zh(), stage.en()).to_owned();
    let (tag, icon) = if is_final {
        (TagKind::Good, Icon::YES)
    } else {
        (TagKind::Pending, Icon::WAIT)
    };
    let day = format::date(lang, opened_on);
    let about: Vec<String> = kind.into_iter().chain([day]).collect();
    view! {
        <li class="hit">
            <b>{localized(title)}</b>
            <p class="s">{about.join(frame::COMMA.text())}</p>
            <p>{localized(outcome)}</p>
            <Tag kind=tag icon label=stage/>
        </li>
    }
    .into_any()
}
