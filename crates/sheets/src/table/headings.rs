//! Which column of a sheet stands where.
//!
//! A heading is the office's own word or very nearly so. What is nearly so is taken and told:
//! white space and line breaks inside it, a unit or a hint in brackets, 失效日期 for 失效. What only
//! resembles a column that is missing is never passed over: where the column decides, that is an
//! error which names both.

use std::collections::BTreeMap;

use check::columns::{Column, Kind, Presence, SheetFormat};
use check::{Finding, Location, Severity};
use civic::Text;

use super::grid::{Cells, GridRow};
use crate::grammar::fold;
use crate::likeness::likeness;

/// Hints in brackets that do not change what a column means. Any other may: 时段（夏季） is not 时段.
const HINTS: &[&str] = &[
    "24小时制",
    "24小时",
    "24h",
    "必填",
    "选填",
    "可不填",
    "可空",
    "可选",
    "required",
    "optional",
    "个",
    "处",
    "条",
    "名",
    "人",
    "次",
    "天",
    "工作日",
    "个工作日",
    "单选",
    "多选",
    "下拉",
    "下拉选择",
    "年月日",
    "年-月-日",
    "年/月/日",
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "yyyy-mm-ddhh:mm",
    "hh:mm",
    "时:分",
    "中文",
    "汉字",
    "是/否",
    "是或否",
];

/// Other spellings of a heading, each for the one column it can mean.
const SPELLINGS: &[(&str, &str)] = &[
    ("时间段", "时段"),
    ("时间段外", "时段外"),
    ("经营时段", "时段"),
    ("商品品类", "品类"),
    ("地点", "适用地点"),
    ("规则号", "规则编号"),
    ("规则编码", "规则编号"),
    ("日期种类", "日期类型"),
    ("排除日期", "除外日期"),
];

/// What may follow the name of a date or a moment.
const DATE_ENDINGS: [&str; 3] = ["日期", "时间", "日"];

/// The columns that were found.
#[derive(Clone, Debug, Default)]
pub(super) struct Headings {
    /// The position and the heading as the office wrote it, by the Chinese heading.
    found: BTreeMap<&'static str, (usize, String)>,
    /// The row they are in, as a spreadsheet numbers it.
    pub(super) row: u32,
    /// How many columns the sheet has.
    pub(super) width: usize,
    /// True where the rows below cannot be understood: a column they need is not there.
    pub(super) incomplete: bool,
}

/// How a heading names a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// In its own words.
    Exactly(Column),
    /// In words that can mean nothing else.
    Nearly(Column),
}

impl Named {
    fn column(self) -> Column {
        match self {
            Self::Exactly(column) | Self::Nearly(column) => column,
        }
    }
}

impl Headings {
    pub(super) fn has(&self, column: Column) -> bool {
        self.found.contains_key(column.zh)
    }

    /// The position of a column.
    pub(super) fn position(&self, column: Column) -> Option<usize> {
        self.found.get(column.zh).map(|(at, _)| *at)
    }

    /// The heading of a column as the office wrote it.
    pub(super) fn written(&self, column: Column) -> &str {
        self.found
            .get(column.zh)
            .map_or(column.zh, |(_, heading)| heading)
    }

    /// Finds the columns in the row of headings; `below` are the rows under it.
    pub(super) fn find(
        format: &SheetFormat,
        file: &str,
        row: &GridRow,
        below: &[GridRow],
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut reading = Reading {
            columns: format.columns_read().collect(),
            written: format.columns().collect(),
            at: Location {
                file: file.to_owned(),
                row: row.number,
                column: String::new(),
            },
            headings: Self {
                row: row.number,
                width: row.cells.len(),
                ..Self::default()
            },
            findings,
        };
        let unknown = reading.take(row, below);
        reading.judge(&unknown);
        reading.headings
    }
}

/// The headings while they are read.
struct Reading<'a> {
    columns: Vec<Column>,
    /// Those that a sheet can lack: the columns of before are not missed.
    written: Vec<Column>,
    at: Location,
    headings: Headings,
    findings: &'a mut Vec<Finding>,
}

