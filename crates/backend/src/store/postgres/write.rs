//! What is written, inside a transaction that holds the end of the log.

use civic::time::Date;
use civic::{CaseId, UnitCode};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::trouble::said;
use super::writer::Writing;
use crate::store::case::{
    Appended, CaseIndex, Change, FORGOTTEN_AT_ONCE, Forgotten, Insertion, NewCase, NewPhoto,
    PhotoAdded, PhotoNumber, Retention,
};
use crate::store::chain::{Head, Linked, PHOTO_SLOT, SaltedWord, link, salted};
use crate::store::entry::{CaseNumber, NewEntry, Sequence};
use crate::store::error::{Cause, OwnError};

type Parameters<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Writing<'_> {
    async fn execute(&self, sql: &str, parameters: Parameters<'_>) -> Result<u64, Cause> {
        let statement = self.transaction.prepare_cached(sql).await.map_err(said)?;
        let done = self.transaction.execute(&statement, parameters).await;
        done.map_err(said)
    }

    async fn query(&self, sql: &str, parameters: Parameters<'_>) -> Result<Vec<Row>, Cause> {
        let statement = self.transaction.prepare_cached(sql).await.map_err(said)?;
        let rows = self.transaction.query(&statement, parameters).await;
        rows.map_err(said)
    }

    async fn first(&self, sql: &str, parameters: Parameters<'_>) -> Result<Option<Row>, Cause> {
        Ok(self.query(sql, parameters).await?.into_iter().next())
    }

    /// Appends an entry to the log, with the digests of all its words and with the texts of some.
    async fn append_words(
        &mut self,
        case: CaseNumber,
        entry: &NewEntry,
        words: &[SaltedWord<'_>],
        texts: &[SaltedWord<'_>],
    ) -> Result<Sequence, Cause> {
        let linked = Linked {
            sequence: self.head.sequence + 1,
            case: case.0,
            at: entry.at.0,
            actor: &entry.actor,
            event: &entry.event,
        };
        let digests = words.iter().map(|word| (word.slot, &word.digest));
        let hash = link(&self.head.hash, &linked, digests);
        let slots: Vec<&str> = words.iter().map(|word| word.slot).collect();
        let digests: Vec<&[u8]> = words.iter().map(|word| &word.digest.0[..]).collect();
        let names: Vec<&str> = texts.iter().map(|word| word.slot).collect();
        let said = texts.iter().map(|word| String::from_utf8_lossy(word.bytes));
        let said: Vec<_> = said.collect();
        let salts: Vec<&[u8]> = texts.iter().map(|word| &word.salt[..]).collect();
        self.execute(
            "WITH entry AS (
                 INSERT INTO log (sequence, case_number, at, actor, event, hash)
                 VALUES ($1, $2, $3, $4, $5, $6)
             ), names AS (
                 INSERT INTO words (sequence, slot, digest)
                 SELECT $1, slot, digest FROM unnest($7::text[], $8::bytea[]) AS w(slot, digest)
             )
             INSERT INTO texts (sequence, slot, text, salt)
             SELECT $1, slot, text, salt
             FROM unnest($9::text[], $10::text[], $11::bytea[]) AS t(slot, text, salt)",
            &[
                &linked.sequence,
                &linked.case,
                &linked.at,
                &linked.actor,
                &linked.event,
                &&hash.0[..],
                &slots,
                &digests,
                &names,
                &said,
                &salts,
            ],
        )
        .await?;
        self.head = Head {
            sequence: linked.sequence,
            hash,
        };
        Ok(Sequence(linked.sequence))
    }

    async fn append_entry(
        &mut self,
        case: CaseNumber,
        entry: &NewEntry,
    ) -> Result<Sequence, Cause> {
        let words = salted(entry)?;
        self.append_words(case, entry, &words, &words).await
    }

    /// Appends an entry that leaves the case where it stands.
    async fn note(&mut self, case: CaseNumber, entry: &NewEntry) -> Result<(), Cause> {
        self.append_entry(case, entry).await?;
        self.touch(case, entry).await
    }

    async fn touch(&self, case: CaseNumber, entry: &NewEntry) -> Result<(), Cause> {
        self.execute(
            "UPDATE cases SET entries = entries + 1, changed_at = $2 WHERE number = $1",
            &[&case.0, &entry.at.0],
        )
        .await?;
        Ok(())
    }

    async fn entries_of(&self, case: CaseNumber) -> Result<Option<i64>, Cause> {
        let sql = "SELECT entries FROM cases WHERE number = $1";
        let row = self.first(sql, &[&case.0]).await?;
        Ok(row.map(|row| row.get(0)))
    }

    async fn set_index(&self, case: CaseNumber, index: &CaseIndex) -> Result<(), Cause> {
        self.execute(
            "UPDATE cases SET stage = $2, unit = $3, due_on = $4, ended_at = $5,
                 published_as = $6, needs_clearing = $7
             WHERE number = $1",
            &[
                &case.0,
                &index.stage.code(),
                &index.unit.as_ref().map(UnitCode::as_str),
                &index.due_on.map(|on| on.to_string()),
                &index.ended_at.map(|at| at.0),
                &index.published_as.as_ref().map(CaseId::as_str),
                &i64::from(index.needs_clearing),
            ],
        )
        .await?;
        Ok(())
    }
}

