//! The import: rows in, sheets out, and the check in between.
//!
//! `Engine::read` reads every input; `run` then filters rows, makes places, collects weekly hours
//! and makes rules and changes, and `write` (in a module of its own) writes and checks the sheets.
//! Each input row ends as taken or explained; `each` keeps that account.

use std::collections::HashMap;

use check::columns::{self, ColumnPair, SheetFormat, source};
use check::{Finding, Severity};
use civic::Text;

use super::column_map::{Input, Map};
use super::error::{ConvertError, KeyError, Rejection};
use super::input::{Record, Table};
use super::output::Cells;
use super::report::RowOutcome;
use super::request::Request;
use super::rows::{Context, PlaceRow, no_hours};
use super::template::Row;
use super::times::Week;
use super::{input, output, times};
use crate::foreign::converted::Converted;

/// An input row: the input, and the row in it.
pub(crate) type At = (usize, usize);

/// What input rows gave, with the row that gave it; `None` for the map's own rows.
#[derive(Default)]
pub(crate) struct Output {
    pub(crate) places: Vec<(Option<At>, PlaceRow)>,
    pub(crate) rules: Vec<(Option<At>, Cells)>,
    pub(crate) changes: Vec<(Option<At>, Cells)>,
}

/// The rows and windows of the hours of one rule, by input and key.
type Hours = HashMap<(String, String), (Week, Vec<At>)>;

pub(crate) struct Engine<'a> {
    pub(crate) map: &'a Map,
    /// The name of the map in messages.
    pub(crate) map_name: &'a str,
    pub(crate) inputs: Vec<(&'a str, &'a Input, Table)>,
    pub(crate) outcomes: Vec<Vec<RowOutcome>>,
    pub(crate) notes: Vec<Finding>,
    pub(crate) output: Output,
    hours: Hours,
    /// The hours rows of each row that has a rule.
    pub(crate) used: HashMap<At, Vec<At>>,
    /// The file and row that are being read.
    current: Option<(String, u32)>,
}

impl<'a> Engine<'a> {
    pub(crate) fn read(map: &'a Map, request: &Request<'a>) -> Result<Self, ConvertError> {
        let (mut inputs, mut notes) = (Vec::new(), Vec::new());
        for (name, input) in &map.inputs {
            let mut table = input::read(&input.file, input.delimiter, request)?;
            let told = table.told.take();
            notes.extend(told.map(|told| told.finding(&table.file, 0, Severity::Info)));
            for (key, field) in input.fields() {
                let key = format!("inputs.{name}.{key}");
                field.check(&key, &table, &map.maps, request.map_name)?;
            }
            inputs.push((name.as_str(), input, table));
        }
        let outcomes = inputs
            .iter()
            .map(|(_, _, t)| vec![RowOutcome::Taken; t.records.len()]);
        Ok(Self {
            map,
            map_name: request.map_name,
            outcomes: outcomes.collect(),
            inputs,
            notes,
            output: Output::default(),
            hours: Hours::new(),
            used: HashMap::new(),
            current: None,
        })
    }

    fn key_error(&self, key: &str, zh: &str, en: &str) -> ConvertError {
        KeyError::new(key, zh, en).of(self.map_name)
    }

    pub(crate) fn explain(&mut self, (i, r): At, why: Rejection, severity: Severity) {
        let (file, row) = self.location((i, r));
        if let RowOutcome::Taken = self.outcomes[i][r] {
            self.outcomes[i][r] =
                RowOutcome::Explained(Box::new(why.finding(&file, row, severity)));
        }
    }

    pub(crate) fn note(&mut self, at: At, why: Rejection) {
        let (file, row) = self.location(at);
        self.notes.push(why.finding(&file, row, Severity::Info));
    }

    fn location(&self, (i, r): At) -> (String, u32) {
        if let Some(current) = &self.current {
            return current.clone();
        }
        let table = &self.inputs[i].2;
        (table.file.clone(), table.records[r].row)
    }

    pub(crate) fn is_taken(&self, (i, r): At) -> bool {
        matches!(self.outcomes[i][r], RowOutcome::Taken)
    }

