//! What is read: cases, lists, pages of the log.

use civic::cases::Stage;
use civic::places::LonLat;
use civic::time::{Date, Instant};
use civic::{CaseId, ServiceCode, UnitCode};
use deadpool_postgres::Transaction;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::trouble::said;
use crate::store::case::{
    CaseFilter, CaseIndex, CaseKey, CaseRow, PhotoNumber, PhotoRow, StoredCase,
};
use crate::store::entry::{CaseNumber, Entry, Sequence, StoredWord};
use crate::store::error::Cause;
use crate::store::head::Hash;

const CASE: &str = "number, service, lat_e6, lon_e6, created_at, changed_at, entries, stage, unit,
    due_on, ended_at, published_as, needs_clearing";

type Parameters<'a> = &'a [&'a (dyn ToSql + Sync)];

async fn query(
    transaction: &Transaction<'_>,
    sql: &str,
    parameters: Parameters<'_>,
) -> Result<Vec<Row>, Cause> {
    let statement = transaction.prepare_cached(sql).await.map_err(said)?;
    transaction
        .query(&statement, parameters)
        .await
        .map_err(said)
}

fn case_row(row: &Row) -> Result<CaseRow, Cause> {
    let degrees = |at| -> Option<i32> { row.get::<_, Option<i64>>(at)?.try_into().ok() };
    let due_on: Option<&str> = row.try_get(9)?;
    let text = |at| row.get::<_, Option<&str>>(at);
    Ok(CaseRow {
        number: CaseNumber(row.try_get(0)?),
        service: row.try_get::<_, &str>(1)?.into(),
        point: degrees(2)
            .zip(degrees(3))
            .map(|(lat_e6, lon_e6)| LonLat { lon_e6, lat_e6 }),
        created_at: Instant(row.try_get(4)?),
        changed_at: Instant(row.try_get(5)?),
        entries: u64::try_from(row.try_get::<_, i64>(6)?).unwrap_or_default(),
        index: CaseIndex {
            stage: Stage::from_code(row.try_get(7)?),
            unit: text(8).map(Into::into),
            due_on: due_on.and_then(Date::parse),
            ended_at: row.try_get::<_, Option<i64>>(10)?.map(Instant),
            published_as: text(11).map(Into::into),
            needs_clearing: row.try_get::<_, i64>(12)? != 0,
        },
    })
}

pub(super) async fn find(
    transaction: &Transaction<'_>,
    key: &CaseKey,
) -> Result<Option<StoredCase>, Cause> {
    let (condition, value): (_, &(dyn ToSql + Sync)) = match key {
        CaseKey::Token(hash) => ("token_hash = $1", hash),
        CaseKey::Number(number) => ("number = $1", &number.0),
        CaseKey::Published(id) => ("published_as = $1", &id.0),
    };
    let sql = format!("SELECT {CASE} FROM cases WHERE {condition} ORDER BY number LIMIT 1");
    let rows = query(transaction, &sql, &[value]).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let row = case_row(row)?;
    let log = log(transaction, "case_number = $1", &[&row.number.0]).await?;
    Ok(Some(StoredCase { row, log }))
}

pub(super) async fn list(
    transaction: &Transaction<'_>,
    filter: &CaseFilter,
    after: CaseNumber,
    most: u32,
) -> Result<Vec<CaseRow>, Cause> {
    let most = i64::from(most);
    let mut conditions = vec!["number > $1".to_owned()];
    let mut values: Vec<Box<dyn ToSql + Sync + Send>> = vec![Box::new(after.0), Box::new(most)];
    let mut with = |condition: &str, value: Box<dyn ToSql + Sync + Send>| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("${}", values.len())));
    };
    let codes =
        |codes: Vec<&str>| -> Vec<String> { codes.into_iter().map(str::to_owned).collect() };
    for (column, any_of) in [
        (
            "stage",
            codes(filter.stages.iter().map(Stage::code).collect()),
        ),
        (
            "unit",
            codes(filter.units.iter().map(UnitCode::as_str).collect()),
        ),
        (
            "service",
            codes(filter.services.iter().map(ServiceCode::as_str).collect()),
        ),
        (
            "published_as",
            codes(filter.published_as.iter().map(CaseId::as_str).collect()),
        ),
    ] {
        if !any_of.is_empty() {
            with(&format!("{column} = ANY (?)"), Box::new(any_of));
        }
    }
    if let Some(day) = filter.due_before {
        with("due_on < ? AND ended_at IS NULL", Box::new(day.to_string()));
    }
    if let Some(at) = filter.changed_since {
        with("changed_at >= ?", Box::new(at.0));
    }
    if let Some(needs_clearing) = filter.needs_clearing {
        with("needs_clearing = ?", Box::new(i64::from(needs_clearing)));
    }
    let conditions = conditions.join(" AND ");
    let sql = format!("SELECT {CASE} FROM cases WHERE {conditions} ORDER BY number LIMIT $2");
    let values = values.iter();
    let values: Vec<&(dyn ToSql + Sync)> = values.map(|value| &**value as _).collect();
    let rows = transaction.query(&sql, &values).await.map_err(said)?;
    rows.iter().map(case_row).collect()
}

