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
    let mut receipts = kept();
    if !receipts.iter().any(|kept| kept == receipt) {
        receipts.push(receipt.to_owned());
        storage::set(RECEIPTS, &receipts.join("\n"));
    }
}
