//! The admission log: a decision says who, when and by which document, and the lists follow it.

use std::collections::HashMap;

use civic::DutyId;
use civic::duties::{Admission, AdmissionDecision, DutyItem, DutyList};

use super::checker::{Check, cell, message, whole_file};
use crate::Row;
use crate::columns::{Column, admissions, duties, files};

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    for row in &sources.admissions {
        match row.value.decision {
            AdmissionDecision::UnderReview => undecided(check, row),
            _ => decided(check, row),
        }
        days(check, row);
    }
    let latest = latest(&sources.admissions);
    let items = sources.duties.iter();
    let items: HashMap<&DutyId, &DutyItem> = items.map(|d| (&d.value.id, &d.value)).collect();
    for (index, row) in sources.admissions.iter().enumerate() {
        let own = row.value.duties.iter();
        // Of a duty that was proposed again, the lists follow the last proposal.
        let own = own.filter(|duty| latest.get(duty) == Some(&index));
        let own: Vec<&DutyItem> = own.filter_map(|duty| items.get(duty).copied()).collect();
        match row.value.decision {
            AdmissionDecision::Admitted => admitted(check, row, &own),
            AdmissionDecision::Refused => refused(check, row, &own),
            _ => {}
        }
    }
    unlogged(check, &latest);
}

/// The position of the last row about each duty: the one proposed last, the lower of two of one day.
fn latest(log: &[Row<Admission>]) -> HashMap<&DutyId, usize> {
    let mut latest: HashMap<&DutyId, usize> = HashMap::new();
    for (index, row) in log.iter().enumerate() {
        for duty in &row.value.duties {
            let last = latest.entry(duty).or_insert(index);
            if log[*last].value.proposed_on <= row.value.proposed_on {
                *last = index;
            }
        }
    }
    latest
}

/// A day or a document without a decision: it must not be shown as under review.
fn undecided(check: &mut Check<'_>, row: &Row<Admission>) {
    let admission = &row.value;
    let day = admission.decided_on.map(|day| day.to_string());
    let document = admission.document.as_ref().map(ToString::to_string);
    let told = [
        (admissions::DECIDED_ON.zh, day),
        (admissions::DOCUMENT.zh, document),
    ];
    let Some((heading, value)) = told.into_iter().find_map(|(h, v)| Some((h, v?))) else {
        return;
    };
    check.error(
        "admission_incomplete",
        cell(row, admissions::DECISION),
        "",
        message(
            format!(
                "“{}”写了“{heading}”（{value}），没有写决定了什么",
                admission.id
            ),
            format!(
                "{} gives {heading} ({value}) and not what was decided",
                admission.id
            ),
            format!("决定写“准入”或“不予准入”；还没有决定，就把“{heading}”留空"),
            format!("Write 准入 or 不予准入; if nothing was decided, leave {heading} empty"),
        ),
    );
}

fn decided(check: &mut Check<'_>, row: &Row<Admission>) {
    let admission = &row.value;
    let (zh, en) = (admission.decision.zh(), admission.decision.en());
    let needed: [(Column, bool, &str, &str); 3] = [
        (
            admissions::DECIDED_BY.zh,
            admission.decided_by.is_empty(),
            "由哪个单位决定",
            "区委、区政府",
        ),
        (
            admissions::DECIDED_ON,
            admission.decided_on.is_none(),
            "哪一天决定",
            "2026-03-01",
        ),
        (
            admissions::DOCUMENT,
            admission.document.is_none(),
            "依据哪份文件",
            "DT-QD-2026",
        ),
    ];
    for (column, _, what, example) in needed.into_iter().filter(|(_, is_empty, ..)| *is_empty) {
        let heading = column.zh;
        check.error(
            "admission_incomplete",
            cell(row, column),
            "",
            message(
                format!("“{}”的决定是“{zh}”，没有写{what}", admission.id),
                format!(
                    "{} was decided ({en}), and {heading} is empty",
                    admission.id
                ),
                format!("填上“{heading}”，例如“{example}”；还没有决定，就把“决定”留空"),
                format!(
                    "Fill in {heading}, such as {example}; if nothing was decided, leave 决定 empty"
                ),
            ),
        );
    }
    if admission.decision == AdmissionDecision::Refused && admission.reason.is_empty() {
        check.warn(
            "admission_without_reason",
            cell(row, admissions::REASON.zh),
            "",
            message(
                format!("“{}”不予准入，没有写为什么", admission.id),
                format!(
                    "{} was not admitted, and the log does not say why",
                    admission.id
                ),
                "填上理由，例如“这是部门自己的职责，街道没有执法权”",
                "Give the reason, such as 这是部门自己的职责，街道没有执法权",
            ),
        );
    }
}

fn days(check: &mut Check<'_>, row: &Row<Admission>) {
    let admission = &row.value;
    let proposed = admission.proposed_on;
    let Some(decided) = admission.decided_on.filter(|day| *day < proposed) else {
        return;
    };
    check.error(
        "admission_decided_before_proposed",
        cell(row, admissions::DECIDED_ON),
        &decided.to_string(),
        message(
            format!("“{}”{decided} 决定，{proposed} 才提出", admission.id),
            format!("{} was decided on {decided} and proposed on {proposed}, after that", admission.id),
            "核对两个日期，决定不早于提出，例如提出“2026-03-01”，决定“2026-04-10”",
            "Look at both days: it is proposed first, such as on 2026-03-01, and decided after, such as on 2026-04-10",
        ),
    );
}

