//! 721: how many cases were settled by service, management and enforcement, beside what is wanted. Every figure
//! opens its cases.

use civic::cases::register::{Selection, Share, Shares, shares};
use civic::cases::{Means, MeansDefinition, Month, Period, definition_of};
use civic::published::{RegisterFile, name};
use leptos::prelude::*;
use routes::Page;
use routes::query::{CaseFilter, Parameter, SevenFilter};
use web::i18n::{lang, localized};
use web::location::use_query;
use web::published::{DataError, Loaded, use_file};
use web::reactive::reactive;

use super::list::count;
use super::{chart, periods};
use crate::components::{Breadcrumbs, Choice, FixedHeading, NotUnderstood, when_ready};
use crate::messages::{cases, frame, lookup};

/// The chart holds no more months than this: the latest of them.
const MAX_MONTHS: usize = 24;

/// The page of the 721 method.
#[component]
pub(crate) fn SevenPage() -> impl IntoView {
    let file = use_file::<RegisterFile>(name::REGISTER);
    let wanted = use_query::<SevenFilter>();
    let parents = vec![
        (Page::Feedback, frame::FEEDBACK.text().to_owned()),
        (Page::Cases, cases::TITLE.text().to_owned()),
    ];
    view! {
        <Breadcrumbs parents/>
        <FixedHeading text=cases::SEVEN.text()/>
        <p class="soft">{cases::SEVEN_LEAD.text()}</p>
        {reactive(move || match file.get() {
            Loaded::Failed(DataError::Absent) => view! { <p>{cases::NONE_YET.text()}</p> }.into_any(),
            _ => when_ready(file, move |file| of_period(&file, &wanted.get())),
        })}
    }
}

fn of_period(file: &RegisterFile, wanted: &SevenFilter) -> AnyView {
    let unread = wanted.period.is_unreadable().then(|| {
        view! { <NotUnderstood message=cases::PERIOD_UNREAD.text() text=wanted.period.text().to_owned()/> }
    });
    let period = wanted.period.value().copied();
    let selection = Selection {
        period,
        ..Selection::default()
    };
    let cells = || {
        file.months
            .iter()
            .map(|month| (month.month, month.cells.as_slice()))
    };
    let all = shares(cells(), &selection);
    let figures = if all.total == 0 {
        view! { <p class="part-3">{cases::NONE_THEN.text()}</p> }.into_any()
    } else {
        let months = months(file, &selection);
        let definitions = file.definitions();
        let by = |(month, _): &(Month, Shares)| Some(definition_of(&definitions, *month)?.since);
        let is_mixed = months
            .iter()
            .any(|month| by(month) != months.first().and_then(by));
        let mixed = is_mixed.then(|| view! { <p class="s">{cases::MIXED.text()}</p> });
        let shown = months.len().saturating_sub(MAX_MONTHS);
        let chart = months.get(shown..).unwrap_or(&months);
        view! {
            <div class="lad-2 part">
                <section><h2 class="rule">{cases::WANTED.text()}</h2>{goals(&all, wanted)}{mixed}<p class="soft s">{cases::FEW.text()}</p></section>
                <section><h2 class="rule">{cases::MONTHS.text()}</h2>{chart::by_month(chart, &definitions)}{chart::legend(&all)}</section>
            </div>
            <section class="part"><h2>{cases::TABLE.text()}</h2>{table(&months, &all, &definitions)}</section>
        }
        .into_any()
    };
    view! {
        {unread}
        {choices(file, period)}
        {figures}
        {definition(&file.definitions())}
    }
    .into_any()
}

