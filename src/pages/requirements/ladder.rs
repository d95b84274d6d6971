//! One requirement traced level by level as a ladder, with what each step added marked.

use civic::documents::Correction;
use civic::duties::added_demands::{Addition, AdditionState, compare, parent_of};
use civic::duties::{Requirement, Step};
use civic::published::{RequirementFile, name};
use civic::{StepId, Text};
use leptos::prelude::*;
use routes::Page;
use web::format;
use web::i18n::{lang, localized};
use web::published::{Loaded, use_file};

use crate::components::{
    cite, cite_all, crumbs, fact, fact_view, flag_tag, heading, source, status_tag, tag,
    when_ready, wrong_with_this,
};
use crate::messages::{components, frame, requirements};
use crate::state::city;

/// A requirement's page.
pub(crate) fn page(id: &str) -> AnyView {
    let lang = lang();
    let name = format!("{}{id}", name::REQUIREMENTS_DIR);
    let file = use_file::<RequirementFile>(name);
    let title = move || match file.get() {
        Loaded::Ready(file) => lang.pick(&file.requirement.title).to_owned(),
        _ => requirements::REQUIREMENT.text().to_owned(),
    };
    view! {
        {crumbs(vec![
            (Page::Tasks, frame::TASKS.text().to_owned()),
            (Page::Requirements, requirements::TITLE.text().to_owned()),
        ])}
        {heading(title)}
        {when_ready(file, |file| {
            when_ready(city(), move |city| chain(&file, city.deadline_buffer_days))
        })}
    }
    .into_any()
}

fn chain(file: &RequirementFile, buffer_days: u32) -> AnyView {
    let requirement = &file.requirement;
    let additions = compare(requirement, buffer_days);
    let open = additions
        .iter()
        .filter(|a| a.state == AdditionState::ToBeChecked)
        .count();
    let summary = if open == 0 {
        view! { <p class="lead">{requirements::NOTHING_ADDED.text()}</p> }.into_any()
    } else {
        view! { <p class="lead">{requirements::ADDED_ON_THE_WAY.text()} " " <strong>{open}</strong></p> }.into_any()
    };
    let steps: Vec<AnyView> = requirement
        .steps
        .iter()
        .map(|step| rung(step, requirement, &additions, file))
        .collect();
    let corrections: Vec<AnyView> = file
        .corrections
        .iter()
        .map(|c| correction(c, file))
        .collect();
    let corrections = (!corrections.is_empty()).then(|| {
        view! { <h2>{requirements::CORRECTED.text()}</h2> {corrections} }
    });
    let law = (!requirement.legal_basis.is_empty()).then(|| {
        view! { <h2>{requirements::LEGAL_BASIS.text()}</h2> {cite_all(&requirement.legal_basis, &file.documents)} }
    });
    view! {
        <p class="tags">{status_tag(&requirement.status)} " " {source(&requirement.source)}</p>
        {summary}
        <p>{localized(&requirement.note)}</p>
        <ol class="ladder" aria-label=requirements::LADDER.text()>{steps}</ol>
        {corrections}
        {law}
        {wrong_with_this(requirement.id.as_str())}
    }
    .into_any()
}

fn rung(
    step: &Step,
    requirement: &Requirement,
    additions: &[Addition],
    file: &RequirementFile,
) -> AnyView {
    let lang = lang();
    let mine: Vec<AnyView> = additions
        .iter()
        .filter(|a| a.step == step.id)
        .map(|a| added(a, requirement))
        .collect();
    let class = if mine.is_empty() {
        "rung"
    } else {
        "rung rung-added"
    };
    let from = parent_of(requirement, step).map(|parent| {
        view! { <p class="meta">{requirements::HANDED_DOWN_BY.text()} " " {localized(&parent.unit_name)}</p> }
    });
    let role = step.role.as_ref().map(|r| {
        fact_view(
            requirements::ROLE.text(),
            lang.term(r.zh(), r.en()).to_owned().into_any(),
        )
    });
    let basis = step
        .basis
        .as_ref()
        .map(|b| fact(requirements::BASIS.text(), &b.text));
    let document = file.documents.iter().find(|d| d.id == step.document);
    view! {
        <li class=class id=step.id.to_string()>
            <h2>
                <span class="level">{lang.term(step.level.zh(), step.level.en()).to_owned()}</span> " "
                {localized(&step.unit_name)}
            </h2>
            {from}
            {mine}
            <dl class="facts">
                {step.due_on.map(|on| fact_view(requirements::DUE_ON.text(), format::date(lang, on).into_any()))}
                {step.frequency.as_ref().map(|f| fact(requirements::FREQUENCY.text(), &f.in_words()))}
                {many(requirements::TARGETS.text(), &step.targets.iter().map(civic::duties::Target::in_words).collect::<Vec<_>>())}
                {many(requirements::DELIVERABLES.text(), &step.deliverables.iter().map(|d| join(&d.name, &d.frequency.in_words())).collect::<Vec<_>>())}
                {many(requirements::TOOLS.text(), &step.tools.iter().map(|t| join(&t.name, &t.frequency.in_words())).collect::<Vec<_>>())}
                {step.coverage.as_ref().map(|c| fact(requirements::COVERAGE.text(), &c.in_words()))}
                {fact(requirements::ASSESSMENT.text(), &step.assessment.in_words())}
                {role}
                {basis}
                {fact(components::NOTE.text(), &step.note)}
            </dl>
            {document.map(cite)}
        </li>
    }
    .into_any()
}

