//! `mingdan import`: a city's own files as sheets.

use std::fmt::Write as _;

use civic::Text;
use civic::time::Zone;
use serde_json::json;
use snapshot::convert::{self, ConvertError, Report, Request};

use crate::lang::Lang;
use crate::outcome::{Done, Failure, Output};
use crate::progress::Progress;
use crate::report::{self, Counts};

/// How many rows are printed for each reason; `explained.csv` has them all.
const SHOWN: usize = 3;

pub(crate) fn import(out: &Output, args: &crate::Import) -> Result<Done, Failure> {
    let mut progress = Progress::new();
    progress.stage(out.lang.of(&Text::new("导入…", "Importing…")));
    let today = args
        .today
        .unwrap_or_else(|| Zone::fixed("UTC", 0).local(crate::commands::now()).date);
    let report = convert::convert(&Request {
        map: &args.map,
        set: &args.set,
        from: args.from.as_deref(),
        out: &args.out,
        force: args.force,
        today,
    })?;
    drop(progress);
    let mut text = examples(&report, out.lang);
    text.push_str(&summary(&report, out.lang));
    let dir = args.out.display();
    text.push_str(out.lang.of(&if report.written {
        Text::new(
            format!("已写入 {dir}；每一行的说明在 {dir}/explained.csv。"),
            format!("Written to {dir}; {dir}/explained.csv explains every row."),
        )
    } else {
        Text::new(
            format!("对照文件自己的内容没有通过检查，{dir} 没有写。"),
            format!("The map's own rows do not pass the check; {dir} was not written."),
        )
    }));
    Ok(Done {
        text,
        json: json!({
            "written": report.written,
            "inputs": report.inputs,
            "sheets": report.sheets,
            "reasons": report.reasons,
            "counts": Counts::of(&report.findings),
            "findings": report.findings,
        }),
        well: report.written,
    })
}

/// The first findings of each code and file.
fn examples(report: &Report, lang: Lang) -> String {
    let mut shown: Vec<_> = Vec::new();
    for finding in &report.findings {
        let like = |f: &&civic::finding::Finding| {
            f.code == finding.code && f.location.file == finding.location.file
        };
        if shown.iter().filter(like).count() < SHOWN {
            shown.push(finding.clone());
        }
    }
    report::text(&shown, lang)
}

fn summary(report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    for input in &report.inputs {
        let (file, rows) = (&input.file, input.rows);
        let (taken, explained) = (input.taken, input.explained);
        let line = Text::new(
            format!("{file}：共 {rows} 行，导入 {taken} 行，说明 {explained} 行"),
            format!("{file}: {rows} rows, {taken} taken, {explained} explained"),
        );
        let _ = writeln!(text, "{}", lang.of(&line));
        for reason in report.reasons.iter().filter(|r| r.file == *file) {
            let kept = match (reason.noted, lang) {
                (true, Lang::Zh) => "（已导入）",
                (true, Lang::En) => " (taken)",
                (false, _) => "",
            };
            let _ = writeln!(
                text,
                "  {:>6}  [{}]{kept} {}",
                reason.rows,
                reason.code,
                lang.of(&reason.what)
            );
        }
    }
    for (sheet, rows) in &report.sheets {
        let _ = writeln!(text, "{sheet}: {rows}");
    }
    text
}

impl From<ConvertError> for Failure {
    fn from(error: ConvertError) -> Self {
        let text = error.text();
        match error {
            ConvertError::Io(..) => Self::Outside(text),
            _ => Self::Usage(text),
        }
    }
}
