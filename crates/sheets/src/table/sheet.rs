//! A sheet whose columns are known.
//!
//! [`Sheet::read`] finds the row of headings and in it the declared columns; [`Sheet::each`], beside
//! its `RowReader`, hands each row below to a closure. Every row that holds something is read or
//! refused, and counted: [`SheetCount`].

use std::borrow::Cow;

use check::columns::{Column, Kind, Presence, SheetFormat};
use check::{Finding, Location, Severity};
use civic::{Bilingual, Text};
use serde::Serialize;

use super::grid::{Cells, Grid, GridRow};
use super::headings::Headings;
use super::{csv, encoding, headings, workbook};
use crate::grammar::is_id;
use crate::ideographs::unified;

/// How many rows are searched for the headings.
const HEADINGS_WITHIN: usize = 20;

/// A sheet that was read.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub(super) file: String,
    pub(super) headings: Headings,
    pub(super) rows: Vec<GridRow>,
    /// The rows below the headings that hold something and were not read as rows of the sheet.
    refused: usize,
    /// The identifiers that those rows seem to have.
    refused_ids: Vec<String>,
    /// The column of the row's own identifier.
    pub(super) id: Option<Column>,
}

/// How many rows of a file were read; in 地点.geojson, how many features.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SheetCount {
    /// The file.
    pub file: String,
    /// The rows below the headings that hold something, or all features.
    pub rows: usize,
    /// Those that became part of what the city has.
    pub read: usize,
}

impl SheetCount {
    /// The rows that were not read; each has a finding, or follows from one about the whole file.
    pub fn refused(&self) -> usize {
        self.rows.saturating_sub(self.read)
    }
}

impl Sheet {
    /// A sheet of which it is not known what it holds.
    pub fn missing() -> Self {
        let mut sheet = Self::default();
        sheet.headings.incomplete = true;
        sheet
    }

    /// Reads a file as this sheet; whatever is not as declared becomes a finding.
    pub fn read(
        format: &SheetFormat,
        file: &str,
        bytes: &[u8],
        findings: &mut Vec<Finding>,
    ) -> Self {
        let columns: Vec<Column> = format.columns_read().collect();
        let before = findings.len();
        let grid = grid(file, bytes, &columns, findings).unwrap_or_default();
        let mut told = findings.iter().skip(before);
        let is_refused = told.any(|finding| finding.severity == Severity::Error);
        let mut sheet = Self {
            file: file.to_owned(),
            id: columns
                .iter()
                .copied()
                .find(|column| column.kind == Kind::Id),
            ..Self::missing()
        };
        let mut rows = grid.rows;
        findings.extend(sheet.unify(&mut rows));
        let Some(at) = headings_row(&rows, &columns) else {
            sheet.refused = rows.len() + grid.refused.len();
            if !is_refused {
                findings.push(sheet.no_headings(&rows, &columns));
            }
            return sheet;
        };
        let mut below = rows.split_off(at);
        let heading = below.remove(0);
        for title in &rows {
            findings.push(sheet.beside_the_table(title));
        }
        sheet.headings = Headings::find(format, file, &heading, &below, findings);
        for (row, cells) in &grid.refused {
            if *row > heading.number {
                sheet.refuse(cells.iter());
            }
        }
        sheet.take_rows(below, &columns, findings);
        if format.missing == Severity::Error && sheet.rows.is_empty() && sheet.refused == 0 {
            findings.push(sheet.no_rows());
        }
        sheet
    }

    /// True where the sheet has the column.
    pub fn has(&self, column: Column) -> bool {
        self.headings.has(column)
    }

    /// The row of headings as a whole, or the cell of a column in it.
    pub fn heading(&self, column: Column) -> Location {
        Location {
            file: self.file.clone(),
            row: self.headings.row,
            column: column.zh.to_owned(),
        }
    }

    /// A cell as it was written, by the position of its row; empty where there is none.
    pub fn cell(&self, index: usize, column: Column) -> &str {
        let row = self.rows.get(index);
        row.zip(self.headings.position(column))
            .and_then(|(row, at)| row.cells.get(at))
            .unwrap_or_default()
    }

    fn refuse(&mut self, mut cells: impl Iterator<Item = impl AsRef<str>>) {
        self.refused += 1;
        let at = self.id.and_then(|id| self.headings.position(id));
        let id = at.and_then(|at| cells.nth(at));
        let id = id.iter().map(AsRef::as_ref).find(|id| is_id(id));
        self.refused_ids.extend(id.map(str::to_owned));
    }

