//! A check under way, and how what it finds is put into words.

use crate::columns::Column;
use crate::{Example, Finding, Location, Severity};
use crate::{Row, Sources};
use civic::Text;
use civic::time::{Date, Instant, Zone};

/// A check under way.
pub(crate) struct Check<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) zone: Zone,
    pub(crate) today: Date,
    /// The first instant of today.
    pub(crate) now: Instant,
    pub(crate) findings: Vec<Finding>,
}

/// What a finding says: what is wrong, how to fix it, and where it shows itself.
pub(crate) struct Says {
    what: Text,
    fix: Text,
    pub(crate) example: Option<Example>,
}

impl Says {
    pub(crate) fn with(mut self, example: Example) -> Self {
        self.example = Some(example);
        self
    }
}

/// What is wrong in Chinese and in English, how to fix it in Chinese and in English.
pub(crate) fn says(
    what_zh: impl Into<String>,
    what_en: impl Into<String>,
    fix_zh: impl Into<String>,
    fix_en: impl Into<String>,
) -> Says {
    Says {
        what: Text::new(what_zh, what_en),
        fix: Text::new(fix_zh, fix_en),
        example: None,
    }
}

/// The cell of a row that was read.
pub(crate) fn cell<T>(row: &Row<T>, column: Column) -> Location {
    column_of(&row.location, column)
}

pub(crate) fn column_of(location: &Location, column: Column) -> Location {
    Location {
        column: column.zh.to_owned(),
        ..location.clone()
    }
}

/// A file as a whole.
pub(crate) fn whole(file: &str) -> Location {
    Location {
        file: file.to_owned(),
        ..Location::default()
    }
}

impl Check<'_> {
    pub(crate) fn add(
        &mut self,
        code: &str,
        severity: Severity,
        at: Location,
        value: &str,
        says: Says,
    ) {
        self.findings.push(Finding {
            code: code.to_owned(),
            severity,
            location: at,
            value: value.to_owned(),
            what: says.what,
            fix: says.fix,
            example: says.example,
        });
    }

    pub(crate) fn error(&mut self, code: &str, at: Location, value: &str, says: Says) {
        self.add(code, Severity::Error, at, value, says);
    }

    pub(crate) fn warn(&mut self, code: &str, at: Location, value: &str, says: Says) {
        self.add(code, Severity::Warning, at, value, says);
    }

    pub(crate) fn info(&mut self, code: &str, at: Location, value: &str, says: Says) {
        self.add(code, Severity::Info, at, value, says);
    }
}
