//! What calamine does not tell of an XLSX worksheet, and whether it can be read without harm.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::position::{Position, Region, row_number};
use super::refusal::Refusal;
use crate::packed::xml::{self, Xml};

/// What a worksheet's XML says beside its values.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) holds_something: bool,
    pub(super) merges: Vec<Region>,
    pub(super) hidden_rows: BTreeSet<u32>,
    /// Spans of columns, the last included.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// The formulas, and whether the file has their values.
    pub(super) formulas: BTreeMap<Position, bool>,
}

impl Survey {
    /// Reads a worksheet. Refused are references that no spreadsheet writes: calamine reckons with
    /// them unchecked.
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut survey = Self::default();
        let mut reader = Xml::new(text);
        let mut in_data = false;
        let (mut row, mut column) = (0, 0);
        loop {
            match reader.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheetData" => in_data = true,
                    "row" if in_data => {
                        if let Some(number) = xml::attribute(&element, "r")? {
                            row = row_number(&number).ok_or_else(|| unknown_place(&number))?;
                        }
                        if is_hidden(&element, "ht")? {
                            survey.hidden_rows.insert(row);
                        }
                    }
                    "c" if in_data => {
                        let at = match xml::attribute(&element, "r")? {
                            Some(name) => Position::parse(&name),
                            None => Position::new(row, column),
                        };
                        let at = at.ok_or_else(|| unknown_place("c"))?;
                        column = at.column + 1;
                        survey.cell(&mut reader, &element, at)?;
                    }
                    "dimension" => {
                        region(&element)?;
                    }
                    "mergeCell" => survey.merges.push(region(&element)?),
                    "col" if is_hidden(&element, "width")? => {
                        survey.hidden_columns.extend(span(&element)?);
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "sheetData" => in_data = false,
                    "row" => (row, column) = (row + 1, 0),
                    _ => {}
                },
                Event::Eof => return Ok(survey),
                _ => {}
            }
        }
    }

    fn cell(
        &mut self,
        reader: &mut Xml<'_>,
        element: &BytesStart<'_>,
        at: Position,
    ) -> Result<(), Refusal> {
        let kind = xml::attribute(element, "t")?;
        let mut value = String::new();
        let mut is_formula = false;
        let mut has_value = false;
        // In the text of the formula itself.
        let mut within = false;
        loop {
            match reader.next()? {
                Event::Start(child) => match child.local_name().as_ref() {
                    "f" => (is_formula, within) = (true, true),
                    "v" | "is" => has_value = true,
                    _ => {}
                },
                Event::End(child) => match child.local_name().as_ref() {
                    "f" => within = false,
                    "c" => break,
                    _ => {}
                },
                event if !within => xml::push_text(&event, &mut value)?,
                _ => {}
            }
        }
        let is_blank = value.trim().is_empty();
        if kind.as_deref() == Some("n") && !is_blank && !is_number(&value) {
            return Err(Refusal::damaged(format!("{at}: {value}")));
        }
        if is_formula {
            // The value of a formula may be an empty text.
            let is_text = kind.as_deref() == Some("str");
            self.formulas
                .insert(at, has_value && (is_text || !is_blank));
        }
        self.holds_something |= is_formula || !is_blank;
        Ok(())
    }
}

/// Checks that the count of shared texts, for which calamine makes room, is no larger than the
/// part they are in.
pub(super) fn check_shared_texts(text: &str) -> Result<(), Refusal> {
    let mut reader = Xml::new(text);
    loop {
        match reader.next()? {
            Event::Start(element) if element.local_name().as_ref() == "sst" => {
                let count = xml::attribute(&element, "uniqueCount")?;
                let is_possible = count
                    .as_deref()
                    .is_none_or(|count| count.parse::<usize>().is_ok_and(|n| n <= text.len()));
                return if is_possible {
                    Ok(())
                } else {
                    Err(Refusal::damaged("uniqueCount"))
                };
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A number as XML Schema writes one; of others, parsers disagree.
fn is_number(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'))
        && !text.starts_with('+')
        && text.parse::<f64>().is_ok()
}

/// Hidden, or of no height or width, which looks the same.
fn is_hidden(element: &BytesStart<'_>, size: &str) -> Result<bool, Refusal> {
    let is_hidden = xml::is_true(xml::attribute(element, "hidden")?.as_deref());
    let is_flat = xml::attribute(element, size)?
        .and_then(|size| size.parse::<f64>().ok())
        .is_some_and(|size| size <= 0.0);
    Ok(is_hidden || is_flat)
}

fn region(element: &BytesStart<'_>) -> Result<Region, Refusal> {
    let name = xml::attribute(element, "ref")?.unwrap_or_default();
    Region::parse(&name).ok_or_else(|| unknown_place(&name))
}

/// The columns of a `col`, from 0.
fn span(element: &BytesStart<'_>) -> Result<Option<(u32, u32)>, Refusal> {
    let number = |name| -> Result<Option<u32>, Refusal> {
        let text = xml::attribute(element, name)?;
        Ok(text.and_then(|text| text.parse::<u32>().ok()?.checked_sub(1)))
    };
    Ok(number("min")?
        .zip(number("max")?)
        .filter(|(first, last)| first <= last))
}

fn unknown_place(name: &str) -> Refusal {
    Refusal::damaged(format!("no such cell: {name}"))
}
