//! Walking the log of a database.

use deadpool_postgres::Transaction;

use super::trouble::said;
use crate::store::chain::PHOTO_SLOT;
use crate::store::error::Cause;
use crate::store::head::{Hash, Head};
use crate::store::verify::{Fault, Link, LinkedWord, PAGE, Verification, Walk};

/// The transaction sees one instant.
pub(super) async fn verify(
    transaction: &Transaction<'_>,
    known: Option<Head>,
) -> Result<Verification, Cause> {
    let mut walk = Walk::new(known);
    let mut after = 0;
    loop {
        let page = page(transaction, after).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.sequence;
        for entry in &page {
            walk.take(entry);
        }
    }
    unlogged(transaction, &mut walk).await?;
    counts(transaction, &mut walk).await?;
    Ok(walk.finish())
}

async fn page(transaction: &Transaction<'_>, after: i64) -> Result<Vec<Link>, Cause> {
    let log = transaction
        .prepare_cached(
            "SELECT sequence, case_number, at, actor, event, hash FROM log
             WHERE sequence > $1 ORDER BY sequence LIMIT $2",
        )
        .await
        .map_err(said)?;
    let log = transaction
        .query(&log, &[&after, &PAGE])
        .await
        .map_err(said)?;
    let entries = log.iter().map(|row| Link {
        sequence: row.get(0),
        case: row.get(1),
        at: row.get(2),
        actor: row.get(3),
        event: row.get(4),
        hash: Hash::of_bytes(row.get(5)),
        words: Vec::new(),
    });
    let mut page: Vec<Link> = entries.collect();
    let Some(last) = page.last() else {
        return Ok(page);
    };
    let words = transaction
        .prepare_cached(
            "SELECT words.sequence, words.slot, digest, salt, convert_to(text, 'UTF8')
             FROM words
             LEFT JOIN texts ON texts.sequence = words.sequence AND texts.slot = words.slot
             WHERE words.sequence > $1 AND words.sequence <= $2
             ORDER BY words.sequence, words.slot",
        )
        .await
        .map_err(said)?;
    let words = transaction
        .query(&words, &[&after, &last.sequence])
        .await
        .map_err(said)?;
    let mut entries = page.iter_mut().peekable();
    for row in &words {
        let (sequence, slot): (i64, String) = (row.get(0), row.get(1));
        while entries.next_if(|entry| entry.sequence < sequence).is_some() {}
        let Some(entry) = entries.peek_mut() else {
            break;
        };
        let salt: Option<Vec<u8>> = row.get(3);
        let mut text = salt.zip(row.get(4));
        if text.is_none() && slot == PHOTO_SLOT {
            text = photo(transaction, sequence).await?;
        }
        entry.words.push(LinkedWord {
            slot,
            digest: Hash::of_bytes(row.get(2)),
            text,
        });
    }
    Ok(page)
}

/// The salt and bytes of the photo of an entry; `None` where it was deleted. One at a time: many at
/// once would not fit in memory.
async fn photo(
    transaction: &Transaction<'_>,
    sequence: i64,
) -> Result<Option<(Vec<u8>, Vec<u8>)>, Cause> {
    let photo = transaction
        .prepare_cached("SELECT salt, bytes FROM photos WHERE sequence = $1")
        .await
        .map_err(said)?;
    let photo = transaction.query_opt(&photo, &[&sequence]).await;
    let photo = photo.map_err(said)?;
    Ok(photo.map(|row| (row.get(0), row.get(1))))
}

/// Texts that no entry tells of. The database refuses them, as long as nobody tells it not to.
async fn unlogged(transaction: &Transaction<'_>, walk: &mut Walk) -> Result<(), Cause> {
    let texts = transaction.query(
        "SELECT sequence, slot FROM texts
             WHERE NOT EXISTS (SELECT 1 FROM words
                 WHERE words.sequence = texts.sequence AND words.slot = texts.slot)
         UNION ALL SELECT sequence, $1::text FROM photos
             WHERE NOT EXISTS (SELECT 1 FROM words
                 WHERE words.sequence = photos.sequence AND words.slot = $1::text)
         LIMIT $2",
        &[&PHOTO_SLOT, &PAGE],
    );
    for row in texts.await.map_err(said)? {
        walk.fault(Fault::TextUnlogged {
            sequence: row.get(0),
            slot: row.get(1),
        });
    }
    Ok(())
}

async fn counts(transaction: &Transaction<'_>, walk: &mut Walk) -> Result<(), Cause> {
    let cases = transaction.query(
        "SELECT number FROM cases
         WHERE entries <> (SELECT count(*) FROM log WHERE case_number = number) LIMIT $1",
        &[&PAGE],
    );
    for row in cases.await.map_err(said)? {
        walk.fault(Fault::CaseCount { case: row.get(0) });
    }
    Ok(())
}
