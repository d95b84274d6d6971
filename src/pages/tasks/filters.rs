//! By what the results can be filtered, each with how many items it leaves.

use civic::search::Facet;
use leptos::prelude::*;
use routes::query::Search;
use web::i18n::lang;
use web::published::Loaded;
use web::reactive::reactive;

use super::search::Results;
use crate::components::{Choice, Icon, SmallGlyph};
use crate::messages::tasks;
use crate::state::city;

/// How many values of a facet are offered at once; the rest are one tap away.
const MAX_VALUES: usize = 12;

/// `was_open` says whether a filter behind the first row has been chosen: the rest then stays open, and
/// with it the choice that was just taken away and has the focus.
pub(super) fn filters(results: &Results, was_open: StoredValue<bool>) -> AnyView {
    let search = &results.search;
    let mut groups = Facet::ALL.iter().map(|facet| of_facet(results, facet));
    let kinds = groups.next();
    let rest: Vec<AnyView> = groups.collect();
    let units = units(search.clone());
    let is_chosen = search.unit.is_some() || search.filters.iter().any(|(f, _)| *f != Facet::Kind);
    let is_open = is_chosen || was_open.get_value();
    was_open.set_value(is_open);
    view! {
        {kinds}
        <details class="more" open=is_open>
            <summary>{tasks::MORE_FILTERS.text()}<SmallGlyph icon=Icon::DOWN/></summary>
            {rest}{units}
        </details>
    }
    .into_any()
}

/// Choices of one filter, as the address, the label, how many entries it leaves, and whether it is
/// chosen. The chosen one is always seen.
pub(super) fn choices(values: Vec<(String, String, usize, bool)>) -> Vec<AnyView> {
    let mut choices: Vec<AnyView> = Vec::new();
    for (href, label, count, is_current) in values {
        let last = if is_current {
            MAX_VALUES - 1
        } else {
            usize::MAX
        };
        let at = choices.len().min(last);
        let is_current = Box::new(move || is_current);
        let choice = view! { <Choice href label count is_current/> }.into_any();
        choices.insert(at, choice);
    }
    choices
}

pub(super) fn group(title: &str, mut choices: Vec<AnyView>) -> AnyView {
    if choices.is_empty() {
        return ().into_any();
    }
    let title = title.to_owned();
    let rest = choices.split_off(choices.len().min(MAX_VALUES));
    let rest = (!rest.is_empty()).then(|| {
        let n = tasks::MORE_VALUES
            .text()
            .replace("{n}", &rest.len().to_string());
        view! { <details class="more"><summary>{n}<SmallGlyph icon=Icon::DOWN/></summary><ul class="chips part-3">{rest}</ul></details> }
    });
    view! { <h2 class="s soft part-3">{title}</h2><ul class="chips part-3">{choices}</ul>{rest} }
        .into_any()
}

fn choice(search: &Search, label: &str, count: Option<u32>, is_current: bool) -> AnyView {
    let href = search.href(lang());
    let is_current = Box::new(move || is_current);
    match count {
        Some(n) => view! { <Choice href label count=n as usize is_current/> }.into_any(),
        None => view! { <Choice href label is_current/> }.into_any(),
    }
}

/// The values of a facet. The one that is chosen leads back; it is there even if nothing has it, and if
/// nobody knows it.
fn of_facet(results: &Results, facet: &Facet) -> AnyView {
    let lang = lang();
    let search = &results.search;
    let chosen = search.chosen(facet);
    let mut is_shown = false;
    let facets = results
        .head
        .iter()
        .flat_map(|head| &head.facets)
        .enumerate();
    let mut choices: Vec<AnyView> = Vec::new();
    for (n, value) in facets.filter(|(_, value)| value.facet == *facet) {
        let is_chosen = chosen == Some(&value.code);
        let count = results.found.counts.iter().find(|count| count.value == n);
        if !is_chosen && count.is_none() {
            continue;
        }
        is_shown |= is_chosen;
        let code = (!is_chosen).then_some(value.code.as_str());
        let search = search.with(facet.clone(), code);
        let items = count.map(|count| count.items);
        // The chosen one is always seen.
        let last = if is_chosen {
            MAX_VALUES - 1
        } else {
            usize::MAX
        };
        let at = choices.len().min(last);
        choices.insert(
            at,
            choice(&search, lang.pick(&value.name), items, is_chosen),
        );
    }
    if let Some(code) = chosen.filter(|_| !is_shown) {
        choices.push(choice(&search.with(facet.clone(), None), code, None, true));
    }
    group(lang.term(facet.zh(), facet.en()), choices)
}

/// The unit within which is searched, and those below it.
fn units(search: Search) -> AnyView {
    let lang = lang();
    let city = city();
    reactive(move || {
        let Loaded::Ready(city) = city.get() else {
            return ().into_any();
        };
        let own =
            |code: Option<&civic::UnitCode>| city.units.iter().find(|u| Some(&u.code) == code);
        let within = own(search.unit.as_ref());
        let mut choices = Vec::new();
        if let Some(code) = &search.unit {
            // The unit without one above it is the city.
            let above = within.and_then(|unit| own(unit.parent.as_ref()));
            let above = above.filter(|unit| unit.parent.is_some());
            let name = within.map_or(code.as_str(), |unit| lang.pick(&unit.name));
            choices.push(choice(
                &search.within(above.map(|u| &u.code)),
                name,
                None,
                true,
            ));
        }
        let root = city.units.iter().find(|unit| unit.parent.is_none());
        let above = search.unit.as_ref().or(root.map(|unit| &unit.code));
        for unit in city
            .units
            .iter()
            .filter(|unit| unit.parent.as_ref() == above)
        {
            let search = search.within(Some(&unit.code));
            choices.push(choice(&search, lang.pick(&unit.name), None, false));
        }
        group(tasks::WHICH_UNIT.text(), choices)
    })
}
