//! One requirement as a comparison: what each level wrote, one value above the other, with what was
//! added and what became of it.

use std::sync::Arc;

use civic::documents::Correction;
use civic::duties::added_demands::{Addition, AdditionState, Flag};
use civic::duties::comparison::{
    Change, Comparison, Entry, Part, Row, Said, Split, comparison, short_level,
};
use civic::duties::{Definition, Milli, Step, Unit, reviewed, states};
use civic::published::{CityFile, RequirementFile};
use civic::{DocumentId, RequirementId};
use leptos::prelude::*;
use routes::Page;
use routes::query::{AsOf, Compare, Feedback};
use web::format;
use web::i18n::{Message, lang, localized};
use web::location::use_query;
use web::published::{Loaded, use_file};
use web::reactive::{afterwards, reactive};

use super::bars::{Scale, bar, legend};
use super::weeks::weeks;
use crate::components::{
    Breadcrumbs, CasesAbout, Citation, Citations, CorrectionText, Definitions, Heading, Icon,
    PaperFoot, SmallGlyph, SourceTag, StateTag, StatusTag, Subject, Tag, TagKind, as_of,
    history_link, when_ready, wrong_with_this,
};
use crate::messages::{compare, components, frame, requirements};
use crate::state::city_in;

/// A requirement's page.
#[component]
pub(crate) fn RequirementPage<'a>(id: &'a RequirementId) -> impl IntoView + use<> {
    let lang = lang();
    let subject = Subject::Requirement(id.clone());
    let file = use_file::<RequirementFile>(subject.file());
    let asked = use_query::<AsOf>();
    // As it is called in the state that is shown.
    let shown = RwSignal::new(None);
    let title = move || {
        shown.get().unwrap_or_else(|| match file.get() {
            Loaded::Ready(file) => lang.pick(&file.requirement.title).to_owned(),
            _ => requirements::REQUIREMENT.text().to_owned(),
        })
    };
    view! {
        <Breadcrumbs parents={vec![
            (Page::Tasks, frame::TASKS.text().to_owned()),
            (Page::Requirements, requirements::TITLE.text().to_owned()),
        ]}/>
        <Heading text=Signal::derive(title)/>
        {reactive(move || {
            shown.set(None);
            as_of(subject.clone(), asked.get(), move |file: Arc<RequirementFile>, sequence| {
                shown.set(Some(lang.pick(&file.requirement.title).to_owned()));
                when_ready(city_in(sequence), move |city| ladder(&file, &city, sequence.is_none()))
            })
        })}
    }
}

/// The head of the page at once, and each part below it in a task of its own.
fn ladder(file: &Arc<RequirementFile>, city: &Arc<CityFile>, is_now: bool) -> AnyView {
    let lang = lang();
    let requirement = &file.requirement;
    let additions = reviewed(requirement, &file.corrections, city.deadline_buffer_days);
    let compared = compare_levels(file, &additions, city);
    // What became of the parts; what a unit says of the whole, where nothing was added.
    let mut tags: Vec<AnyView> = states(&additions)
        .iter()
        .map(|state| view! { <StateTag state/> }.into_any())
        .collect();
    if tags.is_empty() {
        tags.push(view! { <StatusTag status=&requirement.status/> }.into_any());
    }
    let plain = |zh: &str, en: &str| {
        let label = lang.term(zh, en).to_owned();
        view! { <Tag kind=TagKind::Plain label/> }.into_any()
    };
    tags.push(plain(requirement.list.zh(), requirement.list.en()));
    tags.push(plain(requirement.category.zh(), requirement.category.en()));
    let later = |show: fn(&RequirementFile, &Comparison<'_>, &CityFile) -> AnyView| {
        let (file, city, additions) = (Arc::clone(file), Arc::clone(city), additions.clone());
        afterwards(move || show(&file, &compare_levels(&file, &additions, &city), &city))
    };
    view! {
        <p class="wrap">{tags} <SourceTag source=&requirement.source/></p>
        <p class="soft part-3">{path(&compared)}</p>
        <p>{localized(&requirement.note)}</p>
        <div class="lad-2 part">
            <section>
                <h2 class="rule">{requirements::ON_THE_WAY.text()}</h2>
                {summary(&compared)}
            </section>
            {later(|_, compared, _| weeks(compared))}
        </div>
        {later(side_by_side)}
        {later(grounds)}
        {is_now.then(|| later(foot))}
    }
    .into_any()
}

