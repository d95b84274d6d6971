//! Permitted windows without a rule for the time outside them: a vendor who asks then gets no
//! answer, and cannot know whether that means yes or no.

use std::collections::{BTreeMap, HashSet};

use civic::rules::{Effect, Rule};
use civic::time::Instant;
use civic::{GoodsId, RuleId, Text};

use super::days::Days;
use super::overlap::Scopes;
use super::silence::Wanted;
use crate::checker::{Check, cell, message};
use crate::columns::{self, Column};
use crate::{Example, Location};

/// A permission that leaves some time without any rule.
struct Silent<'a> {
    rule: &'a RuleId,
    example: Example,
    said: Text,
}

pub(crate) fn check(check: &mut Check<'_>, days: &Days) {
    let sources = check.sources;
    // A missing column is reported once per sheet, an empty cell in that cell, and what is left
    // open on purpose once for all.
    let mut unsaid: BTreeMap<&Location, Vec<Silent<'_>>> = BTreeMap::new();
    let mut declared: BTreeMap<&str, (Location, Vec<Silent<'_>>)> = BTreeMap::new();
    for location in &sources.outside_column_missing {
        unsaid.entry(location).or_default();
    }
    for (i, silent) in silent(check, days) {
        let row = &sources.rules[i];
        match sources.outside_unsaid.get(silent.rule) {
            Some(location) => unsaid.entry(location).or_default().push(silent),
            None => declared
                .entry(&row.location.file)
                .or_insert_with(|| (cell(row, columns::rules::OUTSIDE), Vec::new()))
                .1
                .push(silent),
        }
    }
    for (location, silent) in unsaid {
        report_unsaid(check, location.clone(), &silent);
    }
    for (location, silent) in declared.into_values() {
        report_declared(check, location, &silent);
    }
}

/// True for a permission that is meant to last: its row has a cell for the time outside.
fn is_permission(rule: &Rule) -> bool {
    rule.effect == Effect::Permit && rule.overrides.is_none() && !rule.outside_times
}

/// Every permission that leaves time without any rule from today on, in the order of the sheet.
fn silent<'a>(check: &Check<'a>, days: &Days) -> BTreeMap<usize, Silent<'a>> {
    let sources = check.sources;
    let rules = &sources.rules;
    let scopes = Scopes::of(rules);
    let goods: Vec<&GoodsId> = sources.goods.iter().map(|g| &g.value.id).collect();
    let mut found = BTreeMap::new();
    let mut covered: HashSet<(usize, Vec<usize>)> = HashSet::new();
    for place in &sources.places {
        let held = scopes.holding(&place.value);
        for i in &held {
            let rule = &rules[*i].value;
            if !is_permission(rule) || found.contains_key(i) {
                continue;
            }
            for sold in goods.iter().filter(|g| rule.goods.holds(g)) {
                let speaks = |n: &&usize| rules[**n].value.goods.holds(sold);
                let candidates: Vec<usize> = held.iter().filter(speaks).copied().collect();
                let key = (*i, candidates);
                if covered.contains(&key) {
                    continue;
                }
                let of: Vec<&Rule> = key.1.iter().map(|n| &rules[*n].value).collect();
                let Some(at) = unsaid_instant(days, rule, &of, check.now) else {
                    covered.insert(key);
                    continue;
                };
                let (example, said) = check.question(at, &place.value, sold);
                let rule = &rule.id;
                found.insert(
                    *i,
                    Silent {
                        rule,
                        example,
                        said,
                    },
                );
                break;
            }
        }
    }
    found
}

/// An instant while the permission is in force at which nothing holds; where there is one, the
/// end of one of its windows.
fn unsaid_instant(
    days: &Days,
    permission: &Rule,
    candidates: &[&Rule],
    now: Instant,
) -> Option<Instant> {
    let from = permission.in_force.instant.max(now);
    let until = permission.expires.map(|e| e.instant);
    if until.is_some_and(|until| until <= from) {
        return None;
    }
    let search = |wanted| days.silence(candidates, from, until, wanted);
    let first = search(Wanted::First)?;
    Some(search(Wanted::JustAfter(permission)).unwrap_or(first))
}

const EXAMPLE: (&str, &str) = (
    "写“禁止”“季内禁止”或“未规定”",
    "Write 禁止 (prohibited), 季内禁止 (prohibited in season) or 未规定 (nothing published)",
);

fn report_unsaid(check: &mut Check<'_>, at: Location, silent: &[Silent<'_>]) {
    let column = check.sources.outside_column_missing.contains(&at);
    let Column { zh, en, .. } = columns::rules::OUTSIDE;
    let what = if column {
        Text::new(
            format!("没有“{zh}”这一列，没有写准许时段以外怎么办"),
            format!(
                "The column {zh} ({en}) is missing: nothing says what holds outside a permission's times"
            ),
        )
    } else {
        Text::new(
            "没有写时段以外怎么办",
            "Nothing says what holds outside these times",
        )
    };
    let shown = silent.first().map_or_else(Text::default, |first| {
        let (rule, said, count) = (first.rule, &first.said, silent.len());
        let many = if column {
            Text::new(format!("，涉及 {count} 条规则"), format!(" ({count} rules)"))
        } else {
            Text::default()
        };
        Text::new(
            format!("{}；规则“{rule}”的时段以外没有公布规定，例如 {}", many.zh, said.zh),
            format!(
                "{}; outside the times of rule {rule} the answer is \"no published rule\", for example {}",
                many.en, said.en
            ),
        )
    });
    let fix = if column {
        (
            format!("加上“{zh}”一列，{}", EXAMPLE.0),
            format!("Add the column {zh}. {}", EXAMPLE.1),
        )
    } else {
        (EXAMPLE.0.to_owned(), EXAMPLE.1.to_owned())
    };
    let mut message = message(what.zh + &shown.zh, what.en + &shown.en, fix.0, fix.1);
    message.example = silent.first().map(|s| s.example.clone());
    if column {
        check.error("outside_times_missing", at, "", message);
    } else {
        check.warn("outside_times_missing", at, "", message);
    }
}

fn report_declared(check: &mut Check<'_>, at: Location, silent: &[Silent<'_>]) {
    let Some(first) = silent.first() else {
        return;
    };
    let (rule, said, count) = (first.rule, &first.said, silent.len());
    let column = columns::rules::OUTSIDE.zh;
    let message = message(
        format!(
            "{count} 条准许规则之外有时间没有公布规定，表里写的是“未规定”或“季内禁止”：例如 规则“{rule}”，{}",
            said.zh
        ),
        format!(
            "Outside {count} permissions there is time for which nothing is published, as the sheet says (未规定 or 季内禁止): for example rule {rule}, {}",
            said.en
        ),
        format!("有规定的，把“{column}”写成“禁止”；确实没有规定的，不用改"),
        format!("Where there is a rule, write 禁止 in {column}; where there is none, leave it"),
    )
    .with(first.example.clone());
    check.info("outside_times_missing", at, rule.as_str(), message);
}
