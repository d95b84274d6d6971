//! The published cases in the columns of Open311's `GeoReport` Bulk, for programs.

use std::collections::BTreeMap;

use check::written::{inert, line};
use check::{CitySettings, Sources};
use civic::Text;
use civic::cases::Case;
use civic::time::{Date, Local};

use super::package::{Schema, SchemaField};
use crate::register::Register;
use crate::streets::degrees;

/// The name of its file, without the ending.
pub(super) const NAME: &str = "open311-requests";

/// The columns, as the specification names them.
const COLUMNS: [&str; 14] = [
    "service_request_id",
    "requested_datetime",
    "updated_datetime",
    "closed_date",
    "status_description",
    "status_notes",
    "source",
    "service_name",
    "service_subtype",
    "description",
    "agency_responsible",
    "address",
    "lat",
    "long",
];

pub(super) fn title() -> Text {
    Text::new(
        "公开的诉求（Open311 格式）",
        "Published cases in Open311’s columns",
    )
}

pub(super) fn schema() -> Schema {
    let field = |column: &&str| SchemaField {
        name: (*column).to_owned(),
        title: (*column).to_owned(),
        kind: "string".to_owned(),
    };
    Schema {
        fields: COLUMNS.iter().map(field).collect(),
    }
}

/// The cases, the latest first. Without the mark by which spreadsheets know UTF-8: it would be part of the
/// first heading for a program.
pub(super) fn csv(sources: &Sources, settings: &CitySettings, register: &Register) -> Vec<u8> {
    let mut text = line(&COLUMNS);
    let zone = &settings.zone;
    let begins = |date: Date| {
        zone.timestamp(zone.instant(Local { date, second: 0 }))
            .to_string()
    };
    let services = sources.services.iter().map(|row| &row.value);
    let services: BTreeMap<_, _> = services.map(|s| (&s.code, s)).collect();
    let units = sources.units.iter().map(|row| &row.value);
    let units: BTreeMap<_, _> = units.map(|u| (&u.code, u)).collect();
    let places = sources.places.iter().map(|row| &row.value);
    let places: BTreeMap<_, _> = places.map(|p| (&p.id, p)).collect();
    for case in register.cases() {
        let service = services.get(&case.service);
        let unit = case.unit.as_ref().and_then(|unit| units.get(unit));
        let place = case.place.as_ref().and_then(|place| places.get(place));
        let point = place.and_then(|place| place.middle());
        let cells = [
            case.id.to_string(),
            begins(case.opened_on),
            begins(case.updated_on()),
            case.closed_on.map(begins).unwrap_or_default(),
            status(case).to_owned(),
            notes(case).to_owned(),
            format!("{} {}", case.source.kind.zh(), case.source.reference),
            service.map_or_else(|| case.service.to_string(), |s| s.name.zh.clone()),
            case.service.to_string(),
            case.title.zh.clone(),
            unit.map(|unit| unit.name.zh.clone()).unwrap_or_default(),
            place.map(|place| place.name.zh.clone()).unwrap_or_default(),
            point.map(|at| degrees(at.lat_e6)).unwrap_or_default(),
            point.map(|at| degrees(at.lon_e6)).unwrap_or_default(),
        ];
        // A coordinate west of Greenwich begins as a formula does and is none.
        let texts = cells.iter().enumerate().map(|(n, cell)| match n {
            12 | 13 => cell.as_str().into(),
            _ => inert(cell),
        });
        let texts: Vec<_> = texts.collect();
        text.push_str(&line(
            &texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>(),
        ));
    }
    text.into_bytes()
}

/// `open` or `closed`, as the specification has it.
fn status(case: &Case) -> &'static str {
    if case.closed_on.is_some() || case.stage.is_final() {
        "closed"
    } else {
        "open"
    }
}

/// The answer, or why nothing is told.
fn notes(case: &Case) -> &str {
    match &case.withheld {
        Some(reason) => reason.zh(),
        None => &case.answer.zh,
    }
}