    /// Calls `read` for each row that is still taken; its reason takes the row out.
    fn each(
        &mut self,
        i: usize,
        mut read: impl FnMut(&mut Self, &Row<'_>, At) -> Result<(), Rejection>,
    ) {
        let table = std::mem::take(&mut self.inputs[i].2);
        for (r, record) in table.records.iter().enumerate() {
            if self.is_taken((i, r)) {
                let row = Row {
                    table: &table,
                    record,
                    maps: &self.map.maps,
                };
                self.current = Some((table.file.clone(), record.row));
                if let Err(why) = read(self, &row, (i, r)) {
                    self.explain((i, r), why, Severity::Warning);
                }
            }
        }
        self.current = None;
        self.inputs[i].2 = table;
    }

    pub(crate) fn run(mut self, request: &Request<'_>) -> Result<Converted, ConvertError> {
        let zone = self
            .map
            .portal
            .get("time_zone")
            .and_then(toml::Value::as_str);
        let zone: chrono_tz::Tz = zone.and_then(|z| z.parse().ok()).ok_or_else(|| {
            self.key_error(
                "portal.time_zone",
                "没有这个时区，例如 Asia/Shanghai",
                "there is no such time zone; for example Asia/Shanghai",
            )
        })?;
        let mut known = Context {
            zone,
            source: &self.map.source,
            words: self.words()?,
            names: HashMap::new(),
        };
        self.filter();
        self.places(&known)?;
        for (_, place) in &self.output.places {
            let id = place.cells.get(columns::places::ID).to_owned();
            let ColumnPair { zh, en } = columns::places::NAME;
            for column in [zh, en] {
                let name = place.cells.get(column).to_lowercase();
                if !name.is_empty() {
                    let ids: &mut Vec<String> = known.names.entry(name).or_default();
                    if !ids.contains(&id) {
                        ids.push(id.clone());
                    }
                }
            }
        }
        self.read_hours();
        self.rules(&known)?;
        self.unused_hours();
        self.write(request)
    }

    /// Goods and the words that mean them; `match` is no column of the sheet.
    fn words(&self) -> Result<Vec<(String, Vec<String>)>, ConvertError> {
        let mut all = Vec::new();
        for (i, goods) in self.map.goods.iter().enumerate() {
            let id = goods
                .get(columns::goods::ID.en)
                .and_then(toml::Value::as_str)
                .unwrap_or_default();
            let words = match goods.get("match") {
                None => Vec::new(),
                Some(words) => words.clone().try_into().map_err(|_| {
                    self.key_error(
                        &format!("goods[{i}].match"),
                        "应是文字的列表",
                        "this should be a list of texts",
                    )
                })?,
            };
            all.push((id.to_owned(), words));
        }
        Ok(all)
    }

    fn filter(&mut self) {
        for i in 0..self.inputs.len() {
            let input = self.inputs[i].1;
            self.each(i, |engine, row, at| {
                if let Some(why) = &row.record.broken {
                    return Err(why.clone());
                }
                for filter in &input.filters {
                    let value = filter.value.of(row)?;
                    if filter.take.contains(&value) {
                        continue;
                    }
                    let fixed = filter.explain.get(&value);
                    let what = fixed.map_or_else(
                        || {
                            Text::new(
                                "对照文件没有写要导入这样的行",
                                "The map does not say that such rows are taken",
                            )
                        },
                        |f| Text::new(f.zh.clone(), f.en.clone()),
                    );
                    let fix = Text::new(
                        "要导入就把这个值写进 take",
                        "To take it, add the value to take",
                    );
                    let why = Rejection::new("filtered", &value, what, fix)
                        .in_column(filter.value.column());
                    let severity = if fixed.is_some() {
                        Severity::Info
                    } else {
                        Severity::Warning
                    };
                    engine.explain(at, why, severity);
                    break;
                }
                Ok(())
            });
        }
    }

    fn places(&mut self, known: &Context<'_>) -> Result<(), ConvertError> {
        for (i, table) in self.map.places.iter().enumerate() {
            let cells = self.literal(&columns::places::SHEET, &format!("places[{i}]"), table)?;
            let place = PlaceRow {
                cells,
                shape: None,
                approximate: false,
                converted_from: None,
            };
            self.output.places.push((None, place));
        }
        let mut seen: HashMap<String, u32> = HashMap::new();
        for i in 0..self.inputs.len() {
            let input = self.inputs[i].1;
            let Some(map) = &input.place else { continue };
            self.each(i, |engine, row, at| {
                let (places, repaired) = known.places(input, map, row)?;
                for place in &places {
                    let id = place.cells.get(columns::places::ID).to_owned();
                    match seen.get(&id) {
                        Some(_) if map.merge => return Ok(()),
                        Some(first) => return Err(duplicate(&id, *first)),
                        None => seen.insert(id, row.record.row),
                    };
                    if place.shape.is_none() {
                        engine.note(at, not_drawn());
                    }
                }
                if let Some(repaired) = repaired {
                    engine.note(at, repaired);
                }
                engine
                    .output
                    .places
                    .extend(places.into_iter().map(|p| (Some(at), p)));
                Ok(())
            });
        }
        Ok(())
    }

    fn read_hours(&mut self) {
        for i in 0..self.inputs.len() {
            let Some(map) = &self.inputs[i].1.hours else {
                continue;
            };
            self.each(i, |engine, row, at| {
                let days = map.weekday.of(row)?;
                let days = times::weekdays(&days).map_err(|w| w.in_column(map.weekday.column()))?;
                let (start, end) = (map.start.of(row)?, map.end.of(row)?);
                let window = times::window(&start, &end, map.past_midnight)
                    .map_err(|w| w.in_column(map.end.column()))?;
                let key = map.key.of(row)?;
                let (week, rows) = engine.hours.entry((map.of.clone(), key)).or_default();
                for day in days.days() {
                    week.entry(day).or_default().push(window);
                }
                rows.push(at);
                Ok(())
            });
        }
    }

    fn rules(&mut self, known: &Context<'_>) -> Result<(), ConvertError> {
        for (i, table) in self.map.rules.iter().enumerate() {
            let cells = self.literal(&columns::rules::SHEET, &format!("rules[{i}]"), table)?;
            self.output.rules.push((None, cells));
        }
        let mut own: HashMap<At, Vec<String>> = HashMap::new();
        for (at, place) in &self.output.places {
            if let Some(at) = at {
                own.entry(*at)
                    .or_default()
                    .push(place.cells.get(columns::places::ID).to_owned());
            }
        }
        for i in 0..self.inputs.len() {
            let (name, input) = (self.inputs[i].0, self.inputs[i].1);
            if input.rule.is_none() && input.exception.is_none() {
                continue;
            }
            self.each(i, |engine, row, at| {
                if let Some(map) = &input.exception {
                    let change = known.change(input, map, row)?;
                    engine.output.changes.push((Some(at), change));
                }
                let Some(map) = &input.rule else {
                    return Ok(());
                };
                let key = map.hours_key.as_ref().map(|k| k.of(row)).transpose()?;
                let hours = key.and_then(|k| engine.hours.remove(&(name.to_owned(), k)));
                let (week, used) = hours.unwrap_or_default();
                engine.used.entry(at).or_default().extend(used);
                // A place whose identifier an earlier row made has no place of its own here.
                let own = match (own.get(&at), &input.place) {
                    (Some(ids), _) => ids.join("；"),
                    (None, Some(place)) => place.id.of(row)?,
                    (None, None) => String::new(),
                };
                match known.rules(input, map, row, &own, Some(&week)) {
                    Ok(rules) if !rules.is_empty() => {
                        engine
                            .output
                            .rules
                            .extend(rules.into_iter().map(|r| (Some(at), r)));
                    }
                    other if input.place.is_some() => {
                        engine.note(at, other.err().unwrap_or_else(no_hours));
                    }
                    other => return Err(other.err().unwrap_or_else(no_hours)),
                }
                Ok(())
            });
        }
        Ok(())
    }

    /// Explains the hours that no rule took.
    fn unused_hours(&mut self) {
        for ((_, key), (_, rows)) in std::mem::take(&mut self.hours) {
            for at in rows {
                self.explain(
                    at,
                    Rejection::new(
                        "permit_not_taken",
                        &key,
                        Text::new(
                            "没有导入这一编号的许可，这些时段没有依据",
                            "No permit of this key was taken: nothing supports these hours",
                        ),
                        Text::new("补上这份许可", "Add the permit to its file"),
                    ),
                    Severity::Warning,
                );
            }
        }
    }

    pub(crate) fn literal(
        &self,
        format: &SheetFormat,
        key: &str,
        table: &toml::Table,
    ) -> Result<Cells, ConvertError> {
        let mut table = table.clone();
        table.remove("match");
        let mut cells = output::literal(format, key, &table).map_err(|e| e.of(self.map_name))?;
        let empty = Table::default();
        let record = Record::default();
        let row = Row {
            table: &empty,
            record: &record,
            maps: &self.map.maps,
        };
        let map = &self.map.source;
        for (column, field) in [
            (source::KIND, &map.kind),
            (source::REFERENCE, &map.reference),
        ] {
            if !cells.has(column) {
                cells.insert(column, field.of(&row).unwrap_or_default());
            }
        }
        Ok(cells)
    }
}

fn duplicate(id: &str, first: u32) -> Rejection {
    Rejection::new(
        "duplicate_id",
        id,
        Text::new(
            format!("第 {first} 行已经用了这个编号"),
            format!("Row {first} has this identifier already"),
        ),
        Text::new(
            "同一地点就在对照文件里写 merge = true",
            "If it is the same place, set merge = true in the map",
        ),
    )
}

fn not_drawn() -> Rejection {
    Rejection::new(
        "no_coordinates",
        "",
        Text::new(
            "没有坐标，地点不画在地图上",
            "It has no coordinates: the place is not drawn",
        ),
        Text::new("补上经纬度", "Add its longitude and latitude"),
    )
}
