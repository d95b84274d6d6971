//! What kinds of feedback ask: each question once, and options where one chooses and nowhere else.

use std::collections::BTreeMap;

use civic::QuestionCode;
use civic::cases::{Question, QuestionKind};

use super::checker::{Check, column_of, message};
use crate::{Location, columns};

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    for row in &sources.services {
        let service = &row.value;
        let locations = sources.question_locations.get(&service.code);
        let mut seen: BTreeMap<&QuestionCode, u32> = BTreeMap::new();
        for (i, question) in service.questions.iter().enumerate() {
            let at = locations.and_then(|l| l.get(i)).unwrap_or(&row.location);
            if let Some(first) = seen.insert(&question.code, at.row) {
                twice(check, at, question, first);
            }
            if service.redirect {
                never_asked(check, at, question);
            }
            options(check, at, question);
        }
    }
}

fn twice(check: &mut Check<'_>, at: &Location, question: &Question, first: u32) {
    let code = &question.code;
    check.error(
        "duplicate_id",
        column_of(at, columns::questions::CODE),
        code.as_str(),
        message(
            format!("同一类诉求的问题编号“{code}”在第 {first} 行已经用过"),
            format!("The same kind of feedback already has a question {code}, in row {first}"),
            format!("给这个问题一个新的编号，例如“{code}-2”；同一个问题写了两遍就删去一行"),
            format!("Give this question a code of its own, such as {code}-2, or delete the row if it is the same question twice"),
        ),
    );
}

fn never_asked(check: &mut Check<'_>, at: &Location, question: &Question) {
    check.warn(
        "question_never_asked",
        column_of(at, columns::questions::SERVICE),
        question.code.as_str(),
        message(
            "这一类诉求引导到其他渠道，不在这里受理，问题不会出现",
            "This kind of feedback is taken elsewhere, so that the question is never asked",
            "删去这一行，或者改正类别编号",
            "Delete the row, or correct the kind",
        ),
    );
}

fn options(check: &mut Check<'_>, at: &Location, question: &Question) {
    let cell = || column_of(at, columns::questions::OPTIONS.zh);
    let kind = &question.kind;
    let count = question.options.len();
    if !kind.has_options() {
        if count > 0 {
            check.error(
                "options_superfluous",
                cell(),
                question.code.as_str(),
                message(
                    format!("回答方式是“{}”，不会用到选项", kind.zh()),
                    format!("The answer is “{}”, which takes no options", kind.en()),
                    "把选项删去，或者把回答方式改成“单选”或“多选”",
                    "Delete the options, or let one choose: 单选 or 多选",
                ),
            );
        }
        return;
    }
    let needed = if *kind == QuestionKind::One { 2 } else { 1 };
    if count < needed {
        check.error(
            "options_missing",
            cell(),
            question.code.as_str(),
            message(
                format!("“{}”至少要有 {needed} 个选项，这里有 {count} 个", kind.zh()),
                format!(
                    "The answer “{}” takes options, at least {needed}; there are {count}",
                    kind.en()
                ),
                "写上选项，例如“hours=时段；goods=品类”",
                "Write them, such as hours=时段；goods=品类",
            ),
        );
    }
    let mut keys: Vec<&str> = Vec::new();
    for option in &question.options {
        if keys.contains(&option.key.as_str()) {
            check.error(
                "option_twice",
                cell(),
                &option.key,
                message(
                    format!("选项编号“{}”用了两次", option.key),
                    format!("The key {} is used twice", option.key),
                    format!("给其中一个另起编号，例如“{}-2”", option.key),
                    format!("Give one of them another key, such as {}-2", option.key),
                ),
            );
        }
        keys.push(&option.key);
    }
}
