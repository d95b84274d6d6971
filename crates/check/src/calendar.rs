//! The calendar: published for the years that rules and clocks ask about.

use std::collections::BTreeSet;

use super::checker::{Check, column_of, message, whole_file};
use crate::columns::{self, files};

/// The month in which the next year's calendar is due: it is published in November.
const NEXT_YEAR_FROM: u32 = 12;

pub(crate) fn check(check: &mut Check<'_>) {
    let known: BTreeSet<i32> = check
        .sources
        .calendar
        .iter()
        .map(|y| y.value.year)
        .collect();
    let this_year = check.today.year();
    let mut needed = BTreeSet::from([this_year]);
    if check.today.month() >= NEXT_YEAR_FROM {
        needed.insert(this_year + 1);
    }
    // A gap between two published years is an oversight.
    if let (Some(first), Some(last)) = (known.first(), known.last()) {
        needed.extend((*first..=*last).take(200));
    }
    let typed = check
        .sources
        .rules
        .iter()
        .find(|r| !r.value.schedule.day_types.is_empty());
    let (zh, en) = match typed {
        Some(rule) => (
            format!(
                "，规则“{}”等按日期类型的规定在这一年无法判断",
                rule.value.id
            ),
            format!(
                ": rules by day type, such as {}, cannot be answered in it",
                rule.value.id
            ),
        ),
        None => (
            "，这一年的工作日无法计算".to_owned(),
            ": its working days cannot be counted".to_owned(),
        ),
    };
    for year in needed.difference(&known) {
        check.warn(
            "calendar_year_missing",
            column_of(&whole_file(files::CALENDAR), columns::calendar::YEAR),
            &year.to_string(),
            message(
                format!("没有 {year} 年的日历{zh}"),
                format!("There is no calendar of {year}{en}"),
                format!("按国务院办公厅的放假安排，加上 {year} 年的放假和调休上班日"),
                format!("Add the days off and make-up workdays of {year} from the State Council's notice"),
            ),
        );
    }
}
