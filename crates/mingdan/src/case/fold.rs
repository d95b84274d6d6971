//! Merging a flood into its first case.

use api::CaseAction;
use backend::desk::ListQuery;
use civic::cases::Stage;
use civic::cases::handling::Action;
use civic::{CaseKey, Text};
use serde_json::json;

use super::action::read;
use super::arguments::Told;
use super::office::Office;
use crate::outcome::{Done, Failure, Output};

/// Merges every case into one that a list shows under it.
pub(crate) fn fold(out: &Output, office: &Office, told: Told) -> Result<Done, Failure> {
    let (number, text) = read(told)?;
    let listed = office.list(&ListQuery {
        stages: vec![Stage::Received],
        after: number - 1,
        most: 1,
        ..ListQuery::default()
    })?;
    let first = listed.cases.into_iter().find(|case| case.number == number);
    let alike = first.map(|case| case.alike).unwrap_or_default();
    if alike.is_empty() {
        return Err(Failure::Refused(Text::new(
            format!("第 {number} 件下面没有重复的，什么也没有并；看 mingdan case list"),
            format!(
                "no others are listed under {number}, and none was merged: see `mingdan case list`"
            ),
        )));
    }
    let mut merged = Vec::new();
    for other in alike {
        let action = Action::Merge {
            into: CaseKey(number.to_string()),
            text: text.clone(),
        };
        let done = office.act(other, CaseAction { seen: None, action });
        done.map_err(|failure| after(failure, &merged, other))?;
        merged.push(other);
    }
    let said = Text::new(
        format!("{} 件并入第 {number} 件。\n", merged.len()),
        format!("Merged {} cases into {number}.\n", merged.len()),
    );
    Ok(Done {
        text: out.lang.of(&said).to_owned(),
        json: json!({ "into": number, "merged": merged }),
        well: true,
    })
}

/// The same failure, with what was merged before it.
fn after(failure: Failure, merged: &[i64], other: i64) -> Failure {
    let done = merged.len();
    failure.map(|why| {
        Text::new(
            format!("第 {other} 件（前面并了 {done} 件）：{}", why.zh),
            format!("case {other} (after {done} that were merged): {}", why.en),
        )
    })
}
