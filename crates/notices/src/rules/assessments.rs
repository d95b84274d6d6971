//! Assessments: ranking, veto, pledge, what counts in one, notices and calling to account.

use super::found::{Found, Scan};
use crate::reading::{AssessmentKind, Rule, Value};
use crate::text::Folded;

pub(crate) fn assessments(scan: &mut Scan<'_>) {
    let mut at = 0;
    while at < scan.f.len() {
        match assessment(scan, at) {
            Some((kind, end)) => {
                let range = at..end;
                let is_there = scan.found.iter().any(|found| {
                    found.meets(&range) && matches!(found.value, Some(Value::Assessment(_)))
                });
                if !is_there {
                    let found = Found::new(range, Value::Assessment(kind), Rule::Assessed);
                    scan.found.push(found);
                }
                at = end;
            }
            None => at += 1,
        }
    }
}

fn assessment(scan: &Scan<'_>, at: usize) -> Option<(AssessmentKind, usize)> {
    let f = scan.f;
    let clause = scan.clause(at);
    if let Some(end) = f.any(
        at,
        &["排名", "排位", "排序", "末位", "倒数", "红黑榜", "位次"],
    ) {
        return Some((AssessmentKind::Ranking, end));
    }
    if let Some(end) = f.any(at, &["一票否决", "“一票否决”"]) {
        return Some((AssessmentKind::Veto, end));
    }
    if let Some(end) = f.any(at, &["责任状", "责任书", "军令状", "承诺书"]) {
        let signed = f.has(clause.clone(), &["签", "递交", "立下"]);
        return signed.then_some((AssessmentKind::Pledge, end));
    }
    if let Some(end) = f.any(at, &["纳入", "列入", "计入", "作为"]) {
        return counted(f, at, end, clause.end).map(|end| (AssessmentKind::Counted, end));
    }
    if let Some(end) = f.any(at, &["挂钩", "考核扣分", "考核评分", "予以扣分"]) {
        return Some((AssessmentKind::Counted, end));
    }
    if let Some(end) = f.any(at, &["约谈", "曝光", "通报批评"]) {
        return Some((AssessmentKind::Notice, end));
    }
    if let Some(end) = f.word(at, "通报") {
        return is_notice(f, at, end).then_some((AssessmentKind::Notice, end));
    }
    if let Some(end) = f.any(
        at,
        &[
            "追责问责",
            "问责",
            "追责",
            "追究责任",
            "严肃处理",
            "纪律处分",
        ],
    ) {
        return Some((AssessmentKind::Accountability, end));
    }
    if let Some(end) = f.word(at, "追究") {
        let found = f.find(end..(end + 12).min(clause.end), &["责任"])?;
        return Some((AssessmentKind::Accountability, found.end));
    }
    None
}

/// 纳入年度考核, 作为评优评先的重要依据.
fn counted(f: &Folded, at: usize, end: usize, clause_end: usize) -> Option<usize> {
    let limit = (end + 16).min(clause_end);
    let found = f.find(
        end..limit,
        &["考核", "考评", "绩效", "评优", "评先", "述职"],
    )?;
    if f.word(at, "作为").is_some() {
        return f
            .find(
                found.end..(found.end + 10).min(clause_end),
                &["依据", "内容", "指标"],
            )
            .map(|basis| basis.end);
    }
    Some(found.end)
}

/// 予以通报 names a unit; 情况通报 and 通报指出 are papers.
fn is_notice(f: &Folded, at: usize, end: usize) -> bool {
    if f.any(
        end,
        &[
            "》", "指出", "要求", "精神", "如下", "了", "会", "称", "显示", "给", "联络",
        ],
    )
    .is_some()
    {
        return false;
    }
    f.ends(
        at,
        &[
            "予以",
            "进行",
            "排名",
            "全区",
            "全市",
            "全县",
            "公开",
            "定期",
            "每周",
            "每月",
            "每季度",
            "季度",
            "一律",
            "并",
            "将",
            "及时",
            "书面",
            "给予",
            "点名",
            "督查",
            "集中",
        ],
    ) || f.any(end, &["一次", "排名", "1次"]).is_some()
}
