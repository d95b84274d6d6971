//! The parts of a DOCX as one document.

use std::collections::{BTreeMap, BTreeSet};

use super::super::left::{Left, Why};
use super::super::part::{Document, Format};
use super::super::place::Place;
use super::super::refused::Refused;
use super::block::{Block, NoteRef, Spot};
use super::numbering::Numbering;
use super::walk::walk;
use crate::packed::{Archive, PackedError, main_part, targets};

/// Reads a document: what stands at the top and foot of its pages, then its text with each note
/// behind the paragraph that refers to it.
pub(in crate::document) fn read(archive: &Archive) -> Result<Document, Refused> {
    let (folder, name) = main_part(archive)?;
    let path = format!("{folder}{name}");
    let main = archive.required(&path)?;
    let has_relations = archive
        .part(&format!("{folder}_rels/{name}.rels"))
        .is_some();
    let related = if has_relations {
        targets(archive, &folder, &name)?
    } else {
        BTreeMap::new()
    };
    let of_kind = |kind: &str| {
        let mut all = related.values();
        let (target, _) = all.find(|(_, of)| of.rsplit('/').next() == Some(kind))?;
        Some((target.as_str(), archive.part(target)?))
    };
    let mut numbering = Numbering::default();
    if let Some((part, text)) = of_kind("numbering") {
        numbering.read(text).map_err(|error| error.in_part(part))?;
    }
    if let Some((part, text)) = of_kind("styles") {
        let read = numbering.read_styles(text);
        read.map_err(|error| error.in_part(part))?;
    }
    let mut walked = |part: &str, text: &str| walk(part, text, &mut numbering);
    let body = walked(&path, main)?;
    let mut whole = Whole {
        document: Document::new(Format::Docx),
        notes: [BTreeMap::new(), BTreeMap::new()],
        counts: [0, 0],
        paragraphs: 0,
    };
    for (is_endnote, kind) in [(false, "footnotes"), (true, "endnotes")] {
        if let Some((part, text)) = of_kind(kind) {
            let notes = walked(part, text)?.notes;
            if let Some(slot) = whole.notes.get_mut(usize::from(is_endnote)) {
                *slot = notes;
            }
        }
    }
    let mut said = BTreeSet::new();
    for id in &body.margins {
        let Some((target, kind)) = related.get(id) else {
            return Err(PackedError::damaged(id.as_str()).in_part(&path).into());
        };
        let place = if kind.ends_with("/footer") {
            Place::Footer
        } else {
            Place::Header
        };
        let blocks = walked(target, archive.required(target)?)?.blocks;
        for block in blocks {
            // The first page and the others mostly say the same.
            if said.insert((place.clone(), block.text.clone(), block.left.len())) {
                whole.put(&block, place.clone());
            }
        }
    }
    for block in body.blocks {
        whole.push(block);
    }
    whole.push_unreferenced();
    if let Some((part, text)) = of_kind("comments") {
        for block in walked(part, text)?.blocks {
            let left = Left::new(Place::Comment, Why::Comment, &block.text);
            whole.document.left.push(left);
        }
    }
    Ok(whole.document)
}

struct Whole {
    document: Document,
    /// Footnotes and endnotes that were not taken yet, by their identifiers.
    notes: [BTreeMap<String, Vec<Block>>; 2],
    counts: [usize; 2],
    paragraphs: usize,
}

impl Whole {
    fn push(&mut self, mut block: Block) {
        if block.is_empty() {
            return;
        }
        let place = match block.spot {
            Spot::Running => {
                self.paragraphs += 1;
                Place::Paragraph {
                    number: self.paragraphs,
                    label: std::mem::take(&mut block.label),
                }
            }
            Spot::Cell(table, row, cell) => Place::Cell { table, row, cell },
            Spot::Box => Place::TextBox,
        };
        let notes = std::mem::take(&mut block.notes);
        self.put(&block, place);
        for note in notes {
            self.push_note(&note);
        }
    }

    fn put(&mut self, block: &Block, place: Place) {
        for (why, words) in &block.left {
            let left = Left::new(place.clone(), *why, words);
            self.document.left.push(left);
        }
        self.document.push(&block.text, place);
    }

    fn push_note(&mut self, note: &NoteRef) {
        let kind = usize::from(note.is_endnote);
        let blocks = self
            .notes
            .get_mut(kind)
            .and_then(|notes| notes.remove(&note.id));
        let (Some(blocks), Some(count)) = (blocks, self.counts.get_mut(kind)) else {
            return;
        };
        *count += 1;
        let number = *count;
        for block in blocks {
            let place = if note.is_endnote {
                Place::Endnote { number }
            } else {
                Place::Footnote { number }
            };
            self.put(&block, place);
        }
    }

    /// Notes that nothing refers to any more stand on no page.
    fn push_unreferenced(&mut self) {
        for block in std::mem::take(&mut self.notes)
            .into_iter()
            .flatten()
            .flat_map(|(_, blocks)| blocks)
        {
            if !block.text.trim().is_empty() {
                let place = Place::Whole {
                    sheet: String::new(),
                };
                let left = Left::new(place, Why::Deleted, &block.text);
                self.document.left.push(left);
            }
        }
    }
}
