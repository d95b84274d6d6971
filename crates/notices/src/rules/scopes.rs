//! Scopes: all of them, or so many of something.

use super::found::{Found, Scan};
use super::numerals::number;
use crate::reading::{Rule, Scope, Value};
use crate::text::Folded;

/// Words for all.
const ALL: &[&str] = &[
    "全覆盖",
    "全面覆盖",
    "全员",
    "全体",
    "全域",
    "全部",
    "全数",
    "所有",
    "逐户",
    "逐人",
    "逐一",
    "逐家",
    "逐栋",
    "逐项",
    "逐点",
    "逐案",
    "逐村",
    "逐企",
    "逐店",
    "逐楼",
    "逐个",
    "逐条",
    "挨家挨户",
    "无死角",
    "无盲区",
    "无遗漏",
    "一户不漏",
    "一人不漏",
    "一个不漏",
    "横向到边",
];

/// What may be left out or missed, in 不漏一户.
const MISSED: &[&str] = &[
    "户", "人", "处", "个", "项", "车", "点", "家", "楼", "院", "村", "企", "店", "环",
];

/// What is counted as a scope.
const UNITS: &[&str] = &[
    "条", "处", "个", "家", "户", "件", "栋", "座", "名", "项", "所", "宗", "起", "辆", "间",
];

pub(crate) fn scopes(scan: &mut Scan<'_>) {
    let mut at = 0;
    while at < scan.f.len() {
        let found = all(scan.f, at).or_else(|| counted(scan, at));
        match found {
            // A word for all may stand within a frequency: 每月全覆盖检查1次.
            Some(found) if found.rule == Rule::All || !scan.is_taken(&found.at) => {
                at = found.at.end;
                scan.found.push(found);
            }
            _ => at += 1,
        }
    }
}

fn all(f: &Folded, at: usize) -> Option<Found> {
    let end = f
        .any(at, ALL)
        .or_else(|| {
            let one = f.any(at, &["不漏一", "不落一", "不留一"])?;
            f.any(one, MISSED)
        })
        .or_else(|| f.any(at, &["不留死角", "不留盲区", "不漏死角"]))
        .or_else(|| {
            // 应检尽检, 应改尽改.
            let verb = f.word(at, "应")?;
            let same = f.get(verb);
            (same.is_alphabetic() && f.get(verb + 1) == '尽' && f.get(verb + 2) == same)
                .then_some(verb + 3)
        })?;
    let scope = Scope {
        text: f.text(at..end),
        count: None,
    };
    Some(Found::new(at..end, Value::Scope(scope), Rule::All))
}

/// 对全区46件积案, 覆盖18条主干道.
fn counted(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let f = scan.f;
    let count = number(f, at).filter(|count| !count.han)?;
    let unit = f.any(count.end, UNITS)?;
    if f.any(unit, &["以上", "以内", "月", "百分点", "工作日", "小时"])
        .is_some()
    {
        return None;
    }
    let clause = scan.clause(at);
    let mut start = at;
    while start > clause.start && at - start < 10 {
        start -= 1;
        let c = f.get(start);
        if c == '每' || c.is_ascii_digit() {
            return None;
        }
        let opens = f.get(start) == '对' && f.before(start) != '针';
        if opens || f.any(start, &["覆盖", "涵盖", "针对"]).is_some() {
            let mut end = unit;
            while end < clause.end
                && end - unit < 10
                && f.get(end).is_alphabetic()
                && f.any(end, &["实", "挂", "开", "进", "逐", "分", "集中", "全"])
                    .is_none()
            {
                end += 1;
            }
            let scope = Scope {
                text: f.text(at..end),
                count: Some((count.whole()?, f.text(count.end..unit))),
            };
            return Some(Found::new(at..unit, Value::Scope(scope), Rule::Counted));
        }
    }
    None
}
