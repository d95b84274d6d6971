//! Storing cases: any number of them by the same few statements, so that many who send at once do not
//! wait for each other's way to the database and back.

use std::collections::HashMap;

use civic::time::Date;
use civic::{CaseId, UnitCode};
use futures_util::future::join;

use super::writing::Writing;
use crate::store::case::{Insertion, NewCase};
use crate::store::chain::{Linked, Salt, link, salted};
use crate::store::error::Cause;
use crate::store::head::{Hash, Head};

/// What is stored under an idempotency key.
struct Before {
    body_hash: String,
    due_on: Option<Date>,
    token_hash: String,
}

/// Columns of rows about to be inserted.
#[derive(Default)]
struct Columns<'a> {
    numbers: Vec<i64>,
    cases: Vec<&'a NewCase>,
    /// Those who can be reached, and where.
    reachable: Vec<i64>,
    contacts: Vec<&'a str>,
    sequences: Vec<i64>,
    hashes: Vec<Hash>,
    /// The entry of each word.
    entries: Vec<i64>,
    slots: Vec<&'a str>,
    digests: Vec<Hash>,
    texts: Vec<String>,
    salts: Vec<Salt>,
}

/// Stores cases, in their order; what became of each.
pub(super) async fn insert_all(
    writing: &mut Writing<'_>,
    cases: &[&NewCase],
) -> Result<Vec<Insertion>, Cause> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let mut stored = stored_under(writing, cases).await?;
    let mut columns = Columns::default();
    let mut insertions = Vec::with_capacity(cases.len());
    for case in cases {
        let before = case
            .idempotency_hash
            .as_ref()
            .and_then(|key| stored.get(key));
        insertions.push(match before {
            Some(before) if before.body_hash == case.body_hash => Insertion::Repeated {
                token_hash: before.token_hash.clone(),
                due_on: before.due_on,
            },
            Some(_) => Insertion::KeyReused,
            None => {
                columns.add(writing, case)?;
                if let Some(key) = &case.idempotency_hash {
                    let before = Before {
                        body_hash: case.body_hash.clone(),
                        due_on: case.index.due_on,
                        token_hash: case.token_hash.clone(),
                    };
                    stored.insert(key.clone(), before);
                }
                Insertion::New
            }
        });
    }
    if !columns.numbers.is_empty() {
        columns.insert(writing).await?;
    }
    Ok(insertions)
}

async fn stored_under(
    writing: &Writing<'_>,
    cases: &[&NewCase],
) -> Result<HashMap<String, Before>, Cause> {
    let keys = cases
        .iter()
        .filter_map(|case| case.idempotency_hash.as_deref());
    let keys: Vec<&str> = keys.collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = writing
        .query(
            "SELECT idempotency_hash, body_hash, due_on, token_hash FROM cases
             WHERE idempotency_hash = ANY ($1::text[])",
            &[&keys],
        )
        .await?;
    let before = rows.iter().map(|row| {
        let before = Before {
            body_hash: row.get(1),
            due_on: row.get::<_, Option<&str>>(2).and_then(Date::parse),
            token_hash: row.get(3),
        };
        (row.get(0), before)
    });
    Ok(before.collect())
}

impl<'a> Columns<'a> {
    fn add(&mut self, writing: &mut Writing<'_>, case: &'a NewCase) -> Result<(), Cause> {
        let words = salted(&case.entry)?;
        writing.last_case += 1;
        let linked = Linked {
            sequence: writing.head.sequence + 1,
            case: writing.last_case,
            at: case.entry.at.0,
            actor: &case.entry.actor,
            event: &case.entry.event,
        };
        let digests = words.iter().map(|word| (word.slot, &word.digest));
        let hash = link(&writing.head.hash, &linked, digests);
        writing.head = Head {
            sequence: linked.sequence,
            hash,
        };
        self.numbers.push(linked.case);
        self.cases.push(case);
        if !case.contact.is_empty() {
            self.reachable.push(linked.case);
            self.contacts.push(&case.contact);
        }
        self.sequences.push(linked.sequence);
        self.hashes.push(hash);
        for word in words {
            self.entries.push(linked.sequence);
            self.slots.push(word.slot);
            self.digests.push(word.digest);
            let text = String::from_utf8_lossy(word.bytes);
            self.texts.push(text.into_owned());
            self.salts.push(word.salt);
        }
        Ok(())
    }

