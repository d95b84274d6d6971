//! Places: graded, and each grade with a rule.

use std::collections::{BTreeMap, HashMap};

use civic::GoodsId;
use civic::places::{Grade, Place, PlaceKind};
use civic::rules::{Effect, Rule};
use civic::time::Instant;

use super::checker::{Check, cell, message};
use super::rules::days::Days;
use super::rules::overlap::Scopes;
use super::rules::silence::Wanted;
use crate::Row;
use crate::columns::{self, files};

fn is_graded(grade: &Grade) -> bool {
    !matches!(grade, Grade::Ungraded | Grade::Unknown(_))
}

pub(crate) fn check(check: &mut Check<'_>, days: &Days) {
    let sources = check.sources;
    for row in &sources.places {
        if row.value.kind == PlaceKind::Street && !is_graded(&row.value.grade) {
            check.info(
                "street_without_grade",
                cell(row, columns::places::GRADE),
                row.value.grade.zh(),
                message(
                    format!("街道“{}”还没有分级", row.value.name.zh),
                    format!("The street {} has no grade yet", row.value.id),
                    "分级公布后，填“严禁”“严控”“疏导”或“自治”",
                    "Once it is graded, enter 严禁, 严控, 疏导 or 自治",
                ),
            );
        }
    }
    grades_without_rule(check, days);
}

/// A graded place for which nothing is published, and when that shows.
struct Silent<'a> {
    row: &'a Row<Place>,
    at: Instant,
    goods: &'a GoodsId,
    /// True where a permission of the city holds for these goods at this time.
    elsewhere: bool,
}

/// A grade decides only through a rule: a place that has neither a rule of its own nor one for
/// its grade answers nothing.
fn grades_without_rule(check: &mut Check<'_>, days: &Days) {
    let sources = check.sources;
    let rules = &sources.rules;
    let scopes = Scopes::of(rules);
    let over = |i: &usize| {
        let expires = rules[*i].value.expires;
        expires.is_some_and(|e| e.instant <= check.now)
    };
    let mut silent: BTreeMap<&Grade, Vec<Silent<'_>>> = BTreeMap::new();
    let mut market: Option<Vec<(Instant, &Rule)>> = None;
    let mut known: HashMap<Vec<usize>, Option<(Instant, &GoodsId, bool)>> = HashMap::new();
    for row in &sources.places {
        let grade = &row.value.grade;
        if !is_graded(grade) || !scopes.near(&row.value).iter().all(over) {
            continue;
        }
        let market = market.get_or_insert_with(|| market_hours(check, days));
        let held = scopes.holding(&row.value);
        let found = known.entry(held).or_insert_with_key(|held| {
            let held: Vec<&Rule> = held.iter().map(|i| &rules[*i].value).collect();
            silent_hour(check, days, &held, market)
        });
        if let Some((at, goods, elsewhere)) = *found {
            let silent = silent.entry(grade).or_default();
            silent.push(Silent {
                row,
                at,
                goods,
                elsewhere,
            });
        }
    }
    for (grade, places) in silent {
        report(check, grade, &places);
    }
}

/// The city's permissions by the first instant from today on at which each holds.
fn market_hours<'a>(check: &Check<'a>, days: &Days) -> Vec<(Instant, &'a Rule)> {
    let rules = check.sources.rules.iter().map(|r| &r.value);
    let mut hours: Vec<(Instant, &Rule)> = rules
        .filter(|r| r.effect == Effect::Permit)
        .filter_map(|r| Some((days.holds(r, check.now)?, r)))
        .collect();
    hours.sort_by_key(|(at, _)| *at);
    hours
}

/// The next hour at which none of these rules applies: one at which the goods are permitted
/// somewhere in the city, where there is one.
fn silent_hour<'a>(
    check: &Check<'a>,
    days: &Days,
    held: &[&Rule],
    market: &[(Instant, &Rule)],
) -> Option<(Instant, &'a GoodsId, bool)> {
    let goods: Vec<&GoodsId> = check.sources.goods.iter().map(|g| &g.value.id).collect();
    let silence = |sold: &GoodsId, from, until| {
        let speaking: Vec<&Rule> = held
            .iter()
            .filter(|r| r.goods.holds(sold))
            .copied()
            .collect();
        days.silence(&speaking, from, until, Wanted::First)
    };
    for (at, permission) in market {
        for sold in goods.iter().filter(|g| permission.goods.holds(g)) {
            if silence(sold, *at, Some(Instant(at.0 + 1))).is_some() {
                return Some((*at, sold, true));
            }
        }
    }
    let ever = |sold: &&'a GoodsId| Some((silence(sold, check.now, None)?, *sold, false));
    goods.iter().find_map(ever)
}

fn report(check: &mut Check<'_>, grade: &Grade, places: &[Silent<'_>]) {
    let (Some(first), count) = (places.first(), places.len()) else {
        return;
    };
    let ids = places.iter().map(|p| p.row.value.id.as_str());
    let names: Vec<&str> = ids.take(3).collect();
    let (names_zh, names_en) = (names.join("、"), names.join(", "));
    let (example, said) = check.question(first.at, &first.row.value, first.goods);
    let (there_zh, there_en) = if first.elsewhere {
        (
            "这时别处准许摆，这里什么也没有公布",
            ", when the city permits it elsewhere and nothing is published here",
        )
    } else {
        ("这时什么也没有公布", ", for which nothing is published")
    };
    let (rules, scope) = (files::RULES, columns::rules::SCOPE.zh);
    let message = message(
        format!(
            "没有一条规则写明“{}”意味着什么，{count} 个这一等级的地点也没有自己的规则（{names_zh}），查询只能回答“没有公布规定”：例如 {}，{there_zh}",
            grade.zh(),
            said.zh
        ),
        format!(
            "No rule says what the grade {} means, and {count} places of it have no rule of their own ({names_en}): the answer there is \"no published rule\", for example {}{there_en}",
            grade.en(),
            said.en
        ),
        format!("在 {rules} 加一条规则，“{scope}”写“等级：{}”", grade.zh()),
        format!("Add a rule to {rules} whose {scope} is 等级：{}", grade.zh()),
    )
    .with(example);
    let at = cell(first.row, columns::places::GRADE);
    check.warn("grade_without_rule", at, grade.zh(), message);
}
