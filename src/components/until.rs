//! Until when an answer lasts, as people say it.

use civic::lang::Lang;
use civic::time::{Date, Instant, Local, Timestamp};
use leptos::prelude::*;
use web::format;
use web::i18n::lang;

use crate::messages::sign;

/// How a moment is told that is not on the day it is told on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// From now on: the next day is tomorrow.
    Now,
    /// From a day that was asked about.
    Then,
}

/// A later moment: `21:00`, `明天 06:00`, `12月24日 06:00`. It ends a day rather than begin the next
/// one: midnight is `24:00`.
pub(crate) fn end(lang: Lang, at: Timestamp, from: Timestamp, told: Told) -> String {
    let local = at.local();
    if local.second > 0 {
        return moment(lang, local, from, told);
    }
    let local = Local {
        date: local.date.previous(),
        second: 24 * 60 * 60,
    };
    moment(lang, local, from, told)
}

/// A later moment that begins something: `明天 06:00`.
pub(crate) fn start(lang: Lang, at: Timestamp, from: Timestamp, told: Told) -> String {
    moment(lang, at.local(), from, told)
}

fn moment(lang: Lang, then: Local, from: Timestamp, told: Told) -> String {
    let clock = format::clock(then.second);
    let today = from.local().date;
    let day = match then.date.day_number() - today.day_number() {
        0 => return clock,
        1 if told == Told::Now => sign::TOMORROW.of(lang).to_owned(),
        _ if then.date.year() == today.year() => format::month_day(lang, then.date.month_day()),
        _ => format::date(lang, then.date),
    };
    format!("{day} {clock}")
}

/// `11月23日 周一`, `Mon 23 Nov`: a day without its year.
pub(crate) fn day(lang: Lang, date: Date) -> String {
    let (day, weekday) = (
        format::month_day(lang, date.month_day()),
        format::weekday(lang, date),
    );
    match lang {
        Lang::Zh => format!("{day} {weekday}"),
        Lang::En => format!("{weekday} {day}"),
    }
}

/// `2 小时 23 分`, `3 天`: how long it is, rounded down.
pub(crate) fn length(lang: Lang, seconds: i64) -> String {
    let minutes = seconds / 60;
    let (days, hours) = (minutes / (24 * 60), minutes / 60 % 24);
    let minutes = minutes % 60;
    let parts = match (days, hours) {
        (0, 0) if minutes == 0 => return sign::UNDER_A_MINUTE.of(lang).to_owned(),
        (0, _) => [(hours, &sign::HOURS), (minutes, &sign::MINUTES)],
        (1 | 2, _) => [(days, &sign::DAYS), (hours, &sign::HOURS)],
        _ => [(days, &sign::DAYS), (0, &sign::HOURS)],
    };
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, unit)| {
            let unit = unit.of(lang);
            // English has a plural for the one unit that is written in full.
            let unit = if n == 1 {
                unit.trim_end_matches('s')
            } else {
                unit
            };
            format!("{n} {unit}")
        })
        .collect();
    parts.join(" ")
}

/// Until when an answer lasts, seen from `local`; with the time that is left if it is about now.
#[component]
pub(crate) fn Until(
    until: Option<Timestamp>,
    local: Timestamp,
    /// The present instant, if the answer is about it.
    now: Option<Instant>,
) -> impl IntoView {
    let lang = lang();
    let Some(until) = until else {
        return view! { <p class="until until-s">{sign::NO_CHANGE.text()}</p> }.into_any();
    };
    let told = if now.is_some() { Told::Now } else { Told::Then };
    let left = now.map(|now| length(lang, until.instant.0 - now.0));
    let left = left.map(|left| {
        view! { <small>{sign::LEFT_BEFORE.text()}{left}{sign::LEFT_AFTER.text()}</small> }
    });
    view! {
        <p class="until">{sign::UNTIL.text()} " " <b>{end(lang, until, local, told)}</b> {left}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a timestamp")
    }

    #[test]
    fn an_answer_lasts_until_the_end_of_a_day_and_not_the_start_of_the_next() {
        let now = at("2026-11-23T10:00:00+08:00");
        let zh = |text, told| end(Lang::Zh, at(text), now, told);
        assert_eq!(zh("2026-11-23T21:00:00+08:00", Told::Now), "21:00");
        assert_eq!(zh("2026-11-24T00:00:00+08:00", Told::Now), "24:00");
        assert_eq!(zh("2026-11-24T09:00:00+08:00", Told::Now), "明天 09:00");
        assert_eq!(zh("2026-11-25T00:00:00+08:00", Told::Now), "明天 24:00");
        assert_eq!(
            zh("2026-11-24T09:00:00+08:00", Told::Then),
            "11月24日 09:00"
        );
        assert_eq!(
            zh("2027-03-01T00:00:00+08:00", Told::Now),
            "2027年2月28日 24:00"
        );
        let begins = start(Lang::En, at("2026-12-01T00:00:00+08:00"), now, Told::Now);
        assert_eq!(begins, "1 Dec 00:00");
    }

    #[test]
    fn a_length_names_two_units_at_most() {
        let zh = |minutes: i64| length(Lang::Zh, minutes * 60);
        assert_eq!(zh(143), "2 小时 23 分");
        assert_eq!(zh(120), "2 小时");
        assert_eq!(zh(5), "5 分");
        assert_eq!(length(Lang::Zh, 59), "不到 1 分");
        assert_eq!(zh(26 * 60 + 30), "1 天 2 小时");
        assert_eq!(zh(100 * 60), "4 天");
        assert_eq!(length(Lang::En, 143 * 60), "2 h 23 min");
        assert_eq!(length(Lang::En, 24 * 3600), "1 day");
        assert_eq!(length(Lang::En, 100 * 3600), "4 days");
    }
}
