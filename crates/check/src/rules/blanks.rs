//! Cells left blank under a filled one of the same place: no limit, or, where cells were merged,
//! the same as above? Nobody can tell from the sheet, so that both readings are asked about.

use std::collections::BTreeMap;

use civic::answer::{Engine, Segment, Verdict};
use civic::places::Place;
use civic::rules::{GoodsSet, Rule, Schedule};
use civic::time::{Calendar, Instant, Local, Window};
use civic::{GoodsId, RuleId, Text};

use super::filter::Filter;
use super::overlap::Scopes;
use crate::checker::{Check, message};
use crate::columns::{self, Column};
use crate::{Blank, WrittenEnd};

/// For how many days ahead the two readings are compared.
const DAYS_AHEAD: i64 = 400;
/// How many of the rows that a merged cell may cover are compared for an example.
const ROWS_TRIED: usize = 3;
/// How many kinds of goods are tried at a place.
const GOODS_TRIED: usize = 4;

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    if sources.blanks.is_empty() {
        return;
    }
    let known = Known::of(check);
    // What one merged cell may have covered is asked about once.
    let mut covered: BTreeMap<(&RuleId, &str), Vec<&Blank>> = BTreeMap::new();
    for blank in &sources.blanks {
        covered
            .entry((&blank.above, blank.column.zh))
            .or_default()
            .push(blank);
    }
    for ((above, _), blanks) in covered {
        let filled = blanks.first().and_then(|b| Filled::of(b.column));
        let (Some(above), Some(filled)) = (known.rules.get(above), filled) else {
            continue;
        };
        let asked: Vec<(&Blank, Readings)> = blanks
            .into_iter()
            .filter_map(|b| Some((b, Readings::of(check, &known, filled, &b.rule, above)?)))
            .collect();
        let differs = asked
            .iter()
            .take(ROWS_TRIED)
            .find_map(|(blank, readings)| Some((*blank, readings.differ(check, &known)?)));
        let (blank, example) = match (differs, asked.first()) {
            (Some((blank, example)), _) => (blank, Some(example)),
            (None, Some((blank, _))) => (*blank, None),
            (None, None) => continue,
        };
        let others: Vec<u32> = asked
            .iter()
            .map(|(b, _)| b.location.row)
            .filter(|row| *row != blank.location.row)
            .collect();
        report(check, blank, filled, above, &others, example.as_ref());
    }
}

/// What every comparison of two readings looks up.
struct Known<'a> {
    rules: BTreeMap<&'a RuleId, &'a Rule>,
    scopes: Scopes<'a>,
    calendar: Calendar,
}

impl<'a> Known<'a> {
    fn of(check: &Check<'a>) -> Self {
        let sources = check.sources;
        let rules = sources.rules.iter().map(|r| (&r.value.id, &r.value));
        let years: Vec<_> = sources.calendar.iter().map(|y| y.value.clone()).collect();
        Self {
            rules: rules.collect(),
            scopes: Scopes::of(&sources.rules),
            calendar: years.into(),
        }
    }

    /// The rule made for the time outside this one.
    fn outside(&self, id: &RuleId) -> Option<&'a Rule> {
        let id = RuleId(format!("{id}.outside"));
        self.rules.get(&id).copied().filter(|r| r.outside_times)
    }
}

/// What a cell of a deciding column fills in a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filled {
    Windows,
    Days(Filter),
    Expires,
    Goods,
}

impl Filled {
    /// Headings are shared by rules and temporary changes.
    fn of(column: Column) -> Option<Self> {
        let is = |other: Column| column.zh == other.zh;
        if let Some(filter) = Filter::ALL.into_iter().find(|f| is(f.column())) {
            return Some(Self::Days(filter));
        }
        [
            (columns::rules::WINDOWS, Self::Windows),
            (columns::rules::EXPIRES, Self::Expires),
            (columns::rules::GOODS, Self::Goods),
        ]
        .into_iter()
        .find_map(|(other, filled)| is(other).then_some(filled))
    }

    /// The rule with what the row above has; `None` where that is the same, or cannot be meant: an
    /// end before its beginning.
    fn copied(self, rule: &Rule, above: &Rule) -> Option<Rule> {
        let mut copied = rule.clone();
        match self {
            Self::Windows => {
                copied.schedule.windows.clone_from(&above.schedule.windows);
            }
            Self::Days(filter) => filter.copy(&above.schedule, &mut copied.schedule),
            Self::Expires => copied.expires = above.expires,
            Self::Goods => copied.goods.clone_from(&above.goods),
        }
        let begins = copied.in_force.instant;
        let ends_first = copied.expires.is_some_and(|e| e.instant <= begins);
        (copied != *rule && !ends_first).then_some(copied)
    }

