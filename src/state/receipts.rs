//! The receipts kept on this phone.

use web::storage;

/// The storage key of the receipts, one per line.
const RECEIPTS: &str = "mingdan.receipts";

/// The receipts, in the order in which they were kept.
pub(crate) fn kept() -> Vec<String> {
    storage::lines(RECEIPTS)
}

/// Keeps a receipt, once.
pub(crate) fn keep(receipt: &str) {
    storage::replace_line(RECEIPTS, receipt, receipt);
}

/// Erases a receipt from this phone.
pub(crate) fn erase(receipt: &str) {
    storage::replace_line(RECEIPTS, receipt, "");
}
