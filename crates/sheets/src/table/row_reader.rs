//! Reads a sheet row by row, and the cells of a row with a method for each kind of cell.

use check::columns::{Column, ColumnPair, Kind, source};
use check::{Finding, Location, Row, Severity};
use civic::Text;
use civic::documents::{Source, SourceKind};
use civic::time::{Date, DateSpan, Local};

use super::sheet::Sheet;
use crate::grammar;
use crate::grammar::{CellError, fold};

fn finding(
    code: &str,
    severity: Severity,
    location: Location,
    value: &str,
    what: Text,
    fix: Text,
) -> Finding {
    Finding {
        code: code.to_owned(),
        severity,
        location,
        value: value.to_owned(),
        what,
        fix,
        example: None,
    }
}

impl Sheet {
    /// Calls `read` for each row. A row whose reader met an error is left out, and so is every row
    /// of a sheet that lacks a column it needs; the identifiers of those are returned, too.
    pub fn each<T>(
        &self,
        findings: &mut Vec<Finding>,
        mut read: impl FnMut(&mut RowReader<'_>) -> Option<T>,
    ) -> (Vec<Row<T>>, Vec<String>) {
        let mut refused = Vec::new();
        let rows = self.rows.iter().enumerate().filter_map(|(index, row)| {
            let location = Location {
                file: self.file.clone(),
                row: row.number,
                column: String::new(),
            };
            let mut reader = RowReader {
                sheet: self,
                index,
                location: location.clone(),
                bad: false,
                findings,
            };
            let value = read(&mut reader);
            let good = !reader.bad && !self.headings.incomplete;
            let row = value.filter(|_| good).map(|value| Row { location, value });
            if row.is_none() {
                refused.extend(self.id.map(|id| self.cell(index, id).to_owned()));
            }
            row
        });
        // As many as there are at the most: while it grows, a vector holds its rows almost three
        // times over.
        let mut taken = Vec::with_capacity(self.rows.len());
        taken.extend(rows);
        (taken, refused)
    }
}

/// Reads the cells of one row.
pub struct RowReader<'a> {
    pub(super) sheet: &'a Sheet,
    /// The position of the row among those of the sheet.
    pub(super) index: usize,
    pub(super) location: Location,
    pub(super) bad: bool,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl RowReader<'_> {
    /// The cell as it was written; empty where there is none.
    pub fn raw(&self, column: Column) -> &str {
        self.sheet.cell(self.index, column)
    }

    /// Where a cell of this row is.
    pub fn at(&self, column: Column) -> Location {
        Location {
            column: self.sheet.headings.written(column).to_owned(),
            ..self.location.clone()
        }
    }

    /// The nearest row above, as far as the rows between are about the same thing, that fills a
    /// cell which is blank here: what is about a thing is said in the column `same`.
    pub fn filled_above(&self, blank: Column, same: Column) -> Option<usize> {
        let cell = |index, column| self.sheet.cell(index, column);
        if !self.raw(blank).is_empty() {
            return None;
        }
        (0..self.index)
            .rev()
            .take_while(|index| cell(*index, same) == self.raw(same))
            .find(|index| !cell(*index, blank).is_empty())
    }

    /// Reports that a cell cannot be read; the row is left out.
    pub fn refuse(&mut self, column: Column, error: &CellError) {
        self.refuse_as("cell_unreadable", column, error);
    }

    /// Reports under this code that a cell cannot be read; the row is left out.
    pub fn refuse_as(&mut self, code: &str, column: Column, error: &CellError) {
        self.bad = true;
        let found = finding(
            code,
            Severity::Error,
            self.at(column),
            self.raw(column),
            error.what.clone(),
            Text::new(
                format!("例如：{}", error.example),
                format!("For example: {}", error.example),
            ),
        );
        self.findings.push(found);
    }

    /// The content of a cell; a required one that is empty is an error.
    fn value(&mut self, column: Column) -> String {
        let text = self.raw(column).to_owned();
        if text.is_empty() && column.is_required() && self.sheet.has(column) {
            self.bad = true;
            let found = finding(
                "cell_missing",
                Severity::Error,
                self.at(column),
                "",
                Text::new(
                    format!("“{}”没有填", column.zh),
                    format!("{} is empty", column.zh),
                ),
                Text::new(
                    format!("填上{}", column.zh),
                    format!("Fill in {} ({})", column.zh, column.en),
                ),
            );
            self.findings.push(found);
        }
        text
    }

    /// The text of a cell.
    pub fn text(&mut self, column: Column) -> String {
        debug_assert!(matches!(column.kind, Kind::Text | Kind::Goods));
        self.value(column)
    }

    /// The texts of a cell.
    pub fn list(&mut self, column: Column) -> Vec<String> {
        let text = self.value(column);
        if column.kind == Kind::Names {
            grammar::names(&text)
        } else {
            debug_assert_eq!(column.kind, Kind::List);
            grammar::list(&text)
        }
    }

