//! The years at a glance: how many requirements, what was added and what came of it, by the level that
//! issued; each number opens what is behind it.

use std::collections::BTreeMap;

use civic::duties::added_demands::{AdditionState, Flag};
use civic::duties::comparison::short_level;
use civic::duties::{Decision, Glance, GlanceFigures, Level};
use civic::published::{GlanceFile, GlanceYearFile, YearFigures, name};
use civic::{RequirementId, Text};
use leptos::prelude::*;
use routes::Page;
use routes::query::GlanceFilter;
use web::i18n::{Message, lang, localized};
use web::location::use_query;
use web::published::use_file;

use super::ladder::defined;
use crate::components::{Breadcrumbs, Choice, Definitions, FixedHeading, when_ready};
use crate::messages::{components, frame, glance, requirements};

/// The figures that are neither of a flag nor of a state, in an address.
const STARTED: &str = "started";
const ADDED: &str = "added";
const DECISIONS: &str = "decisions";

/// The page of the years.
#[component]
pub(crate) fn GlancePage() -> impl IntoView {
    let file = use_file::<GlanceFile>(name::GLANCE);
    let wanted = use_query::<GlanceFilter>();
    view! {
        <Breadcrumbs parents={vec![
            (Page::Tasks, frame::TASKS.text().to_owned()),
            (Page::Requirements, requirements::TITLE.text().to_owned()),
        ]}/>
        <FixedHeading text=glance::TITLE.text()/>
        <p class="soft">{glance::LEAD.text()}</p>
        {when_ready(file, move |file| years(&file, &wanted.get()))}
    }
}

/// The name of a year in addresses and files.
fn name_of(year: Option<i32>) -> String {
    year.map_or(name::GLANCE_UNDATED.to_owned(), |year| year.to_string())
}

fn years(file: &GlanceFile, wanted: &GlanceFilter) -> AnyView {
    let lang = lang();
    let shown = match &wanted.year {
        Some(year) => file.years.iter().find(|f| name_of(f.year) == *year),
        None => file.years.first(),
    };
    let shown_name = shown.map(|figures| name_of(figures.year));
    let choices: Vec<AnyView> = file
        .years
        .iter()
        .map(|figures| {
            let name = name_of(figures.year);
            let is_current = shown_name.as_ref() == Some(&name) && wanted.part.is_none();
            let label = match figures.year {
                Some(_) => name.clone(),
                None => glance::UNDATED.text().to_owned(),
            };
            let filter = GlanceFilter {
                year: Some(name),
                ..GlanceFilter::default()
            };
            view! { <Choice href=filter.href(lang) label is_current=Box::new(move || is_current)/> }
                .into_any()
        })
        .collect();
    let content = match (shown, &wanted.part) {
        (None, _) => ().into_any(),
        (Some(figures), None) => tables(figures),
        (Some(figures), Some(part)) => opened(figures, wanted.level.as_ref(), part),
    };
    view! {
        <nav class="part-3" aria-label=glance::BY_YEAR.text()><ul class="chips">{choices}</ul></nav>
        {content}
    }
    .into_any()
}

fn level_name(level: Option<&Level>) -> String {
    match level {
        Some(level) => lang().pick(&short_level(level)).to_owned(),
        None => glance::ALL_LEVELS.text().to_owned(),
    }
}

/// What is counted in a row: its heading, its part of an address, and the count.
struct Counted {
    title: &'static str,
    part: &'static str,
    count: fn(&GlanceFigures, &str) -> u32,
}

fn tables(figures: &YearFigures) -> AnyView {
    let lang = lang();
    let row = |title, part, count| Counted { title, part, count };
    let states = AdditionState::ALL.iter().rev().map(|state| {
        row(
            lang.term(state.zh(), state.en()),
            state.code(),
            |f, code| {
                let state = AdditionState::from_code(code);
                f.states.get(&state).copied().unwrap_or_default()
            },
        )
    });
    let came: Vec<Counted> = [
        row(glance::STARTED.text(), STARTED, |f, _| f.started),
        row(glance::WITH_ADDITIONS.text(), ADDED, |f, _| {
            f.with_additions
        }),
    ]
    .into_iter()
    .chain(states)
    .chain([row(glance::DECISIONS.text(), DECISIONS, |f, _| f.decisions)])
    .collect();
    let flags = Flag::ALL.iter().map(|flag| {
        row(lang.term(flag.zh(), flag.en()), flag.code(), |f, code| {
            f.added
                .get(&Flag::from_code(code))
                .copied()
                .unwrap_or_default()
        })
    });
    let added: Vec<Counted> = flags.collect();
    let days = |level: &GlanceFigures| {
        let days = level.median_days.map(|days| days.to_string());
        view! { <td class="num">{days.unwrap_or_else(|| "–".to_owned())}</td> }.into_any()
    };
    let days: Vec<AnyView> = figures.levels.iter().map(days).collect();
    let median = view! { <tr><th scope="row">{glance::MEDIAN.text()}</th>{days}</tr> }.into_any();
    view! {
        {table(figures, &glance::WHAT_CAME, &came, Some(median))}
        {table(figures, &glance::WHAT_ADDED, &added, None)}
        <Definitions summary=components::WORDS_MEAN.text() terms=defined(Flag::ALL.iter())/>
        <p class="s soft part-3">{glance::NOT_A_SUM.text()}</p>
    }
    .into_any()
}

