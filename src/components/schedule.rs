//! A rule's schedule as text.

use civic::lang::Lang;
use civic::rules::{Rule, Schedule};
use civic::time::{DAY_MINUTES, DateSpan, Instant, MonthDay, Season, WeekdaySet, Window};
use web::format;

use crate::messages::times;

/// `09:00–21:00`, `22:00–次日04:00`; "all day" if there is no window.
pub(crate) fn hours(lang: Lang, schedule: &Schedule) -> String {
    if schedule.windows() == [Window::WHOLE_DAY] {
        return times::ALL_DAY.of(lang).to_owned();
    }
    join(lang, schedule.windows().iter().map(|w| window(lang, *w)))
}

fn window(lang: Lang, window: Window) -> String {
    let clock = |minute: u16| format::clock(u32::from(minute) * 60);
    let start = clock(window.start());
    if !window.ends_next_day() {
        return format!("{start}–{}", clock(window.end()));
    }
    let end = clock(window.end() - DAY_MINUTES);
    let (before, after) = (
        times::NEXT_DAY_BEFORE.of(lang),
        times::NEXT_DAY_AFTER.of(lang),
    );
    format!("{start}–{before}{end}{after}")
}

/// `11月1日至2月底`, `周一至周五`, `节假日`; "every day" if nothing is restricted.
pub(crate) fn days(lang: Lang, schedule: &Schedule) -> String {
    let mut parts: Vec<String> = Vec::new();
    let seasons = schedule.seasons.iter().filter(|s| s.from != s.until);
    parts.extend(some(join(lang, seasons.map(|s| season(lang, *s)))));
    parts.extend(some(join(
        lang,
        schedule.dates.iter().map(|d| span(lang, *d)),
    )));
    parts.extend(schedule.weekdays.map(|set| weekdays(lang, set)));
    let types = schedule.day_types.iter();
    let types = types.map(|t| lang.term(t.zh(), t.en()).to_owned());
    parts.extend(some(join(lang, types)));
    if parts.is_empty() {
        parts.push(times::EVERY_DAY.of(lang).to_owned());
    }
    let excepted = join(lang, schedule.except_dates.iter().map(|d| span(lang, *d)));
    parts.extend(some(excepted).map(|dates| format!("{}{dates}", times::EXCEPT.of(lang))));
    parts.join(times::AND_ALSO.of(lang))
}

/// When the rule enters into force, if after `now`, and the last day of its force.
pub(crate) fn force(lang: Lang, rule: &Rule, now: Instant) -> Vec<String> {
    let from = (rule.in_force.instant > now).then(|| {
        let local = rule.in_force.local();
        let from = match local.second {
            0 => format::date(lang, local.date),
            _ => format::moment(lang, rule.in_force),
        };
        let (before, after) = (times::FROM_BEFORE.of(lang), times::FROM_AFTER.of(lang));
        format!("{before}{from}{after}")
    });
    let until = rule.expires.map(|expires| {
        let local = expires.local();
        let until = match local.second {
            0 => format::date(lang, local.date.previous()),
            _ => format::moment(lang, expires),
        };
        format!("{}{until}", times::UNTIL.of(lang))
    });
    from.into_iter().chain(until).collect()
}

/// Joins words with the language's comma.
pub(crate) fn join(lang: Lang, words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(times::AND_SO.of(lang))
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn from_to(lang: Lang, from: &str, to: &str) -> String {
    format!("{from}{}{to}", times::TO.of(lang))
}

fn season(lang: Lang, season: Season) -> String {
    let last = last_day(lang, season.until);
    from_to(lang, &format::month_day(lang, season.from), &last)
}

/// The day before a month-day; "end of February", since its length depends on the year.
fn last_day(lang: Lang, until: MonthDay) -> String {
    if until.day > 1 {
        let day = until.day - 1;
        return format::month_day(lang, MonthDay { day, ..until });
    }
    let month = if until.month > 1 { until.month - 1 } else { 12 };
    if month == 2 {
        return times::END_OF_FEBRUARY.of(lang).to_owned();
    }
    let day = if [4, 6, 9, 11].contains(&month) {
        30
    } else {
        31
    };
    format::month_day(lang, MonthDay { month, day })
}

/// `2026年12月5日`, `2026年12月10日至2026年12月12日`.
pub(crate) fn span(lang: Lang, span: DateSpan) -> String {
    let last = span.until.plus_days(-1);
    let from = format::date(lang, span.from);
    if last <= span.from {
        return from;
    }
    from_to(lang, &from, &format::date(lang, last))
}

/// `周一至周五`, `周六、周日`.
fn weekdays(lang: Lang, set: WeekdaySet) -> String {
    let days: Vec<u8> = set.days().collect();
    let name = |day: &u8| format::weekday_name(lang, *day).to_owned();
    match (days.first(), days.last()) {
        (Some(first), Some(last))
            if days.len() > 2 && usize::from(last - first) + 1 == days.len() =>
        {
            from_to(lang, &name(first), &name(last))
        }
        _ => join(lang, days.iter().map(name)),
    }
}

#[cfg(test)]
mod tests {
    use civic::time::{Date, DayType};

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    fn month_day(text: &str) -> MonthDay {
        MonthDay::parse(text).expect("a month and day")
    }

    #[test]
    fn an_empty_schedule_is_every_day_and_all_day() {
        let schedule = Schedule::default();
        assert_eq!(days(Lang::Zh, &schedule), "每天");
        assert_eq!(hours(Lang::En, &schedule), "All day");
    }

    #[test]
    fn hours_past_midnight_name_the_next_day() {
        let windows = ["09:00-12:30", "22:00-04:00+1"];
        let windows = windows.map(|w| Window::parse(w).expect("a window"));
        let schedule = Schedule {
            windows: windows.to_vec(),
            ..Schedule::default()
        };
        assert_eq!(hours(Lang::Zh, &schedule), "09:00–12:30、22:00–次日04:00");
        assert_eq!(
            hours(Lang::En, &schedule),
            "09:00–12:30, 22:00–04:00 next day"
        );
    }

    #[test]
    fn spans_end_with_their_last_day_included() {
        let schedule = Schedule {
            seasons: vec![Season {
                from: month_day("11-01"),
                until: month_day("03-01"),
            }],
            weekdays: WeekdaySet::parse("12345"),
            day_types: vec![DayType::Workday],
            except_dates: vec![DateSpan::day(date("2026-12-05"))],
            ..Schedule::default()
        };
        assert_eq!(
            days(Lang::Zh, &schedule),
            "11月1日至2月底，周一至周五，工作日，除外：2026年12月5日"
        );
        assert_eq!(
            days(Lang::En, &schedule),
            "1 Nov to end of Feb; Mon to Fri; Workday; except 5 Dec 2026"
        );
        let last = |until| last_day(Lang::Zh, month_day(until));
        assert_eq!(
            [last("10-16"), last("01-01"), last("05-01"), last("02-29")],
            ["10月15日", "12月31日", "4月30日", "2月28日"]
        );
        let dates = Schedule {
            dates: vec![DateSpan {
                from: date("2026-12-10"),
                until: date("2026-12-13"),
            }],
            weekdays: WeekdaySet::parse("67"),
            ..Schedule::default()
        };
        assert_eq!(
            days(Lang::Zh, &dates),
            "2026年12月10日至2026年12月12日，周六、周日"
        );
    }
}
