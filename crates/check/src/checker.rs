//! The state of a running check, and the helpers by which checks report findings.

use civic::Text;
use civic::time::{Date, Instant, Zone};

use crate::columns::Column;
use crate::{Example, Finding, Location, Row, Severity, Sources};

/// The state of a running check.
pub(crate) struct Check<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) zone: Zone,
    pub(crate) today: Date,
    /// The first instant of today.
    pub(crate) now: Instant,
    pub(crate) findings: Vec<Finding>,
}

/// The words of a finding: what is wrong, how to fix it, and an example of it.
pub(crate) struct Message {
    what: Text,
    fix: Text,
    pub(crate) example: Option<Example>,
}

impl Message {
    pub(crate) fn with(mut self, example: Example) -> Self {
        self.example = Some(example);
        self
    }
}

/// What is wrong, then how to fix it, each in Chinese and English.
pub(crate) fn message(
    what_zh: impl Into<String>,
    what_en: impl Into<String>,
    fix_zh: impl Into<String>,
    fix_en: impl Into<String>,
) -> Message {
    Message {
        what: Text::new(what_zh, what_en),
        fix: Text::new(fix_zh, fix_en),
        example: None,
    }
}

/// The cell of a row in a column.
pub(crate) fn cell<T>(row: &Row<T>, column: Column) -> Location {
    column_of(&row.location, column)
}

pub(crate) fn column_of(location: &Location, column: Column) -> Location {
    Location {
        column: column.zh.to_owned(),
        ..location.clone()
    }
}

/// The file as a whole, for findings about no single row.
pub(crate) fn whole_file(file: &str) -> Location {
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
        message: Message,
    ) {
        self.findings.push(Finding {
            code: code.to_owned(),
            severity,
            location: at,
            value: value.to_owned(),
            what: message.what,
            fix: message.fix,
            example: message.example,
        });
    }

    pub(crate) fn error(&mut self, code: &str, at: Location, value: &str, message: Message) {
        self.add(code, Severity::Error, at, value, message);
    }

    pub(crate) fn warn(&mut self, code: &str, at: Location, value: &str, message: Message) {
        self.add(code, Severity::Warning, at, value, message);
    }

    pub(crate) fn info(&mut self, code: &str, at: Location, value: &str, message: Message) {
        self.add(code, Severity::Info, at, value, message);
    }
}
