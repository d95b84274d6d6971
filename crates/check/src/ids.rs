//! Identifiers: each once, and never with another meaning.

use std::collections::BTreeMap;

use civic::Text;
use civic::published::IdsFile;
use civic::time::Date;

use super::checker::{Check, cell, column_of, message, whole_file};
use crate::Location;
use crate::columns::{self, Column, files};

pub(crate) fn check(check: &mut Check<'_>, previous: Option<&IdsFile>) {
    duplicates(check);
    calendar_days(check);
    if let Some(previous) = previous {
        reused(check, previous);
    }
}

/// Reports identifiers of one kind that occur twice; `ids` are all of them with their locations.
fn of_one_kind(check: &mut Check<'_>, column: Column, ids: &[(&str, &Location)]) {
    let mut first: BTreeMap<&str, &Location> = BTreeMap::new();
    let mut without_case: BTreeMap<String, (&str, &Location)> = BTreeMap::new();
    for (id, location) in ids {
        let Some(earlier) = first.get(id) else {
            first.insert(id, location);
            let folded = id.to_ascii_lowercase();
            let (other, earlier) = *without_case.entry(folded).or_insert((id, location));
            if other != *id {
                let seen = Text::new(
                    format!("{} 第 {} 行", earlier.file, earlier.row),
                    format!("{}, row {}", earlier.file, earlier.row),
                );
                differs_by_case(check, column_of(location, column), id, other, &seen);
            }
            continue;
        };
        let (file, row) = (&earlier.file, earlier.row);
        check.error(
            "duplicate_id",
            column_of(location, column),
            id,
            message(
                format!("{}“{id}”在 {file} 第 {row} 行已经用过", column.zh),
                format!("The identifier {id} is already used in {file}, row {row}"),
                format!("给这一行一个新的编号，例如“{id}-2”；同一件事写了两遍就删去一行"),
                format!("Give this row an identifier of its own, such as {id}-2, or delete the row if it is the same thing twice"),
            ),
        );
    }
}

/// Two names that differ only so are one file on some servers, and one name to whoever reads them
/// out; `seen` is where the other stands.
fn differs_by_case(check: &mut Check<'_>, at: Location, id: &str, other: &str, seen: &Text) {
    check.error(
        "id_differs_by_case",
        at,
        id,
        message(
            format!("编号“{id}”和“{other}”（{}）只差大小写，公布的文件会互相覆盖", seen.zh),
            format!(
                "The identifier {id} differs from {other} ({}) by case alone: the files published of them would overwrite each other",
                seen.en
            ),
            format!("指的是同一件事就写“{other}”；不是就换一个编号，例如“{other}-2”"),
            format!("Write {other} if it means the same thing; otherwise take another identifier, such as {other}-2"),
        ),
    );
}

fn duplicates(check: &mut Check<'_>) {
    let sources = check.sources;
    macro_rules! unique {
        ($rows:ident, $id:ident, $column:expr) => {
            let ids: Vec<_> = sources
                .$rows
                .iter()
                .map(|r| (r.value.$id.as_str(), &r.location))
                .collect();
            of_one_kind(check, $column, &ids);
        };
    }
    unique!(units, code, columns::units::CODE);
    unique!(documents, id, columns::documents::ID);
    unique!(goods, id, columns::goods::ID);
    unique!(places, id, columns::places::ID);
    unique!(duties, id, columns::duties::ID);
    unique!(admissions, id, columns::admissions::ID);
    unique!(requirements, id, columns::requirements::ID);
    unique!(limits, id, columns::limits::ID);
    unique!(corrections, id, columns::corrections::ID);
    unique!(updates, id, columns::updates::ID);
    unique!(services, code, columns::services::CODE);
    unique!(cases, id, columns::cases::ID);

    // A rule made for the time outside stands for its row, and nothing refers to it.
    let own = sources.rules.iter().filter(|r| !r.value.outside_times);
    let ids: Vec<_> = own.map(|r| (r.value.id.as_str(), &r.location)).collect();
    of_one_kind(check, columns::rules::ID, &ids);
    outside_rules(check);

    let ids: Vec<_> = sources
        .requirements
        .iter()
        .flat_map(|r| {
            let locations = sources.step_locations.get(&r.value.id);
            r.value.steps.iter().enumerate().map(move |(i, step)| {
                let location = locations.and_then(|l| l.get(i));
                (step.id.as_str(), location.unwrap_or(&r.location))
            })
        })
        .collect();
    of_one_kind(check, columns::steps::ID, &ids);
}

