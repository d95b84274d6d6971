//! What a notice is held against: the limits and duty lists of a city.

use std::path::Path;

use check::{Severity, Sources};
use civic::documents::{Document, Limit};
use civic::duties::{DutyItem, Unit};
use civic::{DocumentId, Text};
use notices::limits::is_off;

use crate::commands;
use crate::outcome::{Failure, Output};
use crate::progress::Progress;

/// A city's sheets, as far as a notice is held against them.
#[derive(Default)]
pub(super) struct Against {
    pub(super) limits: Vec<Limit>,
    /// The items of the lists that it is held against.
    pub(super) items: Vec<DutyItem>,
    /// The unit of these lists; `None` for all of the city.
    pub(super) unit: Option<Unit>,
    pub(super) units: Vec<Unit>,
    documents: Vec<Document>,
    /// By how many days a deadline may be earlier.
    pub(super) buffer_days: u32,
    /// How many ERRORs the sheets have: rows that could not be read are not in the lists.
    pub(super) errors: usize,
    /// Whether there is a city at all.
    pub(super) is_city: bool,
}

impl Against {
    /// Reads a city's folder, and of its lists those of a unit, or all.
    pub(super) fn read(
        out: &Output,
        city: Option<&Path>,
        unit: Option<&str>,
    ) -> Result<Self, Failure> {
        let Some(city) = city else {
            return match unit {
                None => Ok(Self::default()),
                Some(_) => Err(needs_city("--unit")),
            };
        };
        let mut progress = Progress::new();
        let imported = commands::read(out, city, &mut progress)?;
        drop(progress);
        let errors = imported
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let errors = errors.count();
        let Sources {
            limits,
            duties,
            units,
            documents,
            settings,
            ..
        } = imported.sources;
        let mut against = Self {
            limits: limits.into_iter().map(|row| row.value).collect(),
            items: duties.into_iter().map(|row| row.value).collect(),
            unit: None,
            units: units.into_iter().map(|row| row.value).collect(),
            documents: documents.into_iter().map(|row| row.value).collect(),
            buffer_days: settings.map_or(0, |settings| settings.deadline_buffer_days),
            errors,
            is_city: true,
        };
        if let Some(code) = unit {
            let unit = against.unit_of("--unit", code)?.clone();
            against.items.retain(|item| item.unit == unit.code);
            against.unit = Some(unit);
        }
        Ok(against)
    }

    /// The unit of a code that the command line names.
    pub(super) fn unit_of(&self, option: &str, code: &str) -> Result<&Unit, Failure> {
        if !self.is_city {
            return Err(needs_city(option));
        }
        let mut units = self.units.iter();
        units
            .find(|unit| unit.code.as_str() == code)
            .ok_or_else(|| {
                Failure::Usage(Text::new(
                    format!("{option}：单位.csv 里没有单位代码 {code}"),
                    format!("{option}: the city's sheet 单位.csv has no unit of the code {code}"),
                ))
            })
    }

    /// How many items may not be handed down.
    pub(super) fn off(&self) -> usize {
        self.items.iter().filter(|item| is_off(item)).count()
    }

    pub(super) fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == *id)
    }
}

fn needs_city(option: &str) -> Failure {
    Failure::Usage(Text::new(
        format!("{option} 要和 --city 一起用：单位在城市的表格里"),
        format!("{option} needs --city: units are in the city's sheets"),
    ))
}
