//! What a person should know of a worksheet that was read: merges, formulas, what is hidden, what
//! looks other than it is.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::mem::discriminant;

use check::{Finding, Location, Severity};
use civic::Text;

use super::choose::Entry;
use super::layout::Layout;
use super::position::{Position, column_letters};
use super::worksheet::{Unreadable, Worksheet};

/// How many cells a finding names.
const NAMED: usize = 8;

/// The findings of the worksheet that was read, those that stop it first.
pub(super) fn report(
    file: &str,
    entries: &[Entry],
    read: usize,
    worksheet: &Worksheet,
    layout: &Layout,
) -> Vec<Finding> {
    let mut report = Report {
        file,
        findings: Vec::new(),
    };
    report.unreadable(layout);
    report.worksheets(entries, read);
    report.hidden(worksheet);
    report.covered(layout);
    report.shown_otherwise(worksheet);
    report.formulas(worksheet);
    report.merges(worksheet);
    report.findings
}

struct Report<'a> {
    file: &'a str,
    findings: Vec<Finding>,
}

impl Report<'_> {
    fn add(&mut self, code: &str, severity: Severity, value: String, what: Text, fix: Text) {
        self.findings.push(Finding {
            code: code.to_owned(),
            severity,
            location: Location {
                file: self.file.to_owned(),
                ..Location::default()
            },
            value,
            what,
            fix,
            example: None,
        });
    }

    /// One finding for the cells of a column that have the same fault.
    fn unreadable(&mut self, layout: &Layout) {
        let mut faults: Vec<(&Unreadable, Vec<Position>)> = Vec::new();
        for (at, why) in &layout.unreadable {
            let same = faults.iter_mut().find(|(other, cells)| {
                discriminant(*other) == discriminant(why)
                    && cells.first().is_some_and(|first| first.column == at.column)
            });
            match same {
                Some((_, cells)) => cells.push(*at),
                None => faults.push((why, vec![*at])),
            }
        }
        for (why, cells) in faults {
            let (code, what, fix) = fault(why, &cells);
            self.add(code, Severity::Error, why.to_string(), what, fix);
            if let (Some(finding), Some(first)) = (self.findings.last_mut(), cells.first()) {
                finding.location.row = first.row + 1;
                finding.location.column = column_letters(first.column);
            }
        }
    }

    fn worksheets(&mut self, entries: &[Entry], read: usize) {
        let Some(Entry { name, hidden, .. }) = entries.get(read) else {
            return;
        };
        if *hidden {
            self.add(
                "worksheet_hidden",
                Severity::Warning,
                name.clone(),
                Text::new(
                    format!("读取的工作表“{name}”是隐藏的"),
                    format!("The worksheet that was read, {name}, is hidden"),
                ),
                Text::new(
                    "取消隐藏，看看是不是要发布的内容",
                    "Unhide it and see whether it is what is to be published",
                ),
            );
        }
        let others: Vec<&Entry> = entries
            .iter()
            .enumerate()
            .filter(|(index, other)| other.holds_something && *index != read)
            .map(|(_, other)| other)
            .collect();
        if others.is_empty() {
            return;
        }
        let names = |mark: &str| -> Vec<String> {
            let mark = |other: &Entry| {
                if other.hidden {
                    mark.to_owned()
                } else {
                    String::new()
                }
            };
            others
                .iter()
                .map(|other| format!("{}{}", other.name, mark(other)))
                .collect()
        };
        self.add(
            "worksheets_not_read",
            Severity::Warning,
            String::new(),
            Text::new(
                format!(
                    "只读取了工作表“{name}”；这些有内容的没有读取：{}",
                    zh(&names("（隐藏）"))
                ),
                format!(
                    "Only the worksheet {name} was read; these hold something and were not: {}",
                    en(&names(" (hidden)"))
                ),
            ),
            Text::new(
                "要发布的内容放进同一个工作表，其余的另存到别处",
                "Put all that is to be published into one worksheet and keep the rest elsewhere",
            ),
        );
    }

    fn hidden(&mut self, worksheet: &Worksheet) {
        let rows: Vec<u32> = worksheet
            .rows
            .keys()
            .filter(|row| worksheet.hidden_rows.contains(row))
            .map(|row| row + 1)
            .collect();
        if !rows.is_empty() {
            self.add(
                "rows_hidden",
                Severity::Warning,
                String::new(),
                Text::new(
                    format!("隐藏或被筛选掉的行照样发布：第 {} 行", zh(&rows)),
                    format!(
                        "Rows that are hidden or filtered out are published all the same: {}",
                        en(&rows)
                    ),
                ),
                Text::new(
                    "取消隐藏和筛选，删去不发布的行",
                    "Unhide them, clear the filter, and delete the rows that are not to be published",
                ),
            );
        }
        let mut used: BTreeSet<u32> = worksheet.cells().map(|(at, _)| at.column).collect();
        let mut hidden = BTreeSet::new();
        for (first, last) in &worksheet.hidden_columns {
            let among: Vec<u32> = used.range(first..=last).copied().collect();
            for column in &among {
                used.remove(column);
            }
            hidden.extend(among);
        }
        let columns: Vec<String> = hidden.into_iter().map(column_letters).collect();
        if !columns.is_empty() {
            self.add(
                "columns_hidden",
                Severity::Warning,
                String::new(),
                Text::new(
                    format!("隐藏的列照样读取：{} 列", zh(&columns)),
                    format!("Hidden columns are read all the same: {}", en(&columns)),
                ),
                Text::new(
                    "取消隐藏，核对内容，删去不需要的列",
                    "Unhide them, check what they say, and delete those that are not needed",
                ),
            );
        }
    }

    fn covered(&mut self, layout: &Layout) {
        if layout.covered.is_empty() {
            return;
        }
        self.add(
            "merge_covers_text",
            Severity::Warning,
            String::new(),
            Text::new(
                format!(
                    "合并单元格下面压着别的内容，看不见，也不读取：{}",
                    zh(&layout.covered)
                ),
                format!(
                    "Under merged cells lies something else, which is neither seen nor read: {}",
                    en(&layout.covered)
                ),
            ),
            Text::new(
                "取消合并，核对每个单元格的内容",
                "Split the merged cells and check what each of them says",
            ),
        );
    }

    fn shown_otherwise(&mut self, worksheet: &Worksheet) {
        let added: Vec<Position> = worksheet
            .cells()
            .filter(|(_, cell)| !cell.added.is_empty())
            .map(|(at, _)| at)
            .collect();
        let words = worksheet
            .cells()
            .map(|(_, cell)| cell.added.as_str())
            .find(|added| !added.is_empty())
            .unwrap_or_default();
        if !added.is_empty() {
            self.add(
                "number_format_adds_text",
                Severity::Warning,
                words.to_owned(),
                Text::new(
                    format!(
                        "这些单元格里“{words}”一类的字是数字格式加上去的，读取的只有数字：{}",
                        zh(&added)
                    ),
                    format!(
                        "In these cells {words} or the like is added by the number format, and only the number is read: {}",
                        en(&added)
                    ),
                ),
                Text::new(
                    "编号等需要这些字的，设为“文本”格式后写全",
                    "Where it belongs to the value, as in an identifier, format the cell as text and write it out",
                ),
            );
        }
        let struck: Vec<Position> = worksheet
            .cells()
            .filter(|(_, cell)| cell.is_struck)
            .map(|(at, _)| at)
            .collect();
        if !struck.is_empty() {
            self.add(
                "text_struck_through",
                Severity::Warning,
                String::new(),
                Text::new(
                    format!("加了删除线的内容照样发布：{}", zh(&struck)),
                    format!(
                        "What is struck through is published all the same: {}",
                        en(&struck)
                    ),
                ),
                Text::new(
                    "不再有效的内容请删去，或填上失效时间",
                    "Delete what no longer holds, or say when it expires",
                ),
            );
        }
    }

    fn formulas(&mut self, worksheet: &Worksheet) {
        let formulas: Vec<Position> = worksheet
            .cells()
            .filter(|(_, cell)| cell.is_formula && cell.content.is_ok())
            .map(|(at, _)| at)
            .collect();
        if formulas.is_empty() {
            return;
        }
        if worksheet.awaits_calculation {
            self.add(
                "formulas_not_calculated",
                Severity::Warning,
                String::new(),
                Text::new(
                    format!(
                        "文件要求打开时重新计算公式，这里读取的值可能不对：{}",
                        zh(&formulas)
                    ),
                    format!(
                        "The file asks for its formulas to be calculated when it is opened, so the values read may be wrong: {}",
                        en(&formulas)
                    ),
                ),
                Text::new(
                    "在 Excel 或 WPS 里打开并保存一次",
                    "Open it in Excel or WPS and save it once",
                ),
            );
        } else {
            self.add(
                "formulas_read",
                Severity::Info,
                String::new(),
                Text::new(
                    format!("公式读取的是文件里存的值：{}", zh(&formulas)),
                    format!(
                        "Of formulas the value stored in the file is read: {}",
                        en(&formulas)
                    ),
                ),
                Text::new(
                    "保存前让公式算完；不想随公式变化的，粘贴为值",
                    "Let them calculate before saving; paste as values what should not change",
                ),
            );
        }
    }

    fn merges(&mut self, worksheet: &Worksheet) {
        if worksheet.merges.is_empty() {
            return;
        }
        self.add(
            "merged_cells",
            Severity::Info,
            String::new(),
            Text::new(
                format!(
                    "合并单元格里的每一格都取左上角的值：{}",
                    zh(&worksheet.merges)
                ),
                format!(
                    "Each cell of a merged region has the value of its first: {}",
                    en(&worksheet.merges)
                ),
            ),
            Text::new(
                "核对合并的范围；每行各填一次更稳妥",
                "Check how far the regions reach; a value in each row is safer",
            ),
        );
    }
}

