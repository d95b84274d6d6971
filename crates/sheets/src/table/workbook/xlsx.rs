//! XLSX: the values from calamine, the rest from the survey of each worksheet.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::mem::take;

use calamine::{DataRef, Reader as _};
use quick_xml::events::Event;

use super::choose::{Entry, Workbook};
use super::number_format::NumberFormat;
use super::position::Position;
use super::refusal::Refusal;
use super::survey::{Survey, check_shared_texts};
use super::value;
use super::value::DateSystem;
use super::worksheet::{Cell, Room, Unreadable, Worksheet};
use crate::packed::xml::{self, Xml};
use crate::packed::{Archive, main_part, targets};

/// An XLSX workbook whose worksheets were surveyed.
pub(super) struct Xlsx<'a> {
    values: calamine::Xlsx<Cursor<&'a [u8]>>,
    sheets: Vec<(Entry, Survey)>,
    awaits_calculation: bool,
}

impl<'a> Xlsx<'a> {
    /// Surveys every worksheet and opens the workbook.
    pub(super) fn open(bytes: &'a [u8], archive: &Archive) -> Result<Self, Refusal> {
        let (folder, name) = main_part(archive)?;
        let path = format!("{folder}{name}");
        let targets = targets(archive, &folder, &name)?;
        let texts = format!("{folder}sharedStrings.xml");
        if let Some(part) = archive.part(&texts) {
            check_shared_texts(part).map_err(|refusal| refusal.in_part(&texts))?;
        }
        let outline =
            Outline::read(archive.required(&path)?).map_err(|refusal| refusal.in_part(&path))?;
        let mut sheets = Vec::new();
        let mut seen = BTreeSet::new();
        for (name, hidden, id) in outline.sheets {
            let Some((target, kind)) = targets.get(&id) else {
                return Err(Refusal::damaged(id).in_part(&path));
            };
            if !kind.ends_with("/worksheet") {
                continue;
            }
            // Calamine finds a worksheet by its name.
            if !seen.insert(name.clone()) || !seen.insert(format!("/{target}")) {
                return Err(Refusal::damaged(format!("twice: {name}")).in_part(&path));
            }
            let survey = Survey::read(archive.required(target)?)
                .map_err(|refusal| refusal.in_part(target))?;
            let entry = Entry {
                name,
                hidden,
                holds_something: survey.holds_something,
            };
            sheets.push((entry, survey));
        }
        Ok(Self {
            values: calamine::Xlsx::new(Cursor::new(bytes))?,
            sheets,
            awaits_calculation: outline.awaits_calculation,
        })
    }
}

impl Workbook for Xlsx<'_> {
    fn entries(&self) -> Vec<Entry> {
        self.sheets.iter().map(|(entry, _)| entry.clone()).collect()
    }

    fn worksheet(&mut self, index: usize) -> Result<Worksheet, Refusal> {
        let (entry, survey) = self.sheets.get_mut(index).ok_or(Refusal::Empty)?;
        let (name, survey) = (entry.name.clone(), take(survey));
        let mut worksheet = Worksheet {
            merges: survey.merges,
            hidden_rows: survey.hidden_rows,
            hidden_columns: survey.hidden_columns,
            awaits_calculation: self.awaits_calculation,
            ..Worksheet::default()
        };
        let system = if self.values.has_1904_epoch() {
            DateSystem::From1904
        } else {
            DateSystem::From1900
        };
        let mut room = Room::new();
        let mut cells = self.values.worksheet_cells_reader(&name)?;
        let styles: Vec<(NumberFormat, bool)> = cells
            .styles()
            .iter()
            .map(|style| {
                let format = style
                    .number_format
                    .as_ref()
                    .map_or_else(NumberFormat::default, |format| {
                        NumberFormat::new(&format.format_code, format.format_id)
                    });
                let is_struck = style.font.as_ref().is_some_and(|font| font.strikethrough);
                (format, is_struck)
            })
            .collect();
        let plain = (NumberFormat::default(), false);
        while let Some((read, style)) = cells.next_cell_with_style_id()? {
            let (row, column) = read.get_position();
            let Some(at) = Position::new(row, column) else {
                return Err(Refusal::TooLarge);
            };
            let (format, is_struck) = styles.get(style).unwrap_or(&plain);
            let formula = survey.formulas.get(&at);
            let content = match formula {
                Some(false) => Err(Unreadable::NotCalculated),
                _ => content(read.get_value(), format, system),
            };
            let is_number = matches!(read.get_value(), DataRef::Float(_) | DataRef::Int(_));
            let cell = Cell {
                content,
                is_formula: formula.is_some(),
                added: if is_number {
                    format.added.clone()
                } else {
                    String::new()
                },
                is_struck: *is_struck,
            };
            worksheet.put(at, cell, &mut room)?;
        }
        Ok(worksheet)
    }
}

fn content(
    value: &DataRef<'_>,
    format: &NumberFormat,
    system: DateSystem,
) -> Result<String, Unreadable> {
    match value {
        DataRef::Empty => Ok(String::new()),
        DataRef::String(text) => Ok(text.clone()),
        DataRef::SharedString(text) => Ok((*text).to_owned()),
        DataRef::Bool(answer) => Ok(value::yes_no(*answer)),
        DataRef::Error(error) => Err(Unreadable::ErrorValue(error.to_string())),
        DataRef::DateTimeIso(date) => value::iso_date(date),
        DataRef::DurationIso(time) => value::iso_duration(time),
        DataRef::DateTime(date) => value::number(date.as_f64(), format, system),
        DataRef::Float(number) => value::number(*number, format, system),
        DataRef::Int(number) => Ok(number.to_string()),
    }
}

/// What the workbook's own part says.
#[derive(Default)]
struct Outline {
    /// The name of each sheet, whether it is hidden, and the relationship to its part.
    sheets: Vec<(String, bool, String)>,
    awaits_calculation: bool,
}

impl Outline {
    fn read(text: &str) -> Result<Self, Refusal> {
        let mut outline = Self::default();
        let mut reader = Xml::new(text);
        loop {
            match reader.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheet" => {
                        let name = xml::attribute(&element, "name")?.unwrap_or_default();
                        let state = xml::attribute(&element, "state")?;
                        let id = xml::attribute(&element, "id")?.unwrap_or_default();
                        outline.sheets.push((
                            name.into_owned(),
                            state.is_some_and(|state| state != "visible"),
                            id.into_owned(),
                        ));
                    }
                    "calcPr" => {
                        let asked = xml::attribute(&element, "fullCalcOnLoad")?;
                        outline.awaits_calculation = xml::is_true(asked.as_deref());
                    }
                    _ => {}
                },
                Event::Eof => return Ok(outline),
                _ => {}
            }
        }
    }
}
