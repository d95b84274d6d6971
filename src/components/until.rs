//! Until when an answer lasts, as people say it.

use civic::lang::Lang;
use civic::time::{Date, Instant, Local, Timestamp};
use leptos::prelude::*;
use web::format;
use web::i18n::lang;
use web::reactive::reactive;

use crate::messages::sign;
use crate::state::{TextSize, site};

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
    let then = last(at);
    moment(lang, then, format::clock(then.second), from, told)
}

/// An end as it is said in 长辈版: `晚上 9 点`, `明天 上午 9 点半`, `9 pm`.
fn spoken_end(lang: Lang, at: Timestamp, from: Timestamp, told: Told) -> String {
    let then = last(at);
    let clock = match then.second % 60 {
        0 => spoken(lang, then.second / 60),
        _ => format::clock(then.second),
    };
    moment(lang, then, clock, from, told)
}

/// A later moment that begins something: `明天 06:00`.
pub(crate) fn start(lang: Lang, at: Timestamp, from: Timestamp, told: Told) -> String {
    let then = at.local();
    moment(lang, then, format::clock(then.second), from, told)
}

/// The local time at which something ends; midnight belongs to the day before.
fn last(at: Timestamp) -> Local {
    let local = at.local();
    if local.second > 0 {
        return local;
    }
    Local {
        date: local.date.previous(),
        second: 24 * 60 * 60,
    }
}

/// A minute of the day as people say it.
fn spoken(lang: Lang, minute: u32) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    let of_twelve = match hour % 12 {
        0 => 12,
        hour => hour,
    };
    match lang {
        Lang::Zh => {
            // Twelve at night might be the night before or after.
            let of_twelve = if hour == 0 { 0 } else { of_twelve };
            let part = match hour {
                0..5 => "凌晨",
                5..9 => "早上",
                9..12 => "上午",
                12 => "中午",
                13..18 => "下午",
                18..24 => "晚上",
                _ => "夜里",
            };
            match minute {
                0 => format!("{part} {of_twelve} 点"),
                30 => format!("{part} {of_twelve} 点半"),
                _ => format!("{part} {of_twelve} 点 {minute} 分"),
            }
        }
        Lang::En => match (hour, minute) {
            (0 | 24, 0) => "midnight".to_owned(),
            (12, 0) => "noon".to_owned(),
            (_, 0) => format!("{of_twelve} {}", half(hour)),
            _ => format!("{of_twelve}:{minute:02} {}", half(hour)),
        },
    }
}

fn half(hour: u32) -> &'static str {
    if hour % 24 < 12 { "am" } else { "pm" }
}

fn moment(lang: Lang, then: Local, clock: String, from: Timestamp, told: Told) -> String {
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
    let size = site().size;
    let end = reactive(move || {
        let of = if TextSize::is_large(size.get()) {
            spoken_end
        } else {
            end
        };
        of(lang, until, local, told).into_any()
    });
    view! {
        <p class="until">{sign::UNTIL.text()} " " <b>{end}</b> {left}</p>
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
    fn in_large_text_an_end_is_said_as_people_say_it() {
        let now = at("2026-11-23T10:00:00+08:00");
        let said = |lang, text| spoken_end(lang, at(text), now, Told::Now);
        for (text, zh, en) in [
            ("2026-11-23T21:00:00+08:00", "晚上 9 点", "9 pm"),
            ("2026-11-23T12:00:00+08:00", "中午 12 点", "noon"),
            ("2026-11-23T12:15:00+08:00", "中午 12 点 15 分", "12:15 pm"),
            ("2026-11-24T00:00:00+08:00", "夜里 12 点", "midnight"),
            (
                "2026-11-24T00:30:00+08:00",
                "明天 凌晨 0 点半",
                "tomorrow 12:30 am",
            ),
            (
                "2026-11-24T09:30:00+08:00",
                "明天 上午 9 点半",
                "tomorrow 9:30 am",
            ),
            (
                "2026-12-24T06:00:00+08:00",
                "12月24日 早上 6 点",
                "24 Dec 6 am",
            ),
        ] {
            assert_eq!(said(Lang::Zh, text), zh);
            assert_eq!(said(Lang::En, text), en);
        }
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
