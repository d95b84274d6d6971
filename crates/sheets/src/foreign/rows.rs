//! What one row of an input becomes: places, rules, temporary changes.
//!
//! Each becomes the cells of a sheet, not a typed value: the sheets are then read and checked like
//! any city's.

use std::collections::HashMap;

use check::columns::{Column, ColumnPair, changes, places, rules, source};
use civic::Text;

use super::column_map::{
    ExceptionMap, GoodsMap, Input, PlaceMap, RuleMap, ScopeMap, SourceMap, WithoutHours,
};
use super::error::Rejection;
use super::output::Cells;
use super::shape::{Parts, Shape};
use super::template::{Both, Field, Row};
use super::times;
use super::times::{Moment, Week};

/// A place and where it lies.
pub(crate) struct PlaceRow {
    pub(crate) cells: Cells,
    pub(crate) shape: Option<Shape>,
    pub(crate) approximate: bool,
    pub(crate) converted_from: Option<&'static str>,
}

/// What rows are read against.
pub(crate) struct Context<'a> {
    pub(crate) zone: chrono_tz::Tz,
    pub(crate) source: &'a SourceMap,
    /// Goods and the words that mean them.
    pub(crate) words: Vec<(String, Vec<String>)>,
    /// The identifiers of places by name, in lower case.
    pub(crate) names: HashMap<String, Vec<String>>,
}

/// Reads a field; its column is named where it cannot be read.
fn get(field: &Field, row: &Row<'_>) -> Result<String, Rejection> {
    field.of(row).map_err(|why| why.in_column(field.column()))
}

fn put(
    cells: &mut Cells,
    column: Column,
    field: Option<&Field>,
    row: &Row<'_>,
) -> Result<(), Rejection> {
    if let Some(field) = field {
        cells.insert(column, get(field, row)?);
    }
    Ok(())
}

fn put_both(
    cells: &mut Cells,
    columns: ColumnPair,
    both: Option<&Both>,
    row: &Row<'_>,
) -> Result<(), Rejection> {
    if let Some(both) = both {
        cells.insert_both(columns, both.of(row)?);
    }
    Ok(())
}

