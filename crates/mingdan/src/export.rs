//! `mingdan export`: a city's rules in the notations of others, and its offices' years as a table.

use civic::Text;
use civic::documents::Correction;
use civic::duties::burden::{KindYear, LevelShare, burdens, figures, office_year as year_on};
use civic::duties::{Requirement, Unit};
use civic::rules::opening_hours;
use civic::rules::opening_hours::Inexpressible;
use civic::time::Date;
use serde::Serialize;
use serde_json::json;
use sheets::city::Imported;
use sheets::spreadsheet::{UTF8_MARK, inert};

use crate::outcome::Done;

/// One rule, in JSON and as a row.
#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    expression: Option<String>,
    code: Option<&'static str>,
    reason: Option<Text>,
}

/// Every rule's expression, or the reason why there is none.
pub(crate) fn opening_hours(imported: &Imported) -> Done {
    let lines: Vec<Line<'_>> = imported
        .sources
        .rules
        .iter()
        .map(|row| {
            let said = opening_hours::export(&row.value.schedule);
            Line {
                rule: row.value.id.as_str(),
                code: said.as_ref().err().map(Inexpressible::code),
                reason: said.as_ref().err().map(Inexpressible::reason),
                expression: said.ok(),
            }
        })
        .collect();
    let mut text = format!("{UTF8_MARK}rule,expression,code,reason_zh,reason_en\n");
    for line in &lines {
        let (zh, en) = line
            .reason
            .as_ref()
            .map_or(("", ""), |r| (r.zh.as_str(), r.en.as_str()));
        let expression = line.expression.as_deref().unwrap_or_default();
        let cells = [line.rule, expression, line.code.unwrap_or_default(), zh, en];
        text.push_str(&cells.map(|text| cell(&inert(text))).join(","));
        text.push('\n');
    }
    Done {
        text,
        json: json!({ "rules": lines }),
        well: true,
    }
}

/// What one kind asks of one unit in a year, in JSON and as a row.
#[derive(Serialize)]
struct YearLine {
    unit: String,
    name: Text,
    kind: String,
    original: u64,
    added: u64,
    with_basis: u64,
    taken_away: u64,
    now: u64,
}

/// What lands on every unit by kind, as it stands on a day: the counting rules are
/// `docs/counting.md`.
pub(crate) fn office_year(imported: &Imported, today: Date) -> Done {
    let sources = &imported.sources;
    let units: Vec<Unit> = sources.units.iter().map(|row| row.value.clone()).collect();
    let requirements = sources.requirements.iter().map(|row| &row.value);
    let requirements: Vec<&Requirement> = requirements.collect();
    let corrections: Vec<&Correction> = sources.corrections.iter().map(|row| &row.value).collect();
    let mut lines: Vec<YearLine> = Vec::new();
    for (code, burden) in burdens(&units, &requirements, &corrections) {
        let unit = units.iter().find(|unit| unit.code == code);
        let line = |kind: &str, year: &KindYear| YearLine {
            unit: code.to_string(),
            name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
            kind: kind.to_owned(),
            original: year.asked(),
            added: year.added_in_all(),
            with_basis: year.added.iter().map(|l: &LevelShare| l.justified).sum(),
            taken_away: year.gone(),
            now: year.now(),
        };
        let year = year_on(&figures(&burden), today);
        lines.extend(
            year.kinds
                .iter()
                .map(|(kind, year)| line(kind.code(), year)),
        );
    }
    let head = "unit,name_zh,name_en,kind,original,added,with_basis,taken_away,now";
    let mut text = format!("{UTF8_MARK}{head}\n");
    for line in &lines {
        let words = [&line.unit, &line.name.zh, &line.name.en, &line.kind];
        let words = words.map(|text| cell(&inert(text)));
        let numbers = [
            line.original,
            line.added,
            line.with_basis,
            line.taken_away,
            line.now,
        ];
        let numbers = numbers.map(|n| n.to_string());
        text.push_str(&[words.as_slice(), numbers.as_slice()].concat().join(","));
        text.push('\n');
    }
    Done {
        text,
        json: json!({ "today": today, "years": lines }),
        well: true,
    }
}

/// A cell of CSV (RFC 4180).
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
