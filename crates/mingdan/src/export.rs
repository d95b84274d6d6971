//! `mingdan export`: a city's rules in the notations of others.

use civic::Text;
use civic::rules::opening_hours;
use civic::rules::opening_hours::Inexpressible;
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

/// A cell of CSV (RFC 4180).
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
