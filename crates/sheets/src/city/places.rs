//! Goods, places and the calendar.

use std::collections::BTreeMap;

use check::columns::{calendar, goods, places};
use check::{Row, Sources};
use civic::places::{Grade, Place, PlaceKind, Side};
use civic::rules::{Goods, Registration};
use civic::time::{CalendarYear, SpecialDay};

use super::folder::Folder;
use crate::grammar::fold;

pub(crate) fn goods(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&goods::SHEET);
    sources.goods = folder.rows(&goods::SHEET, &sheet, |row| {
        row.source();
        Some(Goods {
            id: row.id(goods::ID),
            name: row.bilingual(goods::NAME),
            food: row.yes_no(goods::FOOD).unwrap_or_default(),
            registration: row
                .term(goods::REGISTRATION, Registration::from_term)
                .unwrap_or(Registration::Exempt),
            aliases: row.list(goods::ALIASES),
        })
    });
}

pub(crate) fn places(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&places::SHEET);
    sources.places = folder.rows(&places::SHEET, &sheet, |row| {
        Some(Place {
            id: row.id(places::ID),
            name: row.bilingual(places::NAME),
            section: row.bilingual(places::SECTION),
            kind: row
                .term(places::KIND, PlaceKind::from_term)
                .unwrap_or(PlaceKind::Street),
            side: row
                .term(places::SIDE, Side::from_term)
                .unwrap_or(Side::Both),
            grade: row
                .term(places::GRADE, Grade::from_term)
                .unwrap_or(Grade::Ungraded),
            unit: row.id(places::UNIT),
            pinyin: fold(&row.text(places::PINYIN)).to_ascii_lowercase(),
            aliases: row.list(places::ALIASES),
            capacity: row.number(places::CAPACITY),
            geometry: None,
            note: row.bilingual(places::NOTE),
            source: row.source(),
        })
    });
}

pub(crate) fn calendar(folder: &mut Folder, sources: &mut Sources) {
    let sheet = folder.sheet(&calendar::SHEET);
    let days = folder.rows(&calendar::SHEET, &sheet, |row| {
        let off = row.term(calendar::KIND, |t| match t {
            "放假" | "off" => Some(true),
            "上班" | "work" => Some(false),
            _ => None,
        });
        let year = row
            .number(calendar::YEAR)
            .and_then(|y| i32::try_from(y).ok());
        let (date, name, source) = (
            row.date(calendar::DATE),
            row.bilingual(calendar::NAME),
            row.source(),
        );
        Some((
            year?,
            SpecialDay {
                date: date?,
                off: off?,
                name,
            },
            source,
        ))
    });
    let mut years: BTreeMap<i32, Row<CalendarYear>> = BTreeMap::new();
    for Row {
        location,
        value: (year, day, source),
    } in days
    {
        let locations = sources.calendar_locations.entry(year).or_default();
        locations.push(location.clone());
        years
            .entry(year)
            .or_insert_with(|| Row {
                location,
                value: CalendarYear {
                    year,
                    days: Vec::new(),
                    source,
                },
            })
            .value
            .days
            .push(day);
    }
    sources.calendar = years.into_values().collect();
}
