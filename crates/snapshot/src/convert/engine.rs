//! The import: rows in, sheets out, and the check in between.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use civic::Text;
use civic::finding::{Finding, Severity};
use serde_json::json;

use super::Request;
use super::clock::{self, Week};
use super::error::{ConvertError, KeyError, Why, at};
use super::field::Row;
use super::folder::{Beside, MARK};
use super::input::{self, Record, Table};
use super::map::{Input, Map};
use super::report::{self, Fate, InputCount, Report};
use super::rows::{Known, PlaceRow};
use super::sheets::{self, Cells, Spec};

/// An input row: the input, and the row in it.
type At = (usize, usize);

/// What input rows gave, with the row that gave it; `None` for the map's own rows.
#[derive(Default)]
struct Made {
    places: Vec<(Option<At>, PlaceRow)>,
    rules: Vec<(Option<At>, Cells)>,
    changes: Vec<(Option<At>, Cells)>,
}

/// The rows and windows of the hours of one rule, by input and key.
type Hours = HashMap<(String, String), (Week, Vec<At>)>;

pub(super) struct Engine<'a> {
    map: &'a Map,
    path: &'a Path,
    inputs: Vec<(&'a str, &'a Input, Table)>,
    fates: Vec<Vec<Fate>>,
    notes: Vec<Finding>,
    made: Made,
    hours: Hours,
    /// The hours rows of each row that has a rule.
    used: HashMap<At, Vec<At>>,
    /// The file and row that are being read.
    current: Option<(String, u32)>,
}

impl<'a> Engine<'a> {
    pub(super) fn read(map: &'a Map, path: &'a Path, from: &Path) -> Result<Self, ConvertError> {
        let mut inputs = Vec::new();
        for (name, input) in &map.inputs {
            let table = input::read(from, input)?;
            for (key, field) in input.fields() {
                let key = format!("inputs.{name}.{key}");
                field
                    .check(&key, &table, &map.maps)
                    .map_err(|e| e.of(path))?;
            }
            inputs.push((name.as_str(), input, table));
        }
        let fates = inputs
            .iter()
            .map(|(_, _, t)| vec![Fate::Taken; t.records.len()]);
        Ok(Self {
            map,
            path,
            fates: fates.collect(),
            inputs,
            notes: Vec::new(),
            made: Made::default(),
            hours: Hours::new(),
            used: HashMap::new(),
            current: None,
        })
    }

    fn key_error(&self, key: &str, zh: &str, en: &str) -> ConvertError {
        KeyError::new(key, zh, en).of(self.path)
    }

    fn explain(&mut self, (i, r): At, why: Why, severity: Severity) {
        let (file, row) = self.location((i, r));
        if let Fate::Taken = self.fates[i][r] {
            self.fates[i][r] = Fate::Explained(Box::new(why.finding(&file, row, severity)));
        }
    }

