//! From the bytes of a file to a document.

use super::part::Document;
use super::refused::{Foreign, Refused};
use super::{docx, plain, sheet};
use crate::packed::{Archive, COMPOUND_FILE, PACKED, has_stream, is_encrypted};

/// Reads a file, by what its bytes are; the name alone tells CSV from plain text.
///
/// # Errors
///
/// [`Refused`], with what to do, where the file is none that is read or is not whole.
pub fn read(file: &str, bytes: &[u8]) -> Result<Document, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(old_office(bytes));
    }
    if let Some(foreign) = by_signature(bytes) {
        return Err(Refused::Foreign(foreign));
    }
    if bytes.starts_with(PACKED) || bytes.starts_with(b"PK") && bytes.contains(&0) {
        return packed(bytes);
    }
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_table = ["csv", "tsv"]
        .iter()
        .any(|name| ending.eq_ignore_ascii_case(name));
    if is_table {
        sheet::read_csv(file, bytes)
    } else {
        plain::read(bytes)
    }
}

fn old_office(bytes: &[u8]) -> Refused {
    if is_encrypted(bytes) {
        return Refused::Encrypted;
    }
    Refused::Foreign(if has_stream(bytes, "WordDocument") {
        Foreign::Doc
    } else if has_stream(bytes, "Workbook") || has_stream(bytes, "Book") {
        Foreign::Xls
    } else {
        Foreign::OldOffice
    })
}

fn by_signature(bytes: &[u8]) -> Option<Foreign> {
    const PICTURES: [&[u8]; 6] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"II*\0",
        b"MM\0*",
        b"BM",
    ];
    const ARCHIVES: [&[u8]; 4] = [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh"];
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = text.get(..1024).unwrap_or(text).trim_ascii_start();
    let begins = |word: &[u8]| {
        let head = start.get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    let is_in = |at: usize, word: &[u8]| bytes.get(at..at + word.len()) == Some(word);
    if begins(b"%PDF") {
        Some(Foreign::Pdf)
    } else if PICTURES
        .iter()
        // A text may begin with the letters of a bitmap; no text has a NUL.
        .any(|mark| bytes.starts_with(mark) && (mark.len() > 2 || bytes.contains(&0)))
        || is_in(0, b"RIFF") && is_in(8, b"WEBP")
        || is_in(4, b"ftyphei")
        || is_in(4, b"ftypmif")
    {
        Some(Foreign::Picture)
    } else if begins(b"{\\rtf") {
        Some(Foreign::Rtf)
    } else if [&b"<?xml"[..], b"<!doctype", b"<html"]
        .iter()
        .any(|word| begins(word))
    {
        Some(Foreign::Markup)
    } else if ARCHIVES.iter().any(|mark| bytes.starts_with(mark)) {
        Some(Foreign::Packed)
    } else {
        None
    }
}

fn packed(bytes: &[u8]) -> Result<Document, Refused> {
    let archive = Archive::unpack(bytes)?;
    let says = |part: &str, word: &str| archive.part(part).is_some_and(|text| text.contains(word));
    let types = "[Content_Types].xml";
    // The type of the part that is opened, not of one that is embedded in it.
    if says(types, "wordprocessingml.document.main+xml")
        || says(types, "wordprocessingml.template.main+xml")
        || says(types, "ms-word.document.macroEnabled.main+xml")
        || says(types, "ms-word.template.macroEnabledTemplate.main+xml")
    {
        return docx::read(&archive);
    }
    if archive.has("xl/workbook.bin") {
        return Err(Refused::Foreign(Foreign::Xlsb));
    }
    if says(types, "spreadsheetml") || says("content.xml", "<office:spreadsheet") {
        return sheet::read_workbook(bytes, &archive);
    }
    Err(Refused::Foreign(if says(types, "presentationml") {
        Foreign::Slides
    } else if says("content.xml", "<office:text") {
        Foreign::Odt
    } else if archive.has("OFD.xml") {
        Foreign::Ofd
    } else {
        Foreign::Packed
    }))
}
