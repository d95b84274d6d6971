//! Published cases: closed with an answer, a reason and a class with its ground; dates that agree;
//! nothing told of a withheld case, and nothing of a single report that is published in groups.

use civic::cases::{Case, Means, Publication, Service, Stage};
use civic::time::Date;

use super::checker::{Check, cell, message};
use crate::Row;
use crate::columns::{Column, cases as column};

/// No published group of reports is smaller: each of its writers is one of at least so many.
const MIN_GROUP: u32 = 5;

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    for row in &sources.cases {
        let services = sources.services.iter().map(|row| &row.value);
        let service = services
            .into_iter()
            .find(|service| service.code == row.value.service);
        closing(check, row);
        dates(check, row);
        ends(check, row);
        if row.value.withheld.is_some() {
            withheld(check, row);
        } else if row.value.title.zh.is_empty() {
            let at = cell(row, column::TITLE.zh);
            let said = message(
                format!("诉求“{}”没有标题", row.value.id),
                format!("The case {} has no title", row.value.id),
                "写一个标题，例如“占用盲道摆货”；不能公开的，写上不公开的原因",
                "Write a title, such as: goods on the tactile paving; or say why it is withheld",
            );
            check.error("case_title_missing", at, "", said);
        }
        if let Some(service) = service {
            publication(check, row, service);
        }
    }
}

fn closing(check: &mut Check<'_>, row: &Row<Case>) {
    let case = &row.value;
    let (id, stage) = (&case.id, &case.stage);
    if case.withheld.is_some() || !matches!(stage, Stage::Closed | Stage::Answered) {
        return;
    }
    if case.answer.is_empty() {
        let said = message(
            format!("诉求“{id}”{}，却没有写答复", stage.zh()),
            format!(
                "The case {id} is {} and has no answer",
                stage.en().to_lowercase()
            ),
            "写上公开的答复，例如“已告知附近可摆路段：莫家街 18:00-22:00”",
            "Write the public answer, such as: told of a stretch nearby, Mojia Street 18:00-22:00",
        );
        check.error(
            "answer_missing_on_closing",
            cell(row, column::ANSWER.zh),
            "",
            said,
        );
    }
    if *stage != Stage::Closed {
        return;
    }
    if case.close_reason.is_none() {
        let said = message(
            format!("诉求“{id}”已办结，却没有写办结原因"),
            format!("The case {id} is closed and does not say why"),
            "从列出的原因里选一个，例如“已办成”",
            "Give one of the reasons, such as: done",
        );
        check.error(
            "close_reason_missing",
            cell(row, column::CLOSE_REASON),
            "",
            said,
        );
    }
    let is_group = case.group.is_some();
    if case.means == Means::Unclassified && !is_group {
        let said = message(
            format!("诉求“{id}”已办结，却没有写办理方式，721 里只能算未分类"),
            format!("The case {id} is closed without a class, and counts as unclassified"),
            "写上服务、管理或执法",
            "Write service, management or enforcement",
        );
        check.warn("means_missing", cell(row, column::MEANS), "", said);
    }
    if case.means != Means::Unclassified && case.means_ground.zh.is_empty() {
        let said = message(
            format!("诉求“{id}”的办理方式是{}，却没有写理由", case.means.zh()),
            format!(
                "The case {id} was handled by {} and does not say on what ground",
                case.means.en().to_lowercase()
            ),
            "写上理由，例如“告知、责令改正之后再次占用”",
            "Give the ground, such as: again on the paving after advice and an order",
        );
        check.error(
            "means_ground_missing",
            cell(row, column::MEANS_GROUND.zh),
            "",
            said,
        );
    }
}

