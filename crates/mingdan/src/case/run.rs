//! Doing what the lines of a file say: many cases at once.

use std::fs::File;
use std::io::{BufRead, BufReader};

use api::CaseAction;
use civic::cases::handling::{Action, Actor, Role};
use civic::{Text, UnitCode};
use serde::Deserialize;
use serde_json::json;

use super::arguments::Run;
use super::office::Office;
use crate::outcome::{Done, Failure, Output};

/// A line: `{"case": 17, "as": "李", "role": "screener", "action": {"action": "screen"}}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    case: i64,
    /// Who acts, where it is not who the command line says; not through a server, where the key says it.
    #[serde(default, rename = "as")]
    name: Option<String>,
    #[serde(default)]
    role: Option<Role>,
    #[serde(default)]
    unit: Option<UnitCode>,
    #[serde(default)]
    seen: Option<u64>,
    action: Action,
}

pub(crate) fn run(out: &Output, office: &Office, run: &Run) -> Result<Done, Failure> {
    let unreadable = |error: std::io::Error| {
        let file = run.file.display();
        Failure::Outside(Text::new(
            format!("{file} 不能读：{error}"),
            format!("{file} cannot be read: {error}"),
        ))
    };
    let lines: Box<dyn BufRead> = if run.file.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(&run.file).map_err(unreadable)?))
    };
    let (mut done, mut refused) = (0_u64, Vec::new());
    for (number, line) in (1_u64..).zip(lines.lines()) {
        let line = line.map_err(unreadable)?;
        if line.trim().is_empty() {
            continue;
        }
        match one(office, &line) {
            Ok(()) => done += 1,
            Err(Failure::Refused(why)) if run.keep_going => refused.push((number, why)),
            Err(failure) => return Err(at_line(failure, number, done)),
        }
    }
    let mut text = out
        .lang
        .of(&Text::new(
            format!("做了 {done} 行，{} 行没有做。\n", refused.len()),
            format!("Did {done} lines, {} were refused.\n", refused.len()),
        ))
        .to_owned();
    for (number, why) in &refused {
        let at = Text::new(
            format!("第 {number} 行：{}\n", why.zh),
            format!("line {number}: {}\n", why.en),
        );
        text += out.lang.of(&at);
    }
    let well = refused.is_empty();
    let refused: Vec<_> = refused
        .iter()
        .map(|(number, why)| json!({ "line": number, "why": why }))
        .collect();
    Ok(Done {
        text,
        json: json!({ "done": done, "refused": refused }),
        well,
    })
}

fn one(office: &Office, line: &str) -> Result<(), Failure> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        Failure::Refused(Text::new(
            format!("看不懂：{error}"),
            format!("it cannot be read: {error}"),
        ))
    })?;
    let action = CaseAction {
        seen: line.seen,
        action: line.action,
    };
    match (line.name, line.role) {
        (None, None) => office.act(line.case, action),
        (Some(name), Some(role)) => {
            let actor = Actor::Staff {
                name,
                role,
                unit: line.unit,
            };
            office.here()?.act_as(&actor, line.case, action)
        }
        _ => Err(Failure::Refused(Text::new(
            "as 和 role 要一起写",
            "write as and role together",
        ))),
    }
    .map(|_| ())
}

/// The same failure, with the line and how many were done before it.
fn at_line(failure: Failure, number: u64, done: u64) -> Failure {
    failure.map(|text| {
        Text::new(
            format!("第 {number} 行（前面做了 {done} 行）：{}", text.zh),
            format!("line {number} (after {done} that were done): {}", text.en),
        )
    })
}
