//! The filters of the register, each choice with how many cases it opens.

use civic::ServiceCode;
use civic::cases::register::Cell;
use civic::cases::{Means, Month, Period, Stage};
use leptos::prelude::*;
use routes::query::{CaseFilter, Parameter};
use web::i18n::{Message, lang};

use super::entry::kind_name;
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
fn group(found: &Found, title: &'static Message, values: Vec<(CaseFilter, String)>) -> AnyView {
    let here = CaseFilter {
        page: Parameter::default(),
        ..found.filter.clone()
    };
    let choices: Vec<AnyView> = values
        .into_iter()
        .filter_map(|(mut filter, label)| {
            // A choice begins at the first page.
            filter.page = Parameter::default();
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

/// A filter by what has a code: the known codes, then those that the cases have, and the chosen one; `choose`
/// sets a code and says what it is called.
fn by_code(
    found: &Found,
    title: &'static Message,
    known: Vec<&str>,
    chosen: Option<&str>,
    of: fn(&Cell) -> &str,
    choose: &dyn Fn(&mut CaseFilter, Option<&str>) -> String,
) -> AnyView {
    let cells = found.counted.iter().flat_map(|(_, cells)| cells);
    let mut codes = known;
    for code in cells.map(of).chain(chosen) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let choice = |code: Option<&str>| {
        let mut filter = found.filter.clone();
        let label = choose(&mut filter, code);
        (filter, label)
    };
    let mut choices = vec![choice(None)];
    choices.extend(codes.into_iter().map(|code| choice(Some(code))));
    group(found, title, choices)
}

fn by_stage(found: &Found) -> AnyView {
    let chosen = found.filter.stage.as_ref().map(Stage::code);
    let known = Stage::ALL.iter().map(Stage::code).collect();
    by_code(
        found,
        &cases::BY_STAGE,
        known,
        chosen,
        |cell| cell.stage.code(),
        &|filter, code| {
            filter.stage = code.map(Stage::from_code);
            let stage = filter.stage.as_ref();
            stage.map_or_else(all, |stage| lang().term(stage.zh(), stage.en()).to_owned())
        },
    )
}

fn by_kind(found: &Found) -> AnyView {
    let chosen = found.filter.service.as_ref().map(ServiceCode::as_str);
    let known = found.register.kinds.iter();
    let known = known.map(|(code, _)| code.as_str()).collect();
    by_code(
        found,
        &cases::BY_KIND,
        known,
        chosen,
        |cell| cell.service.as_str(),
        &|filter, code| {
            filter.service = code.map(ServiceCode::from);
            let kind = filter.service.as_ref();
            kind.map_or_else(all, |kind| kind_name(&found.register, kind))
        },
    )
}

fn by_means(found: &Found) -> AnyView {
    let chosen = found.filter.means.as_ref().map(Means::code);
    let known = Means::ALL.iter().map(Means::code).collect();
    by_code(
        found,
        &cases::BY_MEANS,
        known,
        chosen,
        |cell| cell.means.code(),
        &|filter, code| {
            filter.means = code.map(Means::from_code);
            let means = filter.means.as_ref();
            means.map_or_else(all, |means| lang().term(means.zh(), means.en()).to_owned())
        },
    )
}

fn by_period(found: &Found) -> AnyView {
    let filter = &found.filter;
    let months: Vec<Month> = found.counted.iter().map(|(month, _)| *month).collect();
    let offered = periods::offered(&months, filter.period.value().copied());
    // Of a year that was not looked through to its beginning no number is known.
    let beyond = found.searched.as_ref().map_or(&[][..], |s| &s.beyond);
    let is_known = |period: &Period| !matches!(period, Period::Year(year) if beyond.contains(year));
    let periods = offered
        .into_iter()
        .filter(is_known)
        .map(|period| (Parameter::new(&period), periods::period(period)));
    // Of a search within a time no more was read.
    let is_whole = filter.words.is_empty() || filter.about.is_some() || filter.period.is_empty();
    let unchosen = is_whole.then(|| (Parameter::default(), all()));
    let choices = unchosen.into_iter().chain(periods);
    let choices = choices.map(|(period, label)| {
        let filter = CaseFilter {
            period,
            ..filter.clone()
        };
        (filter, label)
    });
    let beyond = (!is_whole).then(|| {
        let wider = CaseFilter {
            period: Parameter::default(),
            page: Parameter::default(),
            ..filter.clone()
        };
        view! { <p><a class="go" href=wider.href(lang())>{cases::ALL.text()}</a></p> }
    });
    view! { {group(found, &cases::BY_PERIOD, choices.collect())}{beyond} }.into_any()
}

fn by_withheld(found: &Found) -> AnyView {
    let choices = [
        (None, cases::ALL.text()),
        (Some(false), cases::TOLD.text()),
        (Some(true), cases::WITHHELD.text()),
    ];
    let choices = choices.into_iter().map(|(withheld, label)| {
        let filter = CaseFilter {
            withheld,
            ..found.filter.clone()
        };
        (filter, label.to_owned())
    });
    group(found, &cases::BY_WITHHELD, choices.collect())
}
