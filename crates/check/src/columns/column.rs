//! The parts of a declaration: a column, a pair of columns, a sheet.

use std::fmt;

use crate::Severity;

/// Whether each row needs a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A row without a value is left out, and a sheet without the column is an error.
    Required,
    /// A row may leave it empty, which says that there is no such limit; so a sheet without the
    /// column, which says nothing, is an error.
    Stated,
    /// A row may leave it empty, and a sheet may do without the column.
    Optional,
}

/// A term of a column: the office's own word and the English one.
pub type Term = (&'static str, &'static str);

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Texts separated by `；`.
    List,
    /// Names separated by `；`, `、` or `，`.
    Names,
    /// The identifier of the row itself.
    Id,
    /// The identifier of a row of this file.
    Reference(&'static str),
    /// Identifiers of rows of this file, separated by `；`.
    References(&'static str),
    /// The identifier of a row of a sheet that another column names.
    AnyReference,
    /// Identifiers of rows of any sheet, separated by `；`.
    AnyReferences,
    /// A calendar date.
    Date,
    /// Dates and spans of dates, the last day included.
    DateSpans,
    /// A date and a time of day on the city's clocks; a date alone is its 00:00.
    Moment,
    /// A whole number.
    Number,
    /// 是 or 否.
    YesNo,
    /// One of these terms.
    Term(&'static [Term]),
    /// Any of these terms, separated by `；`.
    Terms(&'static [Term]),
    /// Times of day.
    Windows,
    /// Days of the week.
    Weekdays,
    /// Spans of days of the year, the last day included.
    Seasons,
    /// The places a rule applies to.
    Scope,
    /// The goods a rule applies to.
    Goods,
    /// How often.
    Frequency,
    /// Measures with a bound and a value.
    Targets,
    /// Things asked for, each with its kind, one of these terms, and how often.
    Asked(&'static [Term]),
    /// Events, each with its date.
    Events,
    /// Things to choose from, each with its key.
    Options,
    /// Spans of dates, each with its reason.
    Pauses,
    /// An address that begins with `https://`.
    Link,
}

impl Kind {
    /// The terms that a cell is made of; none where it takes any.
    pub const fn terms(self) -> &'static [Term] {
        match self {
            Self::Term(terms) | Self::Terms(terms) | Self::Asked(terms) => terms,
            _ => &[],
        }
    }

    /// The terms as a finding names them: 严禁 strict、疏导 guided.
    pub fn terms_shown(self) -> String {
        let shown = self.terms().iter().map(|(zh, en)| format!("{zh} {en}"));
        shown.collect::<Vec<_>>().join("、")
    }

    /// The kind of the English column beside a Chinese one of this kind: structure is in the Chinese
    /// cell, and the English one gives the names in the same order.
    const fn in_english(self) -> Self {
        match self {
            Self::Text => Self::Text,
            _ => Self::List,
        }
    }
}

/// As `docs/sheets.md` puts it.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Text => "text",
            Self::List => "list of texts",
            Self::Names => "list of names",
            Self::Id => "identifier",
            Self::Reference(file) => return write!(f, "identifier in {file}"),
            Self::References(file) => return write!(f, "identifiers in {file}"),
            Self::AnyReference => "identifier in another sheet",
            Self::AnyReferences => "identifiers in other sheets",
            Self::Date => "date",
            Self::DateSpans => "dates",
            Self::Moment => "moment",
            Self::Number => "whole number",
            Self::YesNo => "yes or no",
            Self::Term(_) => "one of",
            Self::Terms(_) => "any of",
            Self::Windows => "times of day",
            Self::Weekdays => "weekdays",
            Self::Seasons => "seasons",
            Self::Scope => "places",
            Self::Goods => "goods",
            Self::Frequency => "frequency",
            Self::Targets => "targets",
            Self::Asked(_) => "list of name (kind, frequency), kind one of",
            Self::Events => "list of date and text",
            Self::Options => "list of key=name",
            Self::Pauses => "list of dates and reason",
            Self::Link => "https address",
        };
        f.write_str(name)?;
        for (i, (zh, en)) in self.terms().iter().enumerate() {
            let separator = if i == 0 { " " } else { ", " };
            write!(f, "{separator}`{zh}` {en}")?;
        }
        Ok(())
    }
}

/// A column: its headings, what its cells hold and what that means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The Chinese heading, the office's own word.
    pub zh: &'static str,
    /// The English heading.
    pub en: &'static str,
    /// Whether each row needs a value.
    pub presence: Presence,
    /// What a cell holds.
    pub kind: Kind,
    /// What it means, as `docs/sheets.md` puts it; empty where the heading is enough.
    pub meaning: &'static str,
}

impl Column {
    /// True where each row needs a value.
    pub const fn is_required(self) -> bool {
        matches!(self.presence, Presence::Required)
    }
}

/// A Chinese column and the English one beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnPair {
    /// The Chinese column.
    pub zh: Column,
    /// The English column, which a row may always leave empty.
    pub en: Column,
}

impl ColumnPair {
    /// A Chinese column and the headings, Chinese and English, of its English column.
    pub(super) const fn new(zh: Column, english: (&'static str, &'static str)) -> Self {
        Self {
            zh,
            en: Column {
                zh: english.0,
                en: english.1,
                presence: Presence::Optional,
                kind: zh.kind.in_english(),
                meaning: zh.meaning,
            },
        }
    }
}

/// A part of a sheet's heading, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One column.
    Column(Column),
    /// Two: Chinese, then English.
    ColumnPair(ColumnPair),
}

impl Entry {
    fn columns(self) -> impl Iterator<Item = Column> {
        let (first, second) = match self {
            Self::Column(column) => (column, None),
            Self::ColumnPair(pair) => (pair.zh, Some(pair.en)),
        };
        std::iter::once(first).chain(second)
    }
}

/// A sheet and its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetFormat {
    /// The file.
    pub file: &'static str,
    /// What it holds, in English.
    pub english: &'static str,
    /// The severity of the finding where a city has no such sheet.
    pub missing: Severity,
    /// Its columns, in the order in which they are written.
    pub entries: &'static [Entry],
    /// Columns that it had before: they are read where a sheet still has them, and never written.
    pub former: &'static [Entry],
}

impl SheetFormat {
    /// The name of the file without its ending.
    pub fn stem(&self) -> &'static str {
        self.file
            .rsplit_once('.')
            .map_or(self.file, |(stem, _)| stem)
    }

    /// Every column, in the order in which they are written.
    pub fn columns(&self) -> impl Iterator<Item = Column> + use<> {
        self.entries.iter().flat_map(|entry| entry.columns())
    }

    /// Every column that is read: those that are written, and those of before.
    pub fn columns_read(&self) -> impl Iterator<Item = Column> + use<> {
        let former = self.former.iter().flat_map(|entry| entry.columns());
        self.columns().chain(former)
    }
}
