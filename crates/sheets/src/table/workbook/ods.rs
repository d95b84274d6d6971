//! ODS: the worksheets of `content.xml` (`OpenDocument` 1.3, part 3, chapter 9).

use std::collections::BTreeSet;
use std::mem::take;

use quick_xml::events::{BytesStart, Event};

use super::choose::{Entry, Workbook};
use super::number_format::NumberFormat;
use super::position::{Position, Region};
use super::refusal::Refusal;
use super::value;
use super::value::DateSystem;
use super::worksheet::{Cell, Room, Unreadable, Worksheet};
use crate::packed::Archive;
use crate::packed::xml::{self, Xml};

const PART: &str = "content.xml";

/// The worksheets of an ODS workbook.
pub(super) struct Ods {
    sheets: Vec<(Entry, Worksheet)>,
}

impl Ods {
    /// Reads every worksheet.
    pub(super) fn open(archive: &Archive) -> Result<Self, Refusal> {
        let content = Content {
            reader: Xml::new(archive.required(PART)?),
            room: Room::new(),
            hidden_styles: BTreeSet::new(),
        };
        content.read().map_err(|refusal| refusal.in_part(PART))
    }
}

impl Workbook for Ods {
    fn entries(&self) -> Vec<Entry> {
        self.sheets.iter().map(|(entry, _)| entry.clone()).collect()
    }

    fn worksheet(&mut self, index: usize) -> Result<Worksheet, Refusal> {
        let sheet = self.sheets.get_mut(index).ok_or(Refusal::Empty)?;
        Ok(take(&mut sheet.1))
    }
}

struct Content<'a> {
    reader: Xml<'a>,
    room: Room,
    /// The styles of tables that are not displayed.
    hidden_styles: BTreeSet<String>,
}

