//! Ends of rules 失效、结束: what a day alone means, and where two meanings meet.
//!
//! Offices write the last day, or the first one without; a sheet cannot tell which. So a city is
//! asked once, the reading is told beside each day, and what only fits the other reading is shown.

use std::collections::{BTreeMap, HashMap, HashSet};

use civic::places::Place;
use civic::rules::Rule;
use civic::time::{Date, Instant, Local};
use civic::{GoodsId, Text};

use super::days::Days;
use super::example::day;
use super::overlap::Scopes;
use crate::checker::{Check, cell, column_of, message, whole_file};
use crate::columns::{self, Column, files};
use crate::{ExpiryDay, Location, Row, WrittenEnd};

/// The key of the setting in `portal.toml`.
const SETTING: &str = "rules.expiry_day";

pub(crate) fn check(check: &mut Check<'_>, days: &Days) {
    let said = check.sources.settings.as_ref().map(|s| s.expiry_day);
    let reading = said.flatten().unwrap_or(ExpiryDay::Excluded);
    let ends = day_ends(check, reading);
    if said == Some(None) {
        ask(check, days, &ends);
    }
    tell(check, reading, &ends);
    if reading == ExpiryDay::Excluded {
        mixed(check);
    }
    neighbours(check, days, reading);
}

/// The day to write for what holds on this day for the last time.
fn day_to_write(reading: ExpiryDay, last: Date) -> Date {
    match reading {
        ExpiryDay::Included => last,
        ExpiryDay::Excluded => last.next(),
    }
}

/// An end that is given as a day alone.
struct DayEnd<'a> {
    at: Location,
    id: &'a str,
    written: Date,
    /// The rule; `None` for a document.
    rule: Option<&'a Rule>,
}

/// The column in which a rule's row says when it ends.
fn column(rule: &Rule) -> Column {
    if rule.overrides.is_some() {
        columns::changes::UNTIL
    } else {
        columns::rules::EXPIRES
    }
}

fn own_rules<'a>(check: &Check<'a>) -> impl Iterator<Item = &'a Row<Rule>> + use<'a> {
    let rules = check.sources.rules.iter();
    rules.filter(|r| !r.value.outside_times)
}

fn day_ends<'a>(check: &Check<'a>, reading: ExpiryDay) -> Vec<DayEnd<'a>> {
    let sources = check.sources;
    let rules = own_rules(check).filter_map(|row| {
        let rule = &row.value;
        let Some(WrittenEnd::Day(written)) = sources.written_ends.get(&rule.id) else {
            return None;
        };
        Some(DayEnd {
            at: cell(row, column(rule)),
            id: rule.id.as_str(),
            written: *written,
            rule: Some(rule),
        })
    });
    let documents = sources.documents.iter().filter_map(|row| {
        let first_without = row.value.expires_on?;
        Some(DayEnd {
            at: cell(row, columns::documents::EXPIRES_ON),
            id: row.value.id.as_str(),
            written: match reading {
                ExpiryDay::Included => first_without.previous(),
                ExpiryDay::Excluded => first_without,
            },
            rule: None,
        })
    });
    rules.chain(documents).collect()
}

fn midnight(check: &Check<'_>, date: Date) -> Instant {
    check.zone.instant(Local { date, second: 0 })
}

/// The first instant of a day at which the rule's schedule holds, were it in force all day.
fn hour_of(check: &Check<'_>, days: &Days, rule: &Rule, date: Date) -> Option<Instant> {
    let (from, until) = (midnight(check, date), midnight(check, date.next()));
    let all_day = Rule {
        in_force: check.zone.timestamp(from),
        expires: Some(check.zone.timestamp(until)),
        ..rule.clone()
    };
    days.holds(&all_day, from)
}

/// The first of several rows, and how many there are.
fn and_more(first: &str, count: usize) -> Text {
    if count == 1 {
        return Text::new(format!("“{first}”"), first);
    }
    Text::new(
        format!("“{first}”等 {count} 行"),
        format!("{first} and {} more", count - 1),
    )
}

