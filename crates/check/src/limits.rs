//! Limits on official documents: a length says how long.

use civic::documents::LimitKind;

use super::checker::{Check, cell, message};
use crate::columns;

pub(crate) fn check(check: &mut Check<'_>) {
    for row in &check.sources.limits {
        let limit = &row.value;
        if limit.kind == LimitKind::Length && limit.threshold.is_none_or(|most| most == 0) {
            check.error(
                "limit_without_threshold",
                cell(row, columns::limits::THRESHOLD),
                "",
                message(
                    format!("规范“{}”限制篇幅，却没有写多少字", limit.id),
                    format!(
                        "The limit {} is about length and does not say how many characters",
                        limit.id
                    ),
                    "写上字数，例如“4000”",
                    "Give the number of characters, such as 4000",
                ),
            );
        }
    }
}