impl Content<'_> {
    fn read(mut self) -> Result<Ods, Refusal> {
        let mut sheets = Vec::new();
        let mut style = String::new();
        loop {
            match self.reader.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "style:style" => {
                        style = xml::qualified(&element, "style:name")?
                            .unwrap_or_default()
                            .into_owned();
                    }
                    "style:table-properties" => {
                        let display = xml::qualified(&element, "table:display")?;
                        if display.as_deref() == Some("false") {
                            self.hidden_styles.insert(style.clone());
                        }
                    }
                    "table:table" => {
                        let (entry, worksheet) = self.table(&element)?;
                        if !is_copy(&entry.name) {
                            sheets.push((entry, worksheet));
                        }
                    }
                    "table:dde-links" => self.reader.skip(&element)?,
                    _ => {}
                },
                Event::Eof => return Ok(Ods { sheets }),
                _ => {}
            }
        }
    }

    fn table(&mut self, start: &BytesStart<'_>) -> Result<(Entry, Worksheet), Refusal> {
        let name = xml::qualified(start, "table:name")?.unwrap_or_default();
        let style = xml::qualified(start, "table:style-name")?.unwrap_or_default();
        let mut worksheet = Worksheet::default();
        let (mut row, mut column) = (0_u32, 0_u32);
        loop {
            match self.reader.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-column" => {
                        let count = count(&element, "table:number-columns-repeated")?;
                        let last = column.saturating_add(count - 1);
                        if is_hidden(&element)? {
                            worksheet.hidden_columns.push((column, last));
                        }
                        column = last.saturating_add(1);
                    }
                    "table:table-row" => {
                        let count = count(&element, "table:number-rows-repeated")?;
                        let is_hidden = is_hidden(&element)?;
                        self.row(&mut worksheet, row, count, is_hidden)?;
                        row = row.saturating_add(count);
                    }
                    // Drawings may hold tables of their own.
                    "table:shapes" | "office:forms" | "table:table" => {
                        self.reader.skip(&element)?;
                    }
                    _ => {}
                },
                Event::End(element) if element.name().as_ref() == "table:table" => break,
                _ => {}
            }
        }
        let entry = Entry {
            name: name.into_owned(),
            hidden: self.hidden_styles.contains(&*style),
            holds_something: !worksheet.rows.is_empty(),
        };
        Ok((entry, worksheet))
    }

    /// Reads a row that stands for `count` equal ones.
    fn row(
        &mut self,
        worksheet: &mut Worksheet,
        row: u32,
        count: u32,
        is_hidden: bool,
    ) -> Result<(), Refusal> {
        let mut cells = Vec::new();
        let mut column = 0_u32;
        loop {
            match self.reader.next()? {
                Event::Start(element) => {
                    let name = element.name();
                    if !matches!(
                        name.as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) {
                        self.reader.skip(&element)?;
                        continue;
                    }
                    let repeated = self::count(&element, "table:number-columns-repeated")?;
                    let columns = self::count(&element, "table:number-columns-spanned")?;
                    let rows = self::count(&element, "table:number-rows-spanned")?;
                    if (columns, rows) != (1, 1) {
                        let first = place(row, column)?;
                        let last = place(
                            row.saturating_add(rows - 1),
                            first.column.saturating_add(columns - 1),
                        )?;
                        worksheet.merges.push(Region { first, last });
                    }
                    let cell = self.cell(&element)?;
                    let is_blank = matches!(&cell.content, Ok(text) if text.trim().is_empty());
                    if !is_blank {
                        cells.push((column, repeated, cell));
                    }
                    column = column.saturating_add(repeated);
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => break,
                _ => {}
            }
        }
        if cells.is_empty() {
            return Ok(());
        }
        for row in (row..).take(usize::try_from(count).unwrap_or(usize::MAX)) {
            if is_hidden {
                worksheet.hidden_rows.insert(row);
            }
            for (column, repeated, cell) in &cells {
                for column in *column..column.saturating_add(*repeated) {
                    worksheet.put(place(row, column)?, cell.clone(), &mut self.room)?;
                }
            }
        }
        Ok(())
    }

    fn cell(&mut self, start: &BytesStart<'_>) -> Result<Cell, Refusal> {
        let end = start.name().as_ref().to_owned();
        let shown = self.paragraphs(&end)?;
        let is_formula = xml::qualified(start, "table:formula")?.is_some();
        let kind = xml::qualified(start, "office:value-type")?;
        let attribute = |name: &str| -> Result<String, Refusal> {
            Ok(xml::qualified(start, name)?
                .unwrap_or_default()
                .into_owned())
        };
        let is_error = xml::qualified(start, "calcext:value-type")?.as_deref() == Some("error")
            || is_formula && is_error_value(&shown);
        let mut cell = Cell {
            is_formula,
            ..Cell::new(Ok(String::new()))
        };
        cell.content = match kind.as_deref() {
            _ if is_error => Err(Unreadable::ErrorValue(shown)),
            Some("percentage") => {
                let format = NumberFormat::new("0%", None);
                number(&attribute("office:value")?, &format)?
            }
            Some("float" | "currency") => {
                // The format is in styles beside styles; what it shows is told here.
                let is_whole = !shown.is_empty() && shown.bytes().all(|b| b.is_ascii_digit());
                if !is_whole
                    && shown.parse::<f64>().is_err()
                    && shown.chars().any(char::is_alphabetic)
                {
                    cell.added = shown.chars().filter(|c| c.is_alphabetic()).collect();
                }
                let format = NumberFormat {
                    width: if is_whole { shown.len() } else { 0 },
                    ..NumberFormat::default()
                };
                number(&attribute("office:value")?, &format)?
            }
            Some("date") => value::iso_date(&attribute("office:date-value")?),
            Some("time") => value::iso_duration(&attribute("office:time-value")?),
            Some("boolean") => Ok(value::yes_no(attribute("office:boolean-value")? == "true")),
            Some("string") => Ok(xml::qualified(start, "office:string-value")?
                .map_or(shown, std::borrow::Cow::into_owned)),
            _ if is_formula => Err(Unreadable::NotCalculated),
            _ => Ok(shown),
        };
        Ok(cell)
    }

    /// The paragraphs of a cell, up to its end.
    fn paragraphs(&mut self, end: &str) -> Result<String, Refusal> {
        let mut text = String::new();
        let mut is_first = true;
        loop {
            match self.reader.next()? {
                Event::Start(element) if element.name().as_ref() == "text:p" => {
                    if !is_first {
                        text.push('\n');
                    }
                    is_first = false;
                    self.paragraph(&mut text)?;
                }
                // Notes, drawings, tables.
                Event::Start(element) => {
                    self.reader.skip(&element)?;
                }
                Event::End(element) if element.name().as_ref() == end => return Ok(text),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, text: &mut String) -> Result<(), Refusal> {
        loop {
            match self.reader.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "text:s" => {
                        let spaces = count(&element, "text:c")?.min(1000);
                        text.extend((0..spaces).map(|_| ' '));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    "text:span" | "text:a" | "text:ruby" | "text:ruby-base" => {}
                    _ => {
                        self.reader.skip(&element)?;
                    }
                },
                Event::End(element) if element.name().as_ref() == "text:p" => return Ok(()),
                event => xml::push_text(&event, text)?,
            }
        }
    }
}

/// A count that an attribute gives; 1 where it is missing.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, Refusal> {
    match xml::qualified(element, name)? {
        None => Ok(1),
        Some(text) => match text.parse() {
            Ok(count) if count > 0 => Ok(count),
            _ => Err(Refusal::damaged(format!("{name}: {text}"))),
        },
    }
}

/// True for what `LibreOffice` keeps of a worksheet in another file, for its formulas.
fn is_copy(name: &str) -> bool {
    name.starts_with('\'') && name.contains("'#$")
}

/// A row or column that is hidden, or filtered out.
fn is_hidden(element: &BytesStart<'_>) -> Result<bool, Refusal> {
    let visibility = xml::qualified(element, "table:visibility")?;
    Ok(visibility.is_some_and(|visibility| visibility != "visible"))
}

fn place(row: u32, column: u32) -> Result<Position, Refusal> {
    Position::new(row, column).ok_or(Refusal::TooLarge)
}

fn number(text: &str, format: &NumberFormat) -> Result<Result<String, Unreadable>, Refusal> {
    let number: f64 = text.parse().map_err(Refusal::damaged)?;
    Ok(value::number(number, format, DateSystem::From1900))
}

/// What a spreadsheet shows in place of a value that it could not work out.
fn is_error_value(shown: &str) -> bool {
    shown.starts_with("Err:") || shown.starts_with('#') && shown.ends_with(['!', '?', 'A'])
}
