//! The documents of a city, and those that are cited.

use std::collections::{BTreeMap, BTreeSet};

use check::Sources;
use civic::DocumentId;
use civic::documents::Document;

/// The documents of a city by their identifiers: a large city has tens of thousands, and as many
/// rows that cite them.
pub(crate) type Documents<'a> = BTreeMap<&'a DocumentId, &'a Document>;

pub(crate) fn documents_by_id(sources: &Sources) -> Documents<'_> {
    let documents = sources.documents.iter().map(|row| &row.value);
    documents.map(|document| (&document.id, document)).collect()
}

/// The documents of these identifiers, in order, each once.
pub(crate) fn cited<'a>(
    documents: &Documents<'_>,
    ids: impl IntoIterator<Item = &'a DocumentId>,
) -> Vec<Document> {
    let wanted: BTreeSet<&DocumentId> = ids.into_iter().collect();
    let found = wanted.into_iter().filter_map(|id| documents.get(id));
    found.map(|document| (*document).clone()).collect()
}
