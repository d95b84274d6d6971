//! Rules and temporary changes.
//!
//! `Context` has what cells are resolved against: the time zone and the names of goods. `rules`
//! reads 规则.csv and makes, from 时段外, the rule for the time outside a permission; then
//! `temporary_changes` reads 临时调整.csv, each row a dated rule that overrides others.

use check::columns::{Column, ColumnPair, changes, rules};
use check::{Blank, ExpiryDay, Location, Row, Sources, WrittenEnd};
use civic::places::Grade;
use civic::rules::{Effect, GoodsSet, Override, Rule, Schedule, Scope};
use civic::time::{Local, Timestamp, Window, Zone};
use civic::{GoodsId, RuleId, Text};

use super::folder::Folder;
use super::paired::paired;
use crate::grammar;
use crate::grammar::{CellError, fold};
use crate::table::{RowReader, Sheet};

/// The priority of a dated, temporary rule.
const TEMPORARY_PRIORITY: u16 = 10;
/// The priority of a rule whose sheet names none.
const ORDINARY_PRIORITY: u16 = 100;
/// The priority of a rule made for the time outside.
const OUTSIDE_PRIORITY: u16 = 900;

/// What the rows of rules are read against.
struct Context {
    zone: Zone,
    expiry_day: ExpiryDay,
    goods: Vec<(String, GoodsId)>,
}

impl Context {
    fn of(sources: &Sources) -> Self {
        let zone = sources
            .settings
            .as_ref()
            .map_or_else(|| Zone::fixed("UTC", 0), |s| s.zone.clone());
        let expiry_day = sources.settings.as_ref().and_then(|s| s.expiry_day);
        let goods = sources
            .goods
            .iter()
            .flat_map(|g| {
                let id = &g.value.id;
                [&g.value.name.zh, &g.value.name.en, &id.0].map(|name| (name.clone(), id.clone()))
            })
            .collect();
        Self {
            zone,
            expiry_day: expiry_day.unwrap_or(ExpiryDay::Excluded),
            goods,
        }
    }

    fn moment(&self, local: Local) -> Timestamp {
        self.zone.timestamp(self.zone.instant(local))
    }

    /// The end of a rule, and how its cell gives it.
    fn end(
        &self,
        row: &mut RowReader<'_>,
        column: Column,
        grammar: impl Fn(&str) -> Result<(Local, WrittenEnd), CellError>,
    ) -> Option<(Timestamp, WrittenEnd)> {
        let (mut local, written) = row.read(column, grammar)?;
        if let WrittenEnd::Day(day) = written {
            local.date = self.expiry_day.first_day_without(day);
        }
        Some((self.moment(local), written))
    }

    /// `全部`, `除外：烧烤；小吃` or names; a name that is not the city's stays as an identifier,
    /// for the check to name.
    fn goods(&self, text: &str) -> GoodsSet {
        let text = fold(text);
        let ids = |text: &str| {
            grammar::names(text)
                .iter()
                .map(|name| {
                    let known = self
                        .goods
                        .iter()
                        .find(|(n, _)| n.eq_ignore_ascii_case(name));
                    known.map_or_else(|| GoodsId(name.clone()), |(_, id)| id.clone())
                })
                .collect()
        };
        match text.as_str() {
            "" | "全部" => GoodsSet::All,
            t if t.eq_ignore_ascii_case("all") => GoodsSet::All,
            t => match t
                .strip_prefix("除外:")
                .or_else(|| t.strip_prefix("except:"))
            {
                Some(rest) => GoodsSet::Except(ids(rest)),
                None => GoodsSet::Only(ids(t)),
            },
        }
    }
}

/// Place ids; or `等级：严禁`; or `单位：630104`; or `全市`.
fn scope(text: &str) -> Result<Scope, CellError> {
    let text = fold(text);
    if text == "全市" || text.eq_ignore_ascii_case("city") {
        return Ok(Scope::City);
    }
    if let Some(grade) = text
        .strip_prefix("等级:")
        .or_else(|| text.strip_prefix("grade:"))
    {
        return Grade::from_term(grade).map(Scope::Grade).ok_or(CellError {
            what: Text::new("没有这个等级", "There is no such grade"),
            example: "等级：严禁",
        });
    }
    if let Some(unit) = text
        .strip_prefix("单位:")
        .or_else(|| text.strip_prefix("unit:"))
    {
        return Ok(Scope::Unit(unit.trim().into()));
    }
    Ok(Scope::Places(
        grammar::names(&text)
            .iter()
            .map(|id| id.as_str().into())
            .collect(),
    ))
}

