//! Which shard a term is in.

use crate::search::text::{is_chinese, runs};

/// What a key begins with that stands for a whole identifier.
const ID: char = '#';

/// The key of a whole identifier: its characters without what separates them.
pub(super) fn id_key(folded: &str) -> String {
    runs(folded).fold(ID.to_string(), |key, run| key + &run.text)
}

/// The shard of a term: by its first character, since a prefix of a word must lead to the same shard;
/// by the whole of an identifier, which is looked up whole.
pub(super) fn shard_of(shards: u32, term: &str) -> usize {
    let length = if term.starts_with(ID) { usize::MAX } else { 1 };
    // FNV-1a.
    let mut hash: u32 = 0x811c_9dc5;
    for c in term.chars().take(length) {
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    (hash % shards.max(1)) as usize
}

/// Whether a term matches only as a whole: a pair of characters or an identifier. A word, or a single
/// character, may be a prefix.
pub(super) fn is_whole(term: &str) -> bool {
    let mut chars = term.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(ID), ..) => true,
        (Some(a), Some(b), None) => is_chinese(a) && is_chinese(b),
        _ => false,
    }
}
