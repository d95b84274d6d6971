//! What looks demanding and was not read, so that a page can show it.

use std::ops::Range;

use super::document::Look;
use super::stance::Stances;
use crate::rules::{Scan, number};
use crate::text::Folded;

/// Words of duty.
const DUTY: &[&str] = &[
    "必须",
    "应当",
    "须",
    "务必",
    "确保",
    "要求",
    "一律",
    "限期",
    "严格落实",
    "力争",
    "责令",
    "保证",
];

/// Words that ban.
const BAN: &[&str] = &["不得", "严禁", "禁止", "不准"];

/// 应 in these is no duty.
const NOT_SHOULD: &[&str] = &[
    "应急", "应用", "应对", "应届", "应邀", "应收", "响应", "供应", "反应", "适应", "相应", "对应",
    "效应", "感应", "应力", "回应",
];

/// 要 in these is no duty.
const NOT_MUST: &[&str] = &[
    "要求", "要点", "要素", "要闻", "要害", "要塞", "主要", "需要", "重要", "只要", "必要", "不要",
    "纪要", "摘要", "概要", "首要",
];

/// 前 in these limits nothing.
const NOT_BEFORE: &[&str] = &[
    "前后", "前期", "前列", "前往", "前提", "前三", "前述", "前款", "前来", "前端", "前沿", "目前",
    "当前", "提前", "此前", "日前", "会前", "事前", "门前", "面前", "眼前", "先前", "空前", "前十",
];

/// The pieces of a sentence that look demanding and lie outside of `read`.
pub(super) fn leftovers(
    scan: &Scan<'_>,
    stances: &Stances,
    read: &[Range<usize>],
) -> Vec<(Range<usize>, Look)> {
    let f = scan.f;
    let mut left: Vec<(Range<usize>, Look)> = Vec::new();
    for (index, clause) in scan.clauses.iter().enumerate() {
        let is_silent = !read
            .iter()
            .any(|read| read.start < clause.end && clause.start < read.end);
        let told = stances.is_told(index);
        let mut at = clause.start;
        while at < clause.end {
            let piece = piece(f, at, clause);
            let Some((range, look)) = piece else {
                at += 1;
                continue;
            };
            at = range.end;
            let is_duty = matches!(look, Look::Duty | Look::Ban);
            // A word of duty is read where something of its clause was.
            let free = if is_duty {
                is_silent && !told
            } else {
                !read
                    .iter()
                    .any(|read| read.start < range.end && range.start < read.end)
            };
            let shown = !left
                .iter()
                .any(|(other, _)| other.start < range.end && range.start < other.end);
            if free && shown {
                left.push((range, look));
            }
        }
    }
    left
}

fn piece(f: &Folded, at: usize, clause: &Range<usize>) -> Option<(Range<usize>, Look)> {
    let rest = |end: usize| at..end.min(clause.end).max(at + 1);
    if let Some(end) = f.any(at, BAN) {
        return Some((rest(end), Look::Ban));
    }
    if let Some(end) = f.any(at, DUTY) {
        return Some((rest(end), Look::Duty));
    }
    let c = f.get(at);
    let around =
        |words: &[&str]| f.any(at, words).is_some() || at > 0 && f.any(at - 1, words).is_some();
    if c == '应' && !around(NOT_SHOULD) || c == '要' && !around(NOT_MUST) {
        return Some((rest(at + 1), Look::Duty));
    }
    if c == '每' {
        return Some((rest(at + 3), Look::Every));
    }
    if c == '前' && !around(NOT_BEFORE) {
        return Some((rest(at + 1), Look::Before));
    }
    if c.is_ascii_digit() {
        let number = number(f, at);
        let end = number.map_or(at + 1, |number| number.end);
        // The mark of a list: 1. 2、
        let is_mark = at == clause.start && matches!(f.get(end), '.' | '、') && end - at <= 2;
        let unit = if f.get(end).is_alphanumeric() || f.get(end) == '%' {
            end + 1
        } else {
            end
        };
        return (!is_mark).then(|| (rest(unit), Look::Number));
    }
    None
}
