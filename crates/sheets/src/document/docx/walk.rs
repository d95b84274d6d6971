//! One part, event by event.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};

use super::super::left::Why;
use super::super::refused::Refused;
use super::block::{Block, NoteRef, Spot};
use super::names::{Vocabulary, is_on, value};
use super::numbering::Numbering;
use crate::packed::PackedError;
use crate::packed::xml::{attribute, push_text, qualified};

/// How deep elements may lie in each other. Word writes some forty for a table in a text box in a
/// table.
const MAX_DEPTH: usize = 300;

/// What a part holds.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Its paragraphs; those of notes apart.
    pub(super) blocks: Vec<Block>,
    /// The paragraphs of each note, by its identifier.
    pub(super) notes: BTreeMap<String, Vec<Block>>,
    /// The relationships of what stands at the top and foot of its pages.
    pub(super) margins: Vec<String>,
}

/// Whether words are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stance {
    Said,
    Inserted,
    Left(Why),
}

/// What an element is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Table {
        number: usize,
        rows: usize,
    },
    Row {
        cells: usize,
    },
    RowProperties,
    Cell,
    CellProperties,
    TextBox,
    /// Its characters are words.
    Words,
    /// Something drawn: what it is, and the words that describe it.
    Drawn {
        why: Option<Why>,
        words: String,
    },
    /// Alternatives, of which one was taken.
    Alternatives {
        is_taken: bool,
    },
    Note {
        id: String,
        is_apart: bool,
    },
    Other,
}

struct Frame {
    kind: Kind,
    stance: Stance,
}

/// A paragraph that has begun.
struct Open {
    /// Its place among the blocks.
    at: usize,
    number: Option<String>,
    level: Option<usize>,
    style: String,
    /// Its mark was deleted: it goes on in the next.
    goes_on: bool,
}

struct Walk<'a> {
    part: Part,
    frames: Vec<Frame>,
    open: Vec<Open>,
    /// For each field that has begun, whether its code is being read rather than its result.
    fields: Vec<bool>,
    tables: usize,
    /// The paragraph before, where its mark was deleted.
    unfinished: Option<usize>,
    numbering: &'a mut Numbering,
}

/// Reads a part.
pub(super) fn walk(name: &str, text: &str, numbering: &mut Numbering) -> Result<Part, Refused> {
    let mut walk = Walk {
        part: Part::default(),
        frames: Vec::new(),
        open: Vec::new(),
        fields: Vec::new(),
        tables: 0,
        unfinished: None,
        numbering,
    };
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let in_part = |error: PackedError| Refused::from(error.in_part(name));
    loop {
        let (resolved, event) = reader
            .read_resolved_event()
            .map_err(|error| in_part(error.into()))?;
        let vocabulary = Vocabulary::of(&resolved);
        match event {
            Event::Start(element) => {
                if walk.frames.len() >= MAX_DEPTH {
                    return Err(Refused::TooDeep(MAX_DEPTH));
                }
                if let Some(frame) = walk.start(vocabulary, &element).map_err(in_part)? {
                    walk.frames.push(frame);
                } else {
                    let skipped = reader.read_to_end(element.name());
                    skipped.map_err(|error| in_part(error.into()))?;
                }
            }
            Event::End(_) => walk.end(),
            Event::Eof if walk.frames.is_empty() => return Ok(walk.part),
            Event::Eof => return Err(in_part(PackedError::damaged("unexpected end"))),
            event => walk.characters(&event).map_err(in_part)?,
        }
    }
}

