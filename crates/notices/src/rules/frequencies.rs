//! Frequencies: 每周不少于2次, 每月5日、20日前, 一日一报, 日报告.

use std::ops::Range;

use civic::duties::{DeliverableKind, Frequency, Period};

use super::bounds::{AT_LEAST, AT_MOST};
use super::dates::{NoticeDate, day, time};
use super::found::{Found, Scan};
use super::numerals::{digit, number};
use crate::reading::{AssessmentKind, HowOften, Item, Limit, Rule, Value};
use crate::text::Folded;

/// How far behind its period the number of times may stand.
const REACH: usize = 18;

/// What is counted as a time.
const TIMES: &[&str] = &["场次", "次", "场", "期", "篇", "遍", "回", "轮"];

/// What is done every so often, in 一周一调度 and 周调度.
enum Act {
    Report,
    Meeting,
    Notice,
    Other,
}

const ACTS: [(&str, Act); 19] = [
    ("报告", Act::Report),
    ("汇总", Act::Report),
    ("小结", Act::Report),
    ("总结", Act::Report),
    ("报", Act::Report),
    ("调度", Act::Meeting),
    ("例会", Act::Meeting),
    ("会商", Act::Meeting),
    ("碰头", Act::Meeting),
    ("通报", Act::Notice),
    ("排查", Act::Other),
    ("检查", Act::Other),
    ("巡查", Act::Other),
    ("督导", Act::Other),
    ("督查", Act::Other),
    ("研判", Act::Other),
    ("走访", Act::Other),
    ("回访", Act::Other),
    ("更新", Act::Other),
];

pub(crate) fn frequencies(scan: &mut Scan<'_>, notice: NoticeDate) {
    let mut at = 0;
    while at < scan.f.len() {
        let clause = scan.clause(at);
        let found = one_each(scan.f, at)
            .or_else(|| compound(scan.f, at))
            .or_else(|| every(scan.f, at, &clause, notice))
            .or_else(|| by_turns(scan.f, at))
            .or_else(|| per(scan.f, at));
        match found {
            Some(found) if !scan.is_taken(&found.at) => {
                at = found.at.end;
                scan.found.push(found);
            }
            _ => at += 1,
        }
    }
}

fn period(f: &Folded, at: usize) -> Option<(Frequency, usize)> {
    [
        ("工作日", 1, Period::Day),
        ("日", 1, Period::Day),
        ("天", 1, Period::Day),
        ("晚", 1, Period::Day),
        ("星期", 1, Period::Week),
        ("周", 1, Period::Week),
        ("旬", 3, Period::Month),
        ("月", 1, Period::Month),
        ("季度", 1, Period::Quarter),
        ("季", 1, Period::Quarter),
        ("年度", 1, Period::Year),
        ("年", 1, Period::Year),
    ]
    .into_iter()
    .find_map(|(word, times, per)| Some((Frequency { times, per }, f.word(at, word)?)))
}

/// What begins with 每.
fn every(f: &Folded, at: usize, clause: &Range<usize>, notice: NoticeDate) -> Option<Found> {
    let start = f.word(at, "每")?;
    let (base, after) = spaced(f, start).or_else(|| {
        let start = f.skip(start, &["个", "一个", "一"]);
        period(f, start)
    })?;
    let (days, after) = days_named(f, after, &base.per, notice);
    let mut end = after;
    if let Some((_, after)) = time(f, end) {
        end = after;
    }
    end = f.skip(end, &["下班"]);
    end = f.skip(end, &["之前", "以前", "前"]);
    let by_days = times_of(base.times, days)?;
    let reach = clause.end.min(end + REACH);
    let Some(counted) = counted(f, end..reach) else {
        let often = HowOften {
            frequency: Frequency {
                times: by_days,
                per: base.per,
            },
            limit: Limit::Exactly,
            of_items: false,
        };
        let rule = if days > 1 {
            Rule::DaysNamed
        } else {
            Rule::Every
        };
        return Some(Found::new(at..end, Value::Frequency(often), rule));
    };
    // 每日8时、20时前各报送一次: as many times as are named; 每月5日前报送2次: the number rules.
    let times = if counted.each {
        times_of(by_days, counted.parts.unwrap_or(1))?.checked_mul(counted.times)?
    } else {
        times_of(base.times, counted.times)?
    };
    let often = HowOften {
        frequency: Frequency {
            times,
            per: base.per,
        },
        limit: counted.limit,
        of_items: false,
    };
    Some(Found::new(
        at..counted.end,
        Value::Frequency(often),
        Rule::Every,
    ))
}

fn times_of(a: u32, b: u32) -> Option<u32> {
    a.checked_mul(b).filter(|times| *times > 0)
}