impl Context<'_> {
    fn source(&self, cells: &mut Cells, input: &Input, row: &Row<'_>) -> Result<(), Rejection> {
        let map = input.source.as_ref().unwrap_or(self.source);
        cells.insert(source::KIND, map.kind.of(row)?);
        let mut reference = map.reference.of(row)?;
        if let Some(from) = input.crs.converted_from() {
            reference = format!("{reference}（坐标由 {from} 换算 converted from {from}）");
        }
        cells.insert(source::REFERENCE, reference);
        Ok(())
    }

    /// The places of a row, one, or one for each part of its geometry, and what was repaired in
    /// it.
    pub(crate) fn places(
        &self,
        input: &Input,
        map: &PlaceMap,
        row: &Row<'_>,
    ) -> Result<(Vec<PlaceRow>, Option<Rejection>), Rejection> {
        let Parts { shapes, repaired } = parts(input, row)?;
        let id = get(&map.id, row)?;
        let count = shapes.len();
        let mut places = Vec::with_capacity(count.max(1));
        let mut shapes = shapes.into_iter();
        for part in 1..=count.max(1) {
            let shape = shapes.next();
            let mut cells = Cells::default();
            let id = if count > 1 {
                format!("{id}-{part}")
            } else {
                id.clone()
            };
            cells.insert(places::ID, id);
            put_both(&mut cells, places::NAME, Some(&map.name), row)?;
            put_both(&mut cells, places::SECTION, map.section.as_ref(), row)?;
            let area = shape.as_ref().is_some_and(Shape::is_area);
            cells.insert(places::KIND, if area { "片区" } else { "街道路段" });
            cells.insert(places::SIDE, "两侧");
            cells.insert(places::GRADE, "未分级");
            put(&mut cells, places::KIND, map.kind.as_ref(), row)?;
            put(&mut cells, places::SIDE, map.side.as_ref(), row)?;
            put(&mut cells, places::GRADE, map.grade.as_ref(), row)?;
            put(&mut cells, places::UNIT, Some(&map.unit), row)?;
            put(&mut cells, places::PINYIN, map.pinyin.as_ref(), row)?;
            put(&mut cells, places::ALIASES, map.aliases.as_ref(), row)?;
            put(&mut cells, places::CAPACITY, map.capacity.as_ref(), row)?;
            put_both(&mut cells, places::NOTE, map.note.as_ref(), row)?;
            self.source(&mut cells, input, row)?;
            places.push(PlaceRow {
                cells,
                shape,
                approximate: map.approximate,
                converted_from: input.crs.converted_from(),
            });
        }
        Ok((places, repaired))
    }

    fn scope(&self, map: &ScopeMap, row: &Row<'_>) -> Result<String, Rejection> {
        match map {
            ScopeMap::Cell(field) => get(field, row),
            ScopeMap::Named { name: field } => {
                let name = get(field, row)?;
                let ids = self.names.get(&name.to_lowercase());
                ids.map(|ids| ids.join("；")).ok_or_else(|| {
                    Rejection::new(
                        "place_not_found",
                        &name,
                        Text::new("没有叫这个名称的地点", "No place has this name"),
                        Text::new(
                            "写成地点的名称，或者先导入这个地点",
                            "Write a place's own name, or import the place first",
                        ),
                    )
                    .in_column(field.column())
                })
            }
        }
    }

    fn goods(&self, map: Option<&GoodsMap>, row: &Row<'_>) -> Result<String, Rejection> {
        let (field, fallback, unless) = match map {
            None => return Ok("全部".to_owned()),
            Some(GoodsMap::Cell(field)) => return get(field, row),
            Some(GoodsMap::Words {
                words,
                fallback,
                unless,
            }) => (words, fallback, unless),
        };
        let text = get(field, row)?.to_lowercase();
        if let Some(word) = unless.iter().find(|word| has_word(&text, word)) {
            return Err(Rejection::new(
                "goods_unclear",
                &text,
                Text::new(
                    format!("写着“{word}”，按字词看不出是哪些品类"),
                    format!("It says \"{word}\": words alone do not identify the goods"),
                ),
                Text::new("在数据里写明品类", "Name the goods in the data"),
            )
            .in_column(field.column()));
        }
        let meant = |words: &[String]| words.iter().any(|word| has_word(&text, word));
        let found = self.words.iter().filter(|(_, words)| meant(words));
        let ids: Vec<&str> = found.map(|(id, _)| id.as_str()).collect();
        Ok(if ids.is_empty() {
            fallback.clone()
        } else {
            ids.join("；")
        })
    }

    fn moment(
        &self,
        field: &Field,
        input: &Input,
        row: &Row<'_>,
        which: Moment,
    ) -> Result<String, Rejection> {
        let text = get(field, row)?;
        if text.is_empty() && which != Moment::First {
            return Ok(text);
        }
        times::moment(&text, &input.dates, self.zone, which)
            .map_err(|why| why.in_column(field.column()))
    }

    fn end(
        &self,
        until: Option<&Field>,
        last_day: Option<&Field>,
        input: &Input,
        row: &Row<'_>,
    ) -> Result<String, Rejection> {
        match (until, last_day) {
            (Some(field), _) => self.moment(field, input, row, Moment::After),
            (None, Some(field)) => self.moment(field, input, row, Moment::LastDay),
            (None, None) => Ok(String::new()),
        }
    }

    /// The rules of a row: one for each group of weekdays with the same windows. Empty where
    /// it has no hours.
    pub(crate) fn rules(
        &self,
        input: &Input,
        map: &RuleMap,
        row: &Row<'_>,
        own_places: &str,
        hours: Option<&Week>,
    ) -> Result<Vec<Cells>, Rejection> {
        let mut cells = Cells::default();
        let id = get(&map.id, row)?;
        put(&mut cells, rules::EFFECT, Some(&map.effect), row)?;
        let scope = match &map.scope {
            Some(scope) => self.scope(scope, row)?,
            None => own_places.to_owned(),
        };
        cells.insert(rules::SCOPE, scope);
        cells.insert(rules::GOODS, self.goods(map.goods.as_ref(), row)?);
        cells.insert(rules::WINDOWS, rule_windows(map, row)?);
        if let Some(field) = &map.weekdays {
            let text = get(field, row)?;
            if !text.is_empty() {
                let set = times::weekdays(&text).map_err(|w| w.in_column(field.column()))?;
                cells.insert(rules::WEEKDAYS, times::weekdays_cell(set));
            }
        }
        put(&mut cells, rules::SEASONS, map.seasons.as_ref(), row)?;
        put(&mut cells, rules::DAY_TYPES, map.day_types.as_ref(), row)?;
        put(&mut cells, rules::OUTSIDE, map.outside.as_ref(), row)?;
        put(&mut cells, rules::PRIORITY, map.priority.as_ref(), row)?;
        cells.insert(
            rules::IN_FORCE,
            self.moment(&map.in_force, input, row, Moment::First)?,
        );
        cells.insert(
            rules::EXPIRES,
            self.end(map.expires.as_ref(), map.last_day.as_ref(), input, row)?,
        );
        put_both(&mut cells, rules::CONDITIONS, map.conditions.as_ref(), row)?;
        put_both(
            &mut cells,
            rules::FIRST_BREACH,
            map.first_breach.as_ref(),
            row,
        )?;
        put(&mut cells, rules::DOCUMENTS, Some(&map.documents), row)?;
        put_both(&mut cells, rules::NOTE, map.note.as_ref(), row)?;
        self.source(&mut cells, input, row)?;
        let weekly = map.hours_key.is_some() || map.hours_cell.is_some();
        let mut week = hours.cloned().unwrap_or_default();
        if let (true, Some(field)) = (week.is_empty(), &map.hours_cell) {
            let text = get(field, row)?;
            if !text.is_empty() {
                week = times::week(&text, map.past_midnight)
                    .map_err(|w| w.in_column(field.column()))?;
            }
        }
        if !weekly || week.is_empty() && map.without_hours == WithoutHours::AllDay {
            cells.insert(rules::ID, id);
            return Ok(vec![cells]);
        }
        let groups = times::groups(&week);
        let many = groups.len() > 1;
        let rule = |(days, windows): (civic::time::WeekdaySet, Vec<_>)| {
            let mut cells = cells.clone();
            let id = if many {
                format!("{id}-{days}")
            } else {
                id.clone()
            };
            cells.insert(rules::ID, id);
            cells.insert(rules::WEEKDAYS, times::weekdays_cell(days));
            cells.insert(rules::WINDOWS, times::windows_cell(&windows));
            cells
        };
        Ok(groups.into_iter().map(rule).collect())
    }

    /// The temporary change of a row.
    pub(crate) fn change(
        &self,
        input: &Input,
        map: &ExceptionMap,
        row: &Row<'_>,
    ) -> Result<Cells, Rejection> {
        let mut cells = Cells::default();
        put(&mut cells, changes::ID, Some(&map.id), row)?;
        put(&mut cells, changes::KIND, Some(&map.kind), row)?;
        put(&mut cells, changes::TARGETS, map.targets.as_ref(), row)?;
        cells.insert(changes::PLACES, self.scope(&map.places, row)?);
        cells.insert(changes::GOODS, self.goods(map.goods.as_ref(), row)?);
        cells.insert(
            changes::FROM,
            self.moment(&map.from, input, row, Moment::First)?,
        );
        cells.insert(
            changes::UNTIL,
            self.end(map.until.as_ref(), map.last_day.as_ref(), input, row)?,
        );
        if let Some(field) = &map.windows {
            let text = get(field, row)?;
            if !text.is_empty() {
                cells.insert(changes::WINDOWS, windows(&text, false, field)?);
            }
        }
        put_both(
            &mut cells,
            changes::CONDITIONS,
            map.conditions.as_ref(),
            row,
        )?;
        put_both(&mut cells, changes::REASON, Some(&map.reason), row)?;
        put_both(&mut cells, changes::INSTEAD, map.instead.as_ref(), row)?;
        put(&mut cells, changes::DOCUMENTS, Some(&map.documents), row)?;
        self.source(&mut cells, input, row)?;
        Ok(cells)
    }
}

