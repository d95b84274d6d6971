//! The calendar: published for the years that rules and clocks ask about.

use std::collections::BTreeSet;

use super::checker::{Check, column_of, message, whole_file};
use crate::columns::{self, files};

/// The month in which the next year's calendar is due: it is published in November.
const NEXT_YEAR_FROM: u32 = 12;

pub(crate) fn check(check: &mut Check<'_>) {
    days_of_other_years(check);
    missing_years(check);
}

/// The first day of December that the notice of the next year may set: New Year's holiday and the
/// Saturdays worked for it.
const NEW_YEAR_FROM: u32 = 20;

/// A day counts by its date alone: under another year it is a typing error that would leave a
/// holiday out.
fn days_of_other_years(check: &mut Check<'_>) {
    let sources = check.sources;
    for row in &sources.calendar {
        let year = row.value.year;
        let locations = sources.calendar_locations.get(&year);
        for (i, day) in row.value.days.iter().enumerate() {
            let date = day.date;
            if date.year() == year {
                continue;
            }
            let location = locations.and_then(|l| l.get(i)).unwrap_or(&row.location);
            let at = column_of(location, columns::calendar::DATE);
            let column = columns::calendar::YEAR.zh;
            let name = &day.name.zh;
            if date.year() + 1 == year && date.month() == 12 && date.day() >= NEW_YEAR_FROM {
                check.info(
                    "calendar_day_of_other_year",
                    at,
                    &date.to_string(),
                    message(
                        format!("“{name}”{date} 在 {year} 年的日历里，读作元旦放假的一部分，仍按它自己的日期计算"),
                        format!("{date} is in the calendar of {year}: it is read as part of New Year's holiday and counts on its own date"),
                        format!("年份写错了就改“{date}”；没有写错就不用改"),
                        format!("Correct {date} if its year is a typing error; otherwise leave it"),
                    ),
                );
                continue;
            }
            check.error(
                "calendar_day_of_other_year",
                at,
                &date.to_string(),
                message(
                    format!("“{name}”的日期 {date} 不在 {year} 年，这一天在 {year} 年的日历里不起作用"),
                    format!("The date {date} is not in {year}, so it has no effect in that year's calendar"),
                    format!("改日期的年份，例如“{year}-{:02}-{:02}”；确是 {} 年的放假安排，就改“{column}”", date.month(), date.day(), date.year()),
                    format!("Correct the year of the date, such as {year}-{:02}-{:02}; if it is of the calendar of {}, correct {column}", date.month(), date.day(), date.year()),
                ),
            );
        }
    }
}

fn missing_years(check: &mut Check<'_>) {
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