/// The levels beside each other, from the top down.
fn table(
    figures: &YearFigures,
    title: &'static Message,
    counted: &[Counted],
    last: Option<AnyView>,
) -> AnyView {
    let lang = lang();
    let levels = figures.levels.iter();
    let heads: Vec<AnyView> = levels
        .map(|level| {
            let name = level_name(level.level.as_ref());
            view! { <th scope="col" class="num">{name}</th> }.into_any()
        })
        .collect();
    let cell = |counted: &Counted, level: &GlanceFigures| {
        let count = (counted.count)(level, counted.part);
        let filter = GlanceFilter {
            year: Some(name_of(figures.year)),
            level: level.level.clone(),
            part: Some(counted.part.to_owned()),
        };
        let content = if count > 0 {
            view! { <a href=filter.href(lang)>{count}</a> }.into_any()
        } else {
            "0".into_any()
        };
        view! { <td class="num">{content}</td> }.into_any()
    };
    let rows: Vec<AnyView> = counted
        .iter()
        .map(|counted| {
            let cells = figures.levels.iter().map(|level| cell(counted, level));
            let cells: Vec<AnyView> = cells.collect();
            view! { <tr><th scope="row">{counted.title}</th>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <section class="part">
            <h2>{title.text()}</h2>
            <div class="wide" tabindex="0" role="region" aria-label=title.text()>
                <table class="tbl">
                    <caption class="off">{title.text()}</caption>
                    <thead><tr><th scope="col"><span class="off">{glance::LEVEL.text()}</span></th>{heads}</tr></thead>
                    <tbody>{rows}{last}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// What is behind one number.
fn opened(figures: &YearFigures, level: Option<&Level>, part: &str) -> AnyView {
    let path = format!("{}{}", name::GLANCE_DIR, name_of(figures.year));
    let file = use_file::<GlanceYearFile>(path);
    let (level, part) = (level.cloned(), part.to_owned());
    when_ready(file, move |file| {
        let lang = lang();
        let flag = Flag::from_code(&part);
        let state = AdditionState::from_code(&part);
        let what = match part.as_str() {
            STARTED => glance::STARTED.text(),
            ADDED => glance::WITH_ADDITIONS.text(),
            DECISIONS => glance::DECISIONS.text(),
            _ if Flag::ALL.contains(&flag) => lang.term(flag.zh(), flag.en()),
            _ => lang.term(state.zh(), state.en()),
        };
        let mut of_level = file.levels.iter().filter(|glance| glance.level == level);
        let rows: Vec<AnyView> = of_level
            .next()
            .map(|glance| behind(glance, &part, &file.titles))
            .unwrap_or_default();
        let title = format!(
            "{}{}{what}",
            level_name(level.as_ref()),
            frame::COMMA.text()
        );
        view! { <section class="part"><h2>{title}</h2><ul>{rows}</ul></section> }.into_any()
    })
}

fn behind(glance: &Glance, part: &str, titles: &BTreeMap<RequirementId, Text>) -> Vec<AnyView> {
    let row = |id: &RequirementId, more: Option<String>| {
        let href = Page::Requirement(id.clone()).path(lang());
        let title = titles.get(id).map(localized);
        let more = more.map(|more| view! { <p class="s">{more}</p> });
        view! { <li class="hit"><a href=href><b>{title}</b></a>{more}</li> }.into_any()
    };
    let days = |decision: &Decision| {
        let days = glance::DAYS.text();
        Some(days.replace("{n}", &decision.days.to_string()))
    };
    let all = |ids: Option<&Vec<RequirementId>>| {
        let ids = ids.into_iter().flatten();
        ids.map(|id| row(id, None)).collect()
    };
    match part {
        STARTED => all(Some(&glance.started)),
        ADDED => {
            let ids = glance.with_additions().into_iter();
            ids.map(|id| row(id, None)).collect()
        }
        DECISIONS => {
            let decisions = glance.decisions.iter();
            decisions.map(|d| row(&d.requirement, days(d))).collect()
        }
        code => all(glance
            .added
            .get(&Flag::from_code(code))
            .or_else(|| glance.states.get(&AdditionState::from_code(code)))),
    }
}
