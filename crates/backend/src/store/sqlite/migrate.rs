//! From the tables of versions 1 to 3 to the log. It belongs to a released step of the schema: the
//! names that it writes are never changed.

use std::collections::{BTreeMap, BTreeSet};

use civic::cases::Stage;
use civic::time::Instant;
use rusqlite::{OptionalExtension, Transaction, params};

use super::write::append_entry;
use crate::store::entry::{CaseNumber, NewEntry, Word};
use crate::store::error::Cause;

/// What each case had been left with.
#[derive(Default)]
struct Left {
    stage: String,
    at: i64,
    entries: i64,
}

pub(super) fn move_into_log(transaction: &Transaction<'_>) -> Result<(), Cause> {
    transaction.execute_batch(
        "INSERT INTO cases (number, token_hash, idempotency_hash, body_hash, service, lat_e6, lon_e6,
             created_at, changed_at, entries, stage, due_on, published_as, needs_clearing)
         SELECT id, token_hash, idempotency_hash, body_hash, service_code, lat_e6, lon_e6,
             created_at, created_at, 0, 'received', due_on, published_as, needs_clearing
         FROM old_cases;
         INSERT INTO contacts (case_number, contact) SELECT case_id, contact FROM old_contacts;",
    )?;
    let mut unanswered = BTreeSet::new();
    {
        let mut answers = transaction.prepare("SELECT case_id FROM old_answers")?;
        for case in answers.query_map([], |row| row.get::<_, i64>(0))? {
            unanswered.insert(case?);
        }
    }
    let mut left: BTreeMap<i64, Left> = BTreeMap::new();
    let mut events =
        transaction.prepare("SELECT case_id, stage, at FROM old_events ORDER BY at, rowid")?;
    let mut rows = events.query([])?;
    while let Some(row) = rows.next()? {
        let (case, stage, at): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let of = left.entry(case).or_default();
        // An answer has no time of its own: it was there when the case was said to be answered.
        let answers = matches!(Stage::from_code(&stage), Stage::Answered | Stage::Closed);
        if answers && unanswered.remove(&case) {
            of.entries += append(transaction, case, &answer(transaction, case, at)?)?;
        }
        let entry = if of.entries == 0 {
            received(transaction, case, at)?
        } else {
            let event = serde_json::json!({ "kind": "stage", "stage": stage });
            entry(at, event.to_string(), Vec::new())
        };
        of.entries += append(transaction, case, &entry)?;
        (of.stage, of.at) = (stage, at);
    }
    for case in unanswered {
        if let Some(of) = left.get_mut(&case) {
            of.entries += append(transaction, case, &answer(transaction, case, of.at)?)?;
        }
    }
    for (case, of) in left {
        let ended = Stage::from_code(&of.stage).is_final().then_some(of.at);
        transaction.execute(
            "UPDATE cases SET stage = ?2, changed_at = ?3, ended_at = ?4, entries = ?5
             WHERE number = ?1",
            params![case, of.stage, of.at, ended, of.entries],
        )?;
    }
    Ok(())
}

fn append(transaction: &Transaction<'_>, case: i64, entry: &NewEntry) -> Result<i64, Cause> {
    append_entry(transaction, CaseNumber(case), entry)?;
    Ok(1)
}

fn entry(at: i64, event: String, words: Vec<Word>) -> NewEntry {
    NewEntry {
        at: Instant(at),
        actor: r#"{"who":"system"}"#.to_owned(),
        event,
        words,
    }
}

/// The first entry of a case, with what was sent; texts that were deleted are not there any more.
fn received(transaction: &Transaction<'_>, case: i64, at: i64) -> Result<NewEntry, Cause> {
    let names = ["description", "address", "about", "happened"];
    let (texts, event): ([String; 4], _) = transaction.query_row(
        "SELECT description, address, about, happened, service_code, due_on, needs_clearing
         FROM old_cases WHERE id = ?1",
        [case],
        |row| {
            let texts = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
            let (service, due): (String, Option<String>) = (row.get(4)?, row.get(5)?);
            let needs_clearing: bool = row.get(6)?;
            let event = serde_json::json!({
                "kind": "received",
                "service": service,
                "due": due,
                "needs_clearing": needs_clearing,
            });
            Ok((texts, event.to_string()))
        },
    )?;
    let words = names.into_iter().zip(texts);
    let words = words
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| Word::new(name, text));
    Ok(NewEntry {
        actor: r#"{"who":"reporter"}"#.to_owned(),
        ..entry(at, event, words.collect())
    })
}

fn answer(transaction: &Transaction<'_>, case: i64, at: i64) -> Result<NewEntry, Cause> {
    let texts: Option<(String, String)> = transaction
        .query_row(
            "SELECT zh, en FROM old_answers WHERE case_id = ?1",
            [case],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let (zh, en) = texts.unwrap_or_default();
    let words = [("answer_zh", zh), ("answer_en", en)].into_iter();
    let words = words.filter(|(_, text)| !text.is_empty());
    let words = words.map(|(name, text)| Word::new(name, text));
    Ok(entry(
        at,
        r#"{"kind":"answer"}"#.to_owned(),
        words.collect(),
    ))
}
