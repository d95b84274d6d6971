//! `mingdan import`: a city's own files as sheets.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use civic::time::Zone;
use civic::{Bilingual as _, Text};
use serde_json::json;
use sheets::foreign;
use sheets::foreign::{ConvertError, Converted, InputError, Report, Request};

use crate::arguments;
use crate::import_folder::{self, Beside};
use crate::lang::Lang;
use crate::outcome::{Done, Failure, Output};
use crate::progress::Progress;
use crate::report::{self, Counts};

/// How many rows are printed for each reason; `explained.csv` has them all.
const SHOWN: usize = 3;

pub(crate) fn import(out: &Output, args: &arguments::Import) -> Result<Done, Failure> {
    let mut progress = Progress::new();
    progress.stage(out.lang.of(&Text::new("导入…", "Importing…")));
    let today = args
        .today
        .unwrap_or_else(|| Zone::fixed("UTC", 0).local(crate::commands::now()).date);
    import_folder::may_write(&args.out, args.force)?;
    let map = read(&args.map)?;
    let here = args.map.parent().unwrap_or(Path::new("."));
    let from = args.from.as_deref().unwrap_or(here);
    let input = |name: &str| {
        std::fs::read(from.join(name)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => InputError::Missing,
            _ => InputError::Unreadable(error.into()),
        })
    };
    let Converted { report, files } = foreign::convert(&Request {
        map_name: &args.map.display().to_string(),
        map: &map,
        set: &args.set,
        input: &input,
        today,
    })?;
    if let Some(files) = files {
        let beside = Beside::new(&args.out)?;
        beside.write(&files)?;
        beside.keep(&args.out)?;
    }
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
            format!("有必须改的错误，{dir} 没有写。"),
            format!("There are ERRORs to fix; {dir} was not written."),
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

fn read(map: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(map).map_err(|error| {
        let map = map.display();
        Failure::Outside(Text::new(
            format!("{map}：{error}"),
            format!("{map}: {error}"),
        ))
    })
}

/// The first findings of each code and file.
fn examples(report: &Report, lang: Lang) -> String {
    let mut shown: Vec<_> = Vec::new();
    for finding in &report.findings {
        let like = |f: &&check::Finding| {
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
            ConvertError::NoSuchField(_) => Self::Refused(text),
            ConvertError::Unreadable { .. } | ConvertError::Unwritable { .. } => {
                Self::Outside(text)
            }
            _ => Self::Usage(text),
        }
    }
}