/// The times that can be chosen.
fn choices(file: &RegisterFile, chosen: Option<Period>) -> AnyView {
    let months: Vec<Month> = file.months.iter().map(|month| month.month).collect();
    let offered = periods::offered(&months, chosen);
    let choices = std::iter::once(None).chain(offered.into_iter().map(Some));
    let choices: Vec<AnyView> = choices
        .map(|period| {
            let label = period.map_or_else(|| cases::ALL.text().to_owned(), periods::period);
            let filter = SevenFilter {
                period: period
                    .map(|period| Parameter::new(&period))
                    .unwrap_or_default(),
            };
            let is_current = Box::new(move || period == chosen);
            view! { <Choice href=filter.href(lang()) label is_current/> }.into_any()
        })
        .collect();
    view! { <nav class="part-3 no-print" aria-label=cases::PERIOD.text()><ul class="chips">{choices}</ul></nav> }
        .into_any()
}

/// Every month from the first to the last with a case, the earliest first.
fn months(file: &RegisterFile, selection: &Selection) -> Vec<(Month, Shares)> {
    let covered = file
        .months
        .iter()
        .filter(|month| selection.covers(month.month));
    let covered: Vec<_> = covered.collect();
    let (Some(last), Some(first)) = (covered.first(), covered.last()) else {
        return Vec::new();
    };
    let mut months = Vec::new();
    let mut month = last.month;
    while month >= first.month {
        let of = covered.iter().filter(|known| known.month == month);
        let of = of.map(|known| (known.month, known.cells.as_slice()));
        months.push((month, shares(of, &Selection::default())));
        month = month.previous();
    }
    months.reverse();
    months
}

/// A figure, with the way to its cases; a dot for none.
fn figure(n: u32, text: String, means: Option<&Means>, period: Parameter<Period>) -> AnyView {
    if n == 0 {
        return cases::NO_GOAL.text().into_any();
    }
    let filter = CaseFilter {
        means: means.cloned(),
        period,
        ..CaseFilter::default()
    };
    view! { <a href=filter.href(lang())>{text}</a> }.into_any()
}

fn goals(all: &Shares, wanted: &SevenFilter) -> AnyView {
    let lang = lang();
    let row = |share: &Share| {
        let goal = share.means.goal_percent();
        let goal = goal.map_or_else(
            || cases::NO_GOAL.text().to_owned(),
            |goal| format!("{goal}%"),
        );
        let percent = all.percent(share).map(|percent| {
            view! { <b>{percent}"%"</b> " " }
        });
        let cases_of = figure(
            share.count,
            count(share.count),
            Some(&share.means),
            wanted.period.clone(),
        );
        let rating = match share.mean_tenths() {
            Some(mean) => cases::RATED_BY
                .text()
                .replace("{mean}", &format!("{}.{}", mean / 10, mean % 10))
                .replace("{n}", &share.rated.to_string()),
            None => cases::NO_RATING.text().to_owned(),
        };
        let name = lang.term(share.means.zh(), share.means.en()).to_owned();
        let bar = all
            .percent(share)
            .map(|_| chart::goal_bar(share, all.total));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{goal}</td>
                <td>{percent}<span class="s">{cases_of}<br/><span class="soft">{rating}</span></span></td>
                <td>{bar}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = all.classes.iter().map(row).collect();
    let total = figure(all.total, count(all.total), None, wanted.period.clone());
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=cases::WANTED.text()><table class="fan" aria-label=cases::WANTED.text()>
            <thead><tr>
                <th scope="col">{cases::WAY.text()}</th>
                <th scope="col" class="num">{cases::GOAL.text()}</th>
                <th scope="col">{cases::ACTUAL.text()}<br/><span class="s soft">{cases::RATED.text()}</span></th>
                <th scope="col"><span class="off">{cases::PICTURE.text()}</span></th>
            </tr></thead>
            <tbody>{rows}</tbody>
            <tfoot><tr><th scope="row">{cases::IN_ALL.text()}</th><td></td><th>{total}</th><td></td></tr></tfoot>
        </table></div>
    }
    .into_any()
}