/// No row may take the identifier that another's "outside these times" column makes.
fn outside_rules(check: &mut Check<'_>) {
    let rules = &check.sources.rules;
    let made: BTreeMap<&str, u32> = rules
        .iter()
        .filter(|r| r.value.outside_times)
        .map(|r| (r.value.id.as_str(), r.location.row))
        .collect();
    let taken: Vec<_> = rules
        .iter()
        .filter(|r| !r.value.outside_times)
        .filter_map(|r| made.get(r.value.id.as_str()).map(|row| (r, *row)))
        .collect();
    for (rule, row) in taken {
        let id = rule.value.id.as_str();
        check.error(
            "duplicate_id",
            cell(rule, columns::rules::ID),
            id,
            message(
                format!("编号“{id}”留给第 {row} 行“{}”生成的规则", columns::rules::OUTSIDE.zh),
                format!("The identifier {id} is kept for the rule that row {row} makes for the time outside its windows"),
                "换一个不以“.outside”结尾的编号，例如“R-200”",
                "Choose an identifier that does not end in .outside, such as R-200",
            ),
        );
    }
}

fn calendar_days(check: &mut Check<'_>) {
    let mut seen: BTreeMap<Date, bool> = BTreeMap::new();
    let years = &check.sources.calendar;
    let mut twice: Vec<Date> = Vec::new();
    for day in years.iter().flat_map(|y| &y.value.days) {
        if seen.insert(day.date, day.off).is_some() {
            twice.push(day.date);
        }
    }
    for date in twice {
        check.error(
            "duplicate_id",
            column_of(&whole_file(files::CALENDAR), columns::calendar::DATE),
            &date.to_string(),
            message(
                format!("{date} 在日历里写了两次"),
                format!("{date} is in the calendar twice"),
                "只留一行，写明“放假”或“上班”",
                "Keep one row and say whether it is a day off or a make-up workday",
            ),
        );
    }
}

fn reused(check: &mut Check<'_>, previous: &IdsFile) {
    let sources = check.sources;
    let without_case: BTreeMap<String, &str> = previous
        .ids
        .keys()
        .map(|key| (key.to_ascii_lowercase(), key.as_str()))
        .collect();
    let published = Text::new("已经公布", "published");
    macro_rules! same {
        ($rows:ident, $id:ident, $name:ident, $kind:literal, $column:expr) => {
            for row in &sources.$rows {
                let id = row.value.$id.as_str();
                let key = format!("{}:{id}", $kind);
                let at = cell(row, $column);
                if let Some(before) = previous.ids.get(&key) {
                    meaning(check, at, id, before, &row.value.$name.zh);
                } else if let Some(other) = without_case.get(&key.to_ascii_lowercase()) {
                    let other = &other[$kind.len() + 1..];
                    differs_by_case(check, at, id, other, &published);
                }
            }
        };
    }
    same!(places, id, name, "place", columns::places::ID);
    same!(goods, id, name, "goods", columns::goods::ID);
    same!(documents, id, title, "document", columns::documents::ID);
    same!(duties, id, title, "duty", columns::duties::ID);
    same!(admissions, id, title, "admission", columns::admissions::ID);
    same!(
        requirements,
        id,
        title,
        "requirement",
        columns::requirements::ID
    );
    same!(services, code, name, "service", columns::services::CODE);
    same!(cases, id, title, "case", columns::cases::ID);
}

/// A case that was withheld in between has no name to compare.
fn says_nothing(before: &str, now: &str) -> bool {
    before.is_empty() || now.is_empty()
}

fn meaning(check: &mut Check<'_>, at: Location, id: &str, before: &str, now: &str) {
    if before == now || says_nothing(before, now) {
        return;
    }
    if is_reworded(before, now) {
        check.info(
            "id_renamed",
            at,
            id,
            message(
                format!("“{id}”原来叫“{before}”，现在叫“{now}”"),
                format!("{id} was published as {before} and is now {now}"),
                "指的还是同一件事就不用改；否则请换一个没有用过的编号",
                "Leave it if it means the same thing; otherwise take an identifier that was never used",
            ),
        );
    } else {
        check.error(
            "id_reused",
            at,
            id,
            message(
                format!("编号“{id}”已公布为“{before}”，不能再用来指“{now}”"),
                format!(
                    "The identifier {id} was published as {before} and cannot be used for {now}"
                ),
                format!("给“{now}”一个没有用过的编号，例如“{id}-2”"),
                format!("Give {now} an identifier that was never used, such as {id}-2"),
            ),
        );
    }
}

/// True where at least half of the shorter name occurs in the other, in the same order: the same
/// thing reworded, not another thing.
fn is_reworded(before: &str, now: &str) -> bool {
    let (before, now): (Vec<char>, Vec<char>) = (before.chars().collect(), now.chars().collect());
    let mut row = vec![0usize; now.len() + 1];
    for a in &before {
        let mut diagonal = 0;
        for (j, b) in now.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if a == b {
                diagonal + 1
            } else {
                above.max(row[j])
            };
            diagonal = above;
        }
    }
    row[now.len()] * 2 >= before.len().min(now.len())
}