fn compare_levels<'a>(
    file: &'a RequirementFile,
    additions: &'a [Addition],
    city: &CityFile,
) -> Comparison<'a> {
    let buffer_days = city.deadline_buffer_days;
    comparison(&file.requirement, additions, &file.documents, buffer_days)
}

fn side_by_side(file: &RequirementFile, compared: &Comparison<'_>, _: &CityFile) -> AnyView {
    view! {
        <section class="part">
            <h2>{requirements::SIDE_BY_SIDE.text()}</h2>
            {table(compared, file)}
            {legend(compared)}
            {notes(&file.requirement.steps)}
            {hold_against(compared, &file.requirement.id)}
        </section>
    }
    .into_any()
}

/// What it was shared out as, why it is asked, and the documents.
fn grounds(file: &RequirementFile, compared: &Comparison<'_>, city: &CityFile) -> AnyView {
    let id = &file.requirement.id;
    let splits = compared.splits.iter();
    let splits: Vec<AnyView> = splits.map(|s| split(s, &city.units)).collect();
    let splits = (!splits.is_empty()).then(|| {
        view! { <section class="part"><h2>{requirements::SHARED_OUT.text()}</h2>{splits}<p class="soft part-3">{requirements::NOT_PUBLISHED_IS_NOT_NONE.text()}</p></section> }
    });
    view! {
        {splits}
        <div class="two">{why(file)}{sources(file)}</div>
        {history_link(&Subject::Requirement(id.clone()))}
        <CasesAbout id=id.as_str() count=file.cases/>
        {steps_wrong(file)}
        {wrong_with_this(&Feedback::about(id.as_str()))}
        <p class="s soft">{components::IDENTIFIER.text()} " " {id.to_string()}</p>
    }
    .into_any()
}

/// The way to say that something is wrong with one level.
fn steps_wrong(file: &RequirementFile) -> AnyView {
    let requirement = &file.requirement;
    let links = requirement.steps.iter().map(|step| {
        let feedback = Feedback::about_part(requirement.id.as_str(), step.id.as_str());
        view! { <a class="chip" href=feedback.href(lang())>{localized(&step.unit_name)}</a> }
            .into_any()
    });
    let links: Vec<AnyView> = links.collect();
    if links.len() < 2 {
        return ().into_any();
    }
    view! { <div class="field no-print"><p>{requirements::WRONG_AT.text()}</p><p class="chips">{links}</p></div> }.into_any()
}

/// What a printed sheet of the present state ends with.
fn foot(file: &RequirementFile, _: &Comparison<'_>, _: &CityFile) -> AnyView {
    let cited = documents(file);
    view! { <div class="print-only"><PaperFoot documents=&cited/></div> }.into_any()
}

/// The documents of its levels, as a sheet cites them.
fn documents(file: &RequirementFile) -> Vec<String> {
    let lang = lang();
    let mut cited: Vec<String> = Vec::new();
    for step in &file.requirement.steps {
        let document = file.documents.iter().find(|d| d.id == step.document);
        let words = document.map(|d| format!("{} {}", lang.pick(&d.title), d.number));
        if let Some(words) = words.filter(|words| !cited.contains(words)) {
            cited.push(words);
        }
    }
    cited
}

