//! The receipts kept on this phone.

use api::Receipt;
use civic::ServiceCode;
use civic::time::{Instant, Timestamp};
use web::{clock, storage};

/// The storage key of the receipts, one a line: the token, the second at which it was given, by when
/// an answer is promised, and the kind of feedback, each after a space, `-` if there is none.
const RECEIPTS: &str = "mingdan.receipts";
const NONE: &str = "-";

/// A receipt, with what tells it from others. Nothing that a person wrote is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptReceipt {
    pub(crate) token: String,
    /// When it was given; `None` if it was kept by an older program.
    pub(crate) given: Option<Instant>,
    /// By when an answer is promised.
    pub(crate) answer_by: Option<Timestamp>,
    /// The kind of feedback; empty if it was kept by an older program.
    pub(crate) service: ServiceCode,
}

impl KeptReceipt {
    /// The receipt of what was just accepted.
    pub(crate) fn new(receipt: Receipt, service: &str) -> Self {
        Self {
            token: receipt.token,
            given: Some(clock::now()),
            answer_by: receipt.expected_datetime,
            service: service.into(),
        }
    }

    /// Reads a line; `None` if it is empty.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let mut parts = line.split(' ');
        let token = parts.next().filter(|token| !token.is_empty())?;
        let mut part = || parts.next().filter(|part| *part != NONE);
        Some(Self {
            token: token.to_owned(),
            given: part().and_then(|given| given.parse().ok()).map(Instant),
            answer_by: part().and_then(Timestamp::parse),
            service: part().unwrap_or_default().into(),
        })
    }

    pub(crate) fn line(&self) -> String {
        let given = self.given.map(|given| given.0.to_string());
        let answer_by = self.answer_by.map(|by| by.to_string());
        let given = given.unwrap_or_else(|| NONE.to_owned());
        let answer_by = answer_by.unwrap_or_else(|| NONE.to_owned());
        // What a server calls its kinds is not ours to know.
        let is_plain = !self.service.0.contains(char::is_whitespace);
        let service = if is_plain { &self.service.0 } else { "" };
        format!("{} {given} {answer_by} {service}", self.token)
    }
}

/// The receipts, in the order in which they were kept.
pub(crate) fn kept() -> Vec<KeptReceipt> {
    let lines = storage::lines(RECEIPTS);
    lines
        .iter()
        .filter_map(|line| KeptReceipt::read(line))
        .collect()
}

/// Keeps a receipt, once.
pub(crate) fn keep(receipt: &KeptReceipt) {
    replace(&receipt.token, &receipt.line());
}

/// Erases a receipt from this phone.
pub(crate) fn erase(token: &str) {
    replace(token, "");
}

/// Replaces the line of a token; an empty one removes it.
fn replace(token: &str, line: &str) {
    let is_of_token = |line: &String| line.split(' ').next() == Some(token);
    let before = storage::lines(RECEIPTS).into_iter().find(is_of_token);
    storage::replace_line(RECEIPTS, before.as_deref().unwrap_or(line), line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_as_it_was_written_and_that_of_an_older_program_too() {
        let by = Timestamp::parse("2026-11-30T23:59:59+08:00");
        let receipt = KeptReceipt {
            token: "01234567-89abcdef".to_owned(),
            given: Some(Instant(1_795_400_000)),
            answer_by: by,
            service: "ask".into(),
        };
        assert_eq!(KeptReceipt::read(&receipt.line()), Some(receipt.clone()));
        let old = KeptReceipt {
            given: None,
            answer_by: None,
            service: "".into(),
            ..receipt
        };
        assert_eq!(KeptReceipt::read(&old.token), Some(old.clone()));
        assert_eq!(KeptReceipt::read(&old.line()), Some(old));
        assert_eq!(KeptReceipt::read(""), None);
    }
}
