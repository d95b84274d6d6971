//! One sheet as an office keeps it: bytes to rows, headings in either language, and a reader that
//! turns every bad cell into a finding instead of stopping.

use std::collections::BTreeMap;

use check::{Finding, Location, Severity};
use civic::Text;
use civic::documents::{Source, SourceKind};

use crate::grammar;
use crate::grammar::{CellError, fold};

/// A column: its heading in the office's words and in English, and whether each row needs it.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The Chinese heading.
    pub zh: &'static str,
    /// The English heading.
    pub en: &'static str,
    /// True where every row needs a value.
    pub required: bool,
}

/// A column that every row needs.
pub const fn need(zh: &'static str, en: &'static str) -> Column {
    Column {
        zh,
        en,
        required: true,
    }
}

/// A column that a row may leave empty.
pub const fn may(zh: &'static str, en: &'static str) -> Column {
    Column {
        zh,
        en,
        required: false,
    }
}

/// The two columns in which every sheet ends.
pub const SOURCE_KIND: Column = need("来源类型", "source_kind");
/// Which report or text.
pub const SOURCE_REF: Column = may("来源说明", "source_ref");

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
    pub fn read(file: &str, bytes: &[u8], columns: &[Column], findings: &mut Vec<Finding>) -> Self {
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
        sheet.take_headings(&headings, columns, findings);
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

    /// Finds each known column; a heading that is not known, or a column that is missing, is said.
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
            .filter(|c| c.required && !self.headings.contains_key(c.zh))
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

    /// Says that a cell cannot be taken; the row is left out.
    pub fn refuse(&mut self, column: Column, error: &CellError) {
        self.refuse_as("cell_unreadable", column, error);
    }

    /// Says under a code of its own that a cell cannot be taken; the row is left out.
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

    /// The text of a cell; a required one that is empty is an error.
    pub fn text(&mut self, column: Column) -> String {
        let text = self.raw(column).to_owned();
        if text.is_empty() && column.required && self.sheet.headings.contains_key(column.zh) {
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

    /// An identifier: ASCII letters, digits, `-`, `_` and `.`.
    pub fn id<T: for<'s> From<&'s str>>(&mut self, column: Column) -> T {
        let text = fold(&self.text(column));
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

    /// A list of identifiers.
    pub fn ids<T: for<'s> From<&'s str>>(&mut self, column: Column) -> Vec<T> {
        grammar::list(&fold(&self.text(column)))
            .iter()
            .map(|id| T::from(id.as_str()))
            .collect()
    }

    /// A text in both languages, from its two columns.
    pub fn bilingual(&mut self, zh: Column, en: Column) -> Text {
        Text::new(self.text(zh), self.text(en))
    }

    /// A cell read by a grammar; `None` where it is empty or could not be read.
    pub fn read<T>(
        &mut self,
        column: Column,
        grammar: impl Fn(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        let text = self.text(column);
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

    /// A term of a fixed list; the terms are named where it is none of them.
    pub fn term<T: Clone>(
        &mut self,
        column: Column,
        of: fn(&str) -> Option<T>,
        terms: &str,
    ) -> Option<T> {
        let text = fold(&self.text(column));
        if text.is_empty() {
            return None;
        }
        let term = of(&text);
        if term.is_none() {
            self.bad = true;
            let found = finding(
                "term_unknown",
                Severity::Error,
                self.at(column),
                &text,
                Text::new("不是这一列的用语", "This is not one of the column's terms"),
                Text::new(
                    format!("请用其中之一：{terms}"),
                    format!("Use one of: {terms}"),
                ),
            );
            self.findings.push(found);
        }
        term
    }

    /// A list of terms of a fixed list.
    pub fn terms<T: Clone>(
        &mut self,
        column: Column,
        of: fn(&str) -> Option<T>,
        terms: &str,
    ) -> Vec<T> {
        let text = fold(&self.text(column)).replace('、', ";");
        let all: Vec<Option<T>> = grammar::list(&text).iter().map(|t| of(t)).collect();
        if all.iter().any(Option::is_none) {
            self.bad = true;
            let found = finding(
                "term_unknown",
                Severity::Error,
                self.at(column),
                &text,
                Text::new(
                    "有的词不是这一列的用语",
                    "Some of this is not one of the column's terms",
                ),
                Text::new(format!("请用：{terms}"), format!("Use: {terms}")),
            );
            self.findings.push(found);
        }
        all.into_iter().flatten().collect()
    }

    /// Where the row comes from.
    pub fn source(&mut self) -> Source {
        let kind = self.term(
            SOURCE_KIND,
            SourceKind::from_term,
            "官方文本、新闻报道、示例",
        );
        Source {
            kind: kind.unwrap_or(SourceKind::Sample),
            reference: self.text(SOURCE_REF),
        }
    }
}