/// Conditions in both languages, paired in order.
fn conditions(row: &mut RowReader<'_>, columns: ColumnPair) -> Vec<Text> {
    paired(row, columns, |text| Ok(grammar::list(text)))
        .into_iter()
        .map(|(zh, en)| Text { zh, en })
        .collect()
}

/// A value of the column 时段外.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outside {
    Prohibited,
    ProhibitedInSeason,
    NotPublished,
}

pub(crate) fn rules(folder: &mut Folder, sources: &mut Sources) {
    let known = Context::of(sources);
    let sheet = folder.sheet(&rules::SHEET);
    let asked = sheet.has(rules::OUTSIDE) || sheet.is_incomplete();
    let column = sheet.heading(rules::OUTSIDE);
    if !asked {
        sources.outside_column_missing.insert(column.clone());
    }
    let mut blanks = Vec::new();
    let rows = folder.rows(&rules::SHEET, &sheet, |row| {
        let read = rule(row, &known)?;
        blanks.extend(blanks_of(row, &sheet, &read.0.id));
        Some(read)
    });
    sources.blanks.extend(blanks);
    for Row {
        location,
        value: (rule, outside, end),
    } in rows
    {
        sources
            .written_ends
            .extend(end.map(|end| (rule.id.clone(), end)));
        if outside.is_none() && is_limited(&rule) {
            let at = if asked {
                Location {
                    column: rules::OUTSIDE.zh.to_owned(),
                    ..location.clone()
                }
            } else {
                column.clone()
            };
            sources.outside_unsaid.insert(rule.id.clone(), at);
        }
        let outside = outside_rule(&rule, outside.unwrap_or(Outside::NotPublished));
        sources.rules.push(Row {
            location: location.clone(),
            value: rule,
        });
        sources
            .rules
            .extend(outside.map(|value| Row { location, value }));
    }
    temporary_changes(folder, sources, &known);
}

/// The columns in which a blank cell says that the rule has no such limit.
const LIMITS: [Column; 5] = [
    rules::WINDOWS,
    rules::WEEKDAYS,
    rules::DAY_TYPES,
    rules::SEASONS,
    rules::EXPIRES,
];

/// The blank cells of a row that may come from a merged cell above.
fn blanks_of(row: &RowReader<'_>, sheet: &Sheet, rule: &RuleId) -> Vec<Blank> {
    LIMITS
        .into_iter()
        .filter_map(|column| {
            let above = row.filled_above(column, rules::SCOPE)?;
            Some(Blank {
                location: row.at(column),
                column,
                rule: rule.clone(),
                above: sheet.cell(above, rules::ID).into(),
            })
        })
        .collect()
}

/// The windows of a row; one with only a start or only an end has a finding of its own.
fn windows(row: &mut RowReader<'_>, column: Column) -> Vec<Window> {
    if grammar::is_open_ended(row.raw(column)) {
        let error = CellError {
            what: Text::new(
                "这个时段只有开始或只有结束",
                "This window has only a start or only an end",
            ),
            example: "18:00-22:00；18:00-24:00；22:00-次日04:00",
        };
        row.refuse_as("window_open_ended", column, &error);
        return Vec::new();
    }
    row.read(column, grammar::windows).unwrap_or_default()
}

/// True for a permission that leaves time outside it.
fn is_limited(rule: &Rule) -> bool {
    rule.effect == Effect::Permit && rule.schedule != Schedule::default()
}

fn rule(
    row: &mut RowReader<'_>,
    known: &Context,
) -> Option<(Rule, Option<Outside>, Option<WrittenEnd>)> {
    let effect = row.term(rules::EFFECT, |t| match t {
        "准许" | "permit" => Some(Effect::Permit),
        "禁止" | "prohibit" => Some(Effect::Prohibit),
        _ => None,
    });
    let outside = row.term(rules::OUTSIDE, |t| match t {
        "禁止" | "prohibited" => Some(Outside::Prohibited),
        "季内禁止" | "prohibited_in_season" => Some(Outside::ProhibitedInSeason),
        "未规定" | "not_published" => Some(Outside::NotPublished),
        _ => None,
    });
    let id: RuleId = row.id(rules::ID);
    let scope = row.read(rules::SCOPE, scope);
    let goods = known.goods(&row.text(rules::GOODS));
    let schedule = Schedule {
        windows: windows(row, rules::WINDOWS),
        weekdays: row.read(rules::WEEKDAYS, grammar::weekdays).flatten(),
        day_types: row
            .read(rules::DAY_TYPES, grammar::day_types)
            .unwrap_or_default(),
        seasons: row
            .read(rules::SEASONS, grammar::seasons)
            .unwrap_or_default(),
        dates: row.date_spans(rules::DATES).unwrap_or_default(),
        except_dates: row.date_spans(rules::EXCEPT_DATES).unwrap_or_default(),
    };
    let priority = row.read(rules::PRIORITY, |t| grammar::number(t).and_then(priority));
    let in_force = row.moment(rules::IN_FORCE).map(|l| known.moment(l));
    let end = if grammar::is_open_end(row.raw(rules::EXPIRES)) {
        None
    } else {
        known.end(row, rules::EXPIRES, expiry)
    };
    let rule = Rule {
        id,
        effect: effect?,
        scope: scope?,
        goods,
        schedule,
        in_force: in_force?,
        expires: end.map(|(expires, _)| expires),
        priority: priority.unwrap_or(ORDINARY_PRIORITY),
        overrides: None,
        outside_times: false,
        conditions: conditions(row, rules::CONDITIONS),
        documents: row.ids(rules::DOCUMENTS),
        first_breach: row.bilingual(rules::FIRST_BREACH),
        note: row.bilingual(rules::NOTE),
        source: row.source(),
    };
    Some((rule, outside, end.map(|(_, written)| written)))
}

