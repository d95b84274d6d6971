//! Walking the log of a file.

use rusqlite::{Connection, params};

use crate::store::chain::PHOTO_SLOT;
use crate::store::error::Cause;
use crate::store::head::{Hash, Head};
use crate::store::verify::{Fault, Link, LinkedWord, PAGE, Verification, Walk};

pub(super) fn verify(connection: &Connection, known: Option<Head>) -> Result<Verification, Cause> {
    let mut walk = Walk::new(known);
    let mut after = 0;
    loop {
        let page = page(connection, after)?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.sequence;
        for entry in &page {
            walk.take(entry);
        }
    }
    unlogged(connection, &mut walk)?;
    counts(connection, &mut walk)?;
    Ok(walk.finish())
}

fn page(connection: &Connection, after: i64) -> Result<Vec<Link>, Cause> {
    let mut log = connection.prepare_cached(
        "SELECT sequence, case_number, at, actor, event, hash FROM log
         WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
    )?;
    let rows = log.query_map(params![after, PAGE], |row| {
        Ok(Link {
            sequence: row.get(0)?,
            case: row.get(1)?,
            at: row.get(2)?,
            actor: row.get(3)?,
            event: row.get(4)?,
            hash: Hash::of_bytes(&row.get::<_, Vec<u8>>(5)?),
            words: Vec::new(),
        })
    })?;
    let mut page: Vec<Link> = rows.collect::<rusqlite::Result<_>>()?;
    let mut words = connection.prepare_cached(
        "SELECT words.slot, digest, coalesce(texts.salt, photos.salt),
             coalesce(CAST(text AS BLOB), bytes)
         FROM words
         LEFT JOIN texts ON texts.sequence = words.sequence AND texts.slot = words.slot
         LEFT JOIN photos ON photos.sequence = words.sequence AND words.slot = ?2
         WHERE words.sequence = ?1 ORDER BY words.slot",
    )?;
    for entry in &mut page {
        let rows = words.query_map(params![entry.sequence, PHOTO_SLOT], |row| {
            let salt: Option<Vec<u8>> = row.get(2)?;
            let bytes: Option<Vec<u8>> = row.get(3)?;
            Ok(LinkedWord {
                slot: row.get(0)?,
                digest: Hash::of_bytes(&row.get::<_, Vec<u8>>(1)?),
                text: salt.zip(bytes),
            })
        })?;
        entry.words = rows.collect::<rusqlite::Result<_>>()?;
    }
    Ok(page)
}

/// Texts that no entry tells of. The database refuses them, as long as nobody tells it not to.
fn unlogged(connection: &Connection, walk: &mut Walk) -> Result<(), Cause> {
    let mut texts = connection.prepare(
        "SELECT sequence, slot FROM texts
             WHERE NOT EXISTS (SELECT 1 FROM words
                 WHERE words.sequence = texts.sequence AND words.slot = texts.slot)
         UNION ALL SELECT sequence, ?1 FROM photos
             WHERE NOT EXISTS (SELECT 1 FROM words
                 WHERE words.sequence = photos.sequence AND words.slot = ?1)
         LIMIT ?2",
    )?;
    let mut rows = texts.query(params![PHOTO_SLOT, PAGE])?;
    while let Some(row) = rows.next()? {
        walk.fault(Fault::TextUnlogged {
            sequence: row.get(0)?,
            slot: row.get(1)?,
        });
    }
    Ok(())
}

fn counts(connection: &Connection, walk: &mut Walk) -> Result<(), Cause> {
    let mut cases = connection.prepare(
        "SELECT number FROM cases
         WHERE entries <> (SELECT count(*) FROM log WHERE case_number = number) LIMIT ?1",
    )?;
    let mut rows = cases.query([PAGE])?;
    while let Some(row) = rows.next()? {
        walk.fault(Fault::CaseCount { case: row.get(0)? });
    }
    Ok(())
}
