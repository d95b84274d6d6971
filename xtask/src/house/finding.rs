//! A violation of a house rule, with its fix.

use std::fmt;

/// One violation of one rule.
#[derive(Debug)]
pub(super) struct Finding {
    rule: &'static str,
    what: String,
    fix: String,
}

impl Finding {
    pub(super) fn new(rule: &'static str, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            rule,
            what: what.into(),
            fix: fix.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, what, fix } = self;
        write!(f, "{rule}: {what}\n    fix: {fix}")
    }
}
