//! The minute before midnight: 23:59 taken for the end of a day.

use civic::time::{DAY_MINUTES, DAY_SECONDS};

use crate::checker::{Check, cell, message};
use crate::columns::{changes, rules};

/// The code of a window or an end at 23:59.
pub const MINUTE_BEFORE_MIDNIGHT: &str = "minute_before_midnight";

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    let own = sources.rules.iter().filter(|r| !r.value.outside_times);
    for row in own {
        let rule = &row.value;
        let (windows, expires) = match rule.overrides {
            Some(_) => (changes::WINDOWS, changes::UNTIL),
            None => (rules::WINDOWS, rules::EXPIRES),
        };
        let last_minute = |minute: u16| minute % DAY_MINUTES == DAY_MINUTES - 1;
        let short = rule
            .schedule
            .windows
            .iter()
            .filter(|w| last_minute(w.end()));
        for window in short {
            check.warn(
                MINUTE_BEFORE_MIDNIGHT,
                cell(row, windows),
                &window.to_string(),
                message(
                    format!("时段 {window} 到 23:59 为止，差一分钟才到零点：23:59 这一分钟不在里面"),
                    format!("The window {window} ends at 23:59, a minute before midnight: that minute is not in it"),
                    "到零点为止就写 24:00，例如“17:00-24:00”",
                    "For the end of the day write 24:00, such as 17:00-24:00",
                ),
            );
        }
        let Some(end) = rule.expires else { continue };
        if i64::from(end.local().second) / 60 == DAY_SECONDS / 60 - 1 {
            let day = end.local().date;
            check.warn(
                MINUTE_BEFORE_MIDNIGHT,
                cell(row, expires),
                &end.to_string(),
                message(
                    format!("到 {day} 23:59 就不再有效，差一分钟才到零点"),
                    format!("It no longer holds from {day} 23:59 on, a minute before midnight"),
                    format!("到这一天结束为止就写“{} 00:00”", day.plus_days(1)),
                    format!("To the end of that day, write {} 00:00", day.plus_days(1)),
                ),
            );
        }
    }
}