/// The windows of a rule. A field that is empty says no times, which is not the whole day unless
/// the map says so; a map without the field does.
fn rule_windows(map: &RuleMap, row: &Row<'_>) -> Result<String, Rejection> {
    let Some(field) = &map.windows else {
        return Ok(times::windows_cell(&[]));
    };
    let text = get(field, row)?;
    match (text.is_empty(), map.without_hours) {
        (false, _) => windows(&text, map.past_midnight, field),
        (true, WithoutHours::AllDay) => Ok(times::windows_cell(&[])),
        (true, WithoutHours::NoRule) => Err(no_hours().in_column(field.column())),
    }
}

fn windows(text: &str, past_midnight: bool, field: &Field) -> Result<String, Rejection> {
    let windows = times::windows(text, past_midnight).map_err(|w| w.in_column(field.column()))?;
    Ok(times::windows_cell(&windows.unwrap_or_default()))
}

/// A row without times of day.
pub(crate) fn no_hours() -> Rejection {
    Rejection::new(
        "no_hours",
        "",
        Text::new(
            "没有可用的时段，没有写成规则",
            "It has no usable hours: no rule was made",
        ),
        Text::new(
            "补上时段；确实是全天，就在对照文件里写 without_hours = \"all_day\"",
            "Add its hours; if it truly holds all day, set without_hours = \"all_day\" in the map",
        ),
    )
}

