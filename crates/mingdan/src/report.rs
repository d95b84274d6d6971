//! Findings for people: grouped by file, in the words of their sheets.

use std::fmt::Write as _;

use check::{Finding, Location, Severity};
use civic::Text;
use serde::Serialize;
use sheets::city::Imported;
use sheets::table::SheetCount;

use crate::lang::Lang;

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Counts {
    pub(crate) error: usize,
    pub(crate) warning: usize,
    pub(crate) info: usize,
}

impl Counts {
    pub(crate) fn of(findings: &[Finding]) -> Self {
        let of = |severity| findings.iter().filter(|f| f.severity == severity).count();
        Self {
            error: of(Severity::Error),
            warning: of(Severity::Warning),
            info: of(Severity::Info),
        }
    }

    /// The last line of a check.
    pub(crate) fn line(self, lang: Lang) -> String {
        let Self {
            error,
            warning,
            info,
        } = self;
        match (lang, error + warning + info) {
            (Lang::Zh, 0) => "没有发现问题。".to_owned(),
            (Lang::En, 0) => "Nothing was found.".to_owned(),
            (Lang::Zh, _) => {
                format!("{error} 处错误必须改，{warning} 处警告应当改，{info} 处提示。")
            }
            (Lang::En, _) => format!(
                "Errors (must be fixed): {error}. Warnings (should be): {warning}. For information: {info}."
            ),
        }
    }
}

/// Every finding, file by file.
pub(crate) fn text(findings: &[Finding], lang: Lang) -> String {
    let mut text = String::new();
    let mut file = None;
    for finding in findings {
        if file != Some(&finding.location.file) {
            file = Some(&finding.location.file);
            let _ = writeln!(text, "{}", finding.location.file);
        }
        let _ = writeln!(
            text,
            "  {} {} [{}]",
            severity(finding.severity, lang),
            place(&finding.location, lang),
            finding.code
        );
        if !finding.value.is_empty() {
            let _ = writeln!(text, "    {}", quoted(&finding.value, lang));
        }
        let _ = writeln!(text, "    {}", lang.of(&finding.what));
        let fix = lang.of(&Text::new("怎么改：", "Fix: ")).to_owned();
        let _ = writeln!(text, "    {fix}{}", lang.of(&finding.fix));
    }
    if !findings.is_empty() {
        text.push('\n');
    }
    text
}

/// Every finding, then how many rows of each file were read and refused; nothing where nothing was
/// found.
pub(crate) fn of(imported: &Imported, findings: &[Finding], lang: Lang) -> String {
    if findings.is_empty() {
        return String::new();
    }
    text(findings, lang) + &rows(&imported.counts, lang)
}

fn rows(counts: &[SheetCount], lang: Lang) -> String {
    let mut text = String::new();
    for count in counts {
        let SheetCount { file, rows, read } = count;
        let refused = count.refused();
        let _ = match lang {
            Lang::Zh => writeln!(text, "{file}：{rows} 行，读入 {read} 行，退回 {refused} 行"),
            Lang::En => writeln!(text, "{file}: {rows} rows, {read} read, {refused} refused"),
        };
    }
    text
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::Zh, Severity::Error) => "错误",
        (Lang::Zh, Severity::Warning) => "警告",
        (Lang::Zh, Severity::Info) => "提示",
        (Lang::En, Severity::Error) => "ERROR",
        (Lang::En, Severity::Warning) => "WARNING",
        (Lang::En, Severity::Info) => "INFO",
    }
}

fn place(at: &Location, lang: Lang) -> String {
    let drawn = at.file.ends_with(".geojson");
    let row = at.row;
    let mut place = match (lang, row) {
        (Lang::Zh, 0) => "整个文件".to_owned(),
        (Lang::En, 0) => "the whole file".to_owned(),
        (Lang::Zh, _) if drawn => format!("第 {row} 个图形"),
        (Lang::En, _) if drawn => format!("feature {row}"),
        (Lang::Zh, _) => format!("第 {row} 行"),
        (Lang::En, _) => format!("row {row}"),
    };
    if !at.column.is_empty() && !drawn {
        let _ = match lang {
            Lang::Zh => write!(place, "，{}", at.column),
            Lang::En => write!(place, ", {}", at.column),
        };
    }
    place
}

/// The value found, on one line and not too long to read.
fn quoted(value: &str, lang: Lang) -> String {
    const MAX_LINE_CHARS: usize = 80;
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(MAX_LINE_CHARS).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    match lang {
        Lang::Zh => format!("写的是：{short}"),
        Lang::En => format!("Found: {short}"),
    }
}
