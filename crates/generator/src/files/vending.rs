//! Goods, places, where they lie, and the rules for them.

use check::columns::{files, goods, places, rules};
use check::written::SheetRow;
use civic::Text;

use super::file::File;
use crate::city::{City, RULES_OF_A_STREET, first_day};
use crate::ids::IdKind;
use crate::random::Random;
use crate::rows::{Sample as _, heading};
use crate::words::{GOODS, GoodsWord};

/// How far streets lie apart, in millionths of a degree.
const APART: i64 = 4_000;

/// What may be sold, when, by the grade: strict, controlled, guided, open.
const GRADES: [&str; 4] = ["严禁", "严控", "疏导", "自治"];

fn goods_id(city: &City, number: usize) -> String {
    city.ids.of(IdKind::Goods, number as u64)
}

fn goods_row(city: &City, number: usize, word: &GoodsWord) -> String {
    SheetRow::default()
        .set(goods::ID, goods_id(city, number))
        .both(goods::NAME, &Text::new(word.zh, word.en))
        .set(goods::FOOD, if word.food { "是" } else { "否" })
        .set(goods::REGISTRATION, word.registration)
        .set(goods::ALIASES, word.alias)
        .line(&goods::SHEET)
}

pub(crate) fn goods(city: &City) -> File<'_> {
    let words = GOODS.iter().enumerate();
    let rows = words.map(|(number, word)| goods_row(city, number, word));
    File {
        name: files::GOODS,
        lines: Box::new(std::iter::once(heading(&goods::SHEET)).chain(rows)),
    }
}

/// A stretch of street, before it is written.
struct Street {
    id: String,
    grade: usize,
    unit: u32,
    lies_east: bool,
}

fn street(city: &City, number: u32) -> Street {
    let mut random = Random::of(city.size.seed, 5, u64::from(number));
    let grade = match random.below(10) {
        0 | 1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    Street {
        id: city.ids.of(IdKind::Place, u64::from(number)),
        grade,
        unit: number % city.size.units,
        lies_east: random.percent(50),
    }
}

/// The number of a street's name: after those of the city, its districts and their streets.
fn name_number(city: &City, street: u32) -> u64 {
    100 + u64::from(city.size.units) + u64::from(street)
}

fn place_row(city: &City, number: u32) -> String {
    let street = street(city, number);
    let name = name_number(city, number);
    let capacity = match street.grade {
        0 => String::new(),
        grade => (8 * grade + 4).to_string(),
    };
    SheetRow::default()
        .set(places::ID, &street.id)
        .both(places::NAME, &city.names.name(name, "路", "Road"))
        .set(places::KIND, "街道路段")
        .set(places::SIDE, "两侧")
        .set(
            places::GRADE,
            GRADES.get(street.grade).copied().unwrap_or_default(),
        )
        .set(places::UNIT, city.street(street.unit).code)
        .set(places::PINYIN, city.names.pinyin(name, "lu"))
        .set(places::CAPACITY, capacity)
        .line(&places::SHEET)
}

pub(crate) fn places(city: &City) -> File<'_> {
    let rows = (0..city.size.streets).map(|number| place_row(city, number));
    File {
        name: files::PLACES,
        lines: Box::new(std::iter::once(heading(&places::SHEET)).chain(rows)),
    }
}

/// How many streets lie beside each other.
fn columns(city: &City) -> i64 {
    let mut columns = 1;
    while columns * columns < i64::from(city.size.streets) {
        columns += 1;
    }
    columns
}

/// The south-western corner of the streets, in millionths of a degree.
fn corner(city: &City) -> (i64, i64) {
    let mut random = Random::of(city.size.seed, 6, 0);
    let whole = |degrees: u32| i64::from(degrees) * 1_000_000;
    (
        whole(random.between(85, 120)),
        whole(random.between(26, 42)),
    )
}

/// West, south, east and north, in millionths of a degree.
pub(crate) fn bounds(city: &City) -> [i64; 4] {
    let (west, south) = corner(city);
    let margin = 100_000;
    let extent = columns(city) * APART + margin;
    [west - margin, south - margin, west + extent, south + extent]
}

