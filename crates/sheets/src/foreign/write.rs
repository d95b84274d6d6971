//! Writes what was converted as sheets, and checks them until everything passes.

use std::collections::HashSet;

use check::columns::{self, SheetFormat, files};
use check::{Finding, Location, MINUTE_BEFORE_MIDNIGHT, Severity};
use civic::Text;
use serde_json::json;

use super::run::{At, Engine};
use crate::files::Files;
use crate::foreign::converted::{Converted, MARK};
use crate::foreign::error::{ConvertError, Rejection, unwritable};
use crate::foreign::output::Cells;
use crate::foreign::report::{InputCount, Reason, Report, RowOutcome};
use crate::foreign::request::Request;
use crate::foreign::shape::{Shape, degrees};
use crate::foreign::{output, report};

/// The sheets that an import leaves to the city: their headings and no rows.
const NOT_IMPORTED: [SheetFormat; 9] = [
    columns::duties::SHEET,
    columns::admissions::SHEET,
    columns::requirements::SHEET,
    columns::steps::SHEET,
    columns::limits::SHEET,
    columns::corrections::SHEET,
    columns::updates::SHEET,
    columns::cases::SHEET,
    columns::synonyms::SHEET,
];

impl Engine<'_> {
    /// Writes, checks and takes out what does not pass, until everything passes.
    pub(crate) fn write(mut self, request: &Request<'_>) -> Result<Converted, ConvertError> {
        const PASSES: usize = 12;
        let mut left = Vec::new();
        let mut warnings = Vec::new();
        let mut files = Files::default();
        for _ in 0..PASSES {
            let outcomes = &self.outcomes;
            let taken = |at: &Option<At>| {
                at.is_none_or(|(i, r)| matches!(outcomes[i][r], RowOutcome::Taken))
            };
            self.output.rules.retain(|(at, _)| taken(at));
            self.output.places.retain(|(at, _)| taken(at));
            self.output.changes.retain(|(at, _)| taken(at));
            files = self.sheets()?;
            let imported = crate::city::read(&files);
            let mut found = imported.findings;
            found.extend(check::check(&imported.sources, None, request.today));
            (left, warnings) = found
                .into_iter()
                .filter(|f| f.severity != Severity::Info)
                .partition(|f| f.severity == Severity::Error);
            if left.is_empty() || !self.take_out(&left) {
                break;
            }
        }
        self.rules_not_made();
        self.note_readings(&warnings);
        let mut report = self.report();
        if left.is_empty() {
            left = lost(&report);
            if !left.is_empty() {
                left.extend(self.findings().0);
            }
        }
        if !left.is_empty() {
            report.findings = left;
            return Ok(Converted {
                report,
                files: None,
            });
        }
        let (all, noted) = self.findings();
        let marked: Vec<(bool, &Finding)> = noted.iter().copied().zip(&all).collect();
        let explained = report::csv(&marked).map_err(unwritable("explained.csv"))?;
        files.insert("explained.csv", explained);
        let name = self.map_name.rsplit(['/', '\\']).next();
        let json = serde_json::to_vec_pretty(&json!({ "map": name, "report": report }));
        files.insert(MARK, json.map_err(unwritable(MARK))?);
        report.findings = all;
        report.written = true;
        Ok(Converted {
            report,
            files: Some(files),
        })
    }

    /// Takes out the rows that errors are about; false where none of them came from an input.
    fn take_out(&mut self, errors: &[Finding]) -> bool {
        let mut any = false;
        let mut without_rule: Vec<At> = Vec::new();
        for error in errors {
            let Some(from) = self.origin(error) else {
                continue;
            };
            any = true;
            let why = Rejection::of(error);
            // A place stays where only its rule does not pass.
            if error.location.file == files::RULES && self.inputs[from.0].1.place.is_some() {
                if !without_rule.contains(&from) {
                    without_rule.push(from);
                    self.note(from, why);
                }
            } else {
                self.explain(from, why, Severity::Warning);
            }
        }
        self.output
            .rules
            .retain(|(at, _)| at.is_none_or(|at| !without_rule.contains(&at)));
        any
    }

    /// The input row that gave the row of a sheet that a finding is about.
    fn origin(&self, finding: &Finding) -> Option<At> {
        let n = usize::try_from(finding.location.row).ok()?;
        let sheet = || n.checked_sub(2);
        match finding.location.file.as_str() {
            files::PLACES => self.output.places.get(sheet()?)?.0,
            files::GEOMETRY => {
                let mut drawn = self.output.places.iter().filter(|(_, p)| p.shape.is_some());
                drawn.nth(n.checked_sub(1)?)?.0
            }
            files::RULES => self.output.rules.get(sheet()?)?.0,
            files::CHANGES => self.output.changes.get(sheet()?)?.0,
            _ => None,
        }
    }

    /// Notes with their input rows what the check warns of in the way they are written.
    fn note_readings(&mut self, warnings: &[Finding]) {
        for warning in warnings.iter().filter(|w| w.code == MINUTE_BEFORE_MIDNIGHT) {
            if let Some(from) = self.origin(warning) {
                self.note(from, Rejection::of(warning));
            }
        }
    }

    /// Explains the hours whose rule did not pass.
    fn rules_not_made(&mut self) {
        let with: HashSet<At> = self.output.rules.iter().filter_map(|(at, _)| *at).collect();
        let lost: Vec<At> = self
            .used
            .iter()
            .filter(|(at, _)| !with.contains(at))
            .flat_map(|(_, rows)| rows.clone())
            .collect();
        for at in lost {
            self.explain(
                at,
                Rejection::new(
                    "permit_not_taken",
                    "",
                    Text::new("这份许可没有成为规则", "The permit did not become a rule"),
                    Text::new("先改好许可那一行", "Fix the permit's own row first"),
                ),
                Severity::Warning,
            );
        }
    }

    fn sheets(&self) -> Result<Files, ConvertError> {
        let mut files = Files::default();
        let to = &mut files;
        let map = self.map;
        let own = [
            (&columns::units::SHEET, "units", &map.units),
            (&columns::documents::SHEET, "documents", &map.documents),
            (&columns::goods::SHEET, "goods", &map.goods),
            (&columns::calendar::SHEET, "calendar", &map.calendar),
            (&columns::services::SHEET, "services", &map.services),
        ];
        for (format, key, tables) in own {
            let rows = tables
                .iter()
                .enumerate()
                .map(|(i, t)| self.literal(format, &format!("{key}[{i}]"), t));
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            put(to, format, rows.iter())?;
        }
        put(
            to,
            &columns::places::SHEET,
            self.output.places.iter().map(|(_, p)| &p.cells),
        )?;
        put(
            to,
            &columns::rules::SHEET,
            self.output.rules.iter().map(|(_, c)| c),
        )?;
        put(
            to,
            &columns::changes::SHEET,
            self.output.changes.iter().map(|(_, c)| c),
        )?;
        for format in NOT_IMPORTED {
            put(to, &format, std::iter::empty())?;
        }
        to.insert(files::SETTINGS, self.portal());
        let mut text = "{\"type\":\"FeatureCollection\",\"features\":[".to_owned();
        let drawn = self
            .output
            .places
            .iter()
            .filter_map(|(_, p)| Some((p, p.shape.as_ref()?)));
        for (n, (place, shape)) in drawn.enumerate() {
            let mut properties = json!({ "id": place.cells.get(columns::places::ID), "approximate": place.approximate });
            if let Some(from) = place.converted_from {
                properties["converted_from"] = json!(from);
            }
            let feature =
                json!({ "type": "Feature", "properties": properties, "geometry": shape.json() });
            text.push_str(if n == 0 { "\n" } else { ",\n" });
            text.push_str(&feature.to_string());
        }
        text.push_str("\n]}\n");
        to.insert(files::GEOMETRY, text);
        Ok(files)
    }

    /// The settings, with what an import can fill in.
    fn portal(&self) -> String {
        let mut portal = self.map.portal.clone();
        let by_default = "deadline_buffer_days = 7\nhotline = \"\"\nemergency = []\nnotice = { zh = \"由公开数据导入，不是该市的官方网站。\", en = \"Imported from open data; not the city's own site.\" }\nfeedback = { text_max_chars = 2000, contact_retention_days = 90, text_retention_days = 730 }\n";
        for (key, value) in toml::from_str::<toml::Table>(by_default).unwrap_or_default() {
            portal.entry(key).or_insert(value);
        }
        if portal.get("bounds").and_then(toml::Value::as_str) == Some("data") {
            let shapes = self.output.places.iter();
            let shapes = shapes.filter_map(|(_, p)| p.shape.as_ref());
            let points = shapes.flat_map(Shape::points).map(|p| degrees(*p));
            let points: Vec<[f64; 2]> = points.collect();
            portal.insert(
                "bounds".to_owned(),
                toml::Value::Array(around(&points).map(toml::Value::Float).to_vec()),
            );
        }
        // A table inside the settings is written inline, so that plain keys may follow it.
        portal.iter().fold(String::new(), |text, (key, value)| {
            format!("{text}{key} = {value}\n")
        })
    }
}

