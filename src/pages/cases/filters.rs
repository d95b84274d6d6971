//! The filters of the register, each choice with how many cases it opens.

use civic::Text;
use civic::cases::register::Cell;
use civic::cases::{Means, Month, Stage};
use leptos::prelude::*;
use routes::query::{CaseFilter, Parameter};
use web::i18n::{Message, lang};

use super::find::Found;
use super::periods;
use crate::components::{Choice, Icon, SmallGlyph};
use crate::messages::{cases, tasks};

pub(super) fn filters(found: &Found, was_open: StoredValue<bool>) -> AnyView {
    let filter = &found.filter;
    let is_chosen = !filter.period.is_empty() || filter.withheld.is_some();
    let is_open = is_chosen || was_open.get_value();
    was_open.set_value(is_open);
    view! {
        {by_stage(found)}
        {by_kind(found)}
        {by_means(found)}
        <details class="more" open=is_open>
            <summary>{tasks::MORE_FILTERS.text()}<SmallGlyph icon=Icon::DOWN/></summary>
            {by_period(found)}
            {by_withheld(found)}
        </details>
    }
    .into_any()
}

/// One filter: what each value leaves beside the others, the one that is chosen in any case.
fn group(
    found: &Found,
    title: &'static Message,
    values: impl IntoIterator<Item = (CaseFilter, String)>,
) -> AnyView {
    let choices: Vec<AnyView> = values
        .into_iter()
        .filter_map(|(filter, label)| {
            // A choice begins at the first page.
            let filter = CaseFilter {
                page: Parameter::default(),
                ..filter
            };
            let here = CaseFilter {
                page: Parameter::default(),
                ..found.filter.clone()
            };
            let count = found.count(&filter.selection());
            let is_current = filter == here;
            (count > 0 || is_current).then(|| {
                let (href, count) = (filter.href(lang()), count as usize);
                view! { <Choice href label count is_current=Box::new(move || is_current)/> }
                    .into_any()
            })
        })
        .collect();
    view! {
        <p class="s soft part-3" aria-hidden="true">{title.text()}</p>
        <nav aria-label=title.text()><ul class="chips">{choices}</ul></nav>
    }
    .into_any()
}

fn all() -> String {
    cases::ALL.text().to_owned()
}

/// Each value that a cell has, the known ones first, and the chosen one.
fn values<T: Clone + PartialEq>(
    found: &Found,
    known: &[T],
    chosen: Option<&T>,
    of: fn(&Cell) -> &T,
) -> Vec<T> {
    let mut values = known.to_vec();
    let cells = found.counted.iter().flat_map(|(_, cells)| cells);
    for value in cells.map(of).chain(chosen) {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    values
}

fn by_stage(found: &Found) -> AnyView {
    let filter = &found.filter;
    let stages = values(found, Stage::ALL, filter.stage.as_ref(), |cell| &cell.stage);
    let stages = stages.into_iter().map(|stage| {
        let label = lang().term(stage.zh(), stage.en()).to_owned();
        (Some(stage), label)
    });
    let choices = std::iter::once((None, all())).chain(stages);
    let choices = choices.map(|(stage, label)| {
        (
            CaseFilter {
                stage,
                ..filter.clone()
            },
            label,
        )
    });
    group(found, &cases::BY_STAGE, choices)
}

fn by_kind(found: &Found) -> AnyView {
    let filter = &found.filter;
    let named = |kinds: &[(civic::ServiceCode, Text)], code: &civic::ServiceCode| {
        let kind = kinds.iter().find(|(known, _)| known == code);
        kind.map_or_else(
            || code.to_string(),
            |(_, name)| lang().pick(name).to_owned(),
        )
    };
    let known: Vec<_> = found
        .register
        .kinds
        .iter()
        .map(|(code, _)| code.clone())
        .collect();
    let kinds = values(found, &known, filter.service.as_ref(), |cell| &cell.service);
    let kinds = kinds.into_iter().map(|service| {
        let label = named(&found.register.kinds, &service);
        (Some(service), label)
    });
    let choices = std::iter::once((None, all())).chain(kinds);
    let choices = choices.map(|(service, label)| {
        (
            CaseFilter {
                service,
                ..filter.clone()
            },
            label,
        )
    });
    group(found, &cases::BY_KIND, choices)
}

fn by_means(found: &Found) -> AnyView {
    let filter = &found.filter;
    let means = values(found, Means::ALL, filter.means.as_ref(), |cell| &cell.means);
    let means = means.into_iter().map(|means| {
        let label = lang().term(means.zh(), means.en()).to_owned();
        (Some(means), label)
    });
    let choices = std::iter::once((None, all())).chain(means);
    let choices = choices.map(|(means, label)| {
        (
            CaseFilter {
                means,
                ..filter.clone()
            },
            label,
        )
    });
    group(found, &cases::BY_MEANS, choices)
}

fn by_period(found: &Found) -> AnyView {
    let filter = &found.filter;
    let months: Vec<Month> = found.counted.iter().map(|(month, _)| *month).collect();
    let offered = periods::offered(&months, filter.period.value().copied());
    let periods = offered
        .into_iter()
        .map(|period| (Parameter::new(&period), periods::period(period)));
    // Of a search within a time no more was read.
    let is_whole = filter.words.is_empty() || filter.about.is_some() || filter.period.is_empty();
    let unchosen = is_whole.then(|| (Parameter::default(), all()));
    let choices = unchosen.into_iter().chain(periods);
    let choices = choices.map(|(period, label)| {
        (
            CaseFilter {
                period,
                ..filter.clone()
            },
            label,
        )
    });
    let beyond = (!is_whole).then(|| {
        let wider = CaseFilter {
            period: Parameter::default(),
            page: Parameter::default(),
            ..filter.clone()
        };
        view! { <p><a class="go" href=wider.href(lang())>{cases::ALL.text()}</a></p> }
    });
    view! { {group(found, &cases::BY_PERIOD, choices)}{beyond} }.into_any()
}

fn by_withheld(found: &Found) -> AnyView {
    let filter = &found.filter;
    let choices = [
        (None, cases::ALL.text()),
        (Some(false), cases::TOLD.text()),
        (Some(true), cases::WITHHELD.text()),
    ];
    let choices = choices.map(|(withheld, label)| {
        (
            CaseFilter {
                withheld,
                ..filter.clone()
            },
            label.to_owned(),
        )
    });
    group(found, &cases::BY_WITHHELD, choices)
}