/// Asks the city once what it means by a day.
fn ask(check: &mut Check<'_>, days: &Days, ends: &[DayEnd<'_>]) {
    let coming = |end: &&DayEnd<'_>| end.written >= check.today;
    let shown = |end: &DayEnd<'_>| hour_of(check, days, end.rule?, end.written);
    let hour = ends
        .iter()
        .filter(coming)
        .chain(ends)
        .find_map(|end| Some((end, Some(shown(end)?))));
    let Some((end, hour)) = hour.or_else(|| Some((ends.first()?, None))) else {
        return;
    };
    let (id, written, count) = (end.id, end.written, ends.len());
    let (that_day, before) = (day(written), day(written.previous()));
    let (column, file) = (&end.at.column, &end.at.file);
    let said = hour.map_or_else(Text::default, |hour| {
        let clock = check.clock(hour);
        Text::new(
            format!(
                "；例如 {}，读作“含当天”它还成立，读作“不含当天”就不成立了",
                clock.zh
            ),
            format!(
                "; for example, on {} it holds by the first reading and no longer by the second",
                clock.en
            ),
        )
    });
    let mut message = message(
        format!(
            "有 {count} 处失效只写了日期，没有说当天还算不算：例如 {file} 的“{id}”，“{column}”写的是 {written}。含当天：最后一天是 {}；不含当天：最后一天是 {}。没有回答以前按“不含当天”读{}",
            that_day.zh, before.zh, said.zh
        ),
        format!(
            "Ends are given as days alone ({count}), and nothing says whether that day still counts: for example {id} in {file}, {column} {written}. Included: its last day is {}. Excluded: its last day is {}. Until this is answered it is read as excluded{}",
            that_day.en, before.en, said.en
        ),
        format!(
            "在 {} 里写上 [rules] 和 expiry_day = \"included\"（含当天）或 expiry_day = \"excluded\"（不含当天）",
            files::SETTINGS
        ),
        format!(
            "Write [rules] and expiry_day = \"included\" or expiry_day = \"excluded\" in {}",
            files::SETTINGS
        ),
    );
    message.example = hour.map(|hour| check.instant(hour));
    let at = Location {
        column: SETTING.to_owned(),
        ..whole_file(files::SETTINGS)
    };
    check.warn("expiry_day_unsaid", at, &written.to_string(), message);
}

/// Tells how each day is read, once a sheet.
fn tell(check: &mut Check<'_>, reading: ExpiryDay, ends: &[DayEnd<'_>]) {
    let mut days: BTreeMap<(&str, Date), Vec<&DayEnd<'_>>> = BTreeMap::new();
    for end in ends {
        days.entry((&end.at.file, end.written))
            .or_default()
            .push(end);
    }
    for ((_, written), ends) in days {
        let Some(first) = ends.first() else { continue };
        let rows = and_more(first.id, ends.len());
        let column = &first.at.column;
        let without = reading.first_day_without(written);
        let last = day(without.previous());
        let first_without = check.clock(midnight(check, without));
        let other = match reading {
            ExpiryDay::Included => written.previous(),
            ExpiryDay::Excluded => written.next(),
        };
        let (meant_zh, meant_en) = match reading {
            ExpiryDay::Included => ("当天已经失效", "no longer holds on that day"),
            ExpiryDay::Excluded => ("当天仍然有效", "still holds on that day"),
        };
        check.info(
            "expiry_day_read",
            first.at.clone(),
            &written.to_string(),
            message(
                format!(
                    "{}的“{column}”只写了 {written}：读作最后一天是 {}，从 {} 起失效",
                    rows.zh, last.zh, first_without.zh
                ),
                format!(
                    "The end of {} is {written} alone: it is read so that the last day is {} and it no longer holds from {} on",
                    rows.en, last.en, first_without.en
                ),
                format!("读对了就不用改；哪一行{meant_zh}，那一行就写“{other}”"),
                format!("Leave it if that is meant; a row that {meant_en} gives {other}"),
            ),
        );
    }
}

