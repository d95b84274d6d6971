//! Deadlines: by a day, within a time, the same day.

use std::ops::Range;

use super::dates::{NoticeDate, day, time};
use super::found::{Found, Scan};
use super::numerals::number;
use crate::reading::{Day, Deadline, Rule, TimeUnit, Value};
use crate::text::Folded;

/// Words before a day that make it a limit by themselves.
const UNTIL: &[&str] = &[
    "截止时间为",
    "截止时间",
    "截止日期为",
    "截止日期",
    "截止到",
    "截止至",
    "截止",
    "最迟不得晚于",
    "最迟不晚于",
    "最迟不迟于",
    "最迟于",
    "最迟",
    "不得晚于",
    "不得迟于",
    "不晚于",
    "不迟于",
    "务必在",
    "赶在",
];

/// What ends a day that is a limit.
const BEFORE: &[&str] = &["之前", "以前", "为止", "前", "止", "截止"];

/// 前 as a part of these is no limit.
const NOT_BEFORE: &[&str] = &[
    "前后", "前期", "前列", "前往", "前提", "前三", "前述", "前款",
];

/// What is done on a day after 于.
const DONE: &[&str] = &["报送", "上报", "提交", "完成", "报", "上线", "印发", "反馈"];

/// Words by which two dates are the phase of a campaign, and not that of a season or a holiday.
const PHASES: &[&str] = &[
    "阶段",
    "时间为",
    "时间：",
    "期限",
    "行动",
    "整治",
    "截止",
    "自查",
    "起至",
];

pub(crate) fn deadlines(scan: &mut Scan<'_>, notice: NoticeDate) {
    let mut at = 0;
    while at < scan.f.len() {
        let found = by_day(scan, at, notice)
            .or_else(|| within(scan.f, at))
            .or_else(|| same_day(scan.f, at));
        match found {
            Some(found) if !scan.is_taken(&found.at) => {
                at = found.at.end;
                scan.found.push(found);
            }
            _ => at += 1,
        }
    }
}

fn by_day(scan: &Scan<'_>, at: usize, notice: NoticeDate) -> Option<Found> {
    let f = scan.f;
    let until = f.any(at, UNTIL).map(|end| f.skip(end, &["：", "为"]));
    let start = until.unwrap_or(at);
    let first = day(f, start, notice)?;
    if let Some(found) = phase(scan, at, start, notice) {
        return Some(found);
    }
    let (minute, end) = day_end(f, first.end);
    let on = |range: Range<usize>, rule: Rule| {
        let deadline = Deadline::On {
            day: first.day,
            minute,
        };
        Found::new(range, Value::Deadline(deadline), rule)
    };
    let before = f
        .any(end, BEFORE)
        .filter(|_| f.any(end, NOT_BEFORE).is_none());
    if let Some(end) = before {
        return Some(on(at..end, Rule::ByDay));
    }
    if until.is_some() {
        return Some(on(at..end, Rule::Until));
    }
    // 自即日起至10月8日; 力争到2026年底.
    if f.before(start) == '至' && f.has(start.saturating_sub(8)..start, &["起"]) {
        return Some(on(start..end, Rule::Phase));
    }
    let is_month_end = matches!(f.before(first.end), '底' | '末');
    if f.before(start) == '到' && is_month_end && !f.ends(start, &["达到", "收到", "得到"]) {
        return Some(on(start..end, Rule::Until));
    }
    if f.before(start) == '于' && f.any(f.skip(end, &["全部", "全面"]), DONE).is_some() {
        return Some(on(start..end, Rule::OnDay));
    }
    Some(Found {
        at: start..end,
        value: None,
        rule: Rule::Date,
    })
}

/// What may follow a day: the weekday in brackets, a time, the end of office hours.
pub(crate) fn day_end(f: &Folded, at: usize) -> (Option<u32>, usize) {
    let mut end = at;
    if f.get(end) == '（'
        && f.any(end + 1, &["星期", "周", "农历"]).is_some()
        && let Some(close) = f.find(end..end + 8, &["）"])
    {
        end = close.end;
    }
    if let Some((minute, after)) = time(f, end) {
        return (Some(minute), after);
    }
    let end = f.skip(end, &["下午", "上午", "中午", "当天", "当日"]);
    (None, f.skip(end, &["下班", "零时"]))
}

/// Two days of a phase: it is due on the second.
fn phase(scan: &Scan<'_>, at: usize, start: usize, notice: NoticeDate) -> Option<Found> {
    let f = scan.f;
    let first = day(f, start, notice)?;
    let dash = f.any(f.skip(first.end, &["起"]), &["至", "到", "-", "~"])?;
    let second = day(f, dash, notice).or_else(|| {
        let number = number(f, dash)?;
        let end = f.any(number.end, &["日", "号"])?;
        let day = Day {
            day: number.whole().filter(|day| (1..=31).contains(day))?,
            ..first.day
        };
        Some(super::dates::DayFound { day, end })
    })?;
    let end = f.skip(second.end, &["止", "前"]);
    let is_phase = f.has(start.saturating_sub(14)..end, PHASES)
        || f.has(end..end + 6, &["为", "阶段"])
        || f.before(end) == '止';
    Some(Found {
        at: at..end,
        value: is_phase.then_some(Value::Deadline(Deadline::On {
            day: second.day,
            minute: None,
        })),
        rule: if is_phase { Rule::Phase } else { Rule::Date },
    })
}

fn within(f: &Folded, at: usize) -> Option<Found> {
    const UNITS: [(&str, TimeUnit); 12] = [
        ("个工作日", TimeUnit::WorkingDay),
        ("工作日", TimeUnit::WorkingDay),
        ("个自然日", TimeUnit::Day),
        ("自然日", TimeUnit::Day),
        ("个小时", TimeUnit::Hour),
        ("小时", TimeUnit::Hour),
        ("分钟", TimeUnit::Minute),
        ("个月", TimeUnit::Month),
        ("周", TimeUnit::Week),
        ("个星期", TimeUnit::Week),
        ("日", TimeUnit::Day),
        ("天", TimeUnit::Day),
    ];
    // 每2小时内 is a frequency, 近3日内 looks back, and what is kept within is a duration.
    if f.ends(
        at,
        &[
            "每",
            "近",
            "过去",
            "月",
            "控制在",
            "不超过",
            "不得超过",
            "第",
        ],
    ) {
        return None;
    }
    let count = number(f, at)?;
    let (unit_end, unit) = UNITS
        .iter()
        .find_map(|(word, unit)| Some((f.word(count.end, word)?, *unit)))?;
    let end = f.any(unit_end, &["之内", "以内", "内"])?;
    let deadline = Deadline::Within {
        count: count.whole()?,
        unit,
    };
    Some(Found::new(at..end, Value::Deadline(deadline), Rule::Within))
}

fn same_day(f: &Folded, at: usize) -> Option<Found> {
    let day = f.any(at, &["当日", "当天", "今日", "今天"])?;
    let (minute, end) = day_end(f, day);
    let end = f.any(end, &["之前", "前", "内"])?;
    let deadline = Deadline::SameDay { minute };
    Some(Found::new(
        at..end,
        Value::Deadline(deadline),
        Rule::SameDay,
    ))
}
