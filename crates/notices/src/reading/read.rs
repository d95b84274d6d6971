//! Reading a text.

use std::ops::Range;

use civic::duties::{DeliverableKind, Frequency};

use super::demand::{Limit, Value};
use super::document::{Demand, Look, Part, Reading, Sentence, SetAside, Unread};
use super::head::head;
use super::leftovers::leftovers;
use super::rule::{NotDemanded, Rule};
use super::stance::{Stance, Stances};
use crate::rules::{
    NoticeDate, Scan, assessments, deadlines, deliverables, frequencies, quantities, scopes, tools,
};
use crate::text::{Folded, MAX_DEMANDS, Refused, Span, refusal, sentences};

/// Reads a text: its sentences, and the demands in each. The work grows with the length and with
/// nothing else.
///
/// # Errors
///
/// [`Refused`] if it is no text, has no words, is too long or has too many demands.
pub fn read(text: &str) -> Result<Reading, Refused> {
    let (reading, _) = read_counted(text)?;
    if reading.demands().count() > MAX_DEMANDS {
        return Err(Refused::TooMany);
    }
    Ok(reading)
}

/// The reading, and how many characters were looked at for it.
pub(crate) fn read_counted(text: &str) -> Result<(Reading, u64), Refused> {
    if let Some(refused) = refusal(text) {
        return Err(refused);
    }
    let folded: Vec<(Span, Folded)> = sentences(text)
        .into_iter()
        .map(|span| (span, Folded::new(text, span)))
        .collect();
    let (head, parts) = head(&folded);
    let notice = NoticeDate(head.date.as_ref().map(|date| date.value));
    let sentences = folded
        .iter()
        .zip(parts)
        .map(|((span, f), part)| sentence(*span, f, part, notice))
        .collect();
    let looks = folded.iter().map(|(_, f)| f.looks()).sum();
    let chars = folded.iter().map(|(_, f)| f.len()).sum();
    let reading = Reading {
        head,
        sentences,
        chars,
    };
    Ok((reading, looks))
}

fn sentence(place: Span, f: &Folded, part: Part, notice: NoticeDate) -> Sentence {
    let mut sentence = Sentence {
        span: place,
        part,
        demands: Vec::new(),
        set_aside: Vec::new(),
        unread: Vec::new(),
    };
    if part != Part::Body {
        return sentence;
    }
    let mut scan = Scan::new(f);
    frequencies(&mut scan, notice);
    deadlines(&mut scan, notice);
    scopes(&mut scan);
    quantities(&mut scan);
    assessments(&mut scan);
    tools(&mut scan);
    deliverables(&mut scan);
    attach(&mut scan);
    merge(&mut scan);
    scan.found
        .sort_by_key(|found| (found.at.start, found.at.end));
    let stances = Stances::of(&scan);
    let mut covered: Vec<Range<usize>> = Vec::new();
    let mut unclear: Vec<Range<usize>> = Vec::new();
    for found in &scan.found {
        let words = f.span(found.at.clone());
        match (stances.stance(&scan, found), &found.value) {
            (Stance::Demanded, Some(value)) => {
                covered.push(found.at.clone());
                sentence.demands.push(Demand {
                    span: words,
                    value: value.clone(),
                    in_principle: in_principle(f, &scan.clause(found.at.start), found.at.end),
                    rule: found.rule,
                });
            }
            (Stance::Unclear, Some(_)) => unclear.push(found.at.clone()),
            (Stance::Not(why), _) => {
                covered.push(found.at.clone());
                sentence.set_aside.push(SetAside { span: words, why });
            }
            (_, None) => {
                covered.push(found.at.clone());
                sentence.set_aside.push(SetAside {
                    span: words,
                    why: NotDemanded::OnlyDate,
                });
            }
        }
    }
    let mut left: Vec<(Range<usize>, Look)> = Vec::new();
    for range in &unclear {
        left.push((range.clone(), Look::Unclear));
    }
    covered.extend(unclear);
    left.extend(leftovers(&scan, &stances, &covered));
    left.sort_by_key(|(range, _)| range.start);
    sentence.unread = left
        .into_iter()
        .map(|(range, look)| Unread {
            span: f.span(range),
            look,
        })
        .collect();
    sentence
}

