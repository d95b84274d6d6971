//! Waiting until what is committed is on disk. A batch is committed without waiting for the disk, so that
//! the next one is written meanwhile; nobody is told that anything is stored before a later commit, which
//! does wait, has taken the log of the database with it up to there.

use std::time::Duration;

use tokio::sync::mpsc;

use super::pool::Connections;
use super::trouble::said;
use super::work::{Work, shared};
use crate::store::error::{Cause, OwnError};
use crate::store::head::Head;

/// How many batches may wait for the disk; the next one waits to be written.
pub(super) const BATCHES: usize = 4;
/// How long the disk, and a standby that commits wait for, may take.
const FLUSH: Duration = Duration::from_secs(10);

/// Work that is committed, and where the log ended with it.
pub(super) struct Committed {
    pub(super) work: Vec<Box<dyn Work>>,
    pub(super) head: Head,
}

/// Tells those whose work is committed that it is durable, once it is.
pub(super) async fn flush(connections: Connections, mut committed: mpsc::Receiver<Committed>) {
    let mut batches = Vec::new();
    while committed.recv_many(&mut batches, BATCHES).await > 0 {
        let ends = batches.iter().map(|batch| batch.head).collect();
        let done = tokio::time::timeout(FLUSH, durable(&connections, ends)).await;
        // What became of it is not known: whoever sends it again is told.
        let done = done.unwrap_or_else(|_| Err(OwnError::NoAnswer(FLUSH.as_secs()).into()));
        for mut work in batches.drain(..).flat_map(|batch| batch.work) {
            work.tell(done.as_ref().copied().map_err(shared));
        }
    }
}

/// Returns once the log of the cases is durable up to where each batch ended.
async fn durable(connections: &Connections, ends: Vec<Head>) -> Result<(), Cause> {
    let client = connections.get().await?;
    let ends: Vec<&Head> = ends.iter().filter(|head| head.sequence > 0).collect();
    let sequences: Vec<i64> = ends.iter().map(|head| head.sequence).collect();
    let hashes: Vec<&[u8]> = ends.iter().map(|head| &head.hash.0[..]).collect();
    // A message in the database's own log makes this a transaction that is committed as every other is.
    // Where another server has taken over meanwhile, one of the ends may not be there.
    let reached = client
        .prepare_cached(
            "SELECT pg_logical_emit_message(true, 'mingdan', '')
             WHERE NOT EXISTS (
                 SELECT FROM unnest($1::bigint[], $2::bytea[]) AS ended (sequence, hash)
                 WHERE NOT EXISTS (
                     SELECT FROM log
                     WHERE log.sequence = ended.sequence AND log.hash = ended.hash))",
        )
        .await
        .map_err(said)?;
    let rows = client.query(&reached, &[&sequences, &hashes]).await;
    if rows.map_err(said)?.is_empty() {
        return Err(OwnError::TakenOver.into());
    }
    Ok(())
}
