//! One requirement traced level by level as a ladder, with what each step added marked.

use civic::documents::Correction;
use civic::duties::added_demands::{Addition, AdditionState, parent_of};
use civic::duties::{Coverage, Frequency, Requirement, Step, Target, reviewed};
use civic::published::{RequirementFile, name};
use civic::{RequirementId, StepId, Text};
use leptos::prelude::*;
use routes::Page;
use web::format;
use web::i18n::{lang, localized};
use web::published::{Loaded, use_file};

use crate::components::{
    Breadcrumbs, Citation, Citations, Fact, FactRow, FlagTag, Heading, Icon, SourceTag, StatusTag,
    Tag, TagKind, WrongWithThis, when_ready,
};
use crate::messages::{components, frame, requirements};
use crate::state::city;

/// A requirement's page.
#[component]
pub(crate) fn RequirementPage<'a>(id: &'a RequirementId) -> impl IntoView + use<> {
    let lang = lang();
    let name = format!("{}{id}", name::REQUIREMENTS_DIR);
    let file = use_file::<RequirementFile>(name);
    let title = move || match file.get() {
        Loaded::Ready(file) => lang.pick(&file.requirement.title).to_owned(),
        _ => requirements::REQUIREMENT.text().to_owned(),
    };
    view! {
        <Breadcrumbs parents={vec![
            (Page::Tasks, frame::TASKS.text().to_owned()),
            (Page::Requirements, requirements::TITLE.text().to_owned()),
        ]}/>
        <Heading text=Signal::derive(title)/>
        {when_ready(file, |file| {
            when_ready(city(), move |city| view! { <Ladder file=&file buffer_days=city.deadline_buffer_days/> }.into_any())
        })}
    }
}

#[component]
fn Ladder<'a>(file: &'a RequirementFile, buffer_days: u32) -> impl IntoView + use<> {
    let requirement = &file.requirement;
    let additions = reviewed(requirement, &file.corrections, buffer_days);
    // What was decided comes first.
    let states: Vec<AnyView> = AdditionState::ALL
        .iter()
        .rev()
        .filter(|state| **state != AdditionState::Justified)
        .filter_map(|state| {
            let count = additions.iter().filter(|a| a.state == *state).count();
            (count > 0)
                .then(|| view! { <StateTag state/> " " <strong>{count}</strong> " " }.into_any())
        })
        .collect();
    let summary = if states.is_empty() {
        requirements::NOTHING_ADDED.text().into_any()
    } else {
        view! { {requirements::ADDED_ON_THE_WAY.text()} " " {states} }.into_any()
    };
    let steps: Vec<AnyView> = requirement
        .steps
        .iter()
        .map(|step| view! { <Rung step requirement additions=&additions file/> }.into_any())
        .collect();
    let corrections: Vec<AnyView> = file
        .corrections
        .iter()
        .map(|c| view! { <CorrectionEntry correction=c file/> }.into_any())
        .collect();
    let corrections = (!corrections.is_empty()).then(|| {
        view! { <h2>{requirements::CORRECTED.text()}</h2> {corrections} }
    });
    let law = (!requirement.legal_basis.is_empty()).then(|| {
        view! { <h2>{requirements::LEGAL_BASIS.text()}</h2> <Citations ids=&requirement.legal_basis documents=&file.documents/> }
    });
    view! {
        <p class="wrap"><StatusTag status=&requirement.status/> " " <SourceTag source=&requirement.source/></p>
        <p class="soft">{summary}</p>
        <p>{localized(&requirement.note)}</p>
        <ol class="ladder" aria-label=requirements::LADDER.text()>{steps}</ol>
        {corrections}
        {law}
        <WrongWithThis about=requirement.id.as_str()/>
    }
}

#[component]
fn Rung<'a>(
    step: &'a Step,
    requirement: &'a Requirement,
    additions: &'a [Addition],
    file: &'a RequirementFile,
) -> impl IntoView + use<> {
    let lang = lang();
    let mine: Vec<AnyView> = additions
        .iter()
        .filter(|a| a.step == step.id)
        .map(|a| view! { <AddedDemand addition=a requirement/> }.into_any())
        .collect();
    let class = if mine.is_empty() {
        "rung"
    } else {
        "rung rung-added"
    };
    let from = parent_of(requirement, step).map(|parent| {
        view! { <p class="s soft">{requirements::HANDED_DOWN_BY.text()} " " {localized(&parent.unit_name)}</p> }
    });
    let role = step.role.as_ref().map(|r| {
        view! { <FactRow term=requirements::ROLE.text() value=lang.term(r.zh(), r.en()).to_owned().into_any()/> }.into_any()
    });
    let basis = step
        .basis
        .as_ref()
        .map(|b| view! { <Fact term=requirements::BASIS.text() value=&b.text/> }.into_any());
    let frequency = step.frequency.as_ref().map(Frequency::in_words);
    let frequency = frequency.unwrap_or_default();
    let coverage = step.coverage.as_ref().map(Coverage::in_words);
    let coverage = coverage.unwrap_or_default();
    let assessment = step.assessment.in_words();
    let targets = step.targets.iter().map(Target::in_words).collect();
    let deliverables = step.deliverables.iter();
    let deliverables = deliverables.map(|d| join(&d.name, &d.frequency.in_words()));
    let tools = step.tools.iter();
    let tools = tools.map(|t| join(&t.name, &t.frequency.in_words()));
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
                {step.due_on.map(|on| view! { <FactRow term=requirements::DUE_ON.text() value=format::date(lang, on).into_any()/> }.into_any())}
                <Fact term=requirements::FREQUENCY.text() value=&frequency/>
                <Facts term=requirements::TARGETS.text() values=targets/>
                <Facts term=requirements::DELIVERABLES.text() values=deliverables.collect()/>
                <Facts term=requirements::TOOLS.text() values=tools.collect()/>
                <Fact term=requirements::COVERAGE.text() value=&coverage/>
                <Fact term=requirements::ASSESSMENT.text() value=&assessment/>
                {role}
                {basis}
                <Fact term=components::NOTE.text() value=&step.note/>
            </dl>
            {document.map(|document| view! { <Citation document/> }.into_any())}
        </li>
    }
}

