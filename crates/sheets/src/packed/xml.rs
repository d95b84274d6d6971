//! Small helps for reading XML.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::PackedError;

/// A part that is read event by event; an empty element is a start and an end.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// How many elements have begun and not ended.
    open: usize,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, open: 0 }
    }

    /// The next event; the end of the text is one only where every element has ended.
    pub(crate) fn next(&mut self) -> Result<Event<'a>, PackedError> {
        let event = self.reader.read_event()?;
        match event {
            Event::Start(_) => self.open += 1,
            Event::End(_) => self.open = self.open.saturating_sub(1),
            Event::Eof if self.open > 0 => return Err(PackedError::damaged("unexpected end")),
            _ => {}
        }
        Ok(event)
    }

    /// Passes over all that is in an element that has begun.
    pub(crate) fn skip(&mut self, element: &BytesStart<'_>) -> Result<(), PackedError> {
        self.reader.read_to_end(element.name())?;
        self.open = self.open.saturating_sub(1);
        Ok(())
    }
}

/// The attribute of this local name, whatever its prefix.
pub(crate) fn attribute<'a>(
    element: &'a BytesStart<'_>,
    local_name: &str,
) -> Result<Option<Cow<'a, str>>, PackedError> {
    find(element, |attribute| {
        attribute.key.local_name().as_ref() == local_name
    })
}

/// The attribute of this name with its prefix.
pub(crate) fn qualified<'a>(
    element: &'a BytesStart<'_>,
    name: &str,
) -> Result<Option<Cow<'a, str>>, PackedError> {
    find(element, |attribute| attribute.key.as_ref() == name)
}

fn find<'a>(
    element: &'a BytesStart<'_>,
    is_it: impl Fn(&quick_xml::events::attributes::Attribute<'_>) -> bool,
) -> Result<Option<Cow<'a, str>>, PackedError> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute?;
        if is_it(&attribute) {
            return Ok(Some(attribute.normalized_value(XmlVersion::Implicit1_0)?));
        }
    }
    Ok(None)
}

/// True for `1` and `true`.
pub(crate) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// Adds the character that a reference stands for.
pub(crate) fn push_reference(
    reference: &BytesRef<'_>,
    text: &mut String,
) -> Result<(), PackedError> {
    if let Some(character) = reference.resolve_char_ref()? {
        text.push(character);
        return Ok(());
    }
    match quick_xml::escape::resolve_xml_entity(reference) {
        Some(characters) => {
            text.push_str(characters);
            Ok(())
        }
        None => Err(PackedError::damaged(format!("&{};", &**reference))),
    }
}

/// Adds what an event says in characters.
pub(crate) fn push_text(event: &Event<'_>, text: &mut String) -> Result<(), PackedError> {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => push_reference(reference, text)?,
        _ => {}
    }
    Ok(())
}
