//! One sheet as an office keeps it: bytes to rows, headings in either language, and a reader that
//! turns every bad cell into a finding instead of stopping.
//!
//! [`Sheet::read`] finds the declared columns by their headings; [`Sheet::each`] hands each row to a
//! closure as a [`RowReader`], which has a method for each kind of cell.

use std::collections::BTreeMap;

use check::columns::{Column, ColumnPair, Kind, SheetFormat, source};
use check::{Finding, Location, Severity};
use civic::Text;
use civic::documents::{Source, SourceKind};
use civic::time::{Date, DateSpan, Local};

use crate::grammar;
use crate::grammar::{CellError, fold};

/// A sheet that was read.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    file: String,
    /// The heading as the office wrote it and its position, by the Chinese heading.
    headings: BTreeMap<&'static str, (usize, String)>,
    rows: Vec<(u32, Vec<String>)>,
}

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

/// UTF-8 with or without a byte order mark, otherwise GB18030; `None` where it is neither.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let (text, had_errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    (!had_errors).then(|| text.into_owned())
}

impl Sheet {
    /// Reads a sheet; headings that are missing or not known become findings.
    pub fn read(format: &SheetFormat, bytes: &[u8], findings: &mut Vec<Finding>) -> Self {
        let file = format.file;
        let whole = || Location {
            file: file.to_owned(),
            row: 0,
            column: String::new(),
        };
        let mut sheet = Self {
            file: file.to_owned(),
            ..Self::default()
        };
        let Some(text) = decode(bytes) else {
            findings.push(finding(
                "encoding_unknown",
                Severity::Error,
                whole(),
                "",
                Text::new(
                    "文件既不是 UTF-8 也不是 GB18030 编码",
                    "The file is neither UTF-8 nor GB18030",
                ),
                Text::new(
                    "在表格软件里另存为“CSV UTF-8”",
                    "Save it again from the spreadsheet as \"CSV UTF-8\"",
                ),
            ));
            return sheet;
        };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let headings: Vec<String> = match records.next() {
            Some(Ok(record)) => record.iter().map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let columns: Vec<Column> = format.columns().collect();
        sheet.take_headings(&headings, &columns, findings);
        for (i, record) in records.enumerate() {
            let row = u32::try_from(i + 2).unwrap_or(u32::MAX);
            match record {
                Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(record) => sheet
                    .rows
                    .push((row, record.iter().map(|c| c.trim().to_owned()).collect())),
                Err(error) => findings.push(finding(
                    "row_unreadable",
                    Severity::Error,
                    Location {
                        file: file.to_owned(),
                        row,
                        column: String::new(),
                    },
                    "",
                    Text::new(
                        format!("这一行无法读取：{error}"),
                        format!("This row cannot be read: {error}"),
                    ),
                    Text::new(
                        "检查引号是否成对",
                        "Check that quotation marks come in pairs",
                    ),
                )),
            }
        }
        sheet
    }

    /// True where the sheet has the column.
    pub fn has(&self, column: Column) -> bool {
        self.headings.contains_key(column.zh)
    }

    /// Finds each known column; an unknown heading or a missing column is a finding.
    fn take_headings(
        &mut self,
        headings: &[String],
        columns: &[Column],
        findings: &mut Vec<Finding>,
    ) {
        let file = self.file.clone();
        for (i, heading) in headings.iter().enumerate() {
            let folded = fold(heading);
            let known = columns
                .iter()
                .find(|c| c.zh == folded || c.en.eq_ignore_ascii_case(&folded));
            match known {
                Some(column) => {
                    self.headings
                        .entry(column.zh)
                        .or_insert((i, heading.trim().to_owned()));
                }
                None if folded.is_empty() => {}
                None => findings.push(finding(
                    "column_unknown",
                    Severity::Info,
                    Location {
                        file: file.clone(),
                        row: 1,
                        column: heading.clone(),
                    },
                    heading,
                    Text::new("这一列不会发布", "This column is not published"),
                    match nearest(&folded, columns) {
                        Some(near) => Text::new(
                            format!("如果指的是“{near}”，请改列名"),
                            format!("If it means {near}, change the heading"),
                        ),
                        None => Text::new("不需要时可以删去", "It may be left out"),
                    },
                )),
            }
        }
        for column in columns
            .iter()
            .filter(|c| c.is_required() && !self.headings.contains_key(c.zh))
        {
            findings.push(finding(
                "column_missing",
                Severity::Error,
                Location {
                    file: file.clone(),
                    row: 1,
                    column: column.zh.to_owned(),
                },
                "",
                Text::new(
                    format!("缺少“{}”列", column.zh),
                    format!("The column {} ({}) is missing", column.zh, column.en),
                ),
                Text::new(
                    format!("在第一行加上“{}”", column.zh),
                    format!("Add {} to the first row", column.zh),
                ),
            ));
        }
    }

    /// Calls `read` for each row; a row whose reader met an error is left out.
    pub fn each<T>(
        &self,
        findings: &mut Vec<Finding>,
        mut read: impl FnMut(&mut RowReader<'_>) -> Option<T>,
    ) -> Vec<check::Row<T>> {
        self.rows
            .iter()
            .filter_map(|(row, cells)| {
                let location = Location {
                    file: self.file.clone(),
                    row: *row,
                    column: String::new(),
                };
                let mut reader = RowReader {
                    sheet: self,
                    cells,
                    location: location.clone(),
                    bad: false,
                    findings,
                };
                let value = read(&mut reader)?;
                (!reader.bad).then_some(check::Row { location, value })
            })
            .collect()
    }
}

/// The column whose heading differs least, where at least half of the characters agree.
fn nearest(heading: &str, columns: &[Column]) -> Option<&'static str> {
    let shared = |name: &str| name.chars().filter(|c| heading.contains(*c)).count();
    columns
        .iter()
        .map(|c| (shared(c.zh), c.zh))
        .max()
        .filter(|(count, zh)| count * 2 >= zh.chars().count() && *count > 1)
        .map(|(_, zh)| zh)
}

/// Reads the cells of one row.
pub struct RowReader<'a> {
    sheet: &'a Sheet,
    cells: &'a [String],
    location: Location,
    bad: bool,
    findings: &'a mut Vec<Finding>,
}