pub(super) async fn insert(writing: &mut Writing<'_>, case: &NewCase) -> Result<Insertion, Cause> {
    if let Some(key) = &case.idempotency_hash {
        let sql = "SELECT body_hash, due_on, token_hash FROM cases WHERE idempotency_hash = $1";
        if let Some(before) = writing.first(sql, &[key]).await? {
            let due_on: Option<&str> = before.get(1);
            return Ok(if before.get::<_, &str>(0) == case.body_hash {
                Insertion::Repeated {
                    token_hash: before.get(2),
                    due_on: due_on.and_then(Date::parse),
                }
            } else {
                Insertion::KeyReused
            });
        }
    }
    let index = &case.index;
    let number = writing.last_case + 1;
    writing
        .execute(
            "WITH kept AS (
                 INSERT INTO cases (number, token_hash, idempotency_hash, body_hash, service,
                     lat_e6, lon_e6, created_at, changed_at, entries, stage, unit, due_on, ended_at,
                     published_as, needs_clearing)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12, $13, $14, $15)
             )
             INSERT INTO contacts (case_number, contact) SELECT $1, $16::text WHERE $16::text <> ''",
            &[
                &number,
                &case.token_hash,
                &case.idempotency_hash,
                &case.body_hash,
                &case.service.as_str(),
                &case.point.map(|point| i64::from(point.lat_e6)),
                &case.point.map(|point| i64::from(point.lon_e6)),
                &case.created_at.0,
                &case.entry.at.0,
                &index.stage.code(),
                &index.unit.as_ref().map(UnitCode::as_str),
                &index.due_on.map(|on| on.to_string()),
                &index.ended_at.map(|at| at.0),
                &index.published_as.as_ref().map(CaseId::as_str),
                &i64::from(index.needs_clearing),
                &case.contact,
            ],
        )
        .await?;
    writing.last_case = number;
    writing
        .append_entry(CaseNumber(number), &case.entry)
        .await?;
    Ok(Insertion::New)
}

pub(super) async fn append(
    writing: &mut Writing<'_>,
    changes: &[Change],
) -> Result<Appended, Cause> {
    // Nothing is written before all of them are known to fit.
    for change in changes {
        match writing.entries_of(change.case).await? {
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
            writing.note(case, entry).await?;
        }
        writing.set_index(case, &change.index).await?;
        for word in &change.erased {
            writing
                .execute(
                    "DELETE FROM texts WHERE sequence = $1 AND slot = $2 AND sequence IN
                         (SELECT sequence FROM log WHERE case_number = $3)",
                    &[&word.sequence.0, &word.slot, &case.0],
                )
                .await?;
        }
        if change.erases_contact {
            let delete = "DELETE FROM contacts WHERE case_number = $1";
            writing.execute(delete, &[&case.0]).await?;
        }
    }
    Ok(Appended::Done)
}