/// The figures of the chart and of the months before it, the latest first; under the name of the definition
/// by which they are classed where that changes.
fn table(months: &[(Month, Shares)], all: &Shares, definitions: &[&MeansDefinition]) -> AnyView {
    let lang = lang();
    let classes: Vec<&Means> = all.classes.iter().map(|share| &share.means).collect();
    let head: Vec<AnyView> = classes
        .iter()
        .map(|means| {
            view! { <th scope="col" class="num">{lang.term(means.zh(), means.en()).to_owned()}</th> }.into_any()
        })
        .collect();
    let row = |(month, shares): &(Month, Shares)| -> AnyView {
        let period = Parameter::new(&Period::Month(*month));
        let cells: Vec<AnyView> = classes
            .iter()
            .map(|means| {
                let share = shares.classes.iter().find(|share| share.means == **means);
                let n = share.map_or(0, |share| share.count);
                let figure = figure(n, n.to_string(), Some(means), period.clone());
                view! { <td class="num">{figure}</td> }.into_any()
            })
            .collect();
        let total = figure(shares.total, shares.total.to_string(), None, period);
        view! { <tr><th scope="row">{periods::month(*month)}</th>{cells}<td class="num">{total}</td></tr> }
                .into_any()
    };
    let by = |month: &(Month, Shares)| definition_of(definitions, month.0);
    let spans: Vec<&[(Month, Shares)]> = months
        .chunk_by(|a, b| by(a).map(|d| d.since) == by(b).map(|d| d.since))
        .collect();
    let columns = (classes.len() + 2).to_string();
    let bodies: Vec<AnyView> = spans
        .iter()
        .rev()
        .map(|span| {
            let rows: Vec<AnyView> = span.iter().rev().map(row).collect();
            let by = span.first().and_then(by);
            let name = (spans.len() > 1).then(|| {
                let name = match by {
                    Some(by) => {
                        let href = format!("#{}", anchor(by));
                        let name = format!(
                            "{}{}{}",
                            cases::DEFINITION.text(),
                            lookup::COLON.text(),
                            version(by)
                        );
                        view! { <a href=href>{name}</a> }.into_any()
                    }
                    None => cases::NO_DEFINITION.text().into_any(),
                };
                view! { <tr><th scope="rowgroup" colspan=columns.clone()>{name}</th></tr> }
            });
            view! { <tbody>{name}{rows}</tbody> }.into_any()
        })
        .collect();
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=cases::CAPTION.text()>
            <table class="tbl" aria-label=cases::CAPTION.text()>
                <thead><tr><th scope="col">{cases::MONTH.text()}</th>{head}<th scope="col" class="num">{cases::IN_ALL.text()}</th></tr></thead>
                {bodies}
            </table>
        </div>
    }
    .into_any()
}

/// A definition's version, and the day from which it is used.
fn version(definition: &MeansDefinition) -> String {
    chart::versioned(cases::VERSION.text(), definition)
}

/// The identifier of a definition on the page.
fn anchor(definition: &MeansDefinition) -> String {
    format!("since-{}", definition.since)
}

/// Every definition, the latest first.
fn definition(definitions: &[&MeansDefinition]) -> AnyView {
    let lang = lang();
    let said = definitions.iter().map(|definition| {
        let row = |means: &'static Means, text: &civic::Text| {
            let term = lang.term(means.zh(), means.en()).to_owned();
            view! { <div><dt>{term}</dt><dd>{localized(text)}</dd></div> }.into_any()
        };
        view! {
            <p class="s soft" id=anchor(definition)>{version(definition)}</p>
            <dl class="facts">
                {row(&Means::Service, &definition.service)}
                {row(&Means::Management, &definition.management)}
                {row(&Means::Enforcement, &definition.enforcement)}
            </dl>
        }
        .into_any()
    });
    let said: Vec<AnyView> = said.collect();
    let none = said
        .is_empty()
        .then(|| view! { <p>{cases::NO_DEFINITION.text()}</p> });
    view! { <section class="part narrow"><h2>{cases::DEFINITION.text()}</h2>{none}{said}</section> }
        .into_any()
}
