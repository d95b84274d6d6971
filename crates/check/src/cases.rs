//! Published cases: closed with an answer and with dates that agree.

use civic::cases::Stage;

use super::checker::{Check, cell, message};
use crate::columns;

pub(crate) fn check(check: &mut Check<'_>) {
    for row in &check.sources.cases {
        let case = &row.value;
        if matches!(case.stage, Stage::Closed | Stage::Answered) && case.answer.is_empty() {
            check.error(
                "answer_missing_on_closing",
                cell(row, columns::cases::ANSWER.zh),
                "",
                message(
                    format!("诉求“{}”{}，却没有写答复", case.id, case.stage.zh()),
                    format!("The case {} is {} and has no answer", case.id, case.stage.en().to_lowercase()),
                    "写上公开的答复，例如“已告知附近可摆路段：莫家街 18:00-22:00”",
                    "Write the public answer, such as: told of a stretch nearby, Mojia Street 18:00-22:00",
                ),
            );
        }
        let closed = case.closed_on;
        if closed.is_none() && case.stage == Stage::Closed {
            check.warn(
                "closing_date_missing",
                cell(row, columns::cases::CLOSED_ON),
                "",
                message(
                    format!("诉求“{}”已办结，却没有办结日期", case.id),
                    format!("The case {} is closed and has no closing date", case.id),
                    "写上办结那一天，例如“2025-05-12”",
                    "Give the day it was closed, such as 2025-05-12",
                ),
            );
        }
        if let Some(closed) = closed.filter(|day| *day < case.opened_on) {
            check.error(
                "closed_before_opened",
                cell(row, columns::cases::CLOSED_ON),
                &closed.to_string(),
                message(
                    format!("办结日期早于受理日期 {}", case.opened_on),
                    format!("It was closed before it was opened on {}", case.opened_on),
                    "核对两个日期，办结不早于受理",
                    "Check both dates: a case closes on or after the day it opens",
                ),
            );
        }
    }
}
