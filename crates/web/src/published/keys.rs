//! The storage keys of what is kept of the published tree.

/// The last manifest known to be good: a file of it matched its hash.
pub(super) const MANIFEST: &str = "mingdan.manifest";
/// The good manifest before that one.
pub(super) const MANIFEST_BEFORE: &str = "mingdan.manifest.before";
/// The resources that were read, one per line, the latest first.
pub(super) const LOOKED: &str = "mingdan.looked";
/// The same of the parts of the indexes, which depend on what was typed.
pub(super) const SEARCHED: &str = "mingdan.searched";
/// The codes of the districts kept whole, one per line.
pub(super) const DISTRICTS: &str = "mingdan.districts";
