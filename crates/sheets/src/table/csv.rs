//! The rows of a CSV file, numbered as a spreadsheet numbers them.
//!
//! The crate `csv` reads any text without complaint: a quotation mark that is never closed swallows
//! the rows below it. So the rows are told apart here, by the rules of RFC 4180, and it is given
//! those alone that keep them.

use check::{Finding, Location, Severity};
use civic::Text;

use super::grid::{Cells, Grid, GridRow};
use crate::spreadsheet::inert;

/// The separators that are recognised; the comma first, where two fit equally.
pub(super) const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// The characters a spreadsheet can hold in a cell: a quotation that is longer is not closed.
const MAX_CELL_CHARS: usize = 32_767;

/// One row of a file, its line end not included.
enum Line<'a> {
    Row(&'a str),
    /// A cell opens a quotation and has no end: its column, from 0.
    Unclosed(usize, &'a str),
}

/// Where the row at the start of a text ends. A cell in quotation marks may hold line ends; a
/// quotation mark within a cell that did not begin with one means itself.
fn first_line(text: &str, separator: char) -> Result<usize, usize> {
    let (mut column, mut cell_starts) = (0, true);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\n' | '\r' => return Ok(at),
            '"' if cell_starts => {
                let mut closed = false;
                while let Some((inner, c)) = chars.next() {
                    if inner - at > 4 * MAX_CELL_CHARS {
                        return Err(column);
                    }
                    if c == '"' && chars.next_if(|(_, c)| *c == '"').is_none() {
                        closed = true;
                        break;
                    }
                }
                let follows = chars.peek().map(|(_, c)| *c);
                let ends = follows.is_none_or(|c| c == separator || c == '\n' || c == '\r');
                if !closed || !ends {
                    return Err(column);
                }
                cell_starts = false;
            }
            c if c == separator => {
                column += 1;
                cell_starts = true;
            }
            _ => cell_starts = false,
        }
    }
    Ok(text.len())
}

/// The rows of a text with their numbers; after one that cannot be read, the next line goes on.
fn lines(text: &str, separator: char) -> impl Iterator<Item = (u32, Line<'_>)> {
    let mut rest = text;
    let mut number = 0_u32;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        number = number.saturating_add(1);
        let (end, unclosed) = match first_line(rest, separator) {
            Ok(end) => (end, None),
            Err(column) => (rest.find(['\n', '\r']).unwrap_or(rest.len()), Some(column)),
        };
        let (line, after) = rest.split_at(end);
        rest = after
            .strip_prefix("\r\n")
            .or_else(|| after.strip_prefix(['\n', '\r']))
            .unwrap_or(after);
        Some((
            number,
            unclosed.map_or(Line::Row(line), |column| Line::Unclosed(column, line)),
        ))
    })
}

/// The cells of one row that keeps the rules.
fn cells(line: &str, separator: char) -> Cells {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .buffer_capacity(line.len().max(1))
        .from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    let cells = record.iter().flatten().map(str::trim);
    cells.map(without_quote).collect()
}

/// A cell without the `'` that keeps a spreadsheet from running it, as [`inert`] puts it.
fn without_quote(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'');
    bare.filter(|bare| inert(bare) != *bare).unwrap_or(cell)
}

/// The first rows of a text that can be read, for finding out its separator.
pub(super) fn first_rows(text: &str, separator: char, count: usize) -> Vec<Cells> {
    lines(text, separator)
        .take(count)
        .filter_map(|(_, line)| match line {
            Line::Row(line) => Some(cells(line, separator)),
            Line::Unclosed(..) => None,
        })
        .collect()
}

/// The separator of a text of which no heading is known: the one that gives most of its first rows
/// the same number of cells; the comma where none parts them.
pub(crate) fn separator_of(text: &str) -> char {
    const ROWS: usize = 20;
    let mut best = (0, ',');
    for separator in SEPARATORS {
        let rows = first_rows(text, separator, ROWS);
        let most = rows.iter().map(Cells::len).max().unwrap_or(0);
        let same = rows.iter().filter(|cells| cells.len() == most).count();
        if most > 1 && same > best.0 {
            best = (same, separator);
        }
    }
    best.1
}

