//! The head of a notice: title, number, date, issuer, and the lines that belong to none of its text.

use civic::time::Date;

use super::document::{Head, Part, Stated};
use crate::rules::{NoticeDate, day};
use crate::text::{Folded, Span};

/// How many sentences at the start may belong to the head.
const TOP: usize = 14;

/// How many at the end may be signed and dated.
const TAIL: usize = 12;

/// In which words a title ends.
const TITLE_ENDS: &[&str] = &[
    "通知", "意见", "方案", "办法", "规定", "函", "决定", "通报", "公告", "通告", "细则", "要点",
    "规则", "预案", "计划", "请示", "批复", "纪要",
];

/// What a line begins with that is apart from the text.
const APART: &[&str] = &[
    "附件",
    "联系人",
    "联系电话",
    "电话",
    "邮箱",
    "电子邮箱",
    "地址",
    "抄送",
    "传真",
    "邮编",
    "主送",
    "公开属性",
];

/// Names of units in which a signature ends.
const UNIT_ENDS: &[&str] = &[
    "局",
    "委",
    "办",
    "办公室",
    "委员会",
    "政府",
    "街道办事处",
    "指挥部",
    "领导小组",
    "厅",
    "部",
    "中心",
    "社区",
    "大队",
    "支队",
    "党工委",
    "管委会",
    "公司",
    "协会",
    "乡",
];

/// What the head says, and what part of the notice each sentence is.
pub(super) fn head(sentences: &[(Span, Folded)]) -> (Head, Vec<Part>) {
    let mut head = Head::default();
    let mut parts = vec![Part::Body; sentences.len()];
    let count = sentences.len();
    for (index, (span, f)) in sentences.iter().enumerate() {
        let near_end = count - index <= TAIL;
        let part = if f.any(0, APART).is_some() && has_colon(f) {
            Part::Apart
        } else if head.number.is_none()
            && index < TOP
            && let Some(number) = number(f)
        {
            head.number = Some(Stated {
                value: number.0,
                span: number.1,
            });
            if number.1.end - number.1.start + 12 > span.end - span.start {
                Part::Number
            } else {
                Part::Body
            }
        } else if head.title.is_none() && index < TOP && is_title(f) {
            head.title = Some(Stated {
                value: f.text(0..f.len()),
                span: *span,
            });
            Part::Title
        } else if near_end
            && index > 0
            && let Some(date) = signed_on(f)
        {
            head.date = Some(Stated {
                value: date,
                span: *span,
            });
            if let Some((before, unit)) = sentences.get(index - 1)
                && is_unit(unit)
            {
                head.issuer = Some(Stated {
                    value: unit.text(0..unit.len()),
                    span: *before,
                });
                if let Some(part) = parts.get_mut(index - 1) {
                    *part = Part::Issuer;
                }
            }
            Part::Dated
        } else if index < TOP && is_addressee(f) {
            Part::Addressee
        } else {
            Part::Body
        };
        if let Some(slot) = parts.get_mut(index) {
            *slot = part;
        }
    }
    (head, parts)
}

fn has_colon(f: &Folded) -> bool {
    f.has(0..f.len().min(8), &["：", "1", "1."]) || f.len() <= 4
}

/// 青政办〔2026〕12号, with any brackets.
fn number(f: &Folded) -> Option<(String, Span)> {
    let open = f.find(0..f.len(), &["〔", "[", "【", "（"])?;
    let year_end = open.end + 4;
    let is_year = (open.end..year_end).all(|at| f.get(at).is_ascii_digit());
    let close = f.any(year_end, &["〕", "]", "】", "）"])?;
    if !is_year || open.start == 0 {
        return None;
    }
    let close = f.skip(close, &["第"]);
    let mut end = close;
    while f.get(end).is_ascii_digit() && end - close < 6 {
        end += 1;
    }
    let end = f.word(end, "号").filter(|_| end > close)?;
    let mut start = open.start;
    while start > 0 && open.start - start < 12 && f.get(start - 1).is_alphabetic() {
        start -= 1;
    }
    // A number that a sentence quotes stands in brackets behind a title.
    let is_cited = f.before(start) == '（' || f.before(start) == '》' || f.has(0..start, &["《"]);
    (!is_cited && start < open.start).then(|| (f.text(start..end), f.span(start..end)))
}

fn is_title(f: &Folded) -> bool {
    let len = f.len();
    let long_enough = (6..=80).contains(&len);
    let is_line = !f.has(0..len, &["。", "；", "，"]) && f.get(0) != '《' && f.get(0) != '（';
    long_enough
        && is_line
        && f.ends(len, TITLE_ENDS)
        && (f.has(0..len, &["关于", "工作", "印发"]))
        && f.any(0, &["一、", "二、", "三、", "请", "各", "现将", "根据"])
            .is_none()
}

/// A line that is a date and nothing else.
fn signed_on(f: &Folded) -> Option<Date> {
    let start = f.skip(0, &["（", "日期：", "印发日期：", "发文日期："]);
    let found = day(f, start, NoticeDate(None))?;
    let end = f.skip(found.end, &["）", "印发"]);
    (end == f.len()).then(|| found.day.date()).flatten()
}

fn is_unit(f: &Folded) -> bool {
    (3..=40).contains(&f.len())
        && f.ends(f.len(), UNIT_ENDS)
        && !f.has(0..f.len(), &["，", "。", "：", "；"])
}

/// 各街道办事处，区直各部门：
fn is_addressee(f: &Folded) -> bool {
    f.len() >= 3
        && f.get(f.len() - 1) == '：'
        && f.any(
            0,
            &[
                "各", "区", "市", "县", "街道", "社区", "辖区", "全", "本", "局", "省",
            ],
        )
        .is_some()
        && !f.has(0..f.len(), &["如下", "通知", "要求", "。"])
}