fn dates(check: &mut Check<'_>, row: &Row<Case>) {
    let case = &row.value;
    if case.closed_on.is_none() && case.stage == Stage::Closed {
        check.warn(
            "closing_date_missing",
            cell(row, column::CLOSED_ON),
            "",
            message(
                format!("诉求“{}”已办结，却没有办结日期", case.id),
                format!("The case {} is closed and has no closing date", case.id),
                "写上办结那一天，例如“2025-05-12”",
                "Give the day it was closed, such as 2025-05-12",
            ),
        );
    }
    if let Some(closed) = case.closed_on.filter(|day| *day < case.opened_on) {
        check.error(
            "closed_before_opened",
            cell(row, column::CLOSED_ON),
            &closed.to_string(),
            message(
                format!("办结日期早于受理日期 {}", case.opened_on),
                format!("It was closed before it was opened on {}", case.opened_on),
                "核对两个日期，办结不早于受理",
                "Check both dates: a case closes on or after the day it opens",
            ),
        );
    }
    out_of_order(
        check,
        row,
        column::EVENTS.zh,
        case.events.iter().map(|e| e.on),
    );
    out_of_order(
        check,
        row,
        column::PAUSES.zh,
        case.pauses.iter().map(|p| p.from),
    );
}

/// What is dated is not before the case and in chronological order.
fn out_of_order(
    check: &mut Check<'_>,
    row: &Row<Case>,
    column: Column,
    days: impl Iterator<Item = Date>,
) {
    let mut before = row.value.opened_on;
    for day in days {
        if day < before {
            check.error(
                "case_dates_out_of_order",
                cell(row, column),
                &day.to_string(),
                message(
                    format!("{day} 早于前面的 {before}"),
                    format!("{day} comes after {before} and is earlier"),
                    "按先后排列，不早于受理日期",
                    "Put them in order, none before the day it was opened",
                ),
            );
        }
        before = day;
    }
}

/// A case that ended elsewhere says where.
fn ends(check: &mut Check<'_>, row: &Row<Case>) {
    let case = &row.value;
    if case.withheld.is_some() {
        return;
    }
    if case.stage == Stage::Referred && case.referred_to.is_empty() {
        let said = message(
            format!("诉求“{}”已引导到其他渠道，却没有写是哪里", case.id),
            format!(
                "The case {} was referred elsewhere and does not say where",
                case.id
            ),
            "写上渠道，例如“119 和燃气企业”",
            "Say where, such as: 119, and the gas company",
        );
        check.error(
            "referral_missing",
            cell(row, column::REFERRED_TO.zh),
            "",
            said,
        );
    }
    if case.stage == Stage::Merged && case.merged_into.is_none() {
        let said = message(
            format!("诉求“{}”已并单，却没有写并入哪一件", case.id),
            format!(
                "The case {} was merged and does not say into which",
                case.id
            ),
            "写上另一件的编号，例如“K-001”",
            "Give the identifier of the other case, such as K-001",
        );
        check.error("merger_missing", cell(row, column::MERGED_INTO), "", said);
    }
    if case.merged_into.as_ref() == Some(&case.id) {
        let at = cell(row, column::MERGED_INTO);
        let said = message(
            "诉求不能并入自己",
            "A case cannot be merged into itself",
            "写上另一件的编号，例如“K-001”",
            "Give the identifier of the other case, such as K-001",
        );
        check.error("merged_into_itself", at, case.id.as_str(), said);
    }
}