pub(super) async fn add_photo(
    writing: &mut Writing<'_>,
    photo: &NewPhoto,
) -> Result<PhotoAdded, Cause> {
    let case = photo.case;
    if writing.entries_of(case).await?.is_none() {
        return Ok(PhotoAdded::NoSuchCase);
    }
    let count = "SELECT count(*) FROM photos WHERE case_number = $1";
    let count = writing.first(count, &[&case.0]).await?;
    if count.is_some_and(|row| row.get::<_, i64>(0) >= i64::from(photo.most)) {
        return Ok(PhotoAdded::TooMany);
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
    let appended = writing.append_words(case, &photo.entry, &words, &texts);
    let sequence = appended.await?;
    writing
        .execute(
            "INSERT INTO photos (case_number, sequence, media_type, bytes, salt)
             VALUES ($1, $2, $3, $4, $5)",
            &[
                &case.0,
                &sequence.0,
                &photo.media_type,
                &photo.bytes,
                &&salt[..],
            ],
        )
        .await?;
    writing.touch(case, &photo.entry).await?;
    Ok(PhotoAdded::Added(PhotoNumber(sequence.0)))
}

pub(super) async fn delete_photo(
    writing: &mut Writing<'_>,
    (photo, entry): &(PhotoNumber, NewEntry),
) -> Result<bool, Cause> {
    let sql = "DELETE FROM photos WHERE sequence = $1 RETURNING case_number";
    let Some(row) = writing.first(sql, &[&photo.0]).await? else {
        return Ok(false);
    };
    writing.note(CaseNumber(row.get(0)), entry).await?;
    Ok(true)
}

pub(super) async fn forget(
    writing: &mut Writing<'_>,
    retention: &Retention,
) -> Result<Forgotten, Cause> {
    let mut forgotten = Forgotten::default();
    let entry = |event: &str| NewEntry {
        at: retention.at,
        actor: retention.actor.clone(),
        event: event.to_owned(),
        words: Vec::new(),
    };
    let contacts = "SELECT number FROM cases JOIN contacts ON case_number = number
         WHERE ended_at <= $1 ORDER BY number LIMIT $2";
    let until = retention.contacts_until.0;
    for row in writing
        .query(contacts, &[&until, &FORGOTTEN_AT_ONCE])
        .await?
    {
        let case: i64 = row.get(0);
        let delete = "DELETE FROM contacts WHERE case_number = $1";
        writing.execute(delete, &[&case]).await?;
        let entry = entry(&retention.contacts_event);
        writing.note(CaseNumber(case), &entry).await?;
        forgotten.contacts += 1;
    }
    let kept = &retention.kept_slots;
    let texts = "SELECT number FROM cases WHERE ended_at <= $1 AND (body_hash <> ''
             OR EXISTS (SELECT 1 FROM photos WHERE case_number = number)
             OR EXISTS (SELECT 1 FROM texts JOIN log USING (sequence) WHERE case_number = number
                 AND slot <> ALL ($2::text[])))
         ORDER BY number LIMIT $3";
    let until = retention.texts_until.0;
    for row in writing
        .query(texts, &[&until, kept, &FORGOTTEN_AT_ONCE])
        .await?
    {
        let case: i64 = row.get(0);
        writing
            .execute(
                "DELETE FROM texts WHERE slot <> ALL ($2::text[])
                     AND sequence IN (SELECT sequence FROM log WHERE case_number = $1)",
                &[&case, kept],
            )
            .await?;
        let delete = "DELETE FROM photos WHERE case_number = $1";
        let photos = writing.execute(delete, &[&case]).await?;
        forgotten.photos += usize::try_from(photos).unwrap_or_default();
        // Whoever has the text could tell by its hash that it was sent.
        let blank = "UPDATE cases SET lat_e6 = NULL, lon_e6 = NULL, body_hash = '',
                 idempotency_hash = NULL
             WHERE number = $1";
        writing.execute(blank, &[&case]).await?;
        let entry = entry(&retention.texts_event);
        writing.note(CaseNumber(case), &entry).await?;
        forgotten.texts += 1;
    }
    Ok(forgotten)
}

/// Only what is written tells that something can be.
pub(super) async fn check(writing: &mut Writing<'_>) -> Result<(), Cause> {
    let count = "INSERT INTO checks AS c VALUES (1, 1) ON CONFLICT (id) DO UPDATE
         SET number = c.number + 1";
    writing.execute(count, &[]).await?;
    Ok(())
}