/// The end of a rule that may have none.
fn expiry(text: &str) -> Result<(Local, WrittenEnd), CellError> {
    grammar::end(text).map_err(|_| CellError {
        what: Text::new(
            "这里应填失效的日期；没有期限的写“长期”",
            "This should be the date on which it expires; where there is none, write 长期",
        ),
        example: "2027-12-31；长期",
    })
}

fn priority(number: u32) -> Result<u16, CellError> {
    u16::try_from(number).map_err(|_| CellError {
        what: Text::new("优先级最大 65535", "A priority is at most 65535"),
        example: "100",
    })
}

/// The prohibition for the time outside a permission's windows, days and seasons.
fn outside_rule(rule: &Rule, outside: Outside) -> Option<Rule> {
    if rule.effect != Effect::Permit || outside == Outside::NotPublished {
        return None;
    }
    let seasons = match outside {
        Outside::ProhibitedInSeason => rule.schedule.seasons.clone(),
        _ => Vec::new(),
    };
    Some(Rule {
        id: RuleId(format!("{}.outside", rule.id)),
        effect: Effect::Prohibit,
        schedule: Schedule {
            seasons,
            ..Schedule::default()
        },
        priority: OUTSIDE_PRIORITY,
        outside_times: true,
        conditions: Vec::new(),
        note: Text::default(),
        ..rule.clone()
    })
}

fn temporary_changes(folder: &mut Folder, sources: &mut Sources, known: &Context) {
    let sheet = folder.sheet(&changes::SHEET);
    let rules = &sources.rules;
    let written_ends = &mut sources.written_ends;
    let changes = folder.rows(&changes::SHEET, &sheet, |row| {
        let effect = row.term(
            changes::KIND,
            |t| match t {
                "关闭" | "close" => Some(Effect::Prohibit),
                "延长" | "extend" | "开放" | "open" => Some(Effect::Permit),
                _ => None,
            },
        );
        let places: Vec<civic::PlaceId> = row.ids(changes::PLACES);
        let mut targets: Vec<RuleId> = row.ids(changes::TARGETS);
        if targets.is_empty() {
            let names_one = |rule: &Rule| {
                matches!(&rule.scope, Scope::Places(ids) if ids.iter().any(|id| places.contains(id)))
            };
            targets.extend(rules.iter().map(|r| &r.value).filter(|r| names_one(r)).map(|r| r.id.clone()));
        }
        let from = row.moment(changes::FROM).map(|l| known.moment(l));
        let end = known.end(row, changes::UNTIL, grammar::end);
        let id: RuleId = row.id(changes::ID);
        written_ends.extend(end.map(|(_, written)| (id.clone(), written)));
        Some(Rule {
            id,
            effect: effect?,
            scope: Scope::Places(places),
            goods: known.goods(&row.text(changes::GOODS)),
            schedule: Schedule {
                windows: windows(row, changes::WINDOWS),
                ..Schedule::default()
            },
            in_force: from?,
            expires: Some(end?.0),
            priority: TEMPORARY_PRIORITY,
            overrides: Some(Override {
                targets,
                reason: row.bilingual(changes::REASON),
                instead: row.bilingual(changes::INSTEAD),
            }),
            outside_times: false,
            conditions: conditions(row, changes::CONDITIONS),
            documents: row.ids(changes::DOCUMENTS),
            first_breach: Text::default(),
            note: Text::default(),
            source: row.source(),
        })
    });
    sources.rules.extend(changes);
}
