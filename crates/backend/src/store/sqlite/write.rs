//! What is written, inside the transaction that the writer has open.

use civic::time::Date;
use civic::{CaseId, UnitCode};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use crate::store::case::{
    Appended, CaseIndex, Change, FORGOTTEN_AT_ONCE, Forgotten, Insertion, NewCase, NewPhoto,
    PhotoAdded, PhotoNumber, Retention,
};
use crate::store::chain::{Linked, PHOTO_SLOT, SaltedWord, link, salted};
use crate::store::entry::{CaseNumber, NewEntry, Sequence};
use crate::store::error::{Cause, OwnError};
use crate::store::head::{Hash, Head};

/// The end of the log.
pub(super) fn head(connection: &Connection) -> Result<Head, Cause> {
    let last = connection
        .prepare_cached("SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    let Some((sequence, hash)) = last else {
        return Ok(Head::default());
    };
    let hash = Hash::of_bytes(&hash)
        .ok_or_else(|| OwnError::Broken(format!("entry {sequence} has no hash")))?;
    Ok(Head { sequence, hash })
}

/// Appends an entry with its texts to the log.
pub(super) fn append_entry(
    connection: &Connection,
    case: CaseNumber,
    entry: &NewEntry,
) -> Result<Sequence, Cause> {
    let words = salted(entry)?;
    let sequence = append_words(connection, case, entry, &words)?;
    write_texts(connection, sequence, &words)?;
    Ok(sequence)
}

fn write_texts(
    connection: &Connection,
    sequence: Sequence,
    words: &[SaltedWord<'_>],
) -> Result<(), Cause> {
    let mut insert = connection
        .prepare_cached("INSERT INTO texts (sequence, slot, text, salt) VALUES (?1, ?2, ?3, ?4)")?;
    for word in words {
        let text = String::from_utf8_lossy(word.bytes);
        insert.execute(params![sequence.0, word.slot, text, word.salt])?;
    }
    Ok(())
}

/// Appends an entry to the log, with the digests of its words but without what they say.
fn append_words(
    connection: &Connection,
    case: CaseNumber,
    entry: &NewEntry,
    words: &[SaltedWord<'_>],
) -> Result<Sequence, Cause> {
    let head = head(connection)?;
    let linked = Linked {
        sequence: head.sequence + 1,
        case: case.0,
        at: entry.at.0,
        actor: &entry.actor,
        event: &entry.event,
    };
    let digests = words.iter().map(|word| (word.slot, &word.digest));
    let hash = link(&head.hash, &linked, digests);
    connection
        .prepare_cached(
            "INSERT INTO log (sequence, case_number, at, actor, event, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            linked.sequence,
            linked.case,
            linked.at,
            linked.actor,
            linked.event,
            hash.0
        ])?;
    let mut insert = connection
        .prepare_cached("INSERT INTO words (sequence, slot, digest) VALUES (?1, ?2, ?3)")?;
    for word in words {
        insert.execute(params![linked.sequence, word.slot, word.digest.0])?;
    }
    Ok(Sequence(linked.sequence))
}

/// Appends entries that leave the case where it stands.
fn note(connection: &Connection, case: CaseNumber, entry: &NewEntry) -> Result<(), Cause> {
    append_entry(connection, case, entry)?;
    touch(connection, case, entry)
}

fn touch(connection: &Connection, case: CaseNumber, entry: &NewEntry) -> Result<(), Cause> {
    connection
        .prepare_cached(
            "UPDATE cases SET entries = entries + 1, changed_at = ?2 WHERE number = ?1",
        )?
        .execute(params![case.0, entry.at.0])?;
    Ok(())
}

pub(super) fn insert(connection: &Connection, case: &NewCase) -> Result<Insertion, Cause> {
    if let Some(key) = &case.idempotency_hash
        && let Some(before) = stored_under(connection, key)?
    {
        let (body_hash, due_on, token_hash) = before;
        return Ok(if body_hash == case.body_hash {
            Insertion::Repeated {
                token_hash,
                due_on: due_on.as_deref().and_then(Date::parse),
            }
        } else {
            Insertion::KeyReused
        });
    }
    let index = &case.index;
    connection
        .prepare_cached(
            "INSERT INTO cases (token_hash, idempotency_hash, body_hash, service, lat_e6, lon_e6,
             created_at, changed_at, entries, stage, unit, due_on, ended_at, published_as,
             needs_clearing)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            case.token_hash,
            case.idempotency_hash,
            case.body_hash,
            case.service.as_str(),
            case.point.map(|point| point.lat_e6),
            case.point.map(|point| point.lon_e6),
            case.created_at.0,
            case.entry.at.0,
            index.stage.code(),
            index.unit.as_ref().map(UnitCode::as_str),
            index.due_on.map(|on| on.to_string()),
            index.ended_at.map(|at| at.0),
            index.published_as.as_ref().map(CaseId::as_str),
            index.needs_clearing,
        ])?;
    let number = CaseNumber(connection.last_insert_rowid());
    append_entry(connection, number, &case.entry)?;
    if !case.contact.is_empty() {
        connection
            .prepare_cached("INSERT INTO contacts (case_number, contact) VALUES (?1, ?2)")?
            .execute(params![number.0, case.contact])?;
    }
    Ok(Insertion::New)
}