/// What is admitted is on the list of somebody who is to do it.
fn admitted(check: &mut Check<'_>, row: &Row<Admission>, own: &[&DutyItem]) {
    let admission = &row.value;
    let at = cell(row, admissions::DUTIES);
    if admission.duties.is_empty() {
        check.warn(
            "admission_not_listed",
            at.clone(),
            "",
            message(
                format!("“{}”已经准入，没有写它成了清单上的哪一项", admission.id),
                format!(
                    "{} was admitted, and the log does not say which item of a list it became",
                    admission.id
                ),
                format!(
                    "列入 {} 后，把那一项的编号写在这里，例如“DG-A-18”",
                    files::DUTIES
                ),
                format!(
                    "Put it on a list in {}, then give that item here, such as DG-A-18",
                    files::DUTIES
                ),
            ),
        );
    }
    for item in own.iter().filter(|item| item.list == DutyList::Proposed) {
        check.warn(
            "admission_not_listed",
            at.clone(),
            item.id.as_str(),
            message(
                format!(
                    "“{}”已经准入，事项“{}”还在“拟准入”清单上",
                    admission.id, item.id
                ),
                format!(
                    "{} was admitted, and the duty {} is still on 拟准入",
                    admission.id, item.id
                ),
                format!(
                    "在 {} 里把它移到准入的清单上，例如“配合履职”",
                    files::DUTIES
                ),
                format!(
                    "Move it in {} to the list it was admitted to, such as 配合履职",
                    files::DUTIES
                ),
            ),
        );
    }
}

/// What was refused is done by nobody at the grassroots. That it is now on the list of what may not be
/// asked, or of what a department does itself, says the same.
fn refused(check: &mut Check<'_>, row: &Row<Admission>, own: &[&DutyItem]) {
    let id = &row.value.id;
    for item in own {
        let (list, list_en) = (item.list.zh(), item.list.en());
        let at = cell(row, admissions::DUTIES);
        match item.list {
            DutyList::Barred | DutyList::TakenBack => {}
            DutyList::Proposed => check.info(
                "admission_refused_listed",
                at,
                item.id.as_str(),
                message(
                    format!("“{id}”不予准入，事项“{}”还在“{list}”清单上，看起来还在审查", item.id),
                    format!("{id} was not admitted, and the duty {} is still on 拟准入, as if under review", item.id),
                    format!("下次调整清单时从 {} 里删去，这里的编号也删去", files::DUTIES),
                    format!("Take it off {} when the lists are next changed, and its identifier here, too", files::DUTIES),
                ),
            ),
            _ => check.warn(
                "admission_refused_listed",
                at,
                item.id.as_str(),
                message(
                    format!("“{id}”不予准入，事项“{}”却在“{list}”清单上", item.id),
                    format!("{id} was not admitted, and the duty {} is on the list {list_en}", item.id),
                    format!("从 {} 里删去；后来又准入的，在 {} 里另写一行", files::DUTIES, files::ADMISSIONS),
                    format!("Take it off {}; if it was admitted later, give that a row of its own in {}", files::DUTIES, files::ADMISSIONS),
                ),
            ),
        }
    }
}

/// Items on the list of what is proposed, of which the log says nothing.
fn unlogged(check: &mut Check<'_>, latest: &HashMap<&DutyId, usize>) {
    let sources = check.sources;
    let rows = sources.duties.iter();
    let rows = rows.filter(|d| d.value.list == DutyList::Proposed);
    let rows: Vec<&Row<DutyItem>> = rows.filter(|d| !latest.contains_key(&d.value.id)).collect();
    if rows.is_empty() {
        return;
    }
    let file = files::ADMISSIONS;
    let refused = sources.refused.get(file);
    if sources.unread.contains(file) || refused.is_some_and(|ids| !ids.is_empty()) {
        *check.followed.entry(file.to_owned()).or_default() += rows.len();
        return;
    }
    let fix = |id: &str| {
        (
            format!("在 {file} 里加一行：谁提出、哪一天，“事项编号”写“{id}”"),
            format!("Add a row to {file}: who proposed it, when, and {id} as its 事项编号"),
        )
    };
    // A city that keeps no log is told once.
    if sources.admissions.is_empty() {
        let (zh, en) = fix(rows[0].value.id.as_str());
        let count = rows.len();
        check.warn(
            "admission_missing",
            whole_file(file),
            &count.to_string(),
            message(
                format!("有 {count} 项在“拟准入”清单上，{file} 里一行也没有：读者看不到是谁提出的"),
                format!("{count} items are on 拟准入, and {file} has no row: nobody can see who proposed them"),
                zh,
                en,
            ),
        );
        return;
    }
    for row in rows {
        let id = &row.value.id;
        let (zh, en) = fix(id.as_str());
        check.warn(
            "admission_missing",
            cell(row, duties::LIST),
            id.as_str(),
            message(
                format!("事项“{id}”在“拟准入”清单上，{file} 里没有提到它"),
                format!("The duty {id} is on 拟准入, and {file} does not name it"),
                zh,
                en,
            ),
        );
    }
}
