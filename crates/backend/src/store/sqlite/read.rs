//! What is read: cases, lists, pages of the log.

use civic::cases::Stage;
use civic::places::LonLat;
use civic::time::{Date, Instant};
use civic::{CaseId, ServiceCode, UnitCode};
use rusqlite::{Connection, OptionalExtension, Params, Row, ToSql, params, params_from_iter};

use crate::store::case::{
    CaseFilter, CaseIndex, CaseKey, CaseRow, PhotoNumber, PhotoRow, StoredCase,
};
use crate::store::entry::{CaseNumber, Entry, Sequence, StoredWord};
use crate::store::error::Cause;
use crate::store::head::Hash;

const CASE: &str = "number, service, lat_e6, lon_e6, created_at, changed_at, entries, stage, unit,
    due_on, ended_at, published_as, needs_clearing";

fn case_row(row: &Row<'_>) -> rusqlite::Result<CaseRow> {
    let point: (Option<i32>, Option<i32>) = (row.get(2)?, row.get(3)?);
    let due_on: Option<String> = row.get(9)?;
    Ok(CaseRow {
        number: CaseNumber(row.get(0)?),
        service: row.get::<_, String>(1)?.as_str().into(),
        point: point
            .0
            .zip(point.1)
            .map(|(lat_e6, lon_e6)| LonLat { lon_e6, lat_e6 }),
        created_at: Instant(row.get(4)?),
        changed_at: Instant(row.get(5)?),
        entries: u64::try_from(row.get::<_, i64>(6)?).unwrap_or_default(),
        index: CaseIndex {
            stage: Stage::from_code(&row.get::<_, String>(7)?),
            unit: row
                .get::<_, Option<String>>(8)?
                .map(|id| id.as_str().into()),
            due_on: due_on.as_deref().and_then(Date::parse),
            ended_at: row.get::<_, Option<i64>>(10)?.map(Instant),
            published_as: row
                .get::<_, Option<String>>(11)?
                .map(|id| id.as_str().into()),
            needs_clearing: row.get(12)?,
        },
    })
}

pub(super) fn find(connection: &Connection, key: &CaseKey) -> Result<Option<StoredCase>, Cause> {
    let (condition, value): (_, &dyn ToSql) = match key {
        CaseKey::Token(hash) => ("token_hash = ?1", hash),
        CaseKey::Number(number) => ("number = ?1", &number.0),
        CaseKey::Published(id) => ("published_as = ?1", &id.0),
    };
    let sql = format!("SELECT {CASE} FROM cases WHERE {condition} ORDER BY number LIMIT 1");
    let row = connection
        .prepare_cached(&sql)?
        .query_row([value], case_row)
        .optional()?;
    let Some(row) = row else {
        return Ok(None);
    };
    let number = row.number.0;
    let log = log(connection, "case_number = ?1", params![number])?;
    Ok(Some(StoredCase { row, log }))
}

