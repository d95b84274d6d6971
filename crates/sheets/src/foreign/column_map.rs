//! The column-mapping file, as `docs/import.md` describes it.
//!
//! The structures that serde reads, from the file as a whole down to each kind of row; then `read`,
//! which applies `--set`, and the checks that serde cannot express.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::error::KeyError;
use super::template::{Both, Field, Fixed, Maps};
use crate::geojson::Crs;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Map {
    pub(crate) portal: toml::Table,
    pub(crate) source: SourceMap,
    #[serde(default)]
    pub(crate) maps: Maps,
    #[serde(default)]
    pub(crate) units: Vec<toml::Table>,
    #[serde(default)]
    pub(crate) documents: Vec<toml::Table>,
    #[serde(default)]
    pub(crate) goods: Vec<toml::Table>,
    #[serde(default)]
    pub(crate) places: Vec<toml::Table>,
    #[serde(default)]
    pub(crate) rules: Vec<toml::Table>,
    #[serde(default)]
    pub(crate) services: Vec<toml::Table>,
    #[serde(default)]
    pub(crate) calendar: Vec<toml::Table>,
    #[serde(default)]
    pub(crate) inputs: BTreeMap<String, Input>,
}

/// Where rows come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceMap {
    pub(crate) kind: Field,
    #[serde(rename = "ref")]
    pub(crate) reference: Field,
}

/// One file and what each of its rows is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    pub(crate) file: String,
    #[serde(default)]
    pub(crate) delimiter: Option<char>,
    #[serde(default)]
    pub(crate) crs: Crs,
    #[serde(default)]
    pub(crate) dates: Vec<String>,
    #[serde(default)]
    pub(crate) source: Option<SourceMap>,
    #[serde(default)]
    pub(crate) filters: Vec<Filter>,
    #[serde(default)]
    pub(crate) geometry: Option<Lonlat>,
    #[serde(default)]
    pub(crate) place: Option<PlaceMap>,
    #[serde(default)]
    pub(crate) rule: Option<RuleMap>,
    #[serde(default)]
    pub(crate) hours: Option<HoursMap>,
    #[serde(default)]
    pub(crate) exception: Option<ExceptionMap>,
}

/// Which rows are taken by a value of theirs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    pub(crate) value: Field,
    pub(crate) take: BTreeSet<String>,
    #[serde(default)]
    pub(crate) explain: BTreeMap<String, Fixed>,
}

/// The columns of a point.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lonlat {
    pub(crate) lon: Field,
    pub(crate) lat: Field,
}

/// A row that is a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceMap {
    pub(crate) id: Field,
    pub(crate) name: Both,
    pub(crate) section: Option<Both>,
    pub(crate) kind: Option<Field>,
    pub(crate) side: Option<Field>,
    pub(crate) grade: Option<Field>,
    pub(crate) unit: Field,
    pub(crate) pinyin: Option<Field>,
    pub(crate) aliases: Option<Field>,
    pub(crate) capacity: Option<Field>,
    pub(crate) note: Option<Both>,
    #[serde(default)]
    pub(crate) approximate: bool,
    #[serde(default)]
    pub(crate) merge: bool,
}

/// Which places something is about.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum ScopeMap {
    /// Every place of this name.
    Named { name: Field },
    /// As a sheet has it.
    Cell(Field),
}

/// Which goods.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum GoodsMap {
    /// By the words in a text.
    Words {
        words: Field,
        fallback: String,
        #[serde(default)]
        unless: Vec<String>,
    },
    /// As a sheet has it.
    Cell(Field),
}

/// What a rule without published hours becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WithoutHours {
    /// No rule.
    #[default]
    NoRule,
    /// A rule for the whole day.
    AllDay,
}

/// A row that is a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleMap {
    pub(crate) id: Field,
    pub(crate) effect: Field,
    pub(crate) scope: Option<ScopeMap>,
    pub(crate) goods: Option<GoodsMap>,
    pub(crate) windows: Option<Field>,
    pub(crate) weekdays: Option<Field>,
    pub(crate) seasons: Option<Field>,
    pub(crate) day_types: Option<Field>,
    pub(crate) outside: Option<Field>,
    pub(crate) priority: Option<Field>,
    pub(crate) in_force: Field,
    pub(crate) expires: Option<Field>,
    pub(crate) last_day: Option<Field>,
    pub(crate) conditions: Option<Both>,
    pub(crate) first_breach: Option<Both>,
    pub(crate) documents: Field,
    pub(crate) note: Option<Both>,
    pub(crate) hours_key: Option<Field>,
    pub(crate) hours_cell: Option<Field>,
    #[serde(default)]
    pub(crate) past_midnight: bool,
    #[serde(default)]
    pub(crate) without_hours: WithoutHours,
}