/// What is wrong with these cells, of which the first has this fault.
fn fault(why: &Unreadable, cells: &[Position]) -> (&'static str, Text, Text) {
    let (zh, en) = (zh(cells), en(cells));
    match why {
        Unreadable::ErrorValue(error) => (
            "cell_error_value",
            Text::new(
                format!("公式出错（如 {error}）的单元格：{zh}"),
                format!("A formula has gone wrong (as {error}) in {en}"),
            ),
            Text::new(
                "改正公式，或直接填上值",
                "Correct the formula, or write the value itself",
            ),
        ),
        Unreadable::NotCalculated => (
            "cell_not_calculated",
            Text::new(
                format!("有公式而文件里没有算出的值的单元格：{zh}"),
                format!("The file does not have the value of the formula in {en}"),
            ),
            Text::new(
                "在 Excel 或 WPS 里打开，等公式算完再保存",
                "Open the file in Excel or WPS, let it calculate, and save it",
            ),
        ),
        Unreadable::TooManyDigits(_) => (
            "cell_digits_lost",
            Text::new(
                format!("数字太长，表格软件只保留 15 位，后面的已变成 0：{zh}"),
                format!(
                    "A spreadsheet keeps 15 digits of a number and has made the rest 0 in {en}"
                ),
            ),
            Text::new(
                "先把单元格设为“文本”格式，再重新填写",
                "Format the cell as text, then write the number again",
            ),
        ),
        Unreadable::NoDate(number) => (
            "cell_not_a_date",
            Text::new(
                format!(
                    "按日期或时刻显示，值（如 {number}）却不是（公式引用空白单元格时会这样）：{zh}"
                ),
                format!(
                    "Shown as a date or time with a value (as {number}) that is none, as a formula makes of an empty cell: {en}"
                ),
            ),
            Text::new(
                "填上日期，或清空这个单元格",
                "Write the date, or clear the cell",
            ),
        ),
    }
}

/// The first few, and how many there are.
fn zh(items: &[impl Display]) -> String {
    let names = named(items).join("、");
    match items.len() {
        count if count > NAMED => format!("{names} 等，共 {count}"),
        _ => names,
    }
}

fn en(items: &[impl Display]) -> String {
    let names = named(items).join(", ");
    match items.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{names} and {more} more"),
        _ => names,
    }
}

fn named(items: &[impl Display]) -> Vec<String> {
    items.iter().take(NAMED).map(ToString::to_string).collect()
}
