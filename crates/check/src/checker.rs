//! The state of a running check, and the helpers by which checks report findings.

use std::collections::BTreeMap;

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
    /// How many findings would follow from a sheet or row that was not read, by its sheet.
    pub(crate) followed: BTreeMap<String, usize>,
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
    /// True where a row may be in a sheet although it is not known, which is counted and said once:
    /// a finding about it would follow from what is wrong there.
    pub(crate) fn follows(&mut self, file: &str, id: &str) -> bool {
        let follows = self.sources.may_have(file, id);
        if follows {
            *self.followed.entry(file.to_owned()).or_default() += 1;
        }
        follows
    }

    /// Says once for each sheet how many findings would follow from what is wrong in it.
    pub(crate) fn say_what_follows(&mut self) {
        for (file, count) in std::mem::take(&mut self.followed) {
            self.info(
                "follows_from",
                whole_file(&file),
                "",
                message(
                    format!("这个表有没读入的行，另有 {count} 处因此对不上，没有逐条列出"),
                    format!("Rows of this sheet were not read; {count} more findings follow from that and are not listed"),
                    "先改好上面的错误，再检查一次",
                    "Fix the errors above first, then check again",
                ),
            );
        }
    }

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