/// Millionths as degrees.
pub(crate) fn degrees(millionths: i64) -> String {
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

fn feature(city: &City, number: u32) -> String {
    let street = street(city, number);
    let (west, south) = corner(city);
    let columns = columns(city);
    let number = i64::from(number);
    let (west, south) = (
        west + number % columns * APART,
        south + number / columns * APART,
    );
    let points: Vec<String> = (0..4)
        .map(|point| {
            let (along, aside) = (point * 900, point % 2 * 60);
            let (lon, lat) = if street.lies_east {
                (west + along, south + aside)
            } else {
                (west + aside, south + along)
            };
            format!("[{},{}]", degrees(lon), degrees(lat))
        })
        .collect();
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"id\":\"{}\",\"approximate\":true}},\"geometry\":{{\"type\":\"LineString\",\"coordinates\":[{}]}}}}",
        street.id,
        points.join(",")
    )
}

pub(crate) fn geometry(city: &City) -> File<'_> {
    let count = city.size.streets;
    let features = (0..count).map(move |number| {
        let end = if number + 1 == count { "\n" } else { ",\n" };
        feature(city, number) + end
    });
    let head = std::iter::once("{\"type\":\"FeatureCollection\",\"features\":[\n".to_owned());
    File {
        name: files::GEOMETRY,
        lines: Box::new(
            head.chain(features)
                .chain(std::iter::once("]}\n".to_owned())),
        ),
    }
}

/// What a rule says, before it is written.
struct Words<'a> {
    scope: &'a str,
    effect: &'a str,
    goods: &'a str,
    windows: &'a str,
    outside: &'a str,
    priority: u32,
}

fn rule_row(city: &City, id: u64, words: &Words<'_>) -> String {
    SheetRow::default()
        .set(rules::ID, city.ids.of(IdKind::Rule, id))
        .set(rules::SCOPE, words.scope)
        .set(rules::EFFECT, words.effect)
        .set(rules::GOODS, words.goods)
        .set(rules::WINDOWS, words.windows)
        .set(rules::WEEKDAYS, "每日")
        .set(rules::OUTSIDE, words.outside)
        .set(rules::PRIORITY, words.priority)
        .set(rules::IN_FORCE, first_day())
        .set(rules::DOCUMENTS, city.vending_document())
        .line(&rules::SHEET)
}

/// The rules that hold wherever a street is graded so.
fn grade_rules(city: &City) -> Vec<String> {
    let rule = |number: u64, grade: usize, effect, goods: &str, windows, outside| {
        let scope = format!("等级：{}", GRADES.get(grade).copied().unwrap_or_default());
        rule_row(
            city,
            number,
            &Words {
                scope: &scope,
                effect,
                goods,
                windows,
                outside,
                priority: 500,
            },
        )
    };
    let [grilled, fixed] = [4, 9].map(|number| goods_id(city, number));
    vec![
        rule(0, 0, "禁止", "全部", "全天", ""),
        rule(1, 1, "禁止", &grilled, "全天", ""),
        rule(2, 2, "准许", &fixed, "08:00-20:00", "未规定"),
        rule(3, 3, "准许", &fixed, "06:00-22:00", "未规定"),
    ]
}

/// The rules of a street of its own: what is sold there in the morning and in the evening.
fn street_rules(city: &City, number: u32) -> Vec<String> {
    let street = street(city, number);
    let mut random = Random::of(city.size.seed, 7, u64::from(number));
    if street.grade == 0 {
        return Vec::new();
    }
    let sold = |numbers: &[usize]| {
        let ids: Vec<String> = numbers.iter().map(|n| goods_id(city, *n)).collect();
        ids.join("；")
    };
    let from = random.between(5, 7);
    let morning = format!("{from:02}:30-{:02}:00", from + 3);
    let until = random.between(20, 23);
    let evening = format!("17:00-{until}:30");
    let first = 10 + u64::from(number) * RULES_OF_A_STREET;
    let rule = |number: u64, goods: &str, windows: &str| {
        rule_row(
            city,
            number,
            &Words {
                scope: &street.id,
                effect: "准许",
                goods,
                windows,
                outside: "禁止",
                priority: 100,
            },
        )
    };
    let mut rows = vec![rule(first, &sold(&[2, 3, 11]), &morning)];
    if street.grade >= 2 {
        rows.push(rule(first + 1, &sold(&[0, 5, 6, 7, 8]), &evening));
    }
    rows
}

pub(crate) fn rules(city: &City) -> File<'_> {
    let streets = (0..city.size.streets).flat_map(|number| street_rules(city, number));
    let rows = grade_rules(city).into_iter().chain(streets);
    File {
        name: files::RULES,
        lines: Box::new(std::iter::once(heading(&rules::SHEET)).chain(rows)),
    }
}
