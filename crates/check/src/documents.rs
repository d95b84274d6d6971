//! Documents: each that is cited is there, and one that a rule in force rests on holds.

use std::collections::HashMap;

use civic::documents::{Document, DocumentStatus};
use civic::duties::RequirementStatus;
use civic::rules::Rule;
use civic::time::{Date, Instant, Local};
use civic::{DocumentId, Text};

use super::checker::{Check, cell, column_of, message};
use super::rules::days::Days;
use super::rules::example;
use crate::Location;
use crate::columns::{self, files};

/// What rests on a document.
#[derive(Clone, Copy)]
enum Citing<'a> {
    /// A rule that is in force, or will be: it binds people.
    Rule(&'a Rule),
    /// A duty that is on a list since that day.
    Duty(Date),
    /// A requirement that is still asked.
    Asked,
    /// A limit by which notices are checked.
    Limit,
    /// What is over or was put right: its documents are history.
    History,
}

pub(crate) fn check(check: &mut Check<'_>, days: &Days) {
    let sources = check.sources;
    let documents: HashMap<&str, &Document> = sources
        .documents
        .iter()
        .map(|d| (d.value.id.as_str(), &d.value))
        .collect();
    for row in sources.rules.iter().filter(|r| !r.value.outside_times) {
        let rule = &row.value;
        let from = rule.in_force.instant.max(check.now);
        let over = rule.expires.is_some_and(|e| e.instant <= from);
        let citing = if over {
            Citing::History
        } else {
            Citing::Rule(rule)
        };
        if rule.documents.is_empty() {
            missing(check, cell(row, columns::rules::DOCUMENTS), "");
        }
        for id in &rule.documents {
            let at = || cell(row, columns::rules::DOCUMENTS);
            cited(check, days, &documents, citing, &at, id);
        }
    }
    for row in &sources.duties {
        let at = || cell(row, columns::duties::DOCUMENT);
        let citing = Citing::Duty(row.value.since);
        cited(check, days, &documents, citing, &at, &row.value.document);
        for id in &row.value.legal_basis {
            let at = || cell(row, columns::duties::LEGAL_BASIS);
            cited(check, days, &documents, citing, &at, id);
        }
    }
    for row in &sources.admissions {
        if let Some(id) = &row.value.document {
            let at = || cell(row, columns::admissions::DOCUMENT);
            cited(check, days, &documents, Citing::History, &at, id);
        }
    }
    for row in &sources.requirements {
        let requirement = &row.value;
        let citing = match requirement.status {
            RequirementStatus::Corrected => Citing::History,
            _ => Citing::Asked,
        };
        for id in &requirement.legal_basis {
            let at = || cell(row, columns::requirements::LEGAL_BASIS);
            cited(check, days, &documents, citing, &at, id);
        }
        let locations = sources.step_locations.get(&requirement.id);
        for (i, step) in requirement.steps.iter().enumerate() {
            let step_at = locations.and_then(|l| l.get(i)).unwrap_or(&row.location);
            let at = || column_of(step_at, columns::steps::DOCUMENT);
            cited(check, days, &documents, citing, &at, &step.document);
            if let Some(id) = step.basis.as_ref().and_then(|b| b.document.as_ref()) {
                let at = || column_of(step_at, columns::steps::BASIS_DOCUMENT);
                cited(check, days, &documents, citing, &at, id);
            }
        }
    }
    for row in &sources.limits {
        let at = || cell(row, columns::limits::DOCUMENT);
        cited(
            check,
            days,
            &documents,
            Citing::Limit,
            &at,
            &row.value.document,
        );
    }
    for row in &sources.corrections {
        if let Some(id) = &row.value.document {
            let at = || cell(row, columns::corrections::DOCUMENT);
            cited(check, days, &documents, Citing::History, &at, id);
        }
    }
}

fn missing(check: &mut Check<'_>, at: Location, id: &str) {
    let file = files::DOCUMENTS;
    if check.follows(files::DOCUMENTS, id) {
        return;
    }
    let (zh, en) = if id.is_empty() {
        (
            "没有写依据的文件".to_owned(),
            "No document is cited".to_owned(),
        )
    } else {
        (
            format!("{file} 里没有文件“{id}”"),
            format!("{file} has no document {id}"),
        )
    };
    check.error(
        "document_missing",
        at,
        id,
        message(
            zh,
            en,
            format!("写上 {file} 里的编号，例如“D-001”，或者先在那里登记这份文件"),
            format!("Cite one that {file} has, such as D-001, or enter the document there first"),
        ),
    );
}

fn cited(
    check: &mut Check<'_>,
    days: &Days,
    documents: &HashMap<&str, &Document>,
    citing: Citing<'_>,
    at: &dyn Fn() -> Location,
    id: &DocumentId,
) {
    let Some(document) = documents.get(id.as_str()) else {
        missing(check, at(), id.as_str());
        return;
    };
    let ended = document.expires_on.filter(|day| *day <= check.today);
    let (zh, en) = match (&document.status, ended) {
        (DocumentStatus::Revoked, _) => ("已经废止".to_owned(), "is revoked".to_owned()),
        (DocumentStatus::Superseded, _) => (
            "已被别的文件替代".to_owned(),
            "is replaced by another".to_owned(),
        ),
        (_, Some(day)) => (
            format!("自 {}起失效", example::day(day).zh),
            format!("no longer holds since {}", example::day(day).en),
        ),
        (_, None) => return,
    };
    let title = &document.title;
    let title_en = if title.en.is_empty() {
        &title.zh
    } else {
        &title.en
    };
    let Some((at_instant, shown)) = still_cited(check, days, citing) else {
        return;
    };
    let message = message(
        format!("所依据的文件“{}”（{id}）{zh}；{}", title.zh, shown.zh),
        format!(
            "The document it rests on, {title_en} ({id}), {en}; {}",
            shown.en
        ),
        "改为现行有效的文件；没有别的依据，就写上这一行的失效日期",
        "Cite one that is in force; if nothing else supports it, give this row an end",
    )
    .with(check.instant(at_instant));
    let binds = matches!(citing, Citing::Rule(_) | Citing::Duty(_));
    if binds && document.status == DocumentStatus::Revoked {
        check.error("document_revoked", at(), id.as_str(), message);
    } else {
        check.warn("document_revoked", at(), id.as_str(), message);
    }
}

/// The next instant at which what cites a document that is over still counts; `None` for history.
/// The document is over by today at the latest.
fn still_cited(check: &Check<'_>, days: &Days, citing: Citing<'_>) -> Option<(Instant, Text)> {
    let (at, zh, en) = match citing {
        Citing::Rule(rule) => {
            let in_force = rule.in_force.instant.max(check.now);
            match days.holds(rule, check.now) {
                Some(at) => (at, "仍按这条规则回答", "this rule still holds"),
                None => (
                    in_force,
                    "这条规则还没有失效",
                    "this rule is still in force",
                ),
            }
        }
        Citing::Duty(since) => {
            let date = since.max(check.today);
            let listed = check.zone.instant(Local { date, second: 0 });
            (listed, "这一项仍在清单里", "this duty is still on the list")
        }
        Citing::Asked => (
            check.now,
            "这项要求仍在执行",
            "this requirement is still asked",
        ),
        Citing::Limit => (
            check.now,
            "仍按这条规范检查文件",
            "notices are still checked by this limit",
        ),
        Citing::History => return None,
    };
    let clock = check.clock(at);
    let said = Text::new(
        format!("例如 {}，{zh}", clock.zh),
        format!("for example on {} {en}", clock.en),
    );
    Some((at, said))
}
