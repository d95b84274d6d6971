//! The same thing asked twice 重复要: by two departments, of one unit, in the same rhythm. What is found
//! is to be checked; only a unit decides.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::kind::BurdenKind;
use super::landing::{Burden, Landed};
use super::reach::path;
use super::year::measures;
use crate::documents::Document;
use crate::duties::{Period, Requirement, Step};
use crate::search::terms;
use crate::time::Date;
use crate::{DocumentId, RequirementId, StepId, Text};

/// How many terms two demands share at least: three pairs of characters are a phrase of four, such as
/// 临街商铺, or two words. Fewer occur by chance.
pub const MIN_SHARED_TERMS: usize = 3;

/// A term that more demands of one kind and rhythm name than this says nothing about any of them.
/// It also bounds how many demands are compared with each.
const MAX_NAMED: usize = 32;

/// Words of paperwork as such: they are in the names of forms that have nothing else in common.
const PAPERWORK: [&str; 36] = [
    "工作", "情况", "汇总", "统计", "登记", "小结", "总结", "报告", "报表", "台账", "照片", "会议",
    "日报", "周报", "月报", "季报", "年报", "月度", "季度", "年度", "每天", "每日", "每周", "每月",
    "每年", "检查", "排查", "巡查", "管理", "服务", "信息", "整治", "summary", "report", "form",
    "ledger",
];

/// One of two demands that may be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Asker {
    /// The requirement.
    pub requirement: RequirementId,
    /// Its title.
    pub title: Text,
    /// The step that asked first.
    pub step: StepId,
    /// Its document.
    pub document: DocumentId,
    /// The department that issued the document.
    pub department: Text,
    /// What is asked, in words.
    pub said: Text,
}

/// Two demands that may be the same, to be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedTwice {
    /// What both ask for.
    pub kind: BurdenKind,
    /// The period of both.
    pub per: Period,
    /// The terms in both, in order.
    pub shared: Vec<String>,
    /// The first by its requirement.
    pub one: Asker,
    /// The other.
    pub other: Asker,
}

/// One thing that is asked of a unit, and what it is about.
struct Candidate<'a> {
    kind: &'a BurdenKind,
    per: &'a Period,
    asker: Asker,
    terms: Vec<String>,
    /// From the document that asks to the day it is due, where both are known.
    span: Option<(Date, Date)>,
}

/// What two departments ask of a unit that may be the same: of one kind, in one period, in demands
/// that share at least [`MIN_SHARED_TERMS`] terms and half of the terms of the one that has fewer.
/// Two that follow each other in time, the first being due before the second was issued, are not
/// the same; nor is what a correction took away. The pairs that share most come first.
///
/// Only demands with a term in common are compared, so that a unit of which much is asked takes
/// little longer for each demand.
pub fn asked_twice<'a>(
    burden: &'a Burden,
    requirement: impl Fn(&RequirementId) -> Option<&'a Requirement>,
    document: impl Fn(&DocumentId) -> Option<&'a Document>,
) -> Vec<AskedTwice> {
    let mut all: Vec<Candidate<'_>> = Vec::new();
    for landed in &burden.landed {
        if landed.shares.iter().all(|share| share.ended.is_some()) {
            continue;
        }
        if let Some(requirement) = requirement(&landed.requirement) {
            all.extend(candidates(landed, requirement, &document));
        }
    }
    let mut named: BTreeMap<(&BurdenKind, &Period, &str), Vec<usize>> = BTreeMap::new();
    for (i, candidate) in all.iter().enumerate() {
        for term in &candidate.terms {
            let by = named.entry((candidate.kind, candidate.per, term.as_str()));
            by.or_default().push(i);
        }
    }
    named.retain(|_, by| by.len() <= MAX_NAMED);
    let telling = |candidate: &Candidate<'_>| {
        let is_known =
            |term: &&String| named.contains_key(&(candidate.kind, candidate.per, term.as_str()));
        candidate.terms.iter().filter(is_known).count()
    };
    let counts: Vec<usize> = all.iter().map(telling).collect();
    let mut shared: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for ((_, _, term), by) in &named {
        for (n, one) in by.iter().enumerate() {
            for other in by.iter().skip(n + 1) {
                let terms = shared.entry((*one, *other)).or_default();
                terms.push((*term).to_owned());
            }
        }
    }
    let mut found: Vec<AskedTwice> = shared
        .into_iter()
        .filter_map(|((one, other), shared)| {
            let fewer = (*counts.get(one)?).min(*counts.get(other)?);
            if shared.len() < MIN_SHARED_TERMS || shared.len() * 2 < fewer {
                return None;
            }
            pair(all.get(one)?, all.get(other)?, shared)
        })
        .collect();
    found.sort_by(|a, b| {
        let rank = |twice: &AskedTwice| std::cmp::Reverse(twice.shared.len());
        (rank(a), &a.one, &a.other, &a.kind).cmp(&(rank(b), &b.one, &b.other, &b.kind))
    });
    found
}

