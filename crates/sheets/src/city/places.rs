//! Goods, places and the calendar.

use std::collections::BTreeMap;

use check::Severity;
use check::{Row, Sources};
use civic::places::{Grade, Place, PlaceKind, Side};
use civic::rules::{Goods, Registration};
use civic::time::{CalendarYear, SpecialDay};

use super::folder::Folder;
use crate::grammar;
use crate::grammar::fold;
use crate::table::{Column, SOURCE_KIND, SOURCE_REF, may, need};

const NAME: (Column, Column) = (need("名称", "name"), may("英文名称", "name_en"));
const ALIASES: Column = may("别名", "aliases");
const NOTE: (Column, Column) = (may("备注", "note"), may("英文备注", "note_en"));
const KIND: Column = need("类型", "kind");

pub(crate) fn goods(folder: &mut Folder<'_>, sources: &mut Sources) {
    const GOODS_ID: Column = need("品类编号", "id");
    const FOOD: Column = need("食品", "food");
    const REGISTRATION: Column = need("登记要求", "registration");
    let columns = [
        GOODS_ID,
        NAME.0,
        NAME.1,
        FOOD,
        REGISTRATION,
        ALIASES,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("品类.csv", &columns, Severity::Error);
    sources.goods = sheet.each(&mut folder.findings, |row| {
        row.source();
        Some(Goods {
            id: row.id(GOODS_ID),
            name: row.bilingual(NAME.0, NAME.1),
            food: row.read(FOOD, grammar::yes_no).unwrap_or_default(),
            registration: row
                .term(
                    REGISTRATION,
                    Registration::from_term,
                    "免登记、登记卡、许可",
                )
                .unwrap_or(Registration::Exempt),
            aliases: grammar::list(row.raw(ALIASES)),
        })
    });
}

pub(crate) fn places(folder: &mut Folder<'_>, sources: &mut Sources) {
    const PLACE_ID: Column = need("地点编号", "id");
    const SECTION: (Column, Column) = (may("路段", "section"), may("英文路段", "section_en"));
    const SIDE: Column = need("侧", "side");
    const GRADE: Column = need("等级", "grade");
    const UNIT: Column = need("单位代码", "unit");
    const PINYIN: Column = may("拼音", "pinyin");
    const CAPACITY: Column = may("摊位数", "capacity");
    let columns = [
        PLACE_ID,
        NAME.0,
        NAME.1,
        SECTION.0,
        SECTION.1,
        KIND,
        SIDE,
        GRADE,
        UNIT,
        PINYIN,
        ALIASES,
        CAPACITY,
        NOTE.0,
        NOTE.1,
        SOURCE_KIND,
        SOURCE_REF,
    ];
    let sheet = folder.sheet("地点.csv", &columns, Severity::Error);
    sources.places = sheet.each(&mut folder.findings, |row| {
        Some(Place {
            id: row.id(PLACE_ID),
            name: row.bilingual(NAME.0, NAME.1),
            section: row.bilingual(SECTION.0, SECTION.1),
            kind: row
                .term(KIND, PlaceKind::from_term, "街道路段、片区")
                .unwrap_or(PlaceKind::Street),
            side: row
                .term(SIDE, Side::from_term, "两侧、东侧、西侧、南侧、北侧")
                .unwrap_or(Side::Both),
            grade: row
                .term(GRADE, Grade::from_term, "严禁、严控、疏导、自治、未分级")
                .unwrap_or(Grade::Ungraded),
            unit: row.id(UNIT),
            pinyin: fold(row.raw(PINYIN)).to_ascii_lowercase(),
            aliases: grammar::list(row.raw(ALIASES)),
            capacity: row.read(CAPACITY, grammar::number),
            geometry: None,
            note: row.bilingual(NOTE.0, NOTE.1),
            source: row.source(),
        })
    });
}

pub(crate) fn calendar(folder: &mut Folder<'_>, sources: &mut Sources) {
    const DATE: Column = need("日期", "date");
    const YEAR: Column = need("年份", "year");
    let columns = [DATE, NAME.0, NAME.1, KIND, YEAR, SOURCE_KIND, SOURCE_REF];
    let sheet = folder.sheet("日历.csv", &columns, Severity::Error);
    let days = sheet.each(&mut folder.findings, |row| {
        let off = row.term(
            KIND,
            |t| match t {
                "放假" | "off" => Some(true),
                "上班" | "work" => Some(false),
                _ => None,
            },
            "放假、上班",
        );
        let year = row
            .read(YEAR, grammar::number)
            .and_then(|y| i32::try_from(y).ok());
        let (date, name, source) = (
            row.read(DATE, grammar::date),
            row.bilingual(NAME.0, NAME.1),
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