fn join(name: &Text, frequency: &Text) -> Text {
    Text::new(
        format!("{}，{}", name.zh, frequency.zh),
        format!("{}, {}", name.en, frequency.en),
    )
}

fn many(term: &'static str, values: &[Text]) -> Option<AnyView> {
    let rows: Vec<AnyView> = values
        .iter()
        .map(|text| view! { <li>{localized(text)}</li> }.into_any())
        .collect();
    (!rows.is_empty()).then(|| fact_view(term, view! { <ul>{rows}</ul> }.into_any()))
}

/// What a step added, beside what it was handed down.
fn added(addition: &Addition, requirement: &Requirement) -> AnyView {
    let lang = lang();
    let justified = addition.state == AdditionState::Justified;
    let class = if justified {
        "added added-justified"
    } else {
        "added"
    };
    let kind = if justified { "yes" } else { "if" };
    let basis = addition
        .basis
        .as_ref()
        .map(|b| view! { <p>{requirements::BASIS.text()} ": " {localized(&b.text)}</p> });
    view! {
        <div class=class>
            <p class="added-what">
                <span class="added-mark" aria-hidden="true">"+"</span>
                {requirements::ADDED_HERE.text()} ": " {flag_tag(&addition.flag)} " "
                {tag(kind, lang.term(addition.state.zh(), addition.state.en()))}
            </p>
            <dl class="before-after">
                <div><dt>{unit_of(&addition.against, requirement)}</dt><dd>{or_nothing(&addition.before)}</dd></div>
                <div><dt>{requirements::HERE.text()}</dt><dd><strong>{or_nothing(&addition.after)}</strong></dd></div>
            </dl>
            {basis}
        </div>
    }
    .into_any()
}

fn unit_of(step: &StepId, requirement: &Requirement) -> AnyView {
    let step = requirement.steps.iter().find(|s| s.id == *step);
    step.map(|s| localized(&s.unit_name)).into_any()
}

fn or_nothing(text: &Text) -> AnyView {
    if text.is_empty() {
        requirements::NOT_ASKED.text().into_any()
    } else {
        localized(text)
    }
}

fn correction(correction: &Correction, file: &RequirementFile) -> AnyView {
    let lang = lang();
    let flags: Vec<AnyView> = correction
        .flags
        .iter()
        .map(|f| view! { {flag_tag(f)} " " }.into_any())
        .collect();
    let decided = correction.decided_on.map(|on| {
        fact_view(
            requirements::DECIDED_ON.text(),
            format::date(lang, on).into_any(),
        )
    });
    let effective = correction.effective_on.map(|on| {
        fact_view(
            requirements::EFFECTIVE_ON.text(),
            format::date(lang, on).into_any(),
        )
    });
    let document = correction
        .document
        .as_ref()
        .map(|id| cite_all(std::slice::from_ref(id), &file.documents));
    let found_by = lang.term(correction.found_by.zh(), correction.found_by.en());
    view! {
        <section class="correction" id=correction.id.to_string()>
            <p class="tags">{flags} {source(&correction.source)}</p>
            <dl class="facts">
                {fact(requirements::BEFORE.text(), &correction.before)}
                {fact(requirements::AFTER.text(), &correction.after)}
                {fact(requirements::REASON.text(), &correction.reason)}
                {fact(requirements::DECIDED_BY.text(), &correction.decided_by)}
                {fact_view(requirements::FOUND_BY.text(), found_by.to_owned().into_any())}
                {decided}
                {effective}
            </dl>
            {document}
        </section>
    }
    .into_any()
}
