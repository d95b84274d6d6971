//! The questions of kinds of feedback 诉求问题, each attached to its kind.

use std::collections::{BTreeMap, HashSet};

use check::Sources;
use check::columns::{files, questions};
use civic::cases::{Question, QuestionKind, QuestionOption};
use civic::{ServiceCode, Text};

use super::folder::Folder;
use super::paired::paired;
use crate::grammar;
use crate::grammar::{CellError, fold};
use crate::table::RowReader;

pub(super) fn read(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&questions::SHEET);
    let services = sources.services.iter();
    let known: HashSet<ServiceCode> = services.map(|row| row.value.code.clone()).collect();
    let unread = folder.unread(files::SERVICES);
    let mut followed = 0;
    let mut rows = folder.rows(&questions::SHEET, &sheet, |row| {
        let service: ServiceCode = row.id(questions::SERVICE);
        if unread.may_have(service.as_str()) {
            followed += 1;
            return None;
        }
        if !service.as_str().is_empty() && !known.contains(&service) {
            row.refuse(
                questions::SERVICE,
                &CellError {
                    what: Text::new(
                        format!("{} 里没有这个编号", files::SERVICES),
                        format!("{} has no such identifier", files::SERVICES),
                    ),
                    example: "vendor_rule",
                },
            );
        }
        let order = row.number(questions::ORDER);
        Some((service, order, question(row)?))
    });
    folder.follow(files::SERVICES, followed);
    // The sort is stable, so that rows without an order stay as they stand, after the others.
    rows.sort_by_key(|row| row.value.1.unwrap_or(u32::MAX));
    let mut by_service: BTreeMap<ServiceCode, Vec<Question>> = BTreeMap::new();
    for row in rows {
        let (service, _, question) = row.value;
        let locations = sources.question_locations.entry(service.clone());
        locations.or_default().push(row.location);
        by_service.entry(service).or_default().push(question);
    }
    for service in &mut sources.services {
        let questions = by_service.remove(&service.value.code);
        service.value.questions = questions.unwrap_or_default();
    }
}

fn question(row: &mut RowReader<'_>) -> Option<Question> {
    row.source();
    let options = paired(row, questions::OPTIONS, |text| {
        grammar::list(text)
            .iter()
            .map(|item| option(item))
            .collect()
    });
    let options = options.into_iter().map(|((key, zh), en)| QuestionOption {
        key,
        name: Text::new(zh, en),
    });
    Some(Question {
        code: row.id(questions::CODE),
        label: row.bilingual(questions::LABEL),
        hint: row.bilingual(questions::HINT),
        required: row.yes_no(questions::REQUIRED).unwrap_or_default(),
        options: options.collect(),
        kind: row.term(questions::ANSWER, QuestionKind::from_term)?,
    })
}

/// `hours=时段`.
fn option(item: &str) -> Result<(String, String), CellError> {
    let (key, name) = item.split_once(['=', '＝']).unwrap_or((item, ""));
    let (key, name) = (fold(key), name.trim());
    if grammar::is_id(&key) && !name.is_empty() {
        return Ok((key, name.to_owned()));
    }
    Err(CellError {
        what: Text::new(
            "每个选项写成“编号=名称”，编号只用字母、数字、“-”和“_”",
            "Write each option as key=name; a key takes letters, digits, - and _",
        ),
        example: "hours=时段；goods=品类",
    })
}