/// Who asked whom: 西宁市 → 城西区 → 虎台街道.
fn path(compared: &Comparison<'_>) -> AnyView {
    let column = |steps: &Vec<&Step>| match steps.as_slice() {
        [one] => lang().pick(&one.unit_name).to_owned(),
        several => format!("{}{}", several.len(), requirements::UNITS.text()),
    };
    let columns: Vec<String> = compared.columns.iter().map(column).collect();
    columns.join(" → ").into_any()
}

fn element(flag: &Flag) -> &'static Message {
    match flag {
        Flag::DeadlineEarlier => &requirements::DUE_ON,
        Flag::FrequencyRaised => &requirements::FREQUENCY,
        Flag::TargetRaised => &requirements::TARGETS,
        Flag::DeliverableAdded => &requirements::DELIVERABLES,
        Flag::AppAdded => &requirements::TOOLS,
        Flag::ScopeWidened => &requirements::COVERAGE,
        Flag::AssessmentAdded => &requirements::ASSESSMENT,
        _ => &requirements::DUTY,
    }
}

fn said(said: &Said) -> AnyView {
    match said {
        Said::Words(text) => localized(text),
        Said::Day(day) => view! { <span class="nb">{format::date(lang(), *day)}</span> }.into_any(),
    }
}

fn listed(values: &[Said], is_gone: bool) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    for value in values {
        if !parts.is_empty() {
            parts.push(frame::AND.text().into_any());
        }
        let value = said(value);
        parts.push(if is_gone {
            view! { <del>{value}</del> }.into_any()
        } else {
            view! { <b>{value}</b> }.into_any()
        });
    }
    parts.into_any()
}

/// What was added to each element, and what became of it.
fn summary(compared: &Comparison<'_>) -> AnyView {
    let changes = compared.changes();
    if changes.is_empty() {
        return view! { <p class="sum">{requirements::NOTHING_ADDED.text()}</p> }.into_any();
    }
    let rows: Vec<AnyView> = changes.iter().map(change).collect();
    let flags = Flag::ALL
        .iter()
        .filter(|flag| changes.iter().any(|change| change.flag == **flag));
    let terms = defined(flags);
    view! { <dl class="sum">{rows}</dl> <Definitions summary=components::WORDS_MEAN.text() terms/> }
        .into_any()
}

/// What flags mean.
pub(super) fn defined<'a>(flags: impl Iterator<Item = &'a Flag>) -> Vec<(String, Definition)> {
    let term = |flag: &Flag| {
        let name = lang().term(flag.zh(), flag.en()).to_owned();
        Some((name, flag.definition()?))
    };
    flags.filter_map(term).collect()
}

fn day_from(day: &str) -> String {
    requirements::FROM_DAY.text().replace("{}", day)
}

fn change(change: &Change<'_>) -> AnyView {
    let is_gone = change.state == AdditionState::Corrected;
    let before = match &change.from {
        Some(from) => view! { {said(from)} " " {requirements::TO.text()} " " }.into_any(),
        None => requirements::PLUS.text().into_any(),
    };
    let class = match change.state {
        AdditionState::Corrected | AdditionState::Justified => "c-yes nb",
        AdditionState::Confirmed => "c-no nb",
        _ => "c-if nb",
    };
    let state = lang().term(change.state.zh(), change.state.en()).to_owned();
    let measure = change.measure.map(localized);
    view! {
        <div>
            <dt>{element(&change.flag).text()}</dt>
            <dd>{measure} " " {before} {listed(&change.to, is_gone)} {frame::COMMA.text()} <b class=class>{state}</b></dd>
        </div>
    }
    .into_any()
}