/// A sheet in which some ends say that their day is included while days alone are read without.
fn mixed(check: &mut Check<'_>) {
    let sources = check.sources;
    let written = |row: &Row<Rule>| sources.written_ends.get(&row.value.id).copied();
    let mut files: BTreeMap<&str, Vec<&Row<Rule>>> = BTreeMap::new();
    for row in own_rules(check) {
        files.entry(&row.location.file).or_default().push(row);
    }
    for rows in files.into_values() {
        let mut alone = rows
            .iter()
            .filter(|r| matches!(written(r), Some(WrittenEnd::Day(_))));
        let whole = rows
            .iter()
            .find(|r| matches!(written(r), Some(WrittenEnd::EndOfDay(_))));
        let (Some(first), Some(whole)) = (alone.next(), whole) else {
            continue;
        };
        let (Some(WrittenEnd::Day(day_alone)), Some(WrittenEnd::EndOfDay(included))) =
            (written(first), written(whole))
        else {
            continue;
        };
        let alone = and_more(first.value.id.as_str(), 1 + alone.count());
        let id = &whole.value.id;
        let column = column(&whole.value);
        let setting = files::SETTINGS;
        check.warn(
            "expiry_conventions_mixed",
            cell(whole, column),
            &included.to_string(),
            message(
                format!("“{id}”写到 {included} 这一天结束，同一张表里{}只写日期（{day_alone}），读作当天已经失效：两种写法的意思不一样", alone.zh),
                format!("{id} lasts to the end of {included}, while {} in the same sheet give a day alone ({day_alone}), which is read as the first day without: two meanings in one sheet", alone.en),
                format!("只写日期的行当天也有效，就在 {setting} 的 [rules] 写 expiry_day = \"included\"；确实当天失效的不用改，这一行写“{}”更清楚", included.next()),
                format!("If the days alone are last days, too, write expiry_day = \"included\" under [rules] in {setting}; if they are not, leave them and give {} here", included.next()),
            ),
        );
    }
}

/// How an end and a beginning miss each other by a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Miss {
    /// Neither holds on the day between.
    Gap(Date),
    /// Both hold on this day.
    Double(Date),
}

/// Rules of one place and the same goods that follow each other, a day too late or too early.
fn neighbours(check: &mut Check<'_>, days: &Days, reading: ExpiryDay) {
    let sources = check.sources;
    let rules = &sources.rules;
    let begins: HashMap<usize, Date> = midnights(check, |rule| Some(rule.in_force.instant));
    let ends: HashMap<usize, Date> = midnights(check, |rule| Some(rule.expires?.instant));
    let start_days: HashSet<Date> = begins.values().copied().collect();
    let missed = |i: usize| -> Vec<Miss> {
        let Some(without) = ends.get(&i) else {
            return Vec::new();
        };
        let last = without.previous();
        let included = match sources.written_ends.get(&rules[i].value.id) {
            Some(WrittenEnd::Day(day) | WrittenEnd::EndOfDay(day)) => *day == last,
            Some(WrittenEnd::Moment) | None => false,
        };
        let mut missed = Vec::new();
        if start_days.contains(&without.next()) {
            missed.push(Miss::Gap(*without));
        }
        if included && start_days.contains(&last) {
            missed.push(Miss::Double(last));
        }
        missed
    };
    let missing: HashMap<usize, Vec<Miss>> = ends
        .keys()
        .map(|i| (*i, missed(*i)))
        .filter(|(_, missed)| !missed.is_empty())
        .collect();
    if missing.is_empty() {
        return;
    }
    let scopes = Scopes::of(rules);
    let goods: Vec<&GoodsId> = sources.goods.iter().map(|g| &g.value.id).collect();
    let mut told: HashSet<usize> = HashSet::new();
    for place in &sources.places {
        let held = scopes.holding(&place.value);
        for i in &held {
            for miss in missing.get(i).into_iter().flatten() {
                if told.contains(i) {
                    continue;
                }
                let wanted = match miss {
                    Miss::Gap(day) => day.next(),
                    Miss::Double(day) => *day,
                };
                let (ending, temporary) = (&rules[*i].value, rules[*i].value.overrides.is_some());
                let next = held.iter().find_map(|j| {
                    let beginning = &rules[*j].value;
                    if begins.get(j) != Some(&wanted)
                        || i == j
                        || temporary != beginning.overrides.is_some()
                    {
                        return None;
                    }
                    let shared = goods
                        .iter()
                        .find(|g| ending.goods.holds(g) && beginning.goods.holds(g))?;
                    let hour = missed_hour(check, days, ending, beginning, *miss)?;
                    Some((beginning, *shared, hour))
                });
                if let Some((beginning, shared, hour)) = next {
                    told.insert(*i);
                    let question = (hour, &place.value, shared);
                    report_miss(check, &rules[*i], beginning, *miss, reading, question);
                }
            }
        }
    }
}