    /// A column of what the cases have.
    fn of<T>(&self, get: impl Fn(&'a NewCase) -> T) -> Vec<T> {
        self.cases.iter().map(|case| get(case)).collect()
    }

    async fn insert(&self, writing: &Writing<'_>) -> Result<(), Cause> {
        // Both are sent at once, for one way to the database and back.
        let (cases, log) = join(self.insert_cases(writing), self.insert_log(writing)).await;
        cases.and(log)
    }

    async fn insert_log(&self, writing: &Writing<'_>) -> Result<(), Cause> {
        let hashes: Vec<&[u8]> = self.hashes.iter().map(|hash| &hash.0[..]).collect();
        let digests: Vec<&[u8]> = self.digests.iter().map(|hash| &hash.0[..]).collect();
        let salts: Vec<&[u8]> = self.salts.iter().map(|salt| &salt[..]).collect();
        writing
            .execute(
                "WITH entry AS (
                     INSERT INTO log (sequence, case_number, at, actor, event, hash)
                     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[],
                         $5::text[], $6::bytea[])
                 ), names AS (
                     INSERT INTO words (sequence, slot, digest)
                     SELECT * FROM unnest($7::bigint[], $8::text[], $9::bytea[])
                 ), said AS (
                     INSERT INTO texts (sequence, slot, text, salt)
                     SELECT * FROM unnest($7::bigint[], $8::text[], $10::text[], $11::bytea[])
                 )
                 INSERT INTO contacts (case_number, contact)
                 SELECT * FROM unnest($12::bigint[], $13::text[])",
                &[
                    &self.sequences,
                    &self.numbers,
                    &self.of(|case| case.entry.at.0),
                    &self.of(|case| case.entry.actor.as_str()),
                    &self.of(|case| case.entry.event.as_str()),
                    &hashes,
                    &self.entries,
                    &self.slots,
                    &digests,
                    &self.texts,
                    &salts,
                    &self.reachable,
                    &self.contacts,
                ],
            )
            .await?;
        Ok(())
    }

    async fn insert_cases(&self, writing: &Writing<'_>) -> Result<(), Cause> {
        writing
            .execute(
                "INSERT INTO cases (number, token_hash, idempotency_hash, body_hash, service,
                     lat_e6, lon_e6, created_at, changed_at, stage, unit, due_on, ended_at,
                     published_as, needs_clearing, entries)
                 SELECT *, 1 FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[],
                     $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
                     $10::text[], $11::text[], $12::text[], $13::bigint[], $14::text[],
                     $15::bigint[])",
                &[
                    &self.numbers,
                    &self.of(|case| case.token_hash.as_str()),
                    &self.of(|case| case.idempotency_hash.as_deref()),
                    &self.of(|case| case.body_hash.as_str()),
                    &self.of(|case| case.service.as_str()),
                    &self.of(|case| case.point.map(|point| i64::from(point.lat_e6))),
                    &self.of(|case| case.point.map(|point| i64::from(point.lon_e6))),
                    &self.of(|case| case.created_at.0),
                    &self.of(|case| case.entry.at.0),
                    &self.of(|case| case.index.stage.code()),
                    &self.of(|case| case.index.unit.as_ref().map(UnitCode::as_str)),
                    &self.of(|case| case.index.due_on.map(|on| on.to_string())),
                    &self.of(|case| case.index.ended_at.map(|at| at.0)),
                    &self.of(|case| case.index.published_as.as_ref().map(CaseId::as_str)),
                    &self.of(|case| i64::from(case.index.needs_clearing)),
                ],
            )
            .await?;
        Ok(())
    }
}