    /// What the row above says, as a sheet writes it.
    fn said(self, check: &Check<'_>, above: &Rule) -> Text {
        match self {
            Self::Windows => {
                let windows = above.schedule.windows.iter().map(Window::to_string);
                let windows: Vec<String> = windows.collect();
                Text::new(windows.join("；"), windows.join("; "))
            }
            Self::Days(filter) => filter.values(&above.schedule),
            Self::Expires => {
                let written = match check.sources.written_ends.get(&above.id) {
                    Some(WrittenEnd::Day(day)) => day.to_string(),
                    _ => above.expires.map_or_else(String::new, |e| {
                        let minute = e.local().second / 60;
                        let date = e.local().date;
                        format!("{date} {:02}:{:02}", minute / 60, minute % 60)
                    }),
                };
                Text::new(written.as_str(), written.as_str())
            }
            Self::Goods => match &above.goods {
                GoodsSet::All => Text::new("全部", "all"),
                GoodsSet::Only(ids) | GoodsSet::Except(ids) => {
                    let names: Vec<Text> = ids.iter().map(|id| check.goods_name(id)).collect();
                    let zh: Vec<&str> = names.iter().map(|t| t.zh.as_str()).collect();
                    let en: Vec<&str> = names.iter().map(|t| t.en.as_str()).collect();
                    let (zh, en) = (zh.join("；"), en.join("; "));
                    if matches!(above.goods, GoodsSet::Except(_)) {
                        Text::new(format!("除外：{zh}"), format!("all but {en}"))
                    } else {
                        Text::new(zh, en)
                    }
                }
            },
        }
    }

    /// The word that says outright that there is no limit.
    fn none(self) -> &'static str {
        match self {
            Self::Windows => "全天",
            Self::Days(Filter::Weekdays) => "每日",
            Self::Days(Filter::Seasons) => "全年",
            Self::Days(Filter::DayTypes) => "不限",
            Self::Days(Filter::Dates | Filter::Except) => "无",
            Self::Expires => "长期",
            Self::Goods => "全部",
        }
    }
}

impl Filter {
    /// Copies this filter from one schedule to another.
    fn copy(self, from: &Schedule, to: &mut Schedule) {
        match self {
            Self::Weekdays => to.weekdays = from.weekdays,
            Self::DayTypes => to.day_types.clone_from(&from.day_types),
            Self::Seasons => to.seasons.clone_from(&from.seasons),
            Self::Dates => to.dates.clone_from(&from.dates),
            Self::Except => to.except_dates.clone_from(&from.except_dates),
        }
    }
}

/// The rules that a row makes by either reading: its own, and the one for the time outside.
struct Readings {
    as_written: Vec<Rule>,
    as_above: Vec<Rule>,
    /// From where on they may differ.
    from: Instant,
}

impl Readings {
    fn of(
        check: &Check<'_>,
        known: &Known<'_>,
        filled: Filled,
        rule: &RuleId,
        above: &Rule,
    ) -> Option<Self> {
        let rule = *known.rules.get(rule)?;
        let as_above = filled.copied(rule, above)?;
        let outside = known.outside(&rule.id);
        let outside_above = outside.map(|outside| {
            let mut copy = Rule {
                expires: as_above.expires,
                goods: as_above.goods.clone(),
                ..outside.clone()
            };
            // 季内禁止 has the seasons of its row.
            if known
                .outside(&above.id)
                .is_some_and(|r| !r.schedule.seasons.is_empty())
            {
                copy.schedule.seasons.clone_from(&as_above.schedule.seasons);
            }
            copy
        });
        let start = check.now.max(rule.in_force.instant);
        let from = match (filled, above.expires) {
            (Filled::Expires, Some(end)) => start.max(end.instant),
            _ => start,
        };
        Some(Self {
            as_written: std::iter::once(rule.clone())
                .chain(outside.cloned())
                .collect(),
            as_above: std::iter::once(as_above).chain(outside_above).collect(),
            from,
        })
    }

