//! Corrections, updates, kinds of feedback and published cases.

use check::Severity;
use check::Sources;
use civic::Text;
use civic::cases::{Case, CaseEvent, Means, Service, Stage};
use civic::documents::{Correction, CorrectionTarget, FoundBy};
use civic::documents::{Update, UpdateKind};
use civic::duties::added_demands::Flag;

use super::folder::Folder;
use crate::grammar;
use crate::grammar::{CellError, fold};
use crate::table::{Column, RowReader, SOURCE_KIND, SOURCE_REF, may, need};

const TITLE: (Column, Column) = (need("标题", "title"), may("英文标题", "title_en"));

pub(crate) fn read(folder: &mut Folder<'_>, sources: &mut Sources) {
    corrections(folder, sources);
    updates(folder, sources);
    services(folder, sources);
    cases(folder, sources);
}

fn corrections(folder: &mut Folder<'_>, sources: &mut Sources) {
    const ID: Column = need("纠偏编号", "id");
    const KIND: Column = need("对象类型", "target_kind");
    const TARGET: Column = need("对象编号", "target");
    const FLAGS: Column = may("加码类型", "flags");
    const FOUND_BY: Column = need("发现途径", "found_by");
    const FOUND: Column = need("发现日期", "found_on");
    const DECIDED: Column = may("决定日期", "decided_on");
    const EFFECTIVE: Column = may("生效日期", "effective_on");
    const BY: (Column, Column) = (
        need("决定单位", "decided_by"),
        may("英文决定单位", "decided_by_en"),
    );
    const BEFORE: (Column, Column) = (need("纠正前", "before"), may("英文纠正前", "before_en"));
    const AFTER: (Column, Column) = (need("纠正后", "after"), may("英文纠正后", "after_en"));
    const REASON: (Column, Column) = (need("理由", "reason"), may("英文理由", "reason_en"));
    const DOCUMENT: Column = may("文件", "document");
    let columns = [
        ID,
        KIND,
        TARGET,
        FLAGS,
        FOUND_BY,
        FOUND,
        DECIDED,
        EFFECTIVE,
        BY.0,
        BY.1,
        BEFORE.0,
        BEFORE.1,
        AFTER.0,
        AFTER.1,
        REASON.0,
        REASON.1,
        DOCUMENT,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("纠偏.csv", &columns, Severity::Info);
    sources.corrections = sheet.each(&mut folder.findings, |row| {
        let target = fold(&row.text(TARGET));
        let kind = row.term(
            KIND,
            |t| match t {
                "工作要求" | "requirement" => Some(0),
                "地点" | "place" => Some(1),
                "诉求" | "case" => Some(2),
                _ => None,
            },
            "工作要求、地点、诉求",
        );
        let document = fold(row.raw(DOCUMENT));
        let found_on = row.read(FOUND, grammar::date);
        Some(Correction {
            id: row.id(ID),
            target: match kind? {
                0 => CorrectionTarget::Requirement(target.as_str().into()),
                1 => CorrectionTarget::Place(target.as_str().into()),
                _ => CorrectionTarget::Case(target.as_str().into()),
            },
            flags: row.terms(
                FLAGS,
                Flag::from_term,
                "时限提前、指标抬高、频次增加、材料增加、指尖负担、范围扩大、考核加码、责任下移",
            ),
            found_by: row.term(FOUND_BY, FoundBy::from_term, "逐级比对、基层反映、群众反映")?,
            found_on: found_on?,
            decided_on: row.read(DECIDED, grammar::date),
            effective_on: row.read(EFFECTIVE, grammar::date),
            decided_by: row.bilingual(BY.0, BY.1),
            before: row.bilingual(BEFORE.0, BEFORE.1),
            after: row.bilingual(AFTER.0, AFTER.1),
            reason: row.bilingual(REASON.0, REASON.1),
            document: (!document.is_empty()).then(|| document.as_str().into()),
            source: row.source(),
        })
    });
}

fn updates(folder: &mut Folder<'_>, sources: &mut Sources) {
    const ID: Column = need("动态编号", "id");
    const DATE: Column = need("日期", "date");
    const KIND: Column = need("类型", "kind");
    const BODY: (Column, Column) = (need("内容", "body"), may("英文内容", "body_en"));
    const AFFECTS: Column = may("涉及编号", "affects");
    const EFFECTIVE: Column = may("生效日期", "effective_on");
    const LAST: Column = may("截止日期", "until");
    let columns = [
        ID,
        DATE,
        KIND,
        TITLE.0,
        TITLE.1,
        BODY.0,
        BODY.1,
        AFFECTS,
        EFFECTIVE,
        LAST,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("动态.csv", &columns, Severity::Info);
    sources.updates = sheet.each(&mut folder.findings, |row| {
        let date = row.read(DATE, grammar::date);
        Some(Update {
            id: row.id(ID),
            date: date?,
            kind: row.term(
                KIND,
                UpdateKind::from_term,
                "季节开放、规则调整、临时关闭、纠偏、清单调整、月度通报",
            )?,
            title: row.bilingual(TITLE.0, TITLE.1),
            body: row.bilingual(BODY.0, BODY.1),
            affects: grammar::list(&fold(row.raw(AFFECTS))),
            effective_on: row.read(EFFECTIVE, grammar::date),
            until: row.read(LAST, grammar::date).map(|d| d.plus_days(1)),
            source: row.source(),
        })
    });
}

fn services(folder: &mut Folder<'_>, sources: &mut Sources) {
    const CODE: Column = need("类别编号", "code");
    const NAME: (Column, Column) = (need("名称", "name"), may("英文名称", "name_en"));
    const TEXT: (Column, Column) = (
        may("说明", "description"),
        may("英文说明", "description_en"),
    );
    const DAYS: Column = may("答复工作日", "reply_working_days");
    const REDIRECT: Column = may("引导到其他渠道", "redirect");
    const ANONYMOUS: Column = may("默认匿名", "anonymous");
    let columns = [
        CODE,
        NAME.0,
        NAME.1,
        TEXT.0,
        TEXT.1,
        DAYS,
        REDIRECT,
        ANONYMOUS,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("诉求类别.csv", &columns, Severity::Error);
    sources.services = sheet.each(&mut folder.findings, |row| {
        row.source();
        Some(Service {
            code: row.id(CODE),
            name: row.bilingual(NAME.0, NAME.1),
            description: row.bilingual(TEXT.0, TEXT.1),
            reply_working_days: row.read(DAYS, grammar::number),
            redirect: row.read(REDIRECT, grammar::yes_no).unwrap_or_default(),
            anonymous: row.read(ANONYMOUS, grammar::yes_no).unwrap_or_default(),
        })
    });
}

const EVENTS: (Column, Column) = (may("经过", "events"), may("英文经过", "events_en"));

fn cases(folder: &mut Folder<'_>, sources: &mut Sources) {
    const ID: Column = need("诉求编号", "id");
    const SERVICE: Column = need("类别编号", "service");
    const PLACE: Column = may("地点编号", "place");
    const OPENED: Column = need("受理日期", "opened_on");
    const CLOSED: Column = may("办结日期", "closed_on");
    const STAGE: Column = need("阶段", "stage");
    const MEANS: Column = may("办理方式", "means");
    const ANSWER: (Column, Column) = (may("答复", "answer"), may("英文答复", "answer_en"));
    const RATING: Column = may("评价", "rating");
    let columns = [
        ID,
        SERVICE,
        TITLE.0,
        TITLE.1,
        PLACE,
        OPENED,
        CLOSED,
        STAGE,
        MEANS,
        EVENTS.0,
        EVENTS.1,
        ANSWER.0,
        ANSWER.1,
        RATING,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("诉求案例.csv", &columns, Severity::Info);
    sources.cases = sheet.each(&mut folder.findings, |row| {
        let place = fold(row.raw(PLACE));
        let opened_on = row.read(OPENED, grammar::date);
        Some(Case {
            id: row.id(ID),
            service: row.id(SERVICE),
            title: row.bilingual(TITLE.0, TITLE.1),
            place: (!place.is_empty()).then(|| place.as_str().into()),
            opened_on: opened_on?,
            closed_on: row.read(CLOSED, grammar::date),
            stage: row.term(STAGE, Stage::from_term, "已收到、已审核、已转办、办理中、已答复、已办结、重新办理、已并单、已引导到其他渠道、已撤回")?,
            means: row.term(MEANS, Means::from_term, "服务、管理、执法、未分类").unwrap_or(Means::Unclassified),
            events: events(row),
            answer: row.bilingual(ANSWER.0, ANSWER.1),
            rating: row.read(RATING, rating),
            source: row.source(),
        })
    });
}

fn rating(text: &str) -> Result<u8, CellError> {
    let rating = grammar::number(text)
        .ok()
        .and_then(|n| u8::try_from(n).ok());
    rating.filter(|r| (1..=5).contains(r)).ok_or(CellError {
        what: Text::new("评价是 1 到 5", "A rating is 1 to 5"),
        example: "5",
    })
}

/// `2025-05-06 告知附近可摆路段；2025-05-12 回访`.
fn events(row: &mut RowReader<'_>) -> Vec<CaseEvent> {
    let english = grammar::list(row.raw(EVENTS.1));
    let lines = row.read(EVENTS.0, |text| {
        grammar::list(text)
            .iter()
            .map(|line| {
                let (date, words) = line.split_once([' ', '\u{3000}']).unwrap_or((line, ""));
                Ok((grammar::date(date)?, words.trim().to_owned()))
            })
            .collect::<Result<Vec<_>, CellError>>()
    });
    lines
        .unwrap_or_default()
        .into_iter()
        .zip(english.into_iter().chain(std::iter::repeat(String::new())))
        .map(|((on, zh), en)| {
            // The English line bears the same date, or none.
            let en = en.split_once(' ').map_or(en.as_str(), |(day, words)| {
                if grammar::date(day).is_ok() {
                    words
                } else {
                    &en
                }
            });
            CaseEvent {
                on,
                text: Text::new(zh, en.trim()),
            }
        })
        .collect()
}
