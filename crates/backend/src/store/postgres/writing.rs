//! A transaction that holds the end of the log, and what every change does in it.

use civic::{CaseId, UnitCode};
use deadpool_postgres::Transaction;
use futures_util::future::join;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::schema::WRITE_AT_ONCE;
use super::trouble::said;
use crate::store::case::CaseIndex;
use crate::store::chain::{Linked, SaltedWord, link, salted};
use crate::store::entry::{CaseNumber, NewEntry, Sequence};
use crate::store::error::{Cause, OwnError};
use crate::store::head::{Hash, Head};

/// A transaction that holds the end of the log.
pub(super) struct Writing<'a> {
    pub(super) transaction: Transaction<'a>,
    pub(super) head: Head,
    /// The number of the last case.
    pub(super) last_case: i64,
}

impl<'a> Writing<'a> {
    /// Waits until nobody else writes, and reads where the log ends.
    pub(super) async fn begin(transaction: Transaction<'a>) -> Result<Self, Cause> {
        let end = transaction
            .prepare_cached(
                "SELECT sequence, hash, (SELECT coalesce(max(number), 0) FROM cases)
                 FROM (VALUES (1)) AS always
                 LEFT JOIN (SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1) AS last
                 ON true",
            )
            .await
            .map_err(said)?;
        // Both are sent at once: the database does the second once it has done the first.
        let locked = transaction.batch_execute(WRITE_AT_ONCE);
        let (locked, end) = join(locked, transaction.query_one(&end, &[])).await;
        locked.map_err(said)?;
        let end = end.map_err(said)?;
        let head = match end.get::<_, Option<i64>>(0) {
            None => Head::default(),
            Some(sequence) => {
                let hash = Hash::of_bytes(end.get(1));
                let hash =
                    hash.ok_or_else(|| OwnError::Broken(format!("entry {sequence} has no hash")))?;
                Head { sequence, hash }
            }
        };
        Ok(Self {
            transaction,
            head,
            last_case: end.get(2),
        })
    }
}

type Parameters<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Writing<'_> {
    pub(super) async fn execute(
        &self,
        sql: &str,
        parameters: Parameters<'_>,
    ) -> Result<u64, Cause> {
        let statement = self.transaction.prepare_cached(sql).await.map_err(said)?;
        let done = self.transaction.execute(&statement, parameters).await;
        done.map_err(said)
    }

    pub(super) async fn query(
        &self,
        sql: &str,
        parameters: Parameters<'_>,
    ) -> Result<Vec<Row>, Cause> {
        let statement = self.transaction.prepare_cached(sql).await.map_err(said)?;
        let rows = self.transaction.query(&statement, parameters).await;
        rows.map_err(said)
    }

    pub(super) async fn first(
        &self,
        sql: &str,
        parameters: Parameters<'_>,
    ) -> Result<Option<Row>, Cause> {
        Ok(self.query(sql, parameters).await?.into_iter().next())
    }

    /// Appends an entry to the log, with the digests of all its words and with the texts of some.
    pub(super) async fn append_words(
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

    pub(super) async fn append_entry(
        &mut self,
        case: CaseNumber,
        entry: &NewEntry,
    ) -> Result<Sequence, Cause> {
        let words = salted(entry)?;
        self.append_words(case, entry, &words, &words).await
    }

    /// Appends an entry that leaves the case where it stands.
    pub(super) async fn note(&mut self, case: CaseNumber, entry: &NewEntry) -> Result<(), Cause> {
        self.append_entry(case, entry).await?;
        self.touch(case, entry).await
    }

    pub(super) async fn touch(&self, case: CaseNumber, entry: &NewEntry) -> Result<(), Cause> {
        self.execute(
            "UPDATE cases SET entries = entries + 1, changed_at = $2 WHERE number = $1",
            &[&case.0, &entry.at.0],
        )
        .await?;
        Ok(())
    }

    pub(super) async fn entries_of(&self, case: CaseNumber) -> Result<Option<i64>, Cause> {
        let sql = "SELECT entries FROM cases WHERE number = $1";
        let row = self.first(sql, &[&case.0]).await?;
        Ok(row.map(|row| row.get(0)))
    }

    pub(super) async fn set_index(&self, case: CaseNumber, index: &CaseIndex) -> Result<(), Cause> {
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