type Before = (String, Option<String>, String);

fn stored_under(connection: &Connection, key: &str) -> rusqlite::Result<Option<Before>> {
    connection
        .prepare_cached(
            "SELECT body_hash, due_on, token_hash FROM cases WHERE idempotency_hash = ?1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()
}

pub(super) fn append(connection: &Connection, changes: &[Change]) -> Result<Appended, Cause> {
    if changes.iter().any(Change::deletes_untold) {
        return Err(OwnError::Untold.into());
    }
    // Nothing is written before all of them are known to fit.
    for change in changes {
        let entries: Option<i64> = entries_of(connection, change.case)?;
        match entries {
            None => return Ok(Appended::NoSuchCase(change.case)),
            Some(entries) if u64::try_from(entries) != Ok(change.seen) => {
                return Ok(Appended::Conflict(change.case));
            }
            Some(_) => {}
        }
    }
    for change in changes {
        let case = change.case;
        for entry in &change.entries {
            note(connection, case, entry)?;
        }
        set_index(connection, case, &change.index)?;
        for word in &change.erased {
            connection
                .prepare_cached(
                    "DELETE FROM texts WHERE sequence = ?1 AND slot = ?2 AND sequence IN
                     (SELECT sequence FROM log WHERE case_number = ?3)",
                )?
                .execute(params![word.sequence.0, word.slot, case.0])?;
        }
        if change.erases_contact {
            connection
                .prepare_cached("DELETE FROM contacts WHERE case_number = ?1")?
                .execute([case.0])?;
        }
    }
    Ok(Appended::Done)
}

fn entries_of(connection: &Connection, case: CaseNumber) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT entries FROM cases WHERE number = ?1")?
        .query_row([case.0], |row| row.get(0))
        .optional()
}

fn set_index(connection: &Connection, case: CaseNumber, index: &CaseIndex) -> Result<(), Cause> {
    connection
        .prepare_cached(
            "UPDATE cases SET stage = ?2, unit = ?3, due_on = ?4, ended_at = ?5,
                 published_as = ?6, needs_clearing = ?7
             WHERE number = ?1",
        )?
        .execute(params![
            case.0,
            index.stage.code(),
            index.unit.as_ref().map(UnitCode::as_str),
            index.due_on.map(|on| on.to_string()),
            index.ended_at.map(|at| at.0),
            index.published_as.as_ref().map(CaseId::as_str),
            index.needs_clearing,
        ])?;
    Ok(())
}

pub(super) fn add_photo(connection: &Connection, photo: &NewPhoto) -> Result<PhotoAdded, Cause> {
    let case = photo.case;
    let Some(entries) = entries_of(connection, case)? else {
        return Ok(PhotoAdded::NoSuchCase);
    };
    let count: i64 = connection
        .prepare_cached("SELECT count(*) FROM photos WHERE case_number = ?1")?
        .query_row([case.0], |row| row.get(0))?;
    if count >= i64::from(photo.most) {
        return Ok(PhotoAdded::TooMany);
    }
    if u64::try_from(entries) != Ok(photo.seen) {
        return Ok(PhotoAdded::Conflict);
    }
    if photo.entry.words.iter().any(|word| word.slot == PHOTO_SLOT) {
        return Err(OwnError::SlotTwice(PHOTO_SLOT.to_owned()).into());
    }
    let picture = SaltedWord::new(PHOTO_SLOT, &photo.bytes)?;
    let salt = picture.salt;
    let texts = salted(&photo.entry)?;
    let mut words = texts.clone();
    words.push(picture);
    words.sort_by_key(|word| word.slot);
    let sequence = append_words(connection, case, &photo.entry, &words)?;
    write_texts(connection, sequence, &texts)?;
    connection
        .prepare_cached(
            "INSERT INTO photos (case_number, sequence, media_type, bytes, salt)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            case.0,
            sequence.0,
            photo.media_type,
            photo.bytes,
            salt
        ])?;
    touch(connection, case, &photo.entry)?;
    Ok(PhotoAdded::Added(PhotoNumber(sequence.0)))
}

