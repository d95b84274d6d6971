//! What is kept on the phone of the published tree, by key.

/// The last manifest of which a file was what it says.
pub(super) const MANIFEST: &str = "mingdan.manifest";
/// The one kept before it.
pub(super) const MANIFEST_BEFORE: &str = "mingdan.manifest.before";
/// The logical names of the files read, one a line, the latest first.
pub(super) const LOOKED: &str = "mingdan.looked";
/// The codes of the districts kept whole, one a line.
pub(super) const DISTRICTS: &str = "mingdan.districts";