/// Periods of several units: 每2小时, 每两周, 每半年.
fn spaced(f: &Folded, at: usize) -> Option<(Frequency, usize)> {
    let times = |times, per, end| Some((Frequency { times, per }, end));
    if let Some(half) = f.word(at, "半") {
        for (word, count, per) in [
            ("年", 2, Period::Year),
            ("个月", 2, Period::Month),
            ("月", 2, Period::Month),
            ("天", 2, Period::Day),
            ("日", 2, Period::Day),
            ("小时", 48, Period::Day),
        ] {
            if let Some(end) = f.word(half, word) {
                return times(count, per, end);
            }
        }
        return None;
    }
    let count = number(f, at)?;
    let n = count.whole().filter(|n| *n > 0)?;
    for (word, a_year) in [
        ("个月", 12),
        ("个季度", 4),
        ("周", 52),
        ("个星期", 52),
        ("天", 365),
        ("日", 365),
    ] {
        if let Some(end) = f.word(count.end, word) {
            if n == 1 {
                // 每一周, 每1个月: a period of its own.
                return period(f, f.skip(count.end, &["个"]));
            }
            return times(a_year / n + u32::from(a_year % n != 0), Period::Year, end);
        }
    }
    let end = f.any(count.end, &["小时", "个小时"])?;
    times(24 / n + u32::from(24 % n != 0), Period::Day, end)
}

/// How many days of the period are named, at least one, and what follows them.
fn days_named(f: &Folded, at: usize, per: &Period, notice: NoticeDate) -> (u32, usize) {
    match per {
        Period::Week => weekdays(f, at),
        Period::Month => {
            if let Some(end) = f.any(at, &["底", "末", "初", "上旬", "中旬", "下旬"]) {
                return (1, end);
            }
            listed(f, at, |at| f.any(number(f, at)?.end, &["日", "号"]))
        }
        Period::Day => {
            if let Some(end) = f.any(at, &["早晚", "早、晚", "上下午"]) {
                return (2, end);
            }
            if let Some(end) = f.any(at, &["早中晚", "早、中、晚"]) {
                return (3, end);
            }
            listed(f, at, |at| time(f, at).map(|(_, end)| end))
        }
        Period::Year => {
            let named = listed(f, at, |at| day(f, at, notice).map(|day| day.end));
            (named.0, f.skip(named.1, &["底", "末", "初"]))
        }
        Period::Quarter => {
            let end = f.any(at, &["末月", "首月", "第一个月", "末", "初"]);
            let end = end.unwrap_or(at);
            let day = number(f, end).and_then(|day| f.any(day.end, &["日", "号"]));
            (1, day.unwrap_or(end))
        }
        _ => (1, at),
    }
}

/// Days of the week: 三; 一、三、五; 一至周五.
fn weekdays(f: &Folded, at: usize) -> (u32, usize) {
    let weekday = |at: usize| {
        let c = f.get(at);
        let value = if matches!(c, '日' | '天') {
            Some(7)
        } else {
            digit(c)
        };
        value.filter(|value| (1..=7).contains(value))
    };
    if let Some(end) = f.word(at, "末") {
        return (1, end);
    }
    let (mut count, mut end) = (0, at);
    while let Some(value) = weekday(end) {
        // 每周三次 counts, 每周三 names a day.
        if f.any(end + 1, TIMES).is_some() || f.any(end + 1, &["个", "条", "天", "份"]).is_some()
        {
            break;
        }
        count += 1;
        end += 1;
        if let Some(to) = f.any(end, &["至周", "至星期", "到周", "至"])
            && let Some(to_value) = weekday(to)
        {
            count += u32::try_from((to_value - value).max(0)).unwrap_or(0);
            end = to + 1;
        }
        match f.any(end, &["、周", "和周", "、", "和", "及"]) {
            Some(next) if weekday(next).is_some() => end = next,
            _ => break,
        }
    }
    (count.max(1), end)
}

/// How many of a list there are, and what follows it; one if there is none.
fn listed(f: &Folded, at: usize, item: impl Fn(usize) -> Option<usize>) -> (u32, usize) {
    let (mut count, mut end) = (0, at);
    let mut next = at;
    while let Some(after) = item(next) {
        count += 1;
        end = after;
        match f.any(f.skip(after, &["前"]), &["、", "和", "及", "与"]) {
            Some(after) if count < 31 => next = after,
            _ => break,
        }
    }
    (count.max(1), end)
}

struct Counted {
    times: u32,
    limit: Limit,
    /// 各: for each of what was named before.
    each: bool,
    /// How many parts of a day were named.
    parts: Option<u32>,
    end: usize,
}

/// The number of times in what follows a period.
fn counted(f: &Folded, range: Range<usize>) -> Option<Counted> {
    let mut limit = Limit::Exactly;
    let mut each = false;
    let mut parts = None;
    let mut at = range.start;
    while at < range.end {
        if let Some(end) = f.any(at, AT_LEAST) {
            limit = Limit::AtLeast;
            at = end;
            continue;
        }
        if let Some(end) = f.any(at, AT_MOST) {
            limit = Limit::AtMost;
            at = end;
            continue;
        }
        match f.get(at) {
            '各' => each = true,
            '约' => limit = Limit::About,
            '每' | '“' => return None,
            _ => {}
        }
        if f.any(at, &["早晚", "早、晚"]).is_some() {
            parts = Some(2);
        }
        if let Some(count) = number(f, at) {
            let unit = f.any(count.end, TIMES).or_else(|| {
                // A day or an item is a time only as a bound: 每周接访不少于1天.
                let bound = limit != Limit::Exactly;
                f.any(count.end, &["条", "天"]).filter(|_| bound)
            });
            match unit {
                Some(end) => {
                    let end = end.min(f.len());
                    let (limit, end) = match f.any(end, &["以上", "及以上"]) {
                        Some(after) => (Limit::AtLeast, after),
                        None => (limit, end),
                    };
                    return Some(Counted {
                        times: count.whole().filter(|times| *times > 0)?,
                        limit,
                        each,
                        parts,
                        end,
                    });
                }
                None if !count.han => return None,
                None => {}
            }
        }
        at += 1;
    }
    None
}