fn table(compared: &Comparison<'_>, file: &RequirementFile) -> AnyView {
    let levels: Vec<String> = compared.columns.iter().map(|steps| level(steps)).collect();
    let heads: Vec<AnyView> = compared
        .columns
        .iter()
        .zip(&levels)
        .map(|(steps, level)| head(steps, level.clone(), file))
        .collect();
    let rows: Vec<AnyView> = compared
        .rows
        .iter()
        .map(|row| table_row(row, &levels, compared, &file.corrections))
        .collect();
    let class = if compared.columns.len() > 4 {
        "lad lad-6"
    } else {
        "lad"
    };
    view! {
        <table class=class role="table">
            <caption class="off">{requirements::SAME_DEMAND.text()}</caption>
            <thead role="rowgroup"><tr role="row"><td role="cell"></td>{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The levels of a column, each once.
fn level(steps: &[&Step]) -> String {
    let mut names: Vec<String> = Vec::new();
    for step in steps {
        let name = lang().pick(&short_level(&step.level)).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(frame::AND.text())
}

fn head(steps: &[&Step], level: String, file: &RequirementFile) -> AnyView {
    let unit = match steps {
        [one] => localized(&one.unit_name),
        several => format!("{}{}", several.len(), requirements::UNITS.text()).into_any(),
    };
    let document = match steps {
        [one] => file.documents.iter().find(|d| d.id == one.document),
        _ => None,
    };
    let document = document.map(|document| {
        let issued = document.issued_on.map(|on| format::date(lang(), on));
        view! { <small class="soft"><span lang="zh-CN">{document.number.clone()}</span> <br/> {issued}</small> }
    });
    view! { <th scope="col" role="columnheader">{level} <b>{unit}</b> {document}</th> }.into_any()
}

fn table_row(
    row: &Row<'_>,
    levels: &[String],
    compared: &Comparison<'_>,
    corrections: &[Correction],
) -> AnyView {
    let measure = row
        .measure
        .map(|measure| view! { <small>{localized(measure)}</small> });
    let scale = (!row.scale.is_empty()).then(|| view! { <small>{localized(&row.scale)}</small> });
    let cells: Vec<AnyView> = row
        .cells
        .iter()
        .zip(levels)
        .zip(&compared.columns)
        .map(|((entries, level), steps)| {
            let several = entries.len() > 1;
            let stands = |entry: &&Entry<'_>| {
                entry.state.as_ref().is_some_and(|state| {
                    !matches!(state, AdditionState::Corrected | AdditionState::Justified)
                })
            };
            let class = (!several && entries.iter().any(|e| stands(&e))).then_some("still");
            let entries: Vec<AnyView> = entries
                .iter()
                .map(|entry| {
                    let class = (several && stands(&entry)).then_some("still");
                    let is_all = !several && entry.steps.len() == steps.len();
                    let who = (!is_all || entry.sum_of.is_some()).then(|| whose(entry, is_all));
                    let shown = shown(entry, row, corrections);
                    view! { <div class=class>{who}{shown}</div> }.into_any()
                })
                .collect();
            view! { <td role="cell" data-l=level.clone() class=class>{entries}</td> }.into_any()
        })
        .collect();
    view! { <tr role="row"><th scope="row" role="rowheader">{element(&row.flag).text()} {measure} {scale}</th>{cells}</tr> }
        .into_any()
}

/// The units of an entry where those of the level differ, and whether the value is their sum.
fn whose(entry: &Entry<'_>, is_all: bool) -> AnyView {
    let lang = lang();
    let names: Vec<&str> = entry
        .steps
        .iter()
        .map(|s| lang.pick(&s.unit_name))
        .collect();
    let names = if is_all {
        format!("{}{}", names.len(), requirements::UNITS.text())
    } else {
        names.join(frame::AND.text())
    };
    let together = entry.sum_of.map(|_| requirements::TOGETHER.text());
    view! { <p class="s soft">{names}{together}</p> }.into_any()
}

fn shown(entry: &Entry<'_>, row: &Row<'_>, corrections: &[Correction]) -> AnyView {
    if entry.values.is_empty() {
        return view! { <span class="same">{requirements::NOT_SAID.text()}</span> }.into_any();
    }
    let values: Vec<AnyView> = entry
        .values
        .iter()
        .map(|(value, part)| {
            let value = said(value);
            match part {
                Part::Gone => view! { <del class="v">{value}</del> }.into_any(),
                _ if entry.as_above => view! { <span class="same">{value}</span> }.into_any(),
                _ => view! { <span class="v">{value}</span> }.into_any(),
            }
        })
        .collect();
    let grown: Vec<AnyView> = entry
        .grown
        .iter()
        .map(|text| {
            view! { <span class="grow"><SmallGlyph icon=Icon::PLUS/>{localized(text)}</span> }
                .into_any()
        })
        .collect();
    let nearly = entry
        .nearly
        .as_ref()
        .map(|text| view! { <span class="s soft">{localized(text)}</span> });
    view! {
        {values}{grown}{nearly}
        {bar(&entry.bar, Scale::of(row.longest))}
        {became(entry, &row.flag, corrections)}
    }
    .into_any()
}

/// What became of an addition: by whom and from when, or that it stands.
fn became(entry: &Entry<'_>, flag: &Flag, corrections: &[Correction]) -> AnyView {
    let lang = lang();
    let basis = entry.basis.map(|basis| {
        view! { <span class="s soft">{requirements::BASIS.text()}{localized(&basis.text)}</span> }
    });
    let put = |icon: Icon, words: AnyView| {
        view! { <span class="put"><SmallGlyph icon/>{words}</span> }.into_any()
    };
    match &entry.state {
        None if entry.values.iter().any(|(_, part)| *part == Part::Gone) => {
            put(Icon::BACK, requirements::DROPPED_WITH.text().into_any())
        }
        None => ().into_any(),
        Some(AdditionState::Corrected) => {
            let mut naming = corrections.iter().filter(|c| c.flags.contains(flag));
            let correction = naming.find(|c| c.decided_on.is_some());
            let words = correction.map(|correction| {
                let from = correction.effective_on.or(correction.decided_on);
                let from = from.map(|on| day_from(&format::date(lang, on)));
                view! { {from} {localized(&correction.decided_by)} {requirements::CORRECTED_BY.text()} }
            });
            put(Icon::BACK, words.into_any())
        }
        Some(state @ AdditionState::Justified) => view! { <StateTag state/> {basis} }.into_any(),
        Some(state) => {
            let none = basis.is_none().then(|| {
                view! { <span class="s soft">{requirements::WITHOUT_BASIS.text()}</span> }
            });
            view! { <StateTag state/> {basis} {none} }.into_any()
        }
    }
}

/// What units wrote beside their demands.
fn notes(steps: &[Step]) -> AnyView {
    let notes: Vec<AnyView> = steps
        .iter()
        .filter(|step| !step.note.is_empty())
        .map(|step| {
            view! { <li>{localized(&step.unit_name)} {requirements::COLON.text()} {localized(&step.note)}</li> }.into_any()
        })
        .collect();
    (!notes.is_empty())
        .then(|| view! { <ul class="s soft part-3">{notes}</ul> })
        .into_any()
}

/// The ways to hold a draft against a level: of a level of several units, one is chosen there.
fn hold_against(compared: &Comparison<'_>, requirement: &RequirementId) -> AnyView {
    let links: Vec<AnyView> = compared
        .columns
        .iter()
        .map(|steps| {
            let query = Compare {
                requirement: Some(requirement.clone()),
                step: match steps.as_slice() {
                    [one] => Some(one.id.clone()),
                    _ => None,
                },
            };
            view! { <li><a class="chip" href=query.href(lang())>{level(steps)}</a></li> }.into_any()
        })
        .collect();
    view! {
        <nav class="part-3 no-print" aria-label=compare::SEE_LEVEL.text()>
            <p class="s soft" aria-hidden="true">{compare::SEE_LEVEL.text()}</p>
            <ul class="chips">{links}</ul>
        </nav>
    }
    .into_any()
}

/// A target that one level divides among several: the shares on the scale of the whole.
fn split(split: &Split<'_>, units: &[Unit]) -> AnyView {
    let lang = lang();
    let with_unit = |value: Milli| localized(&split.amount(value));
    let whole = split.target.value.0.max(split.sum.0);
    let scale = Scale::of(whole.try_into().unwrap_or_default());
    let rows: Vec<AnyView> = split
        .shares
        .iter()
        .map(|(step, share)| {
            let length: u64 = share.0.try_into().unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{localized(&step.unit_name)}</th>
                    <td class="nb"><b>{with_unit(*share)}</b></td>
                    <td>{bar(&[(Part::Original, length)], scale)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let silent: Vec<&str> = split
        .silent(units)
        .iter()
        .map(|u| lang.pick(&u.name))
        .collect();
    let silent = (!silent.is_empty()).then(|| {
        view! { <tr><th scope="row" class="soft" colspan="3">{silent.join(frame::AND.text())}{requirements::COLON.text()}{requirements::NOT_PUBLISHED.text()}</th></tr> }
    });
    let beyond = match (&split.beyond, &split.state) {
        (Some(beyond), Some(state)) => {
            let class = match state {
                AdditionState::Corrected | AdditionState::Justified => "c-yes",
                _ => "c-no",
            };
            view! { <b class=class>{localized(beyond)}</b> " " <StateTag state/> }.into_any()
        }
        _ => view! { <b class="c-yes">{requirements::NOT_MORE.text()}</b> }.into_any(),
    };
    let count = split.shares.len();
    view! {
        <div class="lad-2">
            <p class="sum">
                    {localized(&split.parent.unit_name)} " " {localized(&split.target.measure)} " " <b>{with_unit(split.target.value)}</b> " → "
                    {count}{requirements::UNITS.text()}{requirements::TOGETHER.text()} " " <b>{with_unit(split.sum)}</b> {frame::COMMA.text()} {beyond}
            </p>
            <table class="fan">
                <caption class="off">{localized(&split.parent.unit_name)} " " {localized(&split.target.measure)}</caption>
                <thead class="off"><tr><th scope="col">{requirements::UNIT.text()}</th><th scope="col">{requirements::SHARE.text()}</th><th scope="col">{requirements::OF_THE_WHOLE.text()}</th></tr></thead>
                <tbody>{rows}{silent}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Why something was corrected, or what is under review.
fn why(file: &RequirementFile) -> AnyView {
    if file.corrections.is_empty() {
        return ().into_any();
    }
    let decided = file.corrections.iter().any(|c| c.decided_on.is_some());
    let title = if decided {
        &requirements::WHY_CORRECTED
    } else {
        &requirements::WHY_REVIEWED
    };
    let entries: Vec<AnyView> = file
        .corrections
        .iter()
        .map(|c| {
            view! {
                <div class="stack why" id=c.id.to_string()>
                    <CorrectionText correction=c documents=&file.documents/>
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <section class="part"><h2>{title.text()}</h2>{entries}</section> }.into_any()
}

/// The documents of the levels, one tap away, and the laws.
fn sources(file: &RequirementFile) -> AnyView {
    let requirement = &file.requirement;
    let mut ids: Vec<&DocumentId> = Vec::new();
    for step in &requirement.steps {
        let basis = step
            .basis
            .as_ref()
            .and_then(|basis| basis.document.as_ref());
        for id in std::iter::once(&step.document).chain(basis) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let documents: Vec<AnyView> = ids
        .iter()
        .filter_map(|id| file.documents.iter().find(|d| d.id == **id))
        .map(|document| view! { <Citation document is_open=true/> }.into_any())
        .collect();
    view! {
        <section class="part">
            <h2>{requirements::REASONS.text()}</h2>
            <details>
                <summary><SmallGlyph icon=Icon::DOC/>{requirements::DOCUMENTS_OF_LEVELS.text()}<SmallGlyph icon=Icon::DOWN/></summary>
                {documents}
            </details>
            <Citations ids=&requirement.legal_basis documents=&file.documents/>
        </section>
    }
    .into_any()
}