pub(super) async fn entries(
    transaction: &Transaction<'_>,
    after: Sequence,
    most: u32,
) -> Result<Vec<Entry>, Cause> {
    let last = after.0.saturating_add(most.into());
    let condition = "sequence > $1 AND sequence <= $2";
    log(transaction, condition, &[&after.0, &last]).await
}

/// The entries of a condition, each with its words.
async fn log(
    transaction: &Transaction<'_>,
    condition: &str,
    parameters: Parameters<'_>,
) -> Result<Vec<Entry>, Cause> {
    let sql = format!(
        "SELECT sequence, case_number, at, actor, event, hash FROM log
         WHERE {condition} ORDER BY sequence"
    );
    let rows = query(transaction, &sql, parameters).await?;
    let entries = rows.iter().map(|row| Entry {
        sequence: Sequence(row.get(0)),
        case: CaseNumber(row.get(1)),
        at: Instant(row.get(2)),
        actor: row.get(3),
        event: row.get(4),
        words: Vec::new(),
        hash: Hash::of_bytes(row.get(5)).unwrap_or_default(),
    });
    let mut log: Vec<Entry> = entries.collect();
    let sql = format!(
        "SELECT words.sequence, words.slot, text FROM words
         LEFT JOIN texts ON texts.sequence = words.sequence AND texts.slot = words.slot
         WHERE words.sequence IN (SELECT sequence FROM log WHERE {condition})
         ORDER BY words.sequence, words.slot"
    );
    let words = query(transaction, &sql, parameters).await?;
    let mut entries = log.iter_mut().peekable();
    for row in &words {
        let sequence = Sequence(row.get(0));
        while entries.next_if(|entry| entry.sequence < sequence).is_some() {}
        if let Some(entry) = entries.peek_mut() {
            entry.words.push(StoredWord {
                slot: row.get(1),
                text: row.get(2),
            });
        }
    }
    Ok(log)
}

pub(super) async fn contact(
    transaction: &Transaction<'_>,
    case: CaseNumber,
) -> Result<Option<String>, Cause> {
    let sql = "SELECT contact FROM contacts WHERE case_number = $1";
    let rows = query(transaction, sql, &[&case.0]).await?;
    Ok(rows.first().map(|row| row.get(0)))
}

pub(super) async fn photos(
    transaction: &Transaction<'_>,
    case: CaseNumber,
) -> Result<Vec<PhotoRow>, Cause> {
    let sql = "SELECT sequence, case_number, media_type, length(bytes)::bigint FROM photos
         WHERE case_number = $1 ORDER BY sequence";
    let rows = query(transaction, sql, &[&case.0]).await?;
    let photos = rows.iter().map(|row| PhotoRow {
        number: PhotoNumber(row.get(0)),
        case: CaseNumber(row.get(1)),
        media_type: row.get(2),
        size: u64::try_from(row.get::<_, i64>(3)).unwrap_or_default(),
    });
    Ok(photos.collect())
}

pub(super) async fn photo(
    transaction: &Transaction<'_>,
    photo: PhotoNumber,
) -> Result<Option<Vec<u8>>, Cause> {
    let sql = "SELECT bytes FROM photos WHERE sequence = $1";
    let rows = query(transaction, sql, &[&photo.0]).await?;
    Ok(rows.first().map(|row| row.get(0)))
}