/// 一日一报, 一周一调度, 每周一报, 周调度一次 is not one.
fn one_each(f: &Folded, at: usize) -> Option<Found> {
    let start = f.any(at, &["一", "每"])?;
    let (frequency, after) = period(f, start)?;
    let act_at = f.word(after, "一")?;
    let (act, end) = act(f, act_at)?;
    Some(of_act(at..end, act, frequency))
}

fn act(f: &Folded, at: usize) -> Option<(&'static Act, usize)> {
    if f.any(at, &["报送", "报备", "报名"]).is_some() {
        return None;
    }
    ACTS.iter()
        .find_map(|(word, act)| Some((act, f.word(at, word)?)))
}

fn of_act(at: Range<usize>, act: &Act, frequency: Frequency) -> Found {
    let item = |kind, name: &str| {
        Value::Deliverable(Item {
            kind,
            name: name.to_owned(),
            frequency: Some(frequency.clone()),
        })
    };
    let value = match act {
        Act::Report => item(DeliverableKind::Report, ""),
        Act::Meeting => item(DeliverableKind::Meeting, ""),
        Act::Notice => Value::Assessment(AssessmentKind::Notice),
        Act::Other => Value::Frequency(HowOften {
            frequency,
            limit: Limit::Exactly,
            of_items: false,
        }),
    };
    Found::new(at, value, Rule::Compound)
}

/// 日报告, 周报, 日调度, 月通报.
fn compound(f: &Folded, at: usize) -> Option<Found> {
    let before = f.before(at);
    let (frequency, after) = period(f, at).filter(|(_, end)| *end == at + 1)?;
    if !matches!(f.get(at), '日' | '周' | '月' | '季' | '旬') {
        return None;
    }
    // 人民日报, 10月调度, 3日检查: the period is a part of what stands before it.
    let opens = matches!(before, '\0' | '“' | '、' | '，' | '：' | '（' | '《' | '》')
        || f.ends(
            at,
            &[
                "送", "实行", "行", "落实", "执行", "坚持", "建立", "和", "及", "与", "或", "随",
                "写", "报", "情况", "的", "交", "以", "将", "由", "用", "立",
            ],
        );
    let is_scheme = f
        .any(
            after,
            &["报告制度", "报制度", "调度制度", "通报制度", "例会制度"],
        )
        .is_some();
    if !opens && (!is_scheme || before.is_ascii_digit()) {
        return None;
    }
    let (act, end) = act(f, after)?;
    // 日报 alone may be a newspaper; 周检查 alone may be a week's inspection.
    let table = f.word(end, "表");
    let kind_end = table.unwrap_or(end);
    let mut found = of_act(at..kind_end, act, frequency.clone());
    if table.is_some() {
        found.value = Some(Value::Deliverable(Item {
            kind: DeliverableKind::Form,
            name: f.text(at..kind_end),
            frequency: Some(frequency),
        }));
    }
    if let Some(Value::Deliverable(item)) = &mut found.value {
        item.name = f.text(at..kind_end);
    }
    Some(found)
}

/// 按月报送, 逐日上报.
fn by_turns(f: &Folded, at: usize) -> Option<Found> {
    let start = f.any(at, &["按", "逐"])?;
    let (frequency, end) = period(f, start)?;
    let done = f.any(
        end,
        &[
            "报送", "上报", "通报", "调度", "汇总", "考核", "开展", "更新", "推进", "填报", "检查",
        ],
    );
    done?;
    let often = HowOften {
        frequency,
        limit: Limit::Exactly,
        of_items: false,
    };
    Some(Found::new(at..end, Value::Frequency(often), Rule::Every))
}

/// 2次/周.
fn per(f: &Folded, at: usize) -> Option<Found> {
    let count = number(f, at)?;
    let slash = f.word(f.any(count.end, TIMES)?, "/")?;
    let (base, end) = period(f, f.skip(slash, &["每"]))?;
    let limit = if f.ends(at, AT_LEAST) {
        Limit::AtLeast
    } else if f.ends(at, AT_MOST) {
        Limit::AtMost
    } else {
        Limit::Exactly
    };
    let often = HowOften {
        frequency: Frequency {
            times: times_of(base.times, count.whole()?)?,
            per: base.per,
        },
        limit,
        of_items: false,
    };
    Some(Found::new(at..end, Value::Frequency(often), Rule::Every))
}
