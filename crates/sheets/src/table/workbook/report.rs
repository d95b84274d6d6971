//! What a person should know of a worksheet that was read: merges, formulas, what is hidden, what
//! looks other than it is.

use std::fmt::Display;

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
    for (at, why) in &layout.unreadable {
        report.unreadable(*at, why);
    }
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

    fn unreadable(&mut self, at: Position, why: &Unreadable) {
        let (code, value, what, fix) = match why {
            Unreadable::ErrorValue(error) => (
                "cell_error_value",
                error.clone(),
                Text::new(
                    format!("单元格 {at} 的公式出错：{error}"),
                    format!("The formula in {at} has gone wrong: {error}"),
                ),
                Text::new(
                    "改正公式，或直接填上值",
                    "Correct the formula, or write the value itself",
                ),
            ),
            Unreadable::NotCalculated => (
                "cell_not_calculated",
                String::new(),
                Text::new(
                    format!("单元格 {at} 有公式，文件里却没有算出的值"),
                    format!("{at} has a formula, but the file does not have its value"),
                ),
                Text::new(
                    "在 Excel 或 WPS 里打开，等公式算完再保存",
                    "Open the file in Excel or WPS, let it calculate, and save it",
                ),
            ),
            Unreadable::TooManyDigits(digits) => (
                "cell_digits_lost",
                digits.clone(),
                Text::new(
                    format!("单元格 {at} 的数字太长：表格软件只保留 15 位，后面的已变成 0"),
                    format!(
                        "The number in {at} is too long: a spreadsheet keeps 15 digits and makes the rest 0"
                    ),
                ),
                Text::new(
                    "先把单元格设为“文本”格式，再重新填写",
                    "Format the cell as text, then write the number again",
                ),
            ),
            Unreadable::NoDate(number) => (
                "cell_not_a_date",
                number.clone(),
                Text::new(
                    format!(
                        "单元格 {at} 按日期或时刻显示，值 {number} 却不是日期（公式引用空白单元格时会这样）"
                    ),
                    format!(
                        "{at} is shown as a date or time, but its value {number} is none (a formula makes this of an empty cell)"
                    ),
                ),
                Text::new(
                    "填上日期，或清空这个单元格",
                    "Write the date, or clear the cell",
                ),
            ),
        };
        self.add(code, Severity::Error, value, what, fix);
        if let Some(finding) = self.findings.last_mut() {
            finding.location.row = at.row + 1;
            finding.location.column = column_letters(at.column);
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
        let list = |separator: &str, hidden: &str| {
            let names: Vec<String> = others
                .iter()
                .map(|other| {
                    let mark = if other.hidden { hidden } else { "" };
                    format!("{}{mark}", other.name)
                })
                .collect();
            names.join(separator)
        };
        self.add(
            "worksheets_not_read",
            Severity::Warning,
            String::new(),
            Text::new(
                format!(
                    "只读取了工作表“{name}”；这些有内容的没有读取：{}",
                    list("、", "（隐藏）")
                ),
                format!(
                    "Only the worksheet {name} was read; these hold something and were not: {}",
                    list(", ", " (hidden)")
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
        let mut columns: Vec<u32> = worksheet
            .cells()
            .map(|(at, _)| at.column)
            .filter(|column| {
                worksheet
                    .hidden_columns
                    .iter()
                    .any(|(first, last)| (first..=last).contains(&column))
            })
            .collect();
        columns.sort_unstable();
        columns.dedup();
        let columns: Vec<String> = columns.into_iter().map(column_letters).collect();
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