    fn note(&mut self, at: At, why: Why) {
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

    fn is_taken(&self, (i, r): At) -> bool {
        matches!(self.fates[i][r], Fate::Taken)
    }

    /// Calls `read` for each row that is still taken; its reason takes the row out.
    fn each(&mut self, i: usize, mut read: impl FnMut(&mut Self, &Row<'_>, At) -> Result<(), Why>) {
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

    pub(super) fn run(mut self, request: &Request<'_>) -> Result<Report, ConvertError> {
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
        let mut known = Known {
            zone,
            source: &self.map.source,
            words: self.words()?,
            names: HashMap::new(),
        };
        self.filter();
        self.places(&known)?;
        for (_, place) in &self.made.places {
            let id = place.cells.get("id").cloned().unwrap_or_default();
            for name in ["name", "name_en"] {
                let name = place.cells.get(name).map(|n| n.to_lowercase());
                if let Some(name) = name.filter(|n| !n.is_empty()) {
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
                .get("id")
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
                    let mend = Text::new(
                        "要导入就把这个值写进 take",
                        "To take it, add the value to take",
                    );
                    let why =
                        Why::new("filtered", &value, what, mend).in_column(filter.value.column());
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

    fn places(&mut self, known: &Known<'_>) -> Result<(), ConvertError> {
        for (i, table) in self.map.places.iter().enumerate() {
            let cells = self.literal(&sheets::PLACES, &format!("places[{i}]"), table)?;
            let place = PlaceRow {
                cells,
                shape: None,
                approximate: false,
                converted_from: None,
            };
            self.made.places.push((None, place));
        }
        let mut seen: HashMap<String, u32> = HashMap::new();
        for i in 0..self.inputs.len() {
            let input = self.inputs[i].1;
            let Some(map) = &input.place else { continue };
            self.each(i, |engine, row, at| {
                let places = known.places(input, map, row)?;
                for place in &places {
                    let id = place.cells.get("id").cloned().unwrap_or_default();
                    match seen.get(&id) {
                        Some(_) if map.merge => return Ok(()),
                        Some(first) => return Err(duplicate(&id, *first)),
                        None => seen.insert(id, row.record.row),
                    };
                    if place.shape.is_none() {
                        engine.note(at, not_drawn());
                    }
                }
                engine
                    .made
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
                let days = clock::weekdays(&days).map_err(|w| w.in_column(map.weekday.column()))?;
                let (start, end) = (map.start.of(row)?, map.end.of(row)?);
                let window = clock::window(&start, &end, map.past_midnight)
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

    fn rules(&mut self, known: &Known<'_>) -> Result<(), ConvertError> {
        for (i, table) in self.map.rules.iter().enumerate() {
            let cells = self.literal(&sheets::RULES, &format!("rules[{i}]"), table)?;
            self.made.rules.push((None, cells));
        }
        let mut own: HashMap<At, Vec<String>> = HashMap::new();
        for (at, place) in &self.made.places {
            if let Some(at) = at {
                own.entry(*at)
                    .or_default()
                    .extend(place.cells.get("id").cloned());
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
                    engine.made.changes.push((Some(at), change));
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
                            .made
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
                    Why::new(
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

    fn literal(&self, spec: &Spec, key: &str, table: &toml::Table) -> Result<Cells, ConvertError> {
        let mut table = table.clone();
        table.remove("match");
        let mut cells = spec.literal(key, &table).map_err(|e| e.of(self.path))?;
        let empty = Table::default();
        let record = Record::default();
        let row = Row {
            table: &empty,
            record: &record,
            maps: &self.map.maps,
        };
        let source = &self.map.source;
        for (name, field) in [
            ("source_kind", &source.kind),
            ("source_ref", &source.reference),
        ] {
            if !cells.contains_key(name) {
                cells.insert(name, field.of(&row).unwrap_or_default());
            }
        }
        Ok(cells)
    }

    /// Writes, checks and takes out what does not pass, until everything passes.
    fn write(mut self, request: &Request<'_>) -> Result<Report, ConvertError> {
        const PASSES: usize = 12;
        let beside = Beside::new(request.out)?;
        let mut left = Vec::new();
        for _ in 0..PASSES {
            self.made
                .rules
                .retain(|(at, _)| at.is_none_or(|(i, r)| matches!(self.fates[i][r], Fate::Taken)));
            self.made
                .places
                .retain(|(at, _)| at.is_none_or(|(i, r)| matches!(self.fates[i][r], Fate::Taken)));
            self.made
                .changes
                .retain(|(at, _)| at.is_none_or(|(i, r)| matches!(self.fates[i][r], Fate::Taken)));
            self.sheets(&beside)?;
            let imported = crate::import::city(beside.path());
            let mut errors = imported.findings;
            errors.extend(civic::check::check(&imported.sources, None, request.today));
            errors.retain(|f| f.severity == Severity::Error);
            left = errors;
            if left.is_empty() || !self.take_out(&left) {
                break;
            }
        }
        self.rules_not_made();
        let mut report = self.report();
        if !left.is_empty() {
            report.findings = left;
            return Ok(report);
        }
        let (all, noted) = self.findings();
        let marked: Vec<(bool, &Finding)> = noted.iter().copied().zip(&all).collect();
        beside.write(
            "explained.csv",
            &report::csv(&marked).map_err(at(request.out))?,
        )?;
        let json = serde_json::to_vec_pretty(
            &json!({ "map": self.path.file_name().map(|n| n.to_string_lossy()), "report": report }),
        );
        beside.write(
            MARK,
            &json
                .map_err(std::io::Error::from)
                .map_err(at(request.out))?,
        )?;
        beside.keep(request.out)?;
        report.findings = all;
        report.written = true;
        Ok(report)
    }

    /// Takes out the rows that errors are about; false where none of them came from an input.
    fn take_out(&mut self, errors: &[Finding]) -> bool {
        let mut any = false;
        let mut without_rule: Vec<At> = Vec::new();
        for error in errors {
            let file = error.location.file.as_str();
            let n = usize::try_from(error.location.row).unwrap_or(0);
            let sheet = n.checked_sub(2);
            let drawn = || self.made.places.iter().filter(|(_, p)| p.shape.is_some());
            let from = match file {
                "地点.csv" => sheet.and_then(|n| self.made.places.get(n)?.0),
                "地点.geojson" => n.checked_sub(1).and_then(|n| drawn().nth(n)?.0),
                "规则.csv" => sheet.and_then(|n| self.made.rules.get(n)?.0),
                "临时调整.csv" => sheet.and_then(|n| self.made.changes.get(n)?.0),
                _ => None,
            };
            let Some(from) = from else { continue };
            any = true;
            let why = Why {
                code: error.code.clone(),
                column: error.location.column.clone(),
                value: error.value.clone(),
                words: Box::new((error.what.clone(), error.mend.clone())),
            };
            // A place stays where only its rule does not pass.
            if file == "规则.csv" && self.inputs[from.0].1.place.is_some() {
                if !without_rule.contains(&from) {
                    without_rule.push(from);
                    self.note(from, why);
                }
            } else {
                self.explain(from, why, Severity::Warning);
            }
        }
        self.made
            .rules
            .retain(|(at, _)| at.is_none_or(|at| !without_rule.contains(&at)));
        any
    }

    /// Hours whose rule was not made in the end are explained.
    fn rules_not_made(&mut self) {
        let with: std::collections::HashSet<At> =
            self.made.rules.iter().filter_map(|(at, _)| *at).collect();
        let lost: Vec<At> = self
            .used
            .iter()
            .filter(|(at, _)| !with.contains(at))
            .flat_map(|(_, rows)| rows.clone())
            .collect();
        for at in lost {
            self.explain(
                at,
                Why::new(
                    "permit_not_taken",
                    "",
                    Text::new("这份许可没有成为规则", "The permit did not become a rule"),
                    Text::new("先改好许可那一行", "Mend the permit's own row first"),
                ),
                Severity::Warning,
            );
        }
    }

    fn sheets(&self, to: &Beside) -> Result<(), ConvertError> {
        let map = self.map;
        let own = [
            (&sheets::UNITS, "units", &map.units),
            (&sheets::DOCUMENTS, "documents", &map.documents),
            (&sheets::GOODS, "goods", &map.goods),
            (&sheets::CALENDAR, "calendar", &map.calendar),
            (&sheets::SERVICES, "services", &map.services),
        ];
        for (spec, key, tables) in own {
            let rows = tables
                .iter()
                .enumerate()
                .map(|(i, t)| self.literal(spec, &format!("{key}[{i}]"), t));
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            put(to, spec, rows.iter())?;
        }
        put(
            to,
            &sheets::PLACES,
            self.made.places.iter().map(|(_, p)| &p.cells),
        )?;
        put(to, &sheets::RULES, self.made.rules.iter().map(|(_, c)| c))?;
        put(
            to,
            &sheets::CHANGES,
            self.made.changes.iter().map(|(_, c)| c),
        )?;
        for (file, heading) in sheets::EMPTY {
            to.write(file, heading.as_bytes())?;
        }
        to.write("portal.toml", self.portal().as_bytes())?;
        let mut text = "{\"type\":\"FeatureCollection\",\"features\":[".to_owned();
        let drawn = self
            .made
            .places
            .iter()
            .filter_map(|(_, p)| Some((p, p.shape.as_ref()?)));
        for (n, (place, shape)) in drawn.enumerate() {
            let mut properties =
                json!({ "id": place.cells.get("id"), "approximate": place.approximate });
            if let Some(from) = place.converted_from {
                properties["converted_from"] = json!(from);
            }
            let feature =
                json!({ "type": "Feature", "properties": properties, "geometry": shape.json() });
            text.push_str(if n == 0 { "\n" } else { ",\n" });
            text.push_str(&feature.to_string());
        }
        text.push_str("\n]}\n");
        to.write("地点.geojson", text.as_bytes())
    }

    /// The settings, with what an import can fill in.
    fn portal(&self) -> String {
        let mut portal = self.map.portal.clone();
        let by_default = "deadline_buffer_days = 7\nhotline = \"\"\nemergency = []\nnotice = { zh = \"由公开数据导入，不是该市的官方网站。\", en = \"Imported from open data; not the city's own site.\" }\nfeedback = { text_max_chars = 2000, contact_retention_days = 90, text_retention_days = 730 }\n";
        for (key, value) in toml::from_str::<toml::Table>(by_default).unwrap_or_default() {
            portal.entry(key).or_insert(value);
        }
        if portal.get("bounds").and_then(toml::Value::as_str) == Some("data") {
            const MARGIN: f64 = 0.005;
            let points = self
                .made
                .places
                .iter()
                .filter_map(|(_, p)| p.shape.as_ref())
                .flat_map(super::shape::Shape::points);
            let mut b = [180.0f64, 180.0, -180.0, -180.0];
            for [x, y] in points {
                b = [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)];
            }
            let b = [b[0] - MARGIN, b[1] - MARGIN, b[2] + MARGIN, b[3] + MARGIN];
            portal.insert(
                "bounds".to_owned(),
                toml::Value::Array(b.map(toml::Value::Float).to_vec()),
            );
        }
        // A table inside the settings comes after the plain keys, as JSON-like inline TOML has it.
        portal.iter().fold(String::new(), |text, (key, value)| {
            format!("{text}{key} = {value}\n")
        })
    }

    fn findings(&self) -> (Vec<Finding>, Vec<bool>) {
        let explained = self.fates.iter().flatten().filter_map(|f| match f {
            Fate::Explained(finding) => Some((finding.as_ref(), false)),
            Fate::Taken => None,
        });
        let files: BTreeMap<(&str, u32), At> = self
            .inputs
            .iter()
            .enumerate()
            .flat_map(|(i, (_, _, t))| {
                t.records
                    .iter()
                    .enumerate()
                    .map(move |(r, record)| ((t.file.as_str(), record.row), (i, r)))
            })
            .collect();
        let still = |f: &&Finding| {
            files
                .get(&(f.location.file.as_str(), f.location.row))
                .is_some_and(|at| self.is_taken(*at))
        };
        let noted = self.notes.iter().filter(still).map(|f| (f, true));
        let mut all: Vec<(Finding, bool)> = explained
            .chain(noted)
            .map(|(f, n)| (f.clone(), n))
            .collect();
        all.sort_by(|a, b| (&a.0.location, &a.0.code).cmp(&(&b.0.location, &b.0.code)));
        all.into_iter().unzip()
    }

    fn report(&self) -> Report {
        let (all, noted) = self.findings();
        let marked: Vec<(bool, &Finding)> = noted.into_iter().zip(&all).collect();
        let inputs = self
            .inputs
            .iter()
            .zip(&self.fates)
            .map(|((name, _, table), fates)| {
                let taken = fates.iter().filter(|f| matches!(f, Fate::Taken)).count();
                InputCount {
                    input: (*name).to_owned(),
                    file: table.file.clone(),
                    rows: fates.len(),
                    taken,
                    explained: fates.len() - taken,
                }
            });
        let sheets = [
            ("地点.csv", self.made.places.len()),
            ("规则.csv", self.made.rules.len()),
            ("临时调整.csv", self.made.changes.len()),
        ];
        Report {
            inputs: inputs.collect(),
            reasons: report::reasons(&marked),
            sheets: sheets.map(|(file, n)| (file.to_owned(), n)).into(),
            findings: Vec::new(),
            written: false,
        }
    }
}

fn put<'c>(
    to: &Beside,
    spec: &Spec,
    rows: impl Iterator<Item = &'c Cells>,
) -> Result<(), ConvertError> {
    let bytes = spec.csv(rows).map_err(at(to.path()))?;
    to.write(spec.file, &bytes)
}

fn duplicate(id: &str, first: u32) -> Why {
    Why::new(
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

fn not_drawn() -> Why {
    Why::new(
        "no_coordinates",
        "",
        Text::new(
            "没有坐标，地点不画在地图上",
            "It has no coordinates: the place is not drawn",
        ),
        Text::new("补上经纬度", "Add its longitude and latitude"),
    )
}

fn no_hours() -> Why {
    Why::new(
        "no_hours",
        "",
        Text::new(
            "没有可用的时段，没有写成规则",
            "It has no usable hours: no rule was made",
        ),
        Text::new("补上每周的时段", "Add its weekly hours"),
    )
}