pub(super) fn list(
    connection: &Connection,
    filter: &CaseFilter,
    after: CaseNumber,
    most: u32,
) -> Result<Vec<CaseRow>, Cause> {
    let mut conditions = vec!["number > ?".to_owned()];
    let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(after.0)];
    let mut any_of = |column: &str, codes: Vec<&str>| {
        if !codes.is_empty() {
            let marks = vec!["?"; codes.len()].join(", ");
            conditions.push(format!("{column} IN ({marks})"));
            let codes = codes.into_iter().map(str::to_owned);
            values.extend(codes.map(|code| Box::new(code) as Box<dyn ToSql>));
        }
    };
    any_of("stage", filter.stages.iter().map(Stage::code).collect());
    any_of("unit", filter.units.iter().map(UnitCode::as_str).collect());
    let services = filter.services.iter().map(ServiceCode::as_str);
    any_of("service", services.collect());
    let published_as = filter.published_as.iter().map(CaseId::as_str);
    any_of("published_as", published_as.collect());
    if let Some(day) = filter.due_before {
        conditions.push("due_on < ? AND ended_at IS NULL".to_owned());
        values.push(Box::new(day.to_string()));
    }
    if let Some(at) = filter.changed_since {
        conditions.push("changed_at >= ?".to_owned());
        values.push(Box::new(at.0));
    }
    if let Some(needs_clearing) = filter.needs_clearing {
        conditions.push("needs_clearing = ?".to_owned());
        values.push(Box::new(needs_clearing));
    }
    values.push(Box::new(most));
    let conditions = conditions.join(" AND ");
    let sql = format!("SELECT {CASE} FROM cases WHERE {conditions} ORDER BY number LIMIT ?");
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map(params_from_iter(values), case_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn entries(
    connection: &Connection,
    after: Sequence,
    most: u32,
) -> Result<Vec<Entry>, Cause> {
    let last = after.0.saturating_add(most.into());
    let condition = "sequence > ?1 AND sequence <= ?2";
    log(connection, condition, params![after.0, last])
}

/// The entries of a condition, each with its words.
fn log(
    connection: &Connection,
    condition: &str,
    parameters: impl Params + Clone,
) -> Result<Vec<Entry>, Cause> {
    let sql = format!(
        "SELECT sequence, case_number, at, actor, event, hash FROM log
         WHERE {condition} ORDER BY sequence"
    );
    let entry = |row: &Row<'_>| {
        Ok(Entry {
            sequence: Sequence(row.get(0)?),
            case: CaseNumber(row.get(1)?),
            at: Instant(row.get(2)?),
            actor: row.get(3)?,
            event: row.get(4)?,
            words: Vec::new(),
            hash: Hash::of_bytes(&row.get::<_, Vec<u8>>(5)?).unwrap_or_default(),
        })
    };
    let mut log: Vec<Entry> = connection
        .prepare_cached(&sql)?
        .query_map(parameters.clone(), entry)?
        .collect::<rusqlite::Result<_>>()?;
    let sql = format!(
        "SELECT words.sequence, words.slot, text FROM words
         LEFT JOIN texts ON texts.sequence = words.sequence AND texts.slot = words.slot
         WHERE words.sequence IN (SELECT sequence FROM log WHERE {condition})
         ORDER BY words.sequence, words.slot"
    );
    let mut words = connection.prepare_cached(&sql)?;
    let mut words = words.query(parameters)?;
    let mut entries = log.iter_mut().peekable();
    while let Some(row) = words.next()? {
        let sequence = Sequence(row.get(0)?);
        while entries.next_if(|entry| entry.sequence < sequence).is_some() {}
        if let Some(entry) = entries.peek_mut() {
            entry.words.push(StoredWord {
                slot: row.get(1)?,
                text: row.get(2)?,
            });
        }
    }
    Ok(log)
}

pub(super) fn contact(connection: &Connection, case: CaseNumber) -> Result<Option<String>, Cause> {
    Ok(connection
        .prepare_cached("SELECT contact FROM contacts WHERE case_number = ?1")?
        .query_row([case.0], |row| row.get(0))
        .optional()?)
}

pub(super) fn photos(connection: &Connection, case: CaseNumber) -> Result<Vec<PhotoRow>, Cause> {
    let mut photos = connection.prepare_cached(
        "SELECT sequence, case_number, media_type, length(bytes) FROM photos
         WHERE case_number = ?1 ORDER BY sequence",
    )?;
    let rows = photos.query_map([case.0], |row| {
        Ok(PhotoRow {
            number: PhotoNumber(row.get(0)?),
            case: CaseNumber(row.get(1)?),
            media_type: row.get(2)?,
            size: u64::try_from(row.get::<_, i64>(3)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn photo(connection: &Connection, photo: PhotoNumber) -> Result<Option<Vec<u8>>, Cause> {
    Ok(connection
        .prepare_cached("SELECT bytes FROM photos WHERE sequence = ?1")?
        .query_row([photo.0], |row| row.get(0))
        .optional()?)
}