pub(super) fn delete_photo(
    connection: &Connection,
    photo: PhotoNumber,
    entry: &NewEntry,
) -> Result<bool, Cause> {
    let case: Option<i64> = connection
        .prepare_cached("DELETE FROM photos WHERE sequence = ?1 RETURNING case_number")?
        .query_row([photo.0], |row| row.get(0))
        .optional()?;
    let Some(case) = case else {
        return Ok(false);
    };
    note(connection, CaseNumber(case), entry)?;
    Ok(true)
}

pub(super) fn forget(connection: &Connection, retention: &Retention) -> Result<Forgotten, Cause> {
    let mut forgotten = Forgotten::default();
    let entry = |event: &str| NewEntry {
        at: retention.at,
        actor: retention.actor.clone(),
        event: event.to_owned(),
        words: Vec::new(),
    };
    let mut contacts = connection.prepare(
        "SELECT number FROM cases JOIN contacts ON case_number = number
         WHERE ended_at <= ?1 ORDER BY number LIMIT ?2",
    )?;
    for case in numbers(
        &mut contacts,
        params![retention.contacts_until.0, FORGOTTEN_AT_ONCE],
    )? {
        connection.execute("DELETE FROM contacts WHERE case_number = ?1", [case])?;
        note(
            connection,
            CaseNumber(case),
            &entry(&retention.contacts_event),
        )?;
        forgotten.contacts += 1;
    }
    let kept = serde_json::to_string(&retention.kept_slots)?;
    let mut texts = connection.prepare(
        "SELECT number FROM cases WHERE ended_at <= ?1 AND (body_hash <> ''
             OR EXISTS (SELECT 1 FROM photos WHERE case_number = number)
             OR EXISTS (SELECT 1 FROM texts JOIN log USING (sequence) WHERE case_number = number
                 AND slot NOT IN (SELECT value FROM json_each(?2))))
         ORDER BY number LIMIT ?3",
    )?;
    for case in numbers(
        &mut texts,
        params![retention.texts_until.0, kept, FORGOTTEN_AT_ONCE],
    )? {
        connection.execute(
            "DELETE FROM texts WHERE sequence IN (SELECT sequence FROM log WHERE case_number = ?1)
                 AND slot NOT IN (SELECT value FROM json_each(?2))",
            params![case, kept],
        )?;
        forgotten.photos +=
            connection.execute("DELETE FROM photos WHERE case_number = ?1", [case])?;
        // Whoever has the text could tell by its hash that it was sent.
        connection.execute(
            "UPDATE cases SET lat_e6 = NULL, lon_e6 = NULL, body_hash = '', idempotency_hash = NULL
             WHERE number = ?1",
            [case],
        )?;
        note(connection, CaseNumber(case), &entry(&retention.texts_event))?;
        forgotten.texts += 1;
    }
    Ok(forgotten)
}

fn numbers(
    statement: &mut rusqlite::Statement<'_>,
    parameters: impl rusqlite::Params,
) -> rusqlite::Result<Vec<i64>> {
    statement.query_map(parameters, |row| row.get(0))?.collect()
}

/// Only what is written tells that something can be.
pub(super) fn check(connection: &Connection) -> Result<(), Cause> {
    let mut count: CachedStatement<'_> = connection.prepare_cached(
        "INSERT INTO checks VALUES (1, 1) ON CONFLICT DO UPDATE SET number = number + 1",
    )?;
    count.execute([])?;
    connection
        .query_row("SELECT 1 FROM cases LIMIT 1", [], |_| Ok(()))
        .optional()?;
    Ok(())
}