impl RowReader<'_> {
    /// The cell as it was written; empty where there is none.
    pub fn raw(&self, column: Column) -> &str {
        self.sheet
            .headings
            .get(column.zh)
            .and_then(|(i, _)| self.cells.get(*i))
            .map_or("", String::as_str)
    }

    fn at(&self, column: Column) -> Location {
        let heading = self
            .sheet
            .headings
            .get(column.zh)
            .map_or(column.zh, |(_, h)| h);
        Location {
            column: heading.to_owned(),
            ..self.location.clone()
        }
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
        if text.is_empty() && column.is_required() && self.sheet.headings.contains_key(column.zh) {
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
        debug_assert_eq!(column.kind, Kind::List);
        grammar::list(&self.value(column))
    }

    /// An identifier: ASCII letters, digits, `-`, `_` and `.`.
    pub fn id<T: for<'s> From<&'s str>>(&mut self, column: Column) -> T {
        debug_assert!(matches!(column.kind, Kind::Id | Kind::Reference(_)));
        let text = fold(&self.value(column));
        if !text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        {
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
        grammar::list(&fold(&self.value(column)))
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
        debug_assert!(column.kind.terms().iter().all(|t| of(t).is_some()));
        let text = fold(&self.value(column));
        if text.is_empty() {
            return None;
        }
        let term = of(&text);
        if term.is_none() {
            let terms = column.kind.terms().join("、");
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
        debug_assert!(column.kind.terms().iter().all(|t| of(t).is_some()));
        let text = fold(&self.value(column)).replace('、', ";");
        let all: Vec<Option<T>> = grammar::list(&text).iter().map(|t| of(t)).collect();
        if all.iter().any(Option::is_none) {
            let terms = column.kind.terms().join("、");
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
