//! The search over a published index of which every shard is there.

use std::sync::Arc;

use civic::search::{Head, Shard, find};

use crate::harness::HarnessError;

/// An index in memory.
pub struct Searched {
    head: Head,
    shards: Vec<(usize, Arc<Shard>)>,
}

impl Searched {
    /// Decodes the files `head`, `t0`, `t1` and so on of an index from JSON.
    pub fn decode(head: &str, shards: &[String]) -> Result<Self, HarnessError> {
        let head = serde_json::from_str(head).map_err(HarnessError::Published)?;
        let shards: Result<Vec<_>, _> = shards
            .iter()
            .enumerate()
            .map(|(n, text)| Ok((n, Arc::new(serde_json::from_str(text)?))))
            .collect();
        let shards = shards.map_err(HarnessError::Published)?;
        Ok(Self { head, shards })
    }

    /// The best entries, at most `limit`; none where a shard is missing.
    pub fn search(&self, query: &str, limit: usize) -> Vec<u32> {
        let found = find(&self.head, &self.shards, &query.to_lowercase()).unwrap_or_default();
        found
            .entries
            .into_iter()
            .take(limit)
            .map(|(_, entry)| entry)
            .collect()
    }
}