impl Reading<'_> {
    fn report(&mut self, code: &str, severity: Severity, heading: &str, what: Text, fix: Text) {
        self.findings.push(Finding {
            code: code.to_owned(),
            severity,
            location: Location {
                column: heading.to_owned(),
                ..self.at.clone()
            },
            value: heading.to_owned(),
            what,
            fix,
            example: None,
        });
    }

    /// Takes each heading that names a column and returns the others.
    fn take(&mut self, row: &GridRow, below: &[GridRow]) -> Vec<String> {
        let mut unknown = Vec::new();
        for (at, heading) in row.cells.iter().enumerate() {
            if key(heading).is_empty() {
                self.unnamed(at, below);
                continue;
            }
            let Some(named) = named(heading, &self.columns) else {
                unknown.push(heading.to_owned());
                continue;
            };
            let column = named.column();
            if let Some((_, first)) = self.headings.found.get(column.zh) {
                let first = first.clone();
                self.twice(column, &first, heading);
                continue;
            }
            self.headings
                .found
                .insert(column.zh, (at, heading.to_owned()));
            if matches!(named, Named::Nearly(_)) {
                let Column { zh, en, .. } = column;
                self.report(
                    "heading_read_as",
                    Severity::Info,
                    heading,
                    Text::new(format!("这一列读作“{zh}”"), format!("This column is read as {zh} ({en})")),
                    Text::new(
                        format!("如果不是这个意思，请改列名；是的话写成“{zh}”就不再提示"),
                        format!("If it means something else, change the heading; head it {zh} and this is said no more"),
                    ),
                );
            }
        }
        unknown
    }

    /// Two columns of one heading: which of them holds is not known.
    fn twice(&mut self, column: Column, first: &str, second: &str) {
        self.headings.incomplete = true;
        let zh = column.zh;
        self.report(
            "column_twice",
            Severity::Error,
            second,
            Text::new(
                format!("有两列都是“{zh}”（“{first}”和“{second}”），不知道以哪一列为准"),
                format!("Two columns are headed {zh} ({first}, {second}): which of them holds is not known"),
            ),
            Text::new(
                format!("合并成一列“{zh}”，一格里的多个值用“；”分开，例如：06:00-08:00；18:00-22:00"),
                format!("Make it one column {zh}; several values in a cell are separated by ；, such as 06:00-08:00；18:00-22:00"),
            ),
        );
    }

    /// A column without a heading that holds something.
    fn unnamed(&mut self, at: usize, below: &[GridRow]) {
        let filled = |row: &&GridRow| row.cells.get(at).is_some_and(|cell| !cell.is_empty());
        let Some(first) = below.iter().find(filled) else {
            return;
        };
        let letter = letter(at);
        let count = below.iter().filter(filled).count();
        let value = first.cells.get(at).unwrap_or_default().to_owned();
        self.report(
            "column_unnamed",
            Severity::Error,
            &letter,
            Text::new(
                format!("{letter} 列没有列名，却有 {count} 格填了内容（例如“{value}”）"),
                format!("Column {letter} has no heading, and {count} of its cells hold something (such as {value})"),
            ),
            Text::new("写上列名，或者删去这一列", "Give it a heading, or delete the column"),
        );
    }

    /// Judges what is missing and what is not known, each in the light of the other.
    fn judge(&mut self, unknown: &[String]) {
        let missing: Vec<Column> = self
            .written
            .iter()
            .copied()
            .filter(|c| !self.headings.has(*c))
            .collect();
        let mut explained: Vec<&str> = Vec::new();
        for column in &missing {
            let likely = unknown
                .iter()
                .map(|heading| (resemblance(heading, *column), heading.as_str()))
                .filter(|(share, _)| *share >= RESEMBLES)
                .max_by(|(a, _), (b, _)| a.total_cmp(b))
                .map(|(_, heading)| heading);
            let severity = match (column.presence, likely) {
                (Presence::Optional, None) => continue,
                (Presence::Optional, Some(_)) if is_words(column.kind) => Severity::Warning,
                _ => Severity::Error,
            };
            self.headings.incomplete |= severity == Severity::Error;
            match likely {
                Some(likely) => explained.push(likely),
                // Each of them is named as what the column may be.
                None => explained.extend(unknown.iter().map(String::as_str)),
            }
            self.missing(*column, severity, likely, unknown);
        }
        for heading in unknown
            .iter()
            .filter(|heading| !explained.contains(&heading.as_str()))
        {
            self.report(
                "column_unknown",
                Severity::Info,
                heading,
                Text::new("这一列不会发布", "This column is not published"),
                Text::new("不需要时可以删去", "It may be left out"),
            );
        }
    }

    fn missing(
        &mut self,
        column: Column,
        severity: Severity,
        likely: Option<&str>,
        unknown: &[String],
    ) {
        let Column { zh, en, .. } = column;
        let what = match likely {
            Some(likely) => Text::new(
                format!("缺少“{zh}”列；“{likely}”列像是它，但没有按它读入"),
                format!(
                    "The column {zh} ({en}) is missing; {likely} resembles it and is not read as it"
                ),
            ),
            None => Text::new(
                format!("缺少“{zh}”列"),
                format!("The column {zh} ({en}) is missing"),
            ),
        };
        let others = unknown.join("、");
        let fix = match (likely, column.presence) {
            (Some(likely), _) => Text::new(
                format!("如果“{likely}”指的就是它，把列名改成“{zh}”；如果不是，另加一列“{zh}”"),
                format!("If {likely} means it, head that column {zh}; if not, add a column {zh}"),
            ),
            (None, Presence::Stated) if others.is_empty() => Text::new(
                format!("在列名行加上“{zh}”；没有限制的行可以空着"),
                format!(
                    "Add {zh} to the headings; a row that has no such limit may leave it empty"
                ),
            ),
            (None, Presence::Stated) => Text::new(
                format!(
                    "在列名行加上“{zh}”；没有限制的行可以空着。如果它是这些列中的一列，把列名改过来：{others}"
                ),
                format!(
                    "Add {zh} to the headings; a row that has no such limit may leave it empty. If it is one of these columns, change its heading: {others}"
                ),
            ),
            (None, _) if others.is_empty() => Text::new(
                format!("在列名行加上“{zh}”"),
                format!("Add {zh} to the headings"),
            ),
            (None, _) => Text::new(
                format!("在列名行加上“{zh}”。如果它是这些列中的一列，把列名改过来：{others}"),
                format!(
                    "Add {zh} to the headings. If it is one of these columns, change its heading: {others}"
                ),
            ),
        };
        self.report("column_missing", severity, zh, what, fix);
        if let Some(found) = self.findings.last_mut() {
            likely.unwrap_or_default().clone_into(&mut found.value);
        }
    }
}

