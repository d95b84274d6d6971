//! Values in words.

use std::fmt::Write as _;

use super::value::Value;
use crate::documents::{CorrectionTarget, Document, Source};
use crate::duties::comparison::{Said, short_level};
use crate::duties::{Basis, Coverage, Deliverable, Frequency, Step, Target, Tool};
use crate::{DocumentId, StepId, Text};

/// Where the names of what a version refers to are found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'a> {
    /// The documents that the version cites.
    pub documents: &'a [Document],
    /// The steps of the requirement.
    pub steps: &'a [Step],
}

impl Value<'_> {
    /// The value in words. `names` is of the version whose value it is.
    pub fn said(&self, names: &Names<'_>) -> Said {
        Said::Words(match self {
            Self::Day(day) => return Said::Day(*day),
            Self::Text(text) => (*text).clone(),
            Self::Term(zh, en) => Text::new(*zh, *en),
            Self::Code(code) => Text::new(*code, *code),
            Self::Frequency(frequency) => frequency.in_words(),
            Self::Target(target) => of_target(target),
            Self::Deliverable(Deliverable {
                kind,
                name,
                frequency,
            }) => of_demand(name, (kind.zh(), kind.en()), frequency),
            Self::Tool(Tool {
                kind,
                name,
                frequency,
            }) => of_demand(name, (kind.zh(), kind.en()), frequency),
            Self::Coverage(coverage) => of_coverage(coverage),
            Self::Assessment(assessment) => assessment.in_words(),
            Self::Basis(basis) => of_basis(basis, names),
            Self::Document(id) => of_document(id, names),
            Self::Duty(id) => numbered("履职事项", "Duty item", id.as_str()),
            Self::StepOf(id) => of_step(id, names),
            Self::Step(step) => of_unit(step),
            Self::Correction(correction) => {
                let one = |before: &str, after: &str| match (before, after) {
                    (text, "") | ("", text) => text.to_owned(),
                    _ => format!("{before} → {after}"),
                };
                let (before, after) = (&correction.before, &correction.after);
                Text::new(one(&before.zh, &after.zh), one(&before.en, &after.en))
            }
            Self::CorrectionTarget(target) => match target {
                CorrectionTarget::Requirement(id) => {
                    numbered("工作要求", "Requirement", id.as_str())
                }
                CorrectionTarget::Place(id) => numbered("地点", "Place", id.as_str()),
                CorrectionTarget::Case(id) => numbered("诉求", "Case", id.as_str()),
            },
            Self::Source(Source { kind, reference }) => {
                let one = |kind: &str| format!("{kind} {reference}").trim_end().to_owned();
                Text::new(one(kind.zh()), one(kind.en()))
            }
            Self::List(values) => {
                let mut text = Text::default();
                for value in values {
                    match value.said(names) {
                        Said::Words(words) => add(&mut text, &words),
                        Said::Day(day) => {
                            add(&mut text, &Text::new(day.to_string(), day.to_string()));
                        }
                    }
                }
                text
            }
        })
    }
}

/// Both languages of a text: where one is missing, the other stands for it.
fn both(text: &Text) -> Text {
    let or = |own: &String, other: &String| if own.is_empty() { other } else { own }.clone();
    Text::new(or(&text.zh, &text.en), or(&text.en, &text.zh))
}

fn add(text: &mut Text, more: &Text) {
    if !text.is_empty() {
        text.zh.push('、');
        text.en.push_str(", ");
    }
    let more = both(more);
    text.zh.push_str(&more.zh);
    text.en.push_str(&more.en);
}

/// What has no name here: its kind and its number.
fn numbered(zh: &str, en: &str, number: &str) -> Text {
    Text::new(
        format!("{zh}（编号 {number}）"),
        format!("{en} (number {number})"),
    )
}

fn bracketed(text: &mut Text, zh: &str, en: &str) {
    let _ = write!(text.zh, "（{zh}）");
    let _ = write!(text.en, " ({en})");
}

fn of_demand(name: &Text, kind: (&str, &str), frequency: &Frequency) -> Text {
    let kind = Text::new(kind.0, kind.1);
    let often = frequency.in_words();
    if name.is_empty() {
        let mut text = kind;
        bracketed(&mut text, &often.zh, &often.en);
        return text;
    }
    // Of the same name, the kind may be what changed.
    let mut text = both(name);
    bracketed(
        &mut text,
        &format!("{}，{}", kind.zh, often.zh),
        &format!("{}, {}", kind.en, often.en),
    );
    text
}

fn of_target(target: &Target) -> Text {
    let mut text = target.in_words();
    // A reader need not be told that a rate is one, unless that alone has changed.
    if target.rate != Target::is_rate(&target.measure.zh, &target.unit) {
        let (zh, en) = if target.rate {
            ("逐个比", "for each")
        } else {
            ("合计比", "in total")
        };
        bracketed(&mut text, zh, en);
    }
    text
}

fn of_coverage(coverage: &Coverage) -> Text {
    let Coverage {
        text,
        count,
        unit,
        all,
    } = coverage;
    let mut text = both(text);
    match count {
        Some(count) => bracketed(&mut text, &format!("{count}{unit}"), &count.to_string()),
        None if !unit.is_empty() => bracketed(&mut text, unit, unit),
        None => {}
    }
    if *all && (count.is_some() || !text.zh.contains('全')) {
        bracketed(&mut text, "全部", "all");
    }
    text
}

fn of_basis(basis: &Basis, names: &Names<'_>) -> Text {
    let Basis {
        text,
        level,
        emergency,
        document,
    } = basis;
    let mut more = short_level(level);
    if *emergency {
        add(&mut more, &Text::new("应急", "emergency"));
    }
    if let Some(id) = document {
        add(&mut more, &of_document(id, names));
    }
    let mut text = both(text);
    bracketed(&mut text, &more.zh, &more.en);
    text
}

fn of_document(id: &DocumentId, names: &Names<'_>) -> Text {
    let Some(document) = names.documents.iter().find(|d| d.id == *id) else {
        return numbered("文件", "Document", id.as_str());
    };
    let title = both(&document.title);
    let one = |title: String| format!("{title} {}", document.number).trim_end().to_owned();
    Text::new(one(title.zh), one(title.en))
}

fn of_step(id: &StepId, names: &Names<'_>) -> Text {
    let step = names.steps.iter().find(|step| step.id == *id);
    step.map_or_else(|| numbered("层级", "Step", id.as_str()), of_unit)
}

/// Whose step it is: 区县 城西区.
fn of_unit(step: &Step) -> Text {
    if step.unit_name.is_empty() {
        return short_level(&step.level);
    }
    both(&step.unit_name)
}
