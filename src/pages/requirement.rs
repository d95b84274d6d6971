//! One requirement followed level by level: a ladder, the added part standing out at its step.

use civic::documents::Correction;
use civic::duties::added_demands::{Addition, AdditionState, compare, parent_of};
use civic::duties::{Requirement, Step};
use civic::published::{RequirementFile, name};
use civic::{StepId, Text};
use leptos::prelude::*;

use super::requirements::{flag_tag, status_tag};
use crate::app::{city, lang, m};
use crate::components::{
    cite, cite_all, crumbs, fact, fact_view, heading, source, tag, when_ready, wrong_with_this,
};
use crate::format;
use crate::lang::localized;
use crate::paths::Page;
use crate::published::{Loaded, use_file};

/// A requirement's page.
pub(crate) fn page(id: &str) -> AnyView {
    let (lang, m) = (lang(), m());
    let name = format!("{}{id}", name::REQUIREMENTS_DIR);
    let file = use_file::<RequirementFile>(name);
    let title = move || match file.get() {
        Loaded::Ready(file) => lang.pick(&file.requirement.title).to_owned(),
        _ => m.requirement.to_owned(),
    };
    view! {
        {crumbs(vec![
            (Page::Tasks, m.tasks.to_owned()),
            (Page::Requirements, m.requirements_title.to_owned()),
        ])}
        {heading(title)}
        {when_ready(file, |file| {
            when_ready(city(), move |city| chain(&file, city.deadline_buffer_days))
        })}
    }
    .into_any()
}

fn chain(file: &RequirementFile, buffer_days: u32) -> AnyView {
    let m = m();
    let requirement = &file.requirement;
    let additions = compare(requirement, buffer_days);
    let open = additions
        .iter()
        .filter(|a| a.state == AdditionState::ToBeChecked)
        .count();
    let summary = if open == 0 {
        view! { <p class="lead">{m.nothing_added}</p> }.into_any()
    } else {
        view! { <p class="lead">{m.added_on_the_way} " " <strong>{open}</strong></p> }.into_any()
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
        view! { <h2>{m.corrected}</h2> {corrections} }
    });
    let law = (!requirement.legal_basis.is_empty()).then(|| {
        view! { <h2>{m.legal_basis}</h2> {cite_all(&requirement.legal_basis, &file.documents)} }
    });
    view! {
        <p class="tags">{status_tag(&requirement.status)} " " {source(&requirement.source)}</p>
        {summary}
        <p>{localized(&requirement.note)}</p>
        <ol class="ladder" aria-label=m.ladder>{steps}</ol>
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
    let (lang, m) = (lang(), m());
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
        view! { <p class="meta">{m.handed_down_by} " " {localized(&parent.unit_name)}</p> }
    });
    let role = step
        .role
        .as_ref()
        .map(|r| fact_view(m.role, lang.term(r.zh(), r.en()).to_owned().into_any()));
    let basis = step.basis.as_ref().map(|b| fact(m.basis, &b.text));
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
                {step.due_on.map(|on| fact_view(m.due_on, format::date(lang, on).into_any()))}
                {step.frequency.as_ref().map(|f| fact(m.frequency, &f.says()))}
                {many(m.targets, &step.targets.iter().map(civic::duties::Target::says).collect::<Vec<_>>())}
                {many(m.deliverables, &step.deliverables.iter().map(|d| join(&d.name, &d.frequency.says())).collect::<Vec<_>>())}
                {many(m.tools, &step.tools.iter().map(|t| join(&t.name, &t.frequency.says())).collect::<Vec<_>>())}
                {step.coverage.as_ref().map(|c| fact(m.coverage, &c.says()))}
                {fact(m.assessment, &step.assessment.says())}
                {role}
                {basis}
                {fact(m.note, &step.note)}
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

fn many(term: &'static str, said: &[Text]) -> Option<AnyView> {
    let rows: Vec<AnyView> = said
        .iter()
        .map(|text| view! { <li>{localized(text)}</li> }.into_any())
        .collect();
    (!rows.is_empty()).then(|| fact_view(term, view! { <ul>{rows}</ul> }.into_any()))
}

/// What a step added, beside what it was handed.
fn added(addition: &Addition, requirement: &Requirement) -> AnyView {
    let (lang, m) = (lang(), m());
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
        .map(|b| view! { <p>{m.basis} ": " {localized(&b.text)}</p> });
    view! {
        <div class=class>
            <p class="added-what">
                <span class="added-mark" aria-hidden="true">"+"</span>
                {m.added_here} ": " {flag_tag(&addition.flag)} " "
                {tag(kind, lang.term(addition.state.zh(), addition.state.en()))}
            </p>
            <dl class="before-after">
                <div><dt>{said_by(&addition.against, requirement)}</dt><dd>{or_nothing(&addition.before)}</dd></div>
                <div><dt>{m.here}</dt><dd><strong>{or_nothing(&addition.after)}</strong></dd></div>
            </dl>
            {basis}
        </div>
    }
    .into_any()
}

fn said_by(step: &StepId, requirement: &Requirement) -> AnyView {
    let step = requirement.steps.iter().find(|s| s.id == *step);
    step.map(|s| localized(&s.unit_name)).into_any()
}

fn or_nothing(text: &Text) -> AnyView {
    if text.is_empty() {
        m().not_asked.into_any()
    } else {
        localized(text)
    }
}

fn correction(correction: &Correction, file: &RequirementFile) -> AnyView {
    let (lang, m) = (lang(), m());
    let flags: Vec<AnyView> = correction
        .flags
        .iter()
        .map(|f| view! { {flag_tag(f)} " " }.into_any())
        .collect();
    let decided = correction
        .decided_on
        .map(|on| fact_view(m.decided_on, format::date(lang, on).into_any()));
    let effective = correction
        .effective_on
        .map(|on| fact_view(m.effective_on, format::date(lang, on).into_any()));
    let document = correction
        .document
        .as_ref()
        .map(|id| cite_all(std::slice::from_ref(id), &file.documents));
    let found_by = lang.term(correction.found_by.zh(), correction.found_by.en());
    view! {
        <section class="correction" id=correction.id.to_string()>
            <p class="tags">{flags} {source(&correction.source)}</p>
            <dl class="facts">
                {fact(m.before, &correction.before)}
                {fact(m.after, &correction.after)}
                {fact(m.reason, &correction.reason)}
                {fact(m.decided_by, &correction.decided_by)}
                {fact_view(m.found_by, found_by.to_owned().into_any())}
                {decided}
                {effective}
            </dl>
            {document}
        </section>
    }
    .into_any()
}