    /// An identifier: ASCII letters, digits, `-`, `_` and `.`.
    pub fn id<T: for<'s> From<&'s str>>(&mut self, column: Column) -> T {
        debug_assert!(matches!(column.kind, Kind::Id | Kind::Reference(_)));
        let text = fold(&self.value(column));
        if !text.is_empty() && !grammar::is_id(&text) {
            self.refuse(
                column,
                &CellError {
                    what: Text::new(
                        "编号只能用字母、数字、“-”和“_”",
                        "An identifier takes letters, digits, - and _ only",
                    ),
                    example: "Z-001",
                },
            );
        }
        T::from(text.as_str())
    }

    /// An identifier that a row may do without.
    pub fn reference<T: for<'s> From<&'s str>>(&mut self, column: Column) -> Option<T> {
        debug_assert!(matches!(column.kind, Kind::Reference(_)));
        let text = fold(&self.value(column));
        (!text.is_empty()).then(|| T::from(text.as_str()))
    }

    /// A list of identifiers.
    pub fn ids<T: for<'s> From<&'s str>>(&mut self, column: Column) -> Vec<T> {
        debug_assert!(matches!(
            column.kind,
            Kind::References(_) | Kind::AnyReferences
        ));
        grammar::names(&fold(&self.value(column)))
            .iter()
            .map(|id| T::from(id.as_str()))
            .collect()
    }

    /// An identifier in a sheet that another column names.
    pub fn any_reference(&mut self, column: Column) -> String {
        debug_assert_eq!(column.kind, Kind::AnyReference);
        fold(&self.value(column))
    }

    /// A text in both languages.
    pub fn bilingual(&mut self, columns: ColumnPair) -> Text {
        Text::new(self.text(columns.zh), self.text(columns.en))
    }

    /// A date; `None` where it is empty or could not be read, as for each kind below.
    pub fn date(&mut self, column: Column) -> Option<Date> {
        debug_assert_eq!(column.kind, Kind::Date);
        self.read(column, grammar::date)
    }

    /// Dates and spans of dates.
    pub fn date_spans(&mut self, column: Column) -> Option<Vec<DateSpan>> {
        debug_assert_eq!(column.kind, Kind::DateSpans);
        self.read(column, grammar::date_spans)
    }

    /// A date and a time of day.
    pub fn moment(&mut self, column: Column) -> Option<Local> {
        debug_assert_eq!(column.kind, Kind::Moment);
        self.read(column, grammar::moment)
    }

    /// A whole number.
    pub fn number(&mut self, column: Column) -> Option<u32> {
        debug_assert_eq!(column.kind, Kind::Number);
        self.read(column, grammar::number)
    }

    /// 是 or 否.
    pub fn yes_no(&mut self, column: Column) -> Option<bool> {
        debug_assert_eq!(column.kind, Kind::YesNo);
        self.read(column, grammar::yes_no)
    }

    /// A cell read by a grammar; `None` where it is empty or could not be read.
    pub fn read<T>(
        &mut self,
        column: Column,
        grammar: impl Fn(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        let text = self.value(column);
        if text.is_empty() {
            return None;
        }
        match grammar(&text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(column, &error);
                None
            }
        }
    }

    /// One of the column's terms; they are named where it is none of them.
    pub fn term<T>(&mut self, column: Column, of: fn(&str) -> Option<T>) -> Option<T> {
        debug_assert!(matches!(column.kind, Kind::Term(_)));
        debug_assert!(
            column
                .kind
                .terms()
                .iter()
                .all(|(zh, en)| of(zh).is_some() && of(en).is_some())
        );
        let text = fold(&self.value(column));
        if text.is_empty() {
            return None;
        }
        let term = of(&text);
        if term.is_none() {
            let terms = column.kind.terms_shown();
            self.term_unknown(
                column,
                &text,
                Text::new("不是这一列的用语", "This is not one of the column's terms"),
                Text::new(
                    format!("请用其中之一：{terms}"),
                    format!("Use one of: {terms}"),
                ),
            );
        }
        term
    }

    /// Any of the column's terms.
    pub fn terms<T>(&mut self, column: Column, of: fn(&str) -> Option<T>) -> Vec<T> {
        debug_assert!(matches!(column.kind, Kind::Terms(_)));
        debug_assert!(
            column
                .kind
                .terms()
                .iter()
                .all(|(zh, en)| of(zh).is_some() && of(en).is_some())
        );
        let text = fold(&self.value(column));
        let all: Vec<Option<T>> = grammar::names(&text).iter().map(|t| of(t)).collect();
        if all.iter().any(Option::is_none) {
            let terms = column.kind.terms_shown();
            self.term_unknown(
                column,
                &text,
                Text::new(
                    "有的词不是这一列的用语",
                    "Some of this is not one of the column's terms",
                ),
                Text::new(format!("请用：{terms}"), format!("Use: {terms}")),
            );
        }
        all.into_iter().flatten().collect()
    }

    fn term_unknown(&mut self, column: Column, value: &str, what: Text, fix: Text) {
        self.bad = true;
        let at = self.at(column);
        let found = finding("term_unknown", Severity::Error, at, value, what, fix);
        self.findings.push(found);
    }

    /// Where the row comes from.
    pub fn source(&mut self) -> Source {
        let kind = self.term(source::KIND, SourceKind::from_term);
        Source {
            kind: kind.unwrap_or(SourceKind::Sample),
            reference: self.text(source::REFERENCE),
        }
    }
}