/// Reads a text; each row that cannot be read is a finding.
pub(crate) fn read(file: &str, text: &str, separator: char, findings: &mut Vec<Finding>) -> Grid {
    let mut grid = Grid::default();
    for (number, line) in lines(text, separator) {
        match line {
            Line::Row(line) => {
                let cells = cells(line, separator);
                if cells.iter().any(|cell| !cell.is_empty()) {
                    grid.rows.push(GridRow { number, cells });
                }
            }
            Line::Unclosed(column, line) => {
                let cells = line
                    .split(separator)
                    .take(column)
                    .map(|cell| cell.trim().to_owned());
                grid.refused.insert(number, cells.collect());
                findings.push(unclosed(file, number, column, line));
            }
        }
    }
    grid
}

fn unclosed(file: &str, row: u32, column: usize, line: &str) -> Finding {
    let nth = column + 1;
    Finding {
        code: "quote_unclosed".to_owned(),
        severity: Severity::Error,
        location: Location {
            file: file.to_owned(),
            row,
            column: String::new(),
        },
        value: line.to_owned(),
        what: Text::new(
            format!("这一行第 {nth} 格的引号没有成对：不知道这一格到哪里为止，整行没有读入"),
            format!(
                "The quotation mark that opens cell {nth} of this row is not closed: where the cell ends is not known, and the row is not read"
            ),
        ),
        fix: Text::new(
            "补上引号；格子里面的引号写成两个：\"本项目编写\"、\"他说\"\"好\"\"\"",
            "Close the quotation; a quotation mark inside a cell is written twice: \"written by us\", \"he said \"\"yes\"\"\"",
        ),
        example: None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_all(text: &str) -> (Vec<(u32, Vec<String>)>, Vec<u32>) {
        let mut findings = Vec::new();
        let grid = read("规则.csv", text, ',', &mut findings);
        let refused: Vec<u32> = findings.iter().map(|f| f.location.row).collect();
        assert_eq!(refused, grid.refused.into_keys().collect::<Vec<_>>());
        (
            grid.rows
                .iter()
                .map(|r| (r.number, r.cells.iter().map(str::to_owned).collect()))
                .collect(),
            refused,
        )
    }

    #[test]
    fn s6_1_rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let (rows, refused) = read_all("a,b\r\n\r\n,\r\n1,\"two\nlines\"\r\n2,x\n");
        let numbers: Vec<u32> = rows.iter().map(|(n, _)| *n).collect();
        assert_eq!((numbers, refused), (vec![1, 4, 5], vec![]));
        assert_eq!(rows[1].1[1], "two\nlines");
    }

    #[test]
    fn an_unclosed_quotation_costs_its_own_row_and_no_other() {
        for broken in [
            "2,\"open",
            "2,\"open, and more",
            "2,\"half\"open",
            "\"2,x",
            "2,\"\"open\"",
        ] {
            let text = format!("a,b\n1,x\n{broken}\n3,\"y\"\n4,\"z\nz\"\n");
            let (rows, refused) = read_all(&text);
            let numbers: Vec<u32> = rows.iter().map(|(n, _)| *n).collect();
            assert_eq!((numbers, refused), (vec![1, 2, 4, 5], vec![3]), "{broken}");
        }
    }

    #[test]
    fn a_quotation_mark_inside_a_cell_means_itself() {
        let (rows, _) = read_all("5\" pipe,\"he said \"\"yes\"\"\"\n");
        assert_eq!(rows[0].1, ["5\" pipe", "he said \"yes\""]);
    }

    #[test]
    fn a_quote_that_keeps_a_cell_from_being_run_is_no_part_of_it() {
        let (rows, _) = read_all("'=1,'-2,'word,''=1,'\n");
        assert_eq!(rows[0].1, ["=1", "-2", "'word", "''=1", "'"]);
    }

    proptest! {
        #[test]
        fn no_row_is_lost(text in "([a-c\",]{0,6}(\r\n|\n|\r)?){0,12}") {
            let (rows, refused) = read_all(&text);
            // Every character that is no mark is in a row that was read, or in one that was refused.
            let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
            let read: usize = rows.iter().flat_map(|(_, cells)| cells).map(|c| letters(c)).sum();
            let mut findings = Vec::new();
            read_findings(&text, &mut findings);
            let lost: usize = findings.iter().map(|f: &Finding| letters(&f.value)).sum();
            prop_assert_eq!(read + lost, letters(&text));
            prop_assert_eq!(refused.len(), findings.len());
        }
    }

    fn read_findings(text: &str, findings: &mut Vec<Finding>) {
        read("规则.csv", text, ',', findings);
    }
}