fn pair(one: &Candidate<'_>, other: &Candidate<'_>, shared: Vec<String>) -> Option<AskedTwice> {
    let (a, b) = (&one.asker, &other.asker);
    let follow = matches!(
        (one.span, other.span),
        (Some((from, until), ), Some((other_from, other_until)))
            if until < other_from || other_until < from
    );
    if a.requirement == b.requirement || a.department.zh == b.department.zh || follow {
        return None;
    }
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    Some(AskedTwice {
        kind: one.kind.clone(),
        per: one.per.clone(),
        shared,
        one: first.clone(),
        other: second.clone(),
    })
}

/// What a step asks of one kind, each item by itself. The department is that of the step that asked
/// for the kind first: those below only pass it on.
fn candidates<'a>(
    landed: &'a Landed,
    requirement: &'a Requirement,
    document: &impl Fn(&DocumentId) -> Option<&'a Document>,
) -> Vec<Candidate<'a>> {
    let step = |id: &StepId| requirement.steps.iter().find(|step| step.id == *id);
    let first = landed.shares.first().and_then(|share| step(&share.step));
    let (Some(first), Some(last)) = (first, step(&landed.step)) else {
        return Vec::new();
    };
    let Some(cited) = document(&first.document).filter(|d| !d.issuer.is_empty()) else {
        return Vec::new();
    };
    let of_kind = measures(last).into_iter();
    of_kind
        .filter(|measure| measure.kind == landed.kind)
        .map(|measure| Candidate {
            kind: &landed.kind,
            per: &measure.frequency.per,
            terms: content(requirement, last, measure.name),
            span: span(requirement, last, cited),
            asker: Asker {
                requirement: requirement.id.clone(),
                title: requirement.title.clone(),
                step: first.id.clone(),
                document: cited.id.clone(),
                department: cited.issuer.clone(),
                said: measure.in_words(),
            },
        })
        .collect()
}

fn span(requirement: &Requirement, last: &Step, cited: &Document) -> Option<(Date, Date)> {
    let steps = path(requirement, last);
    let due = steps.iter().rev().find_map(|step| step.due_on)?;
    Some((cited.issued_on?, due))
}

/// The terms of what a demand is about: its name, what it covers and the title of its requirement,
/// without the words of paperwork.
fn content(requirement: &Requirement, step: &Step, name: &Text) -> Vec<String> {
    let coverage = step.coverage.as_ref().map(|coverage| &coverage.text);
    let mut all = BTreeSet::new();
    for text in [Some(&requirement.title), Some(name), coverage] {
        let Some(text) = text else { continue };
        let text = if text.zh.is_empty() {
            text.en.to_lowercase()
        } else {
            text.zh.clone()
        };
        let told = PAPERWORK
            .iter()
            .fold(text, |text, word| text.replace(word, " "));
        // A single character that a word of paperwork leaves behind tells nothing.
        all.extend(
            terms(&told)
                .into_iter()
                .filter(|term| term.chars().count() > 1),
        );
    }
    all.into_iter().collect()
}