/// An ERROR for each input of which no row was taken, or none became the rule that the map makes of
/// it: the map does not fit it. Rows that the map itself leaves out on purpose are no loss.
fn lost(report: &Report) -> Vec<Finding> {
    let nothing = report.inputs.iter().all(|input| input.rows == 0);
    let lost = report.inputs.iter().filter(|input| {
        let all = input.taken == 0 || input.without_rules;
        nothing || all && input.left_out < input.rows
    });
    lost.map(|input| input_lost(input, &report.reasons))
        .collect()
}

fn input_lost(input: &InputCount, reasons: &[Reason]) -> Finding {
    let rows = input.rows;
    let (zh, en) = if input.taken == 0 {
        (
            format!("共 {rows} 行，一行也没有导入"),
            format!("Of {rows} rows none was taken"),
        )
    } else {
        (
            format!("共 {rows} 行，一条规则也没有成"),
            format!("Of {rows} rows none became a rule"),
        )
    };
    // A place is taken with a note where its rule is not made.
    let reason = reasons
        .iter()
        .find(|reason| reason.file == input.file && (input.taken > 0 || !reason.noted));
    let (why_zh, why_en) = reason.map_or_else(Default::default, |reason| {
        (
            format!("；最多的原因（{} 行）：{}", reason.rows, reason.what.zh),
            format!("; most often ({} rows): {}", reason.rows, reason.what.en),
        )
    });
    Finding {
        code: "input_lost".to_owned(),
        severity: Severity::Error,
        location: Location {
            file: input.file.clone(),
            ..Location::default()
        },
        value: String::new(),
        what: Text::new(zh + &why_zh, en + &why_en),
        fix: Text::new(
            format!(
                "检查对照文件的 inputs.{}；本来就不要，就删去这一节",
                input.input
            ),
            format!(
                "Check inputs.{} in the map; if none of it is wanted, delete that section",
                input.input
            ),
        ),
        example: None,
    }
}

/// The bounding box of the data. A point that is degrees away from the middle, and would be nearer
/// with its axes swapped, is left out: the check will report it.
fn around(points: &[[f64; 2]]) -> [f64; 4] {
    const MARGIN: f64 = 0.005;
    const FAR: f64 = 2.0;
    let middle = [0, 1].map(|axis| {
        let mut all: Vec<f64> = points.iter().map(|point| point[axis]).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    });
    let from_middle = |x: f64, y: f64| (x - middle[0]).abs().max((y - middle[1]).abs());
    let is_turned = |x, y| from_middle(x, y) > FAR && from_middle(y, x) < from_middle(x, y);
    let mut b = [180.0f64, 180.0, -180.0, -180.0];
    for [x, y] in points.iter().filter(|[x, y]| !is_turned(*x, *y)) {
        b = [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)];
    }
    [b[0] - MARGIN, b[1] - MARGIN, b[2] + MARGIN, b[3] + MARGIN]
}

fn put<'c>(
    to: &mut Files,
    format: &SheetFormat,
    rows: impl Iterator<Item = &'c Cells>,
) -> Result<(), ConvertError> {
    let bytes = output::csv(format, rows).map_err(unwritable(format.file))?;
    to.insert(format.file, bytes);
    Ok(())
}
