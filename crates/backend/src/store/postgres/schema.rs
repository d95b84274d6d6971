//! The schema, in a namespace of its own, one step for each version.

use deadpool_postgres::ClientWrapper;

use super::trouble::said;
use crate::store::error::{Cause, OwnError};

/// One step for each version. A step that was released is never changed.
const STEPS: &[&str] = &["
CREATE TABLE cases (
    number BIGINT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    idempotency_hash TEXT UNIQUE,
    body_hash TEXT NOT NULL,
    service TEXT NOT NULL,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    stage TEXT NOT NULL,
    unit TEXT,
    due_on TEXT COLLATE \"C\",
    ended_at BIGINT,
    published_as TEXT,
    needs_clearing BIGINT NOT NULL CHECK (needs_clearing IN (0, 1))
);
CREATE INDEX cases_by_stage ON cases(stage);
CREATE INDEX cases_by_unit ON cases(unit);
CREATE INDEX cases_by_service ON cases(service);
CREATE INDEX cases_by_due_on ON cases(due_on) WHERE ended_at IS NULL;
CREATE INDEX cases_by_end ON cases(ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX cases_by_change ON cases(changed_at);
CREATE INDEX cases_by_publication ON cases(published_as) WHERE published_as IS NOT NULL;
CREATE INDEX cases_to_clear ON cases(number) WHERE needs_clearing = 1;
CREATE TABLE log (
    sequence BIGINT PRIMARY KEY,
    case_number BIGINT NOT NULL REFERENCES cases(number),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    hash BYTEA NOT NULL
);
CREATE INDEX log_of_case ON log(case_number);
CREATE TABLE words (
    sequence BIGINT NOT NULL REFERENCES log(sequence),
    slot TEXT COLLATE \"C\" NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (sequence, slot)
);
CREATE TABLE texts (
    sequence BIGINT NOT NULL,
    slot TEXT COLLATE \"C\" NOT NULL,
    text TEXT NOT NULL,
    salt BYTEA NOT NULL,
    PRIMARY KEY (sequence, slot),
    FOREIGN KEY (sequence, slot) REFERENCES words(sequence, slot)
);
CREATE TABLE contacts (
    case_number BIGINT PRIMARY KEY REFERENCES cases(number),
    contact TEXT NOT NULL
);
CREATE TABLE photos (
    sequence BIGINT PRIMARY KEY REFERENCES log(sequence),
    case_number BIGINT NOT NULL REFERENCES cases(number),
    media_type TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    salt BYTEA NOT NULL
);
CREATE INDEX photos_of_case ON photos(case_number);
CREATE TABLE checks (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL
);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an entry of the log is never changed or deleted'; END $$;
CREATE TRIGGER log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER words_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON words
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"];

/// The lock that whoever writes holds until the commit: the log has one end.
pub(super) const WRITE_LOCK: &str = "SELECT pg_advisory_xact_lock(7221434)";

/// The same for a commit that does not wait for the disk: see `flush`.
pub(super) const WRITE_AT_ONCE: &str =
    "SET LOCAL synchronous_commit = off; SELECT pg_advisory_xact_lock(7221434)";

/// Brings the schema of a new connection's database up to date.
pub(super) async fn settle(client: &mut ClientWrapper) -> Result<(), Cause> {
    let durable = client.query_one("SHOW fsync", &[]).await.map_err(said)?;
    if durable.get::<_, &str>(0) != "on" {
        return Err(OwnError::NotDurable.into());
    }
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let there = client.query_one("SELECT to_regclass('mingdan.versions') IS NOT NULL", &[]);
    if there.await.map_err(said)?.get(0) {
        let newest = client.query_one(
            "SELECT coalesce(max(version), 0) FROM mingdan.versions",
            &[],
        );
        let found: i64 = newest.await.map_err(said)?.get(0);
        if found > known {
            return Err(OwnError::Newer { found, known }.into());
        }
        if found == known {
            return Ok(());
        }
    }
    let transaction = client.transaction().await.map_err(said)?;
    // Another server may be doing the same.
    transaction.batch_execute(WRITE_LOCK).await.map_err(said)?;
    transaction
        .batch_execute(
            "CREATE SCHEMA IF NOT EXISTS mingdan;
             CREATE TABLE IF NOT EXISTS mingdan.versions (version BIGINT PRIMARY KEY);",
        )
        .await
        .map_err(said)?;
    let newest = transaction.query_one("SELECT coalesce(max(version), 0) FROM versions", &[]);
    let version: i64 = newest.await.map_err(said)?.get(0);
    for (released, step) in (1_i64..).zip(STEPS).filter(|(i, _)| *i > version) {
        transaction.batch_execute(step).await.map_err(said)?;
        transaction
            .execute("INSERT INTO versions VALUES ($1)", &[&released])
            .await
            .map_err(said)?;
    }
    transaction.commit().await.map_err(said)
}
