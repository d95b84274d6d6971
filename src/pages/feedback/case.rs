//! A case as its receipt shows it: the answer, what it rests on, its way, and what its holder can do.

use api::{Basis, Case, CaseStep, StepKind};
use civic::cases::Stage;
use civic::time::Timestamp;
use leptos::prelude::*;
use routes::query::Step;
use web::format;
use web::http::Unreachable;
use web::i18n::{lang, localized};

use super::days::boxes;
use super::follow_up::FollowUps;
use super::found::Found;
use crate::components::{Fact, FactRow, Glyph, Icon, Tag, TagKind};
use crate::messages::{follow, frame, lookup};

fn day(at: Timestamp) -> String {
    format::date(lang(), at.local().date)
}

/// A day and a time, to the minute.
fn when(at: Timestamp) -> String {
    let local = at.local();
    let (day, second) = (format::near_day(lang(), local.date), local.second / 60 * 60);
    format!("{day} {}", format::clock(second))
}

pub(super) fn service_name(case: &Case) -> String {
    let name = lang().term(&case.service_name, &case.service_name_en);
    if name.is_empty() {
        follow::ONE.text().to_owned()
    } else {
        name.to_owned()
    }
}

/// Everything that is known of a case.
pub(super) fn case_details(
    case: &Case,
    found: RwSignal<Option<Result<Found, Unreachable>>>,
) -> AnyView {
    let lang = lang();
    let stage = lang.term(case.stage.zh(), case.stage.en()).to_owned();
    let overdue = case.overdue.then(|| {
        view! { <Tag kind=TagKind::Bad icon=Icon::WARN label=follow::OVERDUE.text()/> }.into_any()
    });
    let (kind, icon) = if case.stage.is_final() {
        (TagKind::Good, Icon::YES)
    } else {
        (TagKind::Pending, Icon::WAIT)
    };
    let last = case.history.len().saturating_sub(1);
    let history = case.history.iter().enumerate();
    let history: Vec<AnyView> = history.map(|(i, step)| row(step, i == last)).collect();
    let answer = match &case.answer {
        Some(answer) => {
            view! { <h2>{follow::ANSWER.text()}</h2><p class="sum as-written">{localized(answer)}</p> }
                .into_any()
        }
        None => view! { <p>{follow::NO_ANSWER.text()}</p> }.into_any(),
    };
    let wrote = (!case.description.is_empty()).then(|| {
        view! { <section class="part"><h2>{follow::YOU_WROTE.text()}</h2><p class="as-written">{case.description.clone()}</p></section> }
    });
    let receipt = format!("{}#{}", Step::Done.href(lang), case.token);
    let receipt = (!case.token.is_empty()).then(|| {
        view! { <p class="no-print"><a class="go go-b" href=receipt><Glyph icon=Icon::CARD/>{follow::SEE_RECEIPT.text()}</a></p> }
    });
    view! {
        <section>
            <h2 class="row">{follow::CASE_STANDS.text()} <Tag kind icon label=stage/> {overdue}</h2>
            <section class="part">
                {answer}
                {facts(case)}
            </section>
            {wrote}
            <section class="part">
                <h2>{follow::CASE_PATH.text()}</h2>
                <ol class="path" aria-label=follow::CASE_PATH.text()>{history}</ol>
                {receipt}
            </section>
            <FollowUps case found/>
        </section>
    }
    .into_any()
}

/// Who answered, on what ground, and in which time; only what is known.
fn facts(case: &Case) -> AnyView {
    let lang = lang();
    let due = case
        .expected_datetime
        .map(|by| view! { <FactRow term=follow::DUE.text() value=day(by).into_any()/> });
    let basis: Vec<AnyView> = case.basis.iter().map(basis).collect();
    let basis = (!basis.is_empty())
        .then(|| view! { <FactRow term=follow::BASIS.text() value=basis.into_any()/> });
    let reason = case.reason.as_ref().map(|reason| {
        let reason = lang.term(reason.zh(), reason.en()).to_owned();
        view! { <FactRow term=follow::REASON.text() value=reason.into_any()/> }
    });
    let means = case.means.as_ref().map(|means| {
        let mut said = lang.term(means.zh(), means.en()).to_owned();
        if !case.ground.is_empty() {
            said = format!("{said}{}{}", lookup::COLON.text(), lang.pick(&case.ground));
        }
        view! { <FactRow term=follow::MEANS.text() value=said.into_any()/> }
    });
    let used = case.working_days.map(|days| {
        let days = follow::WORKING_DAYS
            .text()
            .replace("{n}", &days.to_string());
        view! { <FactRow term=follow::USED.text() value=days.into_any()/> }
    });
    let running = case
        .expected_datetime
        .filter(|_| !case.stage.is_final() && case.stage != Stage::Answered);
    let running = running.map(|by| {
        let received = boxes(case.requested_datetime.instant, by);
        view! { <FactRow term=follow::RUNNING.text() value=received/> }
    });
    let score = case.score.map(|score| {
        let score = follow::SCORE_OF.text().replace("{n}", &score.to_string());
        view! { <FactRow term=follow::YOUR_SCORE.text() value=score.into_any()/> }
    });
    view! {
        <dl class="facts">
            <FactRow term=follow::RECEIVED_ON.text() value=day(case.requested_datetime).into_any()/>
            {due}
            {running}
            <Fact term=follow::UNIT.text() value=&case.unit/>
            {basis}
            {reason}
            {means}
            {used}
            {score}
        </dl>
    }
    .into_any()
}

fn basis(basis: &Basis) -> AnyView {
    let title = localized(&basis.title);
    // A page of this site, and of no other.
    let is_page = basis.page.starts_with('/') && !basis.page.starts_with("//");
    if is_page {
        view! { <p><a href=basis.page.clone()>{title}</a></p> }.into_any()
    } else {
        view! { <p>{title}</p> }.into_any()
    }
}

/// One step of the way.
fn row(step: &CaseStep, is_last: bool) -> AnyView {
    let stage = lang().term(step.stage.zh(), step.stage.en());
    let what = match &step.kind {
        StepKind::Stage => stage,
        StepKind::Note => follow::STEP_NOTE.text(),
        StepKind::Answer => follow::ANSWER.text(),
        StepKind::Paused => follow::STEP_PAUSED.text(),
        StepKind::Resumed => follow::STEP_RESUMED.text(),
        StepKind::Remark => follow::STEP_REMARK.text(),
        StepKind::Contested => follow::STEP_CONTESTED.text(),
        StepKind::Rated => follow::STEP_RATED.text(),
        StepKind::Reclassified => follow::STEP_RECLASSIFIED.text(),
        StepKind::Published => follow::STEP_PUBLISHED.text(),
        StepKind::Withheld => follow::STEP_WITHHELD.text(),
        StepKind::TextsDeleted => follow::STEP_TEXTS_DELETED.text(),
        // Shown as it is, rather than taken for something else.
        StepKind::Unknown(kind) => kind,
    };
    let class = match (is_last, step.stage.is_final()) {
        (true, true) => "end",
        (true, false) => "now",
        _ => "",
    };
    let by = (!step.by.is_empty()).then(|| view! { {frame::COMMA.text()}{localized(&step.by)} });
    let text = (!step.text.is_empty())
        .then(|| view! { <br/><span class="as-written">{localized(&step.text)}</span> });
    let at = step.at.to_string();
    view! { <li class=class><time datetime=at>{when(step.at)}</time><b>{what.to_owned()}</b>{by}{text}</li> }
        .into_any()
}
