//! Places: graded, and each grade with a rule.

use std::collections::BTreeMap;

use super::{Check, cell, overlap::Scopes, says};
use crate::place::{Grade, Place, PlaceKind};
use crate::sources::Row;

pub(super) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    let is_graded = |grade: &Grade| !matches!(grade, Grade::Ungraded | Grade::Unknown(_));
    for row in &sources.places {
        if row.value.kind == PlaceKind::Street && !is_graded(&row.value.grade) {
            check.info(
                "street_without_grade",
                cell(row, "等级"),
                row.value.grade.zh(),
                says(
                    format!("街道“{}”还没有分级", row.value.name.zh),
                    format!("The street {} has no grade yet", row.value.id),
                    "分级公布后，填“严禁”“严控”“疏导”或“自治”",
                    "Once it is graded, enter 严禁, 严控, 疏导 or 自治",
                ),
            );
        }
    }
    // A grade decides only through a rule: a place that has neither a rule of its own nor one for
    // its grade answers nothing.
    let scopes = Scopes::of(&sources.rules);
    let mut silent: BTreeMap<&Grade, Vec<&Row<Place>>> = BTreeMap::new();
    for row in &sources.places {
        let grade = &row.value.grade;
        if is_graded(grade) && !scopes.names(grade) && scopes.near(&row.value).is_empty() {
            silent.entry(grade).or_default().push(row);
        }
    }
    for (grade, rows) in silent {
        let (Some(first), count) = (rows.first(), rows.len()) else {
            continue;
        };
        let names: Vec<&str> = rows.iter().take(3).map(|r| r.value.id.as_str()).collect();
        let (names_zh, names_en) = (names.join("、"), names.join(", "));
        check.warn(
            "grade_without_rule",
            cell(first, "等级"),
            grade.zh(),
            says(
                format!(
                    "没有一条规则写明“{}”意味着什么，{count} 个这一等级的地点也没有自己的规则（{names_zh}），查询只能回答“没有公布规定”",
                    grade.zh()
                ),
                format!(
                    "No rule says what the grade {} means, and {count} places of it have no rule of their own ({names_en}): the answer there is \"no published rule\"",
                    grade.en()
                ),
                format!("在 规则.csv 加一条规则，“适用地点”写“等级：{}”", grade.zh()),
                format!("Add a rule to 规则.csv whose 适用地点 is 等级：{}", grade.zh()),
            ),
        );
    }
}