/// 原则上 and 一般 before a demand in its clause.
fn in_principle(f: &Folded, clause: &Range<usize>, end: usize) -> bool {
    f.has(clause.start..end, &["原则上", "一般不", "一般应", "一般"])
}

/// Gives what is handed in or used the frequency that its clause says.
fn attach(scan: &mut Scan<'_>) {
    // 每季度末月25日前，报送统计表: a frequency that is a clause is that of the next.
    let often: Vec<(usize, usize, bool, Frequency)> = scan
        .found
        .iter()
        .enumerate()
        .filter_map(|(index, found)| match &found.value {
            Some(Value::Frequency(often)) if often.limit != Limit::AtMost => {
                let clause = scan.clause_index(found.at.start);
                let is_whole = scan.clauses.get(clause) == Some(&found.at);
                Some((index, clause, is_whole, often.frequency.clone()))
            }
            _ => None,
        })
        .collect();
    let clauses: Vec<usize> = scan
        .found
        .iter()
        .map(|found| scan.clause_index(found.at.start))
        .collect();
    let mut given = Vec::new();
    for (found, clause) in scan.found.iter_mut().zip(clauses) {
        let own = often.iter().find(|(_, other, ..)| *other == clause);
        let before = || {
            let mut often = often.iter();
            often.find(|(_, other, is_whole, _)| *is_whole && *other + 1 == clause)
        };
        let Some((index, _, _, frequency)) = own.or_else(before) else {
            continue;
        };
        let slot = match &mut found.value {
            Some(Value::Deliverable(item)) => &mut item.frequency,
            Some(Value::Tool(item)) => &mut item.frequency,
            _ => continue,
        };
        if slot.is_none() {
            *slot = Some(frequency.clone());
            given.push(*index);
        }
    }
    for index in given {
        if let Some(Value::Frequency(often)) = scan
            .found
            .get_mut(index)
            .and_then(|found| found.value.as_mut())
        {
            often.of_items = true;
        }
    }
}

/// 实行周报告制度，每周四前报送工作进展: what a report is made of is no second report.
fn merge(scan: &mut Scan<'_>) {
    let often = |value: &Value| match value {
        Value::Deliverable(item) if item.kind == DeliverableKind::Report => item.frequency.clone(),
        _ => None,
    };
    let schemes: Vec<(usize, Frequency)> = scan
        .found
        .iter()
        .filter(|found| found.rule == Rule::Compound)
        .filter_map(|found| Some((found.at.start, often(found.value.as_ref()?)?)))
        .collect();
    scan.found.retain(|found| {
        let is_part = matches!(found.rule, Rule::HandIn | Rule::HandInTimed);
        let frequency = found.value.as_ref().and_then(often);
        !is_part
            || !schemes
                .iter()
                .any(|(at, scheme)| *at < found.at.start && Some(scheme) == frequency.as_ref())
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The work of reading a text, in characters looked at.
    fn looks(text: &str) -> u64 {
        read_counted(text).expect("text").1
    }

    #[test]
    fn twice_the_text_is_twice_the_work() {
        let notice = "各街道于10月15日前报送自查报告，每周巡查不少于2次，不得要求社区每日打卡；";
        for piece in [
            notice,
            "每月5日、",
            "9",
            "每",
            "“",
            "不得",
            "全覆盖",
            "十",
            "报告",
            "，",
            "字",
        ] {
            let count = 6_000 / piece.chars().count();
            let (once, twice) = (piece.repeat(count), piece.repeat(2 * count));
            let (once, twice) = (looks(&format!("区{once}")), looks(&format!("区{twice}")));
            // A little more than twice for the ends; four times would be quadratic.
            assert!(twice <= once * 21 / 10, "{piece}: {once} and {twice}");
        }
    }
}