/// A row that is one window of a week of a rule in another input.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoursMap {
    #[serde(rename = "for")]
    pub(crate) of: String,
    pub(crate) key: Field,
    pub(crate) weekday: Field,
    pub(crate) start: Field,
    pub(crate) end: Field,
    #[serde(default)]
    pub(crate) past_midnight: bool,
}

/// A row that is a temporary change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExceptionMap {
    pub(crate) id: Field,
    pub(crate) kind: Field,
    pub(crate) places: ScopeMap,
    pub(crate) targets: Option<Field>,
    pub(crate) goods: Option<GoodsMap>,
    pub(crate) from: Field,
    pub(crate) until: Option<Field>,
    pub(crate) last_day: Option<Field>,
    pub(crate) windows: Option<Field>,
    pub(crate) conditions: Option<Both>,
    pub(crate) reason: Both,
    pub(crate) instead: Option<Both>,
    pub(crate) documents: Field,
}

/// Reads the file; `set` replaces keys of it before it is read.
pub(crate) fn read(text: &str, set: &[(String, String)]) -> Result<Map, KeyError> {
    let mut table: toml::Table = toml::from_str(text).map_err(wrong)?;
    for (key, value) in set {
        replace(&mut table, key, value)?;
    }
    let map: Map = table.try_into().map_err(wrong)?;
    for (name, input) in &map.inputs {
        roles(&map, name, input)?;
    }
    Ok(map)
}

fn wrong(error: toml::de::Error) -> KeyError {
    let full = error.to_string();
    let key = full.rsplit("in `").next().and_then(|r| r.split('`').next());
    let key = if full.contains("in `") { key } else { None };
    let what = match error.span() {
        Some(_) => full.trim().to_owned(),
        None => error.message().to_owned(),
    };
    KeyError::new(key.unwrap_or_default(), what.clone(), what).because(error)
}

fn replace(table: &mut toml::Table, key: &str, value: &str) -> Result<(), KeyError> {
    let unknown = || {
        KeyError::new(
            key,
            "--set 不能改这个键：它的上级不是一个表",
            "--set cannot replace this key: its parent is not a table",
        )
    };
    let mut parts: Vec<&str> = key.split('.').collect();
    let last = parts.pop().filter(|p| !p.is_empty()).ok_or_else(unknown)?;
    let mut at = table;
    for part in parts {
        at = at
            .entry(part)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()))
            .as_table_mut()
            .ok_or_else(unknown)?;
    }
    // A number, a list or a quoted text as TOML has it; anything else is a text.
    let parsed = toml::from_str::<toml::Table>(&format!("v = {value}"));
    let parsed = parsed.ok().and_then(|mut t| t.remove("v"));
    let value = parsed.unwrap_or_else(|| toml::Value::String(value.to_owned()));
    at.insert(last.to_owned(), value);
    Ok(())
}

fn roles(map: &Map, name: &str, input: &Input) -> Result<(), KeyError> {
    let key = format!("inputs.{name}");
    let roles = [
        input.place.is_some(),
        input.rule.is_some(),
        input.hours.is_some(),
        input.exception.is_some(),
    ];
    if !roles.contains(&true) {
        return Err(KeyError::new(
            key,
            "没有写每一行是什么：加上 place、rule、hours 或 exception",
            "it does not define what its rows are: add place, rule, hours or exception",
        ));
    }
    if input.hours.is_some() && roles.iter().filter(|r| **r).count() > 1 {
        return Err(KeyError::new(
            key,
            "hours 不能和 place、rule、exception 写在一起",
            "hours cannot be combined with place, rule or exception",
        ));
    }
    if let Some(rule) = &input.rule
        && rule.scope.is_none()
        && input.place.is_none()
    {
        return Err(KeyError::new(
            format!("{key}.rule.scope"),
            "没有 place 的规则要写 scope",
            "a rule without a place needs a scope",
        ));
    }
    if let Some(hours) = &input.hours {
        let rule = map.inputs.get(&hours.of).and_then(|i| i.rule.as_ref());
        if rule.is_none_or(|r| r.hours_key.is_none()) {
            return Err(KeyError::new(
                format!("{key}.hours.for"),
                format!("inputs.{} 没有带 hours_key 的 rule", hours.of),
                format!("inputs.{} has no rule with an hours_key", hours.of),
            ));
        }
    }
    if let Some(exception) = &input.exception
        && exception.until.is_none()
        && exception.last_day.is_none()
    {
        return Err(KeyError::new(
            format!("{key}.exception.until"),
            "要写 until 或 last_day",
            "until or last_day is missing",
        ));
    }
    Ok(())
}
