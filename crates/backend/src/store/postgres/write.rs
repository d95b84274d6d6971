//! What is written, inside a transaction that holds the end of the log.

use super::writing::Writing;
use crate::store::case::{
    Appended, Change, FORGOTTEN_AT_ONCE, Forgotten, NewPhoto, PhotoAdded, PhotoNumber, Retention,
};
use crate::store::chain::{PHOTO_SLOT, SaltedWord, salted};
use crate::store::entry::{CaseNumber, NewEntry};
use crate::store::error::{Cause, OwnError};

pub(super) async fn append(
    writing: &mut Writing<'_>,
    changes: &[Change],
) -> Result<Appended, Cause> {
    if changes.iter().any(Change::deletes_untold) {
        return Err(OwnError::Untold.into());
    }
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
    let Some(entries) = writing.entries_of(case).await? else {
        return Ok(PhotoAdded::NoSuchCase);
    };
    let count = "SELECT count(*) FROM photos WHERE case_number = $1";
    let count = writing.first(count, &[&case.0]).await?;
    if count.is_some_and(|row| row.get::<_, i64>(0) >= i64::from(photo.most)) {
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