/// The rules of rows for which this instant is a midnight, and the day that begins with it.
fn midnights(check: &Check<'_>, of: impl Fn(&Rule) -> Option<Instant>) -> HashMap<usize, Date> {
    let rules = check.sources.rules.iter().enumerate();
    rules
        .filter(|(_, row)| !row.value.outside_times)
        .filter_map(|(i, row)| {
            let local = check.zone.local(of(&row.value)?);
            (local.second == 0).then_some((i, local.date))
        })
        .collect()
}

/// An instant of the day at which one of the two would hold, or at which both do.
fn missed_hour(
    check: &Check<'_>,
    days: &Days,
    ending: &Rule,
    beginning: &Rule,
    miss: Miss,
) -> Option<Instant> {
    match miss {
        Miss::Gap(date) => {
            hour_of(check, days, ending, date).or_else(|| hour_of(check, days, beginning, date))
        }
        Miss::Double(date) => {
            let until = midnight(check, date.next());
            let both = days.both_hold(ending, beginning, midnight(check, date));
            both.filter(|hour| *hour < until)
        }
    }
}

fn report_miss(
    check: &mut Check<'_>,
    ending: &Row<Rule>,
    beginning: &Rule,
    miss: Miss,
    reading: ExpiryDay,
    (hour, place, goods): (Instant, &Place, &GoodsId),
) {
    let (example, said) = check.question(hour, place, goods);
    let (first, second) = (&ending.value.id, &beginning.id);
    let end = column(&ending.value).zh;
    let begin = if beginning.overrides.is_some() {
        columns::changes::FROM.zh
    } else {
        columns::rules::IN_FORCE.zh
    };
    let (code, message) = match miss {
        Miss::Gap(date) => {
            let [end_clock, begin_clock] =
                [date, date.next()].map(|d| check.clock(midnight(check, d)));
            (
                "expiry_gap",
                message(
                    format!(
                        "“{first}”在 {} 结束，同一地点同一品类的“{second}”在 {} 才开始，中间这一天两条都不算：例如 {}",
                        end_clock.zh, begin_clock.zh, said.zh
                    ),
                    format!(
                        "{first} ends on {}, and {second}, for the same place and goods, begins on {}: neither counts on the day between, for example {}",
                        end_clock.en, begin_clock.en, said.en
                    ),
                    format!(
                        "“{first}”应当管到 {date} 当天，就把“{end}”改成“{}”；“{second}”应当从 {date} 开始，就把“{begin}”改成“{date}”；确实空一天的不用改",
                        day_to_write(reading, date)
                    ),
                    format!(
                        "If {first} should hold on {date}, give {} as its {end}; if {second} should, give {date} as its {begin}; if neither should, leave them",
                        day_to_write(reading, date)
                    ),
                ),
            )
        }
        Miss::Double(date) => {
            let named = day(date);
            (
                "expiry_doubled",
                message(
                    format!(
                        "“{first}”的最后一天是 {}，同一地点同一品类的“{second}”也从这一天开始，这一天两条都算：例如 {}",
                        named.zh, said.zh
                    ),
                    format!(
                        "The last day of {first} is {}, on which {second}, for the same place and goods, begins: both count on that day, for example {}",
                        named.en, said.en
                    ),
                    format!(
                        "“{first}”到这一天就不算了，“{end}”写“{}”；“{second}”第二天才开始，“{begin}”写“{}”",
                        day_to_write(reading, date.previous()),
                        date.next()
                    ),
                    format!(
                        "If {first} no longer counts on that day, give {} as its {end}; if {second} begins a day later, give {} as its {begin}",
                        day_to_write(reading, date.previous()),
                        date.next()
                    ),
                ),
            )
        }
    };
    let at = column_of(&ending.location, column(&ending.value));
    let written = match miss {
        Miss::Gap(date) | Miss::Double(date) => date.to_string(),
    };
    check.warn(code, at, &written, message.with(example));
}