    /// The first moment at which the answers differ, at the first place of the rule.
    fn differ<'a>(&self, check: &Check<'a>, known: &Known<'a>) -> Option<Differing<'a>> {
        let sources = check.sources;
        let scope = &self.as_written.first()?.scope;
        let place = sources.places.iter().find(|p| scope.holds(&p.value));
        let place = &place?.value;
        let others: Vec<&Rule> = known
            .scopes
            .holding(place)
            .into_iter()
            .map(|i| &sources.rules[i].value)
            .filter(|r| self.as_written.iter().all(|own| own.id != r.id))
            .collect();
        let engine = |own: &[Rule]| {
            let rules: Vec<Rule> = others.iter().map(|r| (*r).clone()).collect();
            let rules: Vec<Rule> = rules.into_iter().chain(own.to_vec()).collect();
            Engine::new(
                std::slice::from_ref(place),
                &rules,
                &known.calendar,
                &check.zone,
            )
        };
        let (as_written, as_above) = (engine(&self.as_written), engine(&self.as_above));
        let first = check.zone.local(self.from).date;
        let spoken_of = |g: &&GoodsId| {
            let speaks = |rules: &[Rule]| rules.iter().any(|r| r.goods.holds(g));
            speaks(&self.as_written) || speaks(&self.as_above)
        };
        let goods = sources.goods.iter().map(|g| &g.value.id).filter(spoken_of);
        goods.take(GOODS_TRIED).find_map(|sold| {
            (0..DAYS_AHEAD).find_map(|n| {
                let date = first.plus_days(n);
                let written = as_written.day(&place.id, sold, date)?;
                let above = as_above.day(&place.id, sold, date)?;
                minutes(&written, &above).find_map(|minute| {
                    let at = check.zone.instant(Local {
                        date,
                        second: u32::from(minute) * 60,
                    });
                    let (written, above) = (said_at(&written, minute)?, said_at(&above, minute)?);
                    let differs =
                        written.verdict != above.verdict || written.conditions != above.conditions;
                    (differs && at >= self.from).then(|| Differing {
                        at,
                        place,
                        goods: sold,
                        as_written: written.verdict.clone(),
                        as_above: above.verdict.clone(),
                    })
                })
            })
        })
    }
}

/// A moment at which the readings give different answers.
struct Differing<'a> {
    at: Instant,
    place: &'a Place,
    goods: &'a GoodsId,
    as_written: Verdict,
    as_above: Verdict,
}

/// The minutes of a day at which either answer begins, in order.
fn minutes(a: &[Segment], b: &[Segment]) -> impl Iterator<Item = u16> + use<> {
    let mut minutes: Vec<u16> = a.iter().chain(b).map(|s| s.from).collect();
    minutes.sort_unstable();
    minutes.into_iter()
}

fn said_at(segments: &[Segment], minute: u16) -> Option<&Segment> {
    segments
        .iter()
        .find(|s| s.from <= minute && minute < s.until)
}

fn report(
    check: &mut Check<'_>,
    blank: &Blank,
    filled: Filled,
    above: &Rule,
    others: &[u32],
    example: Option<&Differing<'_>>,
) {
    let said = filled.said(check, above);
    let (column, rule, id, none) = (blank.column.zh, &blank.rule, &above.id, filled.none());
    let rows: Vec<String> = others.iter().take(5).map(u32::to_string).collect();
    let more = match (others.len(), rows.len()) {
        (0, _) => Text::default(),
        (all, shown) => {
            let (etc_zh, etc_en) = if all > shown {
                ("等", ", …")
            } else {
                ("", "")
            };
            Text::new(
                format!("；第 {}{etc_zh} 行也一样（共 {all} 行）", rows.join("、")),
                format!("; so are {all} more rows: {}{etc_en}", rows.join(", ")),
            )
        }
    };
    let (shown, question) = match example {
        Some(differing) => {
            let (question, asked) = check.question(differing.at, differing.place, differing.goods);
            let (written, above) = (&differing.as_written, &differing.as_above);
            let text = if written == above {
                Text::new(
                    format!("；例如 {}，两种读法的条件不一样", asked.zh),
                    format!("; for example {}, where the conditions differ", asked.en),
                )
            } else {
                Text::new(
                    format!(
                        "；例如 {}：不限则“{}”，同上则“{}”",
                        asked.zh,
                        written.zh(),
                        above.zh()
                    ),
                    format!(
                        "; for example {}: without limit \"{}\", as above \"{}\"",
                        asked.en,
                        written.en(),
                        above.en()
                    ),
                )
            };
            (text, Some(question))
        }
        None => (
            Text::new(
                format!("；此后 {DAYS_AHEAD} 天里两种读法的答案一样"),
                format!("; within {DAYS_AHEAD} days both give the same answers"),
            ),
            None,
        ),
    };
    let mut message = message(
        format!(
            "“{rule}”的“{column}”空着，上面同一地点的“{id}”写的是“{}”：可能是不限（现在按这个读），也可能是合并单元格，意思是同上{}{}",
            said.zh, shown.zh, more.zh
        ),
        format!(
            "{column} of {rule} is blank, and {id} above it, for the same place, says {}: it may mean no limit, as it is read now, or, in merged cells, the same as above{}{}",
            said.en, shown.en, more.en
        ),
        format!("不限就写“{none}”，同上就照抄“{}”", said.zh),
        format!(
            "Write {none} for no limit, or repeat {} for the same as above",
            said.zh
        ),
    );
    message.example = question;
    check.warn("cell_blank_below", blank.location.clone(), "", message);
}
