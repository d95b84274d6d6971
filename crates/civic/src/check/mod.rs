//! The check 检查: what is wrong with a city's sheets as a whole. The importer has already said
//! which cells it could not read; here rows are held against each other and against the day.
//!
//! Pure, so that it is the same in the browser, on the command line and in the server.

mod calendar;
mod cases;
mod days;
mod documents;
mod example;
mod filter;
mod geometry;
mod ids;
mod never;
mod outside;
mod overlap;
mod personal;
mod places;
mod references;
mod requirements;
mod rules;
mod silence;

use self::days::Days;
use crate::Text;
use crate::finding::{Example, Finding, Location, Severity};
use crate::sources::{Row, Sources};
use crate::time::{Date, Instant, Local, Zone};
use crate::tree::IdsFile;

/// Everything that is wrong with the sources, by file, row and column. `previous` is what every
/// identifier published so far means; `today` is the day in the city.
pub fn check(sources: &Sources, previous: Option<&IdsFile>, today: Date) -> Vec<Finding> {
    let zone = sources
        .settings
        .as_ref()
        .map_or_else(|| Zone::fixed("UTC", 0), |s| s.zone.clone());
    let now = zone.instant(Local {
        date: today,
        second: 0,
    });
    let mut check = Check {
        sources,
        zone,
        today,
        now,
        findings: Vec::new(),
    };
    ids::check(&mut check, previous);
    references::check(&mut check);
    let days = Days::of(&check);
    documents::check(&mut check, &days);
    rules::check(&mut check, &days);
    places::check(&mut check, &days);
    geometry::check(&mut check);
    calendar::check(&mut check);
    requirements::check(&mut check);
    cases::check(&mut check);
    personal::check(&mut check);
    let mut findings = check.findings;
    findings
        .sort_by(|a, b| (&a.location, &a.code, &a.value).cmp(&(&b.location, &b.code, &b.value)));
    findings
}

/// A check under way.
struct Check<'a> {
    sources: &'a Sources,
    zone: Zone,
    today: Date,
    /// The first instant of today.
    now: Instant,
    findings: Vec<Finding>,
}

/// What a finding says: what is wrong, how to fix it, and where it shows itself.
struct Says {
    what: Text,
    fix: Text,
    example: Option<Example>,
}

impl Says {
    fn with(mut self, example: Example) -> Self {
        self.example = Some(example);
        self
    }
}

/// What is wrong in Chinese and in English, how to fix it in Chinese and in English.
fn says(
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
fn cell<T>(row: &Row<T>, column: &str) -> Location {
    column_of(&row.location, column)
}

fn column_of(location: &Location, column: &str) -> Location {
    Location {
        column: column.to_owned(),
        ..location.clone()
    }
}

/// A file as a whole.
fn whole(file: &str) -> Location {
    Location {
        file: file.to_owned(),
        ..Location::default()
    }
}

impl Check<'_> {
    fn add(&mut self, code: &str, severity: Severity, at: Location, value: &str, says: Says) {
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

    fn error(&mut self, code: &str, at: Location, value: &str, says: Says) {
        self.add(code, Severity::Error, at, value, says);
    }

    fn warn(&mut self, code: &str, at: Location, value: &str, says: Says) {
        self.add(code, Severity::Warning, at, value, says);
    }

    fn info(&mut self, code: &str, at: Location, value: &str, says: Says) {
        self.add(code, Severity::Info, at, value, says);
    }
}