/// True where a text in lower case has a word or phrase as a word, or its plural: "tea" is in
/// "iced teas" and not in "steak". Chinese parts its words by nothing, so any place counts.
fn has_word(text: &str, word: &str) -> bool {
    let word = word.trim().to_lowercase();
    let is_letter = |c: char| c.is_alphanumeric() && c < '\u{2e80}';
    let has = |word: &str| {
        text.match_indices(word).any(|(at, found)| {
            let (before, after) = (&text[..at], &text[at + found.len()..]);
            let inside = before.ends_with(is_letter) && word.starts_with(is_letter);
            let after = ["es", "s"]
                .iter()
                .filter_map(|plural| after.strip_prefix(plural))
                .chain([after])
                .any(|rest| !rest.starts_with(is_letter));
            !inside && (after || !word.ends_with(is_letter))
        })
    };
    let plural = word.strip_suffix('y').map(|stem| format!("{stem}ies"));
    !word.is_empty() && (has(&word) || plural.is_some_and(|plural| has(&plural)))
}

fn parts(input: &Input, row: &Row<'_>) -> Result<Parts, Rejection> {
    if let Some(map) = &input.geometry {
        let (lon, lat) = (get(&map.lon, row)?, get(&map.lat, row)?);
        return Parts::of_point(&lon, &lat, input.crs).map_err(|w| w.in_column(map.lon.column()));
    }
    match &row.record.geometry {
        Some(geometry) if !geometry.is_null() => Parts::of_geometry(geometry, input.crs),
        _ => Ok(Parts::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn words_are_matched_as_words() {
        for (text, word) in [
            ("iced teas, coffee", "tea"),
            ("hot-dogs and sandwiches", "sandwich"),
            ("turkey hot dogs", "Hot Dog"),
            ("hard candies", "candy"),
            ("烤肉串和水果", "水果"),
            ("加水果汁", "水"),
            ("tea", "tea"),
        ] {
            assert!(has_word(text, word), "{text}: {word}");
        }
        for (text, word) in [
            ("philly cheesesteaks", "tea"),
            ("watermelon", "water"),
            ("licorice", "rice"),
            ("exceptional food", "except"),
            ("anything", ""),
            ("", "tea"),
        ] {
            assert!(!has_word(text, word), "{text}: {word}");
        }
    }
}