    /// The identifiers of rows that were refused before their cells were read.
    pub fn refused_ids(&self) -> Vec<String> {
        self.refused_ids.clone()
    }

    /// Sets apart what is no row of the table: a note, or a row that does not fit its headings.
    fn take_rows(&mut self, below: Vec<GridRow>, columns: &[Column], findings: &mut Vec<Finding>) {
        let needed: Vec<Column> = columns
            .iter()
            .copied()
            .filter(|c| c.presence == Presence::Required)
            .collect();
        for row in below {
            if self.is_note(&row, &needed) {
                findings.push(self.beside_the_table(&row));
            } else if let Some(extra) = row
                .cells
                .iter()
                .skip(self.headings.width)
                .find(|c| !c.is_empty())
            {
                findings.push(self.too_long(&row, extra));
            } else {
                self.rows.push(row);
                continue;
            }
            self.refuse(row.cells.iter());
        }
    }

    /// True for a row of one text that can be no row of the table: it leaves several needed cells
    /// empty, and is no identifier.
    fn is_note(&self, row: &GridRow, needed: &[Column]) -> bool {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let (Some(text), None) = (filled.next(), filled.next()) else {
            return false;
        };
        let has = needed
            .iter()
            .filter(|column| self.headings.has(**column))
            .count();
        has > 2 && !is_id(text)
    }

    fn finding(
        &self,
        code: &str,
        severity: Severity,
        row: u32,
        value: &str,
        what: Text,
        fix: Text,
    ) -> Finding {
        Finding {
            code: code.to_owned(),
            severity,
            location: Location {
                file: self.file.clone(),
                row,
                column: String::new(),
            },
            value: value.to_owned(),
            what,
            fix,
            example: None,
        }
    }

    fn beside_the_table(&self, row: &GridRow) -> Finding {
        let text: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        self.finding(
            "row_beside_table",
            Severity::Warning,
            row.number,
            &text.join("；"),
            Text::new(
                "这一行是表格以外的文字（标题或说明），没有读入，也不会发布",
                "This row is text beside the table, a title or a note; it is not read and not published",
            ),
            Text::new(
                "如果它说了什么限制，写进相应的列；如果没有，删去这一行",
                "If it limits anything, write that into the column it is about; if not, delete the row",
            ),
        )
    }

    fn too_long(&self, row: &GridRow, extra: &str) -> Finding {
        let (cells, width) = (row.cells.len(), self.headings.width);
        self.finding(
            "row_too_long",
            Severity::Error,
            row.number,
            extra,
            Text::new(
                format!("这一行有 {cells} 格，列名只有 {width} 个：多半有一格里的逗号把它分成了两格，后面的内容都错了位"),
                format!("This row has {cells} cells and there are {width} headings: a comma inside a cell has probably split it, so that what follows is in the wrong columns"),
            ),
            Text::new(
                "把有逗号的那一格放进引号：\"小吃,饮料\"；或者改用“；”",
                "Put the cell with the comma into quotation marks: \"snacks,drinks\"; or write ； instead",
            ),
        )
    }

    /// Replaces ideographs that only look right, as text copied from a PDF has them, and tells so
    /// once.
    fn unify(&self, rows: &mut [GridRow]) -> Option<Finding> {
        let (mut first, mut count, mut all) = (None, 0_usize, Vec::new());
        for row in rows {
            let before = count;
            let mut meant = |cell: &str| {
                let (meant, replaced) = unified(cell)?;
                first.get_or_insert_with(|| (row.number, cell.to_owned()));
                count += 1;
                for c in replaced {
                    if !all.contains(&c) {
                        all.push(c);
                    }
                }
                Some(meant)
            };
            let cells = row.cells.iter();
            let cells: Cells = cells
                .map(|cell| meant(cell).map_or(Cow::Borrowed(cell), Cow::Owned))
                .collect();
            if count > before {
                row.cells = cells;
            }
        }
        let (row, written) = first?;
        let all: String = all.iter().collect();
        Some(self.finding(
            "ideograph_replaced",
            Severity::Info,
            row,
            &written,
            Text::new(
                format!("有 {count} 格里的字是部首或兼容字（{all}），看起来一样，却搜不到：已按常用字读入"),
                format!("{count} cells have radicals or compatibility forms ({all}), which look right and are not found: they are read as the characters meant"),
            ),
            Text::new(
                "多半是从 PDF 复制来的；在表里重新输入这些字就不再提示",
                "They were probably copied from a PDF; type them again in the sheet and this is said no more",
            ),
        ))
    }