fn join(name: &Text, frequency: &Text) -> Text {
    Text::new(
        format!("{}，{}", name.zh, frequency.zh),
        format!("{}, {}", name.en, frequency.en),
    )
}

/// A row of the summary list with several values; nothing if there are none.
#[component]
fn Facts(term: &'static str, values: Vec<Text>) -> impl IntoView {
    let rows: Vec<AnyView> = values
        .iter()
        .map(|text| view! { <li>{localized(text)}</li> }.into_any())
        .collect();
    (!rows.is_empty()).then(|| {
        let value = view! { <ul>{rows}</ul> }.into_any();
        view! { <FactRow term value/> }.into_any()
    })
}

/// What was decided about an addition.
#[component]
fn StateTag<'a>(state: &'a AdditionState) -> impl IntoView + use<> {
    let (kind, icon) = match state {
        AdditionState::Justified => (TagKind::Good, Icon::YES),
        AdditionState::Corrected => (TagKind::Good, Icon::BACK),
        AdditionState::Confirmed => (TagKind::Bad, Icon::PLUS),
        _ => (TagKind::Pending, Icon::WAIT),
    };
    view! { <Tag kind icon label=lang().term(state.zh(), state.en())/> }
}

/// What a step added, beside what it was handed down.
#[component]
fn AddedDemand<'a>(addition: &'a Addition, requirement: &'a Requirement) -> impl IntoView + use<> {
    let class = match addition.state {
        AdditionState::Justified | AdditionState::Corrected => "added added-settled",
        _ => "added",
    };
    let basis = addition
        .basis
        .as_ref()
        .map(|b| view! { <p>{requirements::BASIS.text()} ": " {localized(&b.text)}</p> });
    view! {
        <div class=class>
            <p class="added-what">
                <span class="added-mark" aria-hidden="true">"+"</span>
                {requirements::ADDED_HERE.text()} ": " <FlagTag flag=&addition.flag/> " "
                <StateTag state=&addition.state/>
            </p>
            <dl class="before-after">
                <div><dt><UnitOfStep step=&addition.against requirement/></dt><dd><OrNotAsked text=&addition.before/></dd></div>
                <div><dt>{requirements::HERE.text()}</dt><dd><strong><OrNotAsked text=&addition.after/></strong></dd></div>
            </dl>
            {basis}
        </div>
    }
}

#[component]
fn UnitOfStep<'a>(step: &'a StepId, requirement: &'a Requirement) -> impl IntoView + use<> {
    let step = requirement.steps.iter().find(|s| s.id == *step);
    step.map(|s| localized(&s.unit_name))
}

#[component]
fn OrNotAsked<'a>(text: &'a Text) -> impl IntoView + use<> {
    if text.is_empty() {
        requirements::NOT_ASKED.text().into_any()
    } else {
        localized(text)
    }
}

#[component]
fn CorrectionEntry<'a>(
    correction: &'a Correction,
    file: &'a RequirementFile,
) -> impl IntoView + use<> {
    let lang = lang();
    let flags: Vec<AnyView> = correction
        .flags
        .iter()
        .map(|f| view! { <FlagTag flag=f/> " " }.into_any())
        .collect();
    let decided = correction.decided_on.map(|on| {
        view! { <FactRow term=requirements::DECIDED_ON.text() value=format::date(lang, on).into_any()/> }.into_any()
    });
    let effective = correction.effective_on.map(|on| {
        view! { <FactRow term=requirements::EFFECTIVE_ON.text() value=format::date(lang, on).into_any()/> }.into_any()
    });
    let document = correction.document.as_ref().map(|id| {
        view! { <Citations ids=std::slice::from_ref(id) documents=&file.documents/> }.into_any()
    });
    let found_by = lang.term(correction.found_by.zh(), correction.found_by.en());
    view! {
        <section class="correction" id=correction.id.to_string()>
            <p class="wrap">{flags} <SourceTag source=&correction.source/></p>
            <dl class="facts">
                <Fact term=requirements::BEFORE.text() value=&correction.before/>
                <Fact term=requirements::AFTER.text() value=&correction.after/>
                <Fact term=requirements::REASON.text() value=&correction.reason/>
                <Fact term=requirements::DECIDED_BY.text() value=&correction.decided_by/>
                <FactRow term=requirements::FOUND_BY.text() value=found_by.to_owned().into_any()/>
                {decided}
                {effective}
            </dl>
            {document}
        </section>
    }
}