/// A withheld case counts and says nothing.
fn withheld(check: &mut Check<'_>, row: &Row<Case>) {
    let case = &row.value;
    let first = |ids: &[String]| ids.first().cloned().unwrap_or_default();
    let said = [
        (column::TITLE.zh, case.title.zh.clone()),
        (column::TITLE.en, case.title.en.clone()),
        (
            column::PLACE,
            case.place
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ),
        (column::ABOUT, first(&case.about)),
        (column::MEANS_GROUND.zh, case.means_ground.zh.clone()),
        (column::MEANS_GROUND.en, case.means_ground.en.clone()),
        (column::BASIS, first(&case.basis)),
        (
            column::PAUSES.zh,
            case.pauses
                .first()
                .map(|p| p.reason.zh.clone())
                .unwrap_or_default(),
        ),
        (
            column::EVENTS.zh,
            case.events
                .first()
                .map(|e| e.text.zh.clone())
                .unwrap_or_default(),
        ),
        (column::ANSWER.zh, case.answer.zh.clone()),
        (column::ANSWER.en, case.answer.en.clone()),
        (
            column::UNIT,
            case.unit
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ),
        (column::REFERRED_TO.zh, case.referred_to.zh.clone()),
        (column::REFERRED_TO.en, case.referred_to.en.clone()),
        (column::LED_TO, first(&case.led_to)),
    ];
    for (column, value) in said.into_iter().filter(|(_, value)| !value.is_empty()) {
        check.error(
            "withheld_case_says_something",
            cell(row, column),
            &value,
            message(
                format!("诉求“{}”不公开，这一格却有内容", case.id),
                format!(
                    "The case {} is withheld and this cell says something of it",
                    case.id
                ),
                "把这一格清空，只留类别、日期、阶段和办理方式",
                "Empty the cell: leave the kind, the days, the stage and the class alone",
            ),
        );
    }
}

/// A report that could give away who wrote it is published in groups alone, and no other is.
fn publication(check: &mut Check<'_>, row: &Row<Case>, service: &Service) {
    let case = &row.value;
    if service.publication == Publication::Each {
        if let Some(count) = case.group {
            let at = cell(row, column::GROUP);
            let said = message(
                format!("“{}”逐件公开，一行是一件", service.name.zh),
                format!(
                    "Cases of the kind {} are published each by itself",
                    service.name.en
                ),
                "把件数清空，每件各写一行",
                "Empty the cell and write a row for each case",
            );
            check.error("grouped_kind_of_single_cases", at, &count.to_string(), said);
        }
        return;
    }
    if case.group.is_none_or(|count| count < MIN_GROUP) {
        let value = case
            .group
            .map(|count| count.to_string())
            .unwrap_or_default();
        let said = message(
            format!(
                "“{}”只成组公开，一组至少 {MIN_GROUP} 件；单独一件会让人认出是谁写的",
                service.name.zh
            ),
            format!(
                "Cases of the kind {} are published in groups of at least {MIN_GROUP}: a single one could give away who wrote it",
                service.name.en
            ),
            "同一个月的合成一行，写上件数，例如“5”；不够就先不公布",
            "Put those of a month in one row with their number, such as 5; wait where there are fewer",
        );
        check.error(
            "grouped_case_single",
            cell(row, column::GROUP),
            &value,
            said,
        );
    }
    let coarse = [
        (column::OPENED_ON, Some(case.opened_on)),
        (column::CLOSED_ON, case.closed_on),
    ];
    let exact = coarse
        .into_iter()
        .filter_map(|(column, day)| Some((column, day?)))
        .filter(|(_, day)| day.day() != 1);
    for (column, day) in exact {
        check.error(
            "grouped_case_dated",
            cell(row, column),
            &day.to_string(),
            message(
                "成组公开的日期只到月份",
                "What is published in groups is dated by the month alone",
                "写成当月的 1 日，例如“2026-09-01”",
                "Write the first day of the month, such as 2026-09-01",
            ),
        );
    }
    let exact = [
        (column::PLACE, case.place.as_ref().map(ToString::to_string)),
        (
            column::EVENTS.zh,
            case.events.first().map(|event| event.text.zh.clone()),
        ),
        (column::RATING, case.rating.map(|rating| rating.to_string())),
    ];
    for (column, value) in exact.into_iter().filter_map(|(c, value)| Some((c, value?))) {
        check.error(
            "grouped_case_detailed",
            cell(row, column),
            &value,
            message(
                "成组公开的不写地点、经过和评价：那是某一件的",
                "A group has no place, events or rating: they would be those of one case",
                "把这一格清空，写在答复里的话说整组",
                "Empty the cell; let the answer speak of the whole group",
            ),
        );
    }
}