    fn no_rows(&self) -> Finding {
        self.finding(
            "sheet_empty",
            Severity::Warning,
            self.headings.row,
            "",
            Text::new(
                "只有列名，下面一行也没有",
                "There are headings and no row below them",
            ),
            Text::new(
                "如果内容在另一个工作表或文件里，放到这里来；确实没有内容时不用改",
                "If the rows are in another worksheet or file, put them here; if there are none, nothing needs to be changed",
            ),
        )
    }

    fn no_headings(&self, rows: &[GridRow], columns: &[Column]) -> Finding {
        let first = rows
            .first()
            .map(|row| row.cells.join(", "))
            .unwrap_or_default();
        let names: Vec<&str> = columns
            .iter()
            .filter(|c| c.is_required())
            .map(|c| c.zh)
            .collect();
        let names = names.join("、");
        self.finding(
            "headings_missing",
            Severity::Error,
            rows.first().map_or(0, |row| row.number),
            &first,
            Text::new(
                format!("前 {HEADINGS_WITHIN} 行里没有找到列名，整个表没有读入"),
                format!("There are no headings in the first {HEADINGS_WITHIN} rows; nothing of the sheet is read"),
            ),
            Text::new(
                format!("第一行写列名，用英文逗号分开：{names}"),
                format!("Write the headings into the first row, separated by commas: {names}"),
            ),
        )
    }

    /// The count of rows, of which `read` became part of what the city has; `None` for a sheet that
    /// is missing.
    pub fn count(&self, read: usize) -> Option<SheetCount> {
        (!self.file.is_empty()).then(|| SheetCount {
            file: self.file.clone(),
            rows: self.rows.len() + self.refused,
            read,
        })
    }

    /// True where nothing can be said of what the sheet does not hold.
    pub fn is_incomplete(&self) -> bool {
        self.headings.incomplete
    }
}

/// The rows of a file of any kind; `None` where it cannot be read at all.
fn grid(file: &str, bytes: &[u8], columns: &[Column], findings: &mut Vec<Finding>) -> Option<Grid> {
    if workbook::is_workbook(file, bytes) {
        return Some(workbook::read(file, bytes, findings));
    }
    let mut report = |code: &str, severity, value: &str, what, fix| {
        findings.push(Finding {
            code: code.to_owned(),
            severity,
            location: Location {
                file: file.to_owned(),
                ..Location::default()
            },
            value: value.to_owned(),
            what,
            fix,
            example: None,
        });
    };
    let decoded = match encoding::decode(bytes) {
        Ok(decoded) => decoded,
        Err(error) => {
            report(
                "encoding_unknown",
                Severity::Error,
                "",
                error.text(),
                error.fix(),
            );
            return None;
        }
    };
    let encoding = decoded.encoding;
    if encoding != "UTF-8" {
        report(
            "encoding_read_as",
            Severity::Info,
            encoding,
            Text::new(
                format!("文件按 {encoding} 编码读入"),
                format!("The file is read as {encoding}"),
            ),
            Text::new(
                "如果有的字不对，在表格软件里另存为“CSV UTF-8”",
                "If some characters are wrong, save it again from the spreadsheet as \"CSV UTF-8\"",
            ),
        );
    }
    let separator = separator(&decoded.text, columns);
    if separator != ',' {
        let shown = if separator == '\t' {
            "TAB".to_owned()
        } else {
            separator.to_string()
        };
        report(
            "separator_read_as",
            Severity::Info,
            &shown,
            Text::new(
                format!("各列之间是“{shown}”，不是逗号：按此读入"),
                format!("The columns are separated by {shown}, not by commas: read so"),
            ),
            Text::new("不需要改", "Nothing needs to be changed"),
        );
    }
    Some(csv::read(file, &decoded.text, separator, findings))
}

/// The separator by which most headings are found; the comma where none is.
fn separator(text: &str, columns: &[Column]) -> char {
    let found = |separator: char| {
        let rows = csv::first_rows(text, separator, HEADINGS_WITHIN);
        rows.iter()
            .map(|cells| headings::count(cells, columns))
            .max()
            .unwrap_or(0)
    };
    let mut best = (0, ',');
    for separator in csv::SEPARATORS {
        let count = found(separator);
        if count > best.0 {
            best = (count, separator);
        }
    }
    best.1
}

/// The position of the row that names the most columns, at least two.
fn headings_row(rows: &[GridRow], columns: &[Column]) -> Option<usize> {
    let mut best = (1, None);
    for (at, row) in rows.iter().take(HEADINGS_WITHIN).enumerate() {
        let count = headings::count(&row.cells, columns);
        if count > best.0 {
            best = (count, Some(at));
        }
    }
    best.1
}
