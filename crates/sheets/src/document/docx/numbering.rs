//! The numbers that lists give their paragraphs; they are in no text of the file.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::names::value;
use crate::packed::PackedError;
use crate::packed::xml::{Xml, attribute};

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// `%1、`, `（%1）`, `%1.%2`.
    text: String,
}

/// How many levels a list has.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
    /// The list that a number stands for, and the levels that it begins anew.
    numbers: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    /// The number and level of a style, and the style it is based on.
    styles: BTreeMap<String, (Option<String>, usize, Option<String>)>,
    /// The next number of each level of a list, where it has one before.
    next: BTreeMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    /// Reads the lists.
    pub(super) fn read(&mut self, text: &str) -> Result<(), PackedError> {
        let mut reader = Xml::new(text);
        let (mut list, mut number, mut level) = (String::new(), None::<String>, 0);
        loop {
            let event = reader.next()?;
            let Event::Start(element) = &event else {
                if matches!(event, Event::Eof) {
                    return Ok(());
                }
                continue;
            };
            let named = |name| -> Result<String, PackedError> {
                Ok(attribute(element, name)?.unwrap_or_default().into_owned())
            };
            match element.local_name().as_ref() {
                "abstractNum" => (list, number) = (named("abstractNumId")?, None),
                "num" => {
                    let id = named("numId")?;
                    self.numbers.insert(id.clone(), Default::default());
                    number = Some(id);
                }
                "abstractNumId" => {
                    if let Some(of) = number.as_ref().and_then(|id| self.numbers.get_mut(id)) {
                        of.0 = value(element)?;
                    }
                }
                "lvlOverride" | "lvl" => level = named("ilvl")?.parse().unwrap_or(0),
                "startOverride" => {
                    let start = value(element)?.parse().unwrap_or(1);
                    if let Some(of) = number.as_ref().and_then(|id| self.numbers.get_mut(id)) {
                        of.1.insert(level, start);
                    }
                }
                name @ ("start" | "numFmt" | "lvlText") if number.is_none() => {
                    let of = self.lists.entry(list.clone()).or_default();
                    let of = of.entry(level).or_default();
                    match name {
                        "start" => of.start = value(element)?.parse().unwrap_or(1),
                        "numFmt" => of.format = value(element)?,
                        _ => of.text = value(element)?,
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads which styles number their paragraphs.
    pub(super) fn read_styles(&mut self, text: &str) -> Result<(), PackedError> {
        let mut reader = Xml::new(text);
        let mut style = String::new();
        loop {
            match reader.next()? {
                Event::Eof => return Ok(()),
                Event::Start(element) => match element.local_name().as_ref() {
                    "style" => {
                        style = attribute(&element, "styleId")?
                            .unwrap_or_default()
                            .into_owned();
                        self.styles.insert(style.clone(), Default::default());
                    }
                    name @ ("numId" | "ilvl" | "basedOn") => {
                        let value = value(&element)?;
                        if let Some(of) = self.styles.get_mut(&style) {
                            match name {
                                "numId" => of.0 = Some(value),
                                "ilvl" => of.1 = value.parse().unwrap_or(0),
                                _ => of.2 = Some(value),
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// The number and level that a style gives its paragraphs.
    fn of_style(&self, style: &str) -> Option<(String, usize)> {
        let mut style = self.styles.get(style)?;
        // A style may be based on itself in a file that is not whole.
        for _ in 0..LEVELS {
            if let Some(number) = &style.0 {
                return Some((number.clone(), style.1));
            }
            style = self.styles.get(style.2.as_ref()?)?;
        }
        None
    }

    /// The number of the next paragraph of a list; empty where it has none or one that is not known.
    pub(super) fn label(
        &mut self,
        number: Option<&str>,
        level: Option<usize>,
        style: &str,
    ) -> String {
        let by_style = self.of_style(style);
        let number = number.or(by_style.as_ref().map(|(number, _)| number.as_str()));
        let level = level
            .or(by_style.as_ref().map(|(_, level)| *level))
            .unwrap_or(0);
        number
            .and_then(|number| self.count(number, level))
            .unwrap_or_default()
    }

    fn count(&mut self, number: &str, level: usize) -> Option<String> {
        let (list, starts) = self.numbers.get_mut(number)?;
        let levels = self.lists.get(list)?;
        let start = |level: usize| levels.get(&level).map_or(1, |level| level.start);
        let next = self.next.entry(list.clone()).or_default();
        for (level, start) in std::mem::take(starts) {
            if let Some(next) = next.get_mut(level) {
                *next = Some(start);
            }
        }
        let count = next.get(level)?.unwrap_or_else(|| start(level));
        for (at, next) in next.iter_mut().enumerate().skip(level) {
            *next = (at == level).then(|| count.saturating_add(1));
        }
        let own = levels.get(&level)?;
        if own.format == "bullet" || own.format == "none" {
            return None;
        }
        let mut label = own.text.clone();
        for (at, next) in next.iter().enumerate().take(level + 1) {
            let mark = format!("%{}", at + 1);
            if label.contains(&mark) {
                let format = levels.get(&at).map_or("", |level| level.format.as_str());
                let count = next.map_or_else(|| start(at), |next| next.saturating_sub(1));
                label = label.replace(&mark, &written(count, format)?);
            }
        }
        Some(label)
    }
}

/// A number as a list writes it; `None` for a way that is not known.
fn written(number: u32, format: &str) -> Option<String> {
    let letter = |first: u8| {
        let index = number.checked_sub(1)?;
        // After z come aa, bb.
        let letter = char::from(first + u8::try_from(index % 26).ok()?);
        let times = usize::try_from(index / 26 + 1).ok()?;
        (times <= 30).then(|| letter.to_string().repeat(times))
    };
    match format {
        "" | "decimal" => Some(number.to_string()),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" => Some(
            number
                .to_string()
                .chars()
                .filter_map(|c| char::from_u32(u32::from(c) + 0xfee0))
                .collect(),
        ),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => (1..=20)
            .contains(&number)
            .then(|| char::from_u32(0x2460 + number - 1).map(String::from))?,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting"
        | "ideographDigital" => chinese(number),
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|roman| roman.to_lowercase()),
        _ => None,
    }
}

/// 十二, 二十, up to 九十九.
fn chinese(number: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(usize::try_from(n).ok()?).copied();
    let (tens, ones) = (number / 10, digit(number % 10)?);
    match tens {
        0 if number == 0 => None,
        0 => Some(ones.to_owned()),
        1 => Some(format!("十{ones}")),
        2..=9 => Some(format!("{}十{ones}", digit(tens)?)),
        _ => None,
    }
}

fn roman(mut number: u32) -> Option<String> {
    const PARTS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..400).contains(&number) {
        return None;
    }
    let mut roman = String::new();
    for (value, letters) in PARTS {
        while number >= value {
            roman.push_str(letters);
            number -= value;
        }
    }
    Some(roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_write_them() {
        for (number, format, expected) in [
            (1, "chineseCounting", Some("一")),
            (10, "chineseCountingThousand", Some("十")),
            (12, "japaneseCounting", Some("十二")),
            (30, "chineseCounting", Some("三十")),
            (100, "chineseCounting", None),
            (3, "decimalEnclosedCircle", Some("③")),
            (21, "decimalEnclosedCircle", None),
            (28, "lowerLetter", Some("bb")),
            (14, "upperRoman", Some("XIV")),
            (7, "decimal", Some("7")),
            (7, "hebrew1", None),
        ] {
            assert_eq!(
                written(number, format).as_deref(),
                expected,
                "{number} {format}"
            );
        }
    }
}