/// True for a column of words, which no answer is made from.
fn is_words(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::List | Kind::Names)
}

/// How many cells of a row name columns.
pub(super) fn count(cells: &Cells, columns: &[Column]) -> usize {
    cells
        .iter()
        .filter(|cell| named(cell, columns).is_some())
        .count()
}

/// The letter by which a spreadsheet names a column.
fn letter(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match rest / 26 {
            0 => break,
            more => rest = more - 1,
        }
    }
    letters.iter().rev().collect()
}

/// What is compared: no white space, no marks, one width and case.
fn key(heading: &str) -> String {
    fold(heading)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '*' | ':' | '\u{200b}' | '\u{feff}'))
        .collect()
}

/// A key without a hint in brackets at its end; `None` where there is none.
fn without_hint(key: &str) -> Option<&str> {
    let (name, hint) = key
        .strip_suffix([')', ']', '】', '〕'])?
        .rsplit_once(['(', '[', '【', '〔'])?;
    HINTS.contains(&hint).then_some(name)
}

/// The column that a heading names.
fn named(heading: &str, columns: &[Column]) -> Option<Named> {
    let plain = fold(heading);
    let exact = |c: &&Column| c.zh == plain || c.en.eq_ignore_ascii_case(&plain);
    if let Some(column) = columns.iter().find(exact) {
        return Some(Named::Exactly(*column));
    }
    let key = key(heading);
    let names = [Some(key.as_str()), without_hint(&key)];
    let is =
        |column: &Column, name: &str| self::key(column.zh) == name || self::key(column.en) == name;
    for name in names.into_iter().flatten() {
        let spelling = SPELLINGS
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, zh)| *zh);
        let same = columns.iter().find(|c| is(c, name));
        let found = same
            .or_else(|| columns.iter().find(|c| Some(c.zh) == spelling))
            .or_else(|| {
                let date = |c: &&Column| matches!(c.kind, Kind::Date | Kind::Moment);
                let ended = |c: &&Column| {
                    DATE_ENDINGS
                        .iter()
                        .any(|end| name.strip_suffix(end) == Some(c.zh))
                };
                columns.iter().filter(date).find(ended)
            });
        if let Some(column) = found {
            return Some(Named::Nearly(*column));
        }
    }
    None
}

/// From which share of common characters on a heading resembles a column.
const RESEMBLES: f64 = 0.5;

/// How like a heading is to a column's name, in either language; 1 where one holds the other.
fn resemblance(heading: &str, column: Column) -> f64 {
    let heading = key(heading);
    [column.zh, column.en]
        .map(|name| {
            let name = key(name);
            let long_enough = name.chars().count() > 1 && heading.chars().count() > 1;
            if long_enough && (heading.contains(&name) || name.contains(&heading)) {
                return 1.0;
            }
            // A character more or less parts two pairs of a short word.
            let by_edits = strsim::normalized_damerau_levenshtein(&heading, &name);
            likeness(&heading, &name).max(if by_edits >= 0.6 { by_edits } else { 0.0 })
        })
        .into_iter()
        .fold(0.0, f64::max)
}