impl Walk<'_> {
    fn stance(&self) -> Stance {
        self.frames
            .last()
            .map_or(Stance::Said, |frame| frame.stance)
    }

    fn parent(&self) -> Option<&Kind> {
        self.frames.last().map(|frame| &frame.kind)
    }

    /// Changes how the words of the nearest element of a kind are taken from here on.
    fn set_stance(&mut self, of: fn(&Kind) -> bool, why: Why) {
        let mut frames = self.frames.iter_mut().rev();
        if let Some(frame) = frames.find(|frame| of(&frame.kind))
            && !matches!(frame.stance, Stance::Left(_))
        {
            frame.stance = Stance::Left(why);
        }
    }

    /// The block that words go to: that of the paragraph that is open, or one of their own.
    fn block(&mut self) -> Option<&mut Block> {
        let at = if let Some(open) = self.open.last() {
            open.at
        } else {
            let spot = self.spot();
            self.part.blocks.push(Block::new(spot));
            self.part.blocks.len() - 1
        };
        self.part.blocks.get_mut(at)
    }

    fn leave(&mut self, why: Why, words: &str) {
        if let Some(block) = self.block() {
            block.leave(why, words);
        }
    }

    fn say(&mut self, words: &str) {
        if self.fields.contains(&true) {
            return;
        }
        let stance = self.stance();
        let Some(block) = self.block() else { return };
        match stance {
            Stance::Said => block.text.push_str(words),
            Stance::Inserted => {
                block.text.push_str(words);
                block.leave(Why::Inserted, words);
            }
            Stance::Left(why) => block.leave(why, words),
        }
    }

    fn spot(&self) -> Spot {
        let mut cell = None;
        for frame in self.frames.iter().rev() {
            match (&frame.kind, cell) {
                (Kind::TextBox, _) => return Spot::Box,
                (Kind::Row { cells }, None) => cell = Some(*cells),
                (Kind::Table { number, rows }, Some(cell)) => {
                    return Spot::Cell(*number, *rows, cell);
                }
                _ => {}
            }
        }
        Spot::Running
    }

    /// What an element that begins is; `None` where nothing of it is looked at.
    fn start(
        &mut self,
        vocabulary: Vocabulary,
        element: &BytesStart<'_>,
    ) -> Result<Option<Frame>, PackedError> {
        let local = element.local_name();
        let stance = self.stance();
        let framed = |kind: Kind| Ok(Some(Frame { kind, stance }));
        match (vocabulary, local.as_ref()) {
            (Vocabulary::Words, name) => self.word(name, element),
            (Vocabulary::Math, "oMath") => Ok(Some(Frame {
                kind: Kind::Other,
                stance: match stance {
                    Stance::Left(why) => Stance::Left(why),
                    _ => Stance::Left(Why::Formula),
                },
            })),
            (Vocabulary::Math, "t") => framed(Kind::Words),
            (Vocabulary::Compatibility, "AlternateContent") => {
                framed(Kind::Alternatives { is_taken: false })
            }
            (Vocabulary::Compatibility, "Choice" | "Fallback") => {
                match self.frames.last_mut().map(|frame| &mut frame.kind) {
                    Some(Kind::Alternatives { is_taken }) if *is_taken => Ok(None),
                    Some(Kind::Alternatives { is_taken }) => {
                        *is_taken = true;
                        framed(Kind::Other)
                    }
                    _ => framed(Kind::Other),
                }
            }
            (Vocabulary::Other, "t") if self.is_in_drawing() => Ok(Some(Frame {
                kind: Kind::Words,
                stance: match stance {
                    Stance::Left(why) => Stance::Left(why),
                    _ => Stance::Left(Why::DrawnText),
                },
            })),
            (_, name) => {
                self.drawn(name, element)?;
                framed(Kind::Other)
            }
        }
    }

    /// An element of the vocabulary of words.
    fn word(&mut self, name: &str, element: &BytesStart<'_>) -> Result<Option<Frame>, PackedError> {
        let mut stance = self.stance();
        let kind = match name {
            "p" => {
                self.begin_paragraph();
                Kind::Paragraph
            }
            "pPr" => Kind::ParagraphProperties,
            "r" => Kind::Run,
            "rPr" => Kind::RunProperties,
            "t" | "delText" => Kind::Words,
            "tbl" => {
                self.tables += 1;
                Kind::Table {
                    number: self.tables,
                    rows: 0,
                }
            }
            "tr" => {
                if let Some(Kind::Table { rows, .. }) =
                    self.enclosing(|kind| matches!(kind, Kind::Table { .. }))
                {
                    *rows += 1;
                }
                Kind::Row { cells: 0 }
            }
            "trPr" => Kind::RowProperties,
            "tc" => {
                if let Some(Kind::Row { cells }) =
                    self.enclosing(|kind| matches!(kind, Kind::Row { .. }))
                {
                    *cells += 1;
                }
                Kind::Cell
            }
            "tcPr" => Kind::CellProperties,
            "txbxContent" => Kind::TextBox,
            "footnote" | "endnote" => {
                // A separator is a line between the text and the notes.
                let is_apart = attribute(element, "type")?.is_some_and(|kind| kind != "normal");
                Kind::Note {
                    id: attribute(element, "id")?.unwrap_or_default().into_owned(),
                    is_apart,
                }
            }
            "drawing" | "pict" | "object" => Kind::Drawn {
                why: (name == "object").then_some(Why::Object),
                words: String::new(),
            },
            "del" | "moveFrom" | "cellDel" | "ins" | "moveTo" | "strike" | "dstrike" | "vanish" => {
                stance = self.change(name, element)?;
                Kind::Other
            }
            "footnoteReference" | "endnoteReference" => {
                let note = NoteRef {
                    is_endnote: name == "endnoteReference",
                    id: attribute(element, "id")?.unwrap_or_default().into_owned(),
                };
                let is_said = !matches!(stance, Stance::Left(_));
                if let Some(block) = self.block().filter(|_| is_said) {
                    block.notes.push(note);
                }
                Kind::Other
            }
            "headerReference" | "footerReference" => {
                self.part
                    .margins
                    .extend(attribute(element, "id")?.map(Cow::into_owned));
                Kind::Other
            }
            "fldChar" => {
                match attribute(element, "fldCharType")?.as_deref() {
                    Some("begin") => self.fields.push(true),
                    Some("separate") => {
                        if let Some(is_code) = self.fields.last_mut() {
                            *is_code = false;
                        }
                    }
                    _ => {
                        self.fields.pop();
                    }
                }
                Kind::Other
            }
            _ => return self.small_word(name, element),
        };
        Ok(Some(Frame { kind, stance }))
    }

    /// What says whether words count: a tracked change, a line through them, that they are hidden.
    /// Gives how the words within it are taken.
    fn change(&mut self, name: &str, element: &BytesStart<'_>) -> Result<Stance, PackedError> {
        let stance = self.stance();
        match name {
            "ins" | "moveTo" if stance == Stance::Said => return Ok(Stance::Inserted),
            "ins" | "moveTo" => {}
            "del" | "moveFrom" => match self.parent() {
                Some(Kind::RunProperties) => self.delete_mark(),
                Some(Kind::RowProperties) => {
                    self.set_stance(|kind| matches!(kind, Kind::Row { .. }), Why::Deleted);
                }
                _ => return Ok(Stance::Left(Why::Deleted)),
            },
            "cellDel" => self.set_stance(|kind| matches!(kind, Kind::Cell), Why::Deleted),
            // The mark of a paragraph has properties too, and no words.
            _ if self.is_of_run() && is_on(element)? => {
                let why = if name == "vanish" {
                    Why::Hidden
                } else {
                    Why::Struck
                };
                self.set_stance(|kind| matches!(kind, Kind::Run), why);
            }
            _ => {}
        }
        Ok(stance)
    }

    /// What stands in a run or says something of a paragraph.
    fn small_word(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
    ) -> Result<Option<Frame>, PackedError> {
        let stance = self.stance();
        let is_in_run = matches!(self.parent(), Some(Kind::Run));
        match name {
            // Codes of fields, how something was formatted before, what a control is, and the
            // pronunciation above a word.
            "instrText" | "delInstrText" | "pPrChange" | "rPrChange" | "sectPrChange"
            | "tblPrChange" | "tblPrExChange" | "tblGridChange" | "trPrChange" | "tcPrChange"
            | "numberingChange" | "sdtPr" | "sdtEndPr" | "rt" => return Ok(None),
            "tab" | "ptab" if is_in_run => self.say("\t"),
            "br" | "cr" if is_in_run => self.say("\n"),
            "noBreakHyphen" if is_in_run => self.say("-"),
            "sym" if is_in_run => {
                let font = attribute(element, "font")?.unwrap_or_default();
                let code = attribute(element, "char")?.unwrap_or_default();
                self.leave(Why::Symbol, &format!("{font} {code}"));
            }
            "checkBox" | "ddList" => self.leave(Why::FormField, ""),
            "altChunk" | "subDoc" | "contentPart" | "control" => self.leave(Why::Object, ""),
            "numId" if self.is_of_paragraph() => {
                let number = value(element)?;
                if let Some(open) = self.open.last_mut() {
                    open.number = Some(number);
                }
            }
            "ilvl" if self.is_of_paragraph() => {
                let level = value(element)?.parse().ok();
                if let Some(open) = self.open.last_mut() {
                    open.level = level;
                }
            }
            "pStyle" => {
                let style = value(element)?;
                if let Some(open) = self.open.last_mut() {
                    open.style = style;
                }
            }
            _ => {}
        }
        Ok(Some(Frame {
            kind: Kind::Other,
            stance,
        }))
    }

    /// What is drawn, and the words that describe it.
    fn drawn(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), PackedError> {
        let (found, described) = match name {
            "blip" | "imagedata" | "svgBlip" => (Some(Why::Picture), None),
            "chart" => (Some(Why::Chart), None),
            "relIds" => (Some(Why::Diagram), None),
            "OLEObject" => (Some(Why::Object), attribute(element, "ProgID")?),
            "textpath" => {
                let drawn = qualified(element, "string")?.unwrap_or_default();
                self.leave(Why::DrawnText, &drawn);
                (None, None)
            }
            "docPr" => (
                None,
                attribute(element, "descr")?.or(attribute(element, "title")?),
            ),
            "shape" => (None, qualified(element, "alt")?),
            _ => return Ok(()),
        };
        let described = described.map(Cow::into_owned);
        let drawing = self.enclosing(|kind| matches!(kind, Kind::Drawn { .. }));
        match drawing {
            Some(Kind::Drawn { why, words }) => {
                // An embedded file is shown by a picture of it.
                if *why != Some(Why::Object) {
                    *why = found.or(*why);
                }
                words.push_str(&described.unwrap_or_default());
            }
            _ => {
                if let Some(why) = found {
                    self.leave(why, &described.unwrap_or_default());
                }
            }
        }
        Ok(())
    }

    fn enclosing(&mut self, of: fn(&Kind) -> bool) -> Option<&mut Kind> {
        let mut frames = self.frames.iter_mut().rev();
        frames
            .find(|frame| of(&frame.kind))
            .map(|frame| &mut frame.kind)
    }

    fn is_in_drawing(&mut self) -> bool {
        self.enclosing(|kind| matches!(kind, Kind::Drawn { .. }))
            .is_some()
    }

    /// True within the properties of a run, not of a paragraph's mark.
    fn is_of_run(&self) -> bool {
        let mut kinds = self.frames.iter().rev().map(|frame| &frame.kind);
        matches!(kinds.next(), Some(Kind::RunProperties)) && matches!(kinds.next(), Some(Kind::Run))
    }

    fn is_of_paragraph(&self) -> bool {
        let mut kinds = self.frames.iter().rev().map(|frame| &frame.kind);
        kinds.nth(1) == Some(&Kind::ParagraphProperties)
    }

    fn delete_mark(&mut self) {
        let mut kinds = self.frames.iter().rev().map(|frame| &frame.kind);
        if kinds.nth(1) == Some(&Kind::ParagraphProperties)
            && let Some(open) = self.open.last_mut()
        {
            open.goes_on = true;
        }
    }

    fn begin_paragraph(&mut self) {
        let spot = self.spot();
        let unfinished = self.unfinished.take();
        let at = unfinished.filter(|at| self.part.blocks.get(*at).is_some_and(|b| b.spot == spot));
        let at = at.unwrap_or_else(|| {
            self.part.blocks.push(Block::new(spot));
            self.part.blocks.len() - 1
        });
        self.open.push(Open {
            at,
            number: None,
            level: None,
            style: String::new(),
            goes_on: false,
        });
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.goes_on {
            self.unfinished = Some(open.at);
        }
        let Some(block) = self.part.blocks.get_mut(open.at) else {
            return;
        };
        if block.label.is_empty() && !block.text.trim().is_empty() {
            block.label = self
                .numbering
                .label(open.number.as_deref(), open.level, &open.style);
        }
    }

    fn end(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match frame.kind {
            Kind::Paragraph => self.end_paragraph(),
            Kind::Drawn {
                why: Some(why),
                words,
            } => {
                let why = match frame.stance {
                    Stance::Left(left) => left,
                    _ => why,
                };
                self.leave(why, &words);
            }
            Kind::Note { id, is_apart } => {
                let blocks = std::mem::take(&mut self.part.blocks);
                self.unfinished = None;
                if !is_apart {
                    self.part.notes.insert(id, blocks);
                }
            }
            _ => {}
        }
    }

    fn characters(&mut self, event: &Event<'_>) -> Result<(), PackedError> {
        if !matches!(self.parent(), Some(Kind::Words)) {
            return Ok(());
        }
        let mut words = String::new();
        push_text(event, &mut words)?;
        self.say(&words);
        Ok(())
    }
}
