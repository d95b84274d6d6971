//! The elements that the walk knows.

use quick_xml::events::BytesStart;
use quick_xml::name::{Namespace, ResolveResult};

use crate::packed::PackedError;
use crate::packed::xml::attribute;

/// The vocabulary that an element is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// The words of a document, as Word writes them and as the strict standard does.
    Words,
    /// Formulas.
    Math,
    /// Alternatives for programs of different age.
    Compatibility,
    /// Anything else: drawings, pictures, embedded files, what is not known.
    Other,
}

impl Vocabulary {
    pub(super) fn of(resolved: &ResolveResult<'_>) -> Self {
        let ResolveResult::Bound(Namespace(name)) = resolved else {
            return Self::Other;
        };
        let name: &str = name;
        match name {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Words,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            _ => Self::Other,
        }
    }
}

/// True where a property of a run or paragraph is on: without a value it is.
pub(super) fn is_on(element: &BytesStart<'_>) -> Result<bool, PackedError> {
    let value = attribute(element, "val")?;
    Ok(!matches!(
        value.as_deref(),
        Some("0" | "false" | "off" | "none")
    ))
}

/// The value of an element.
pub(super) fn value(element: &BytesStart<'_>) -> Result<String, PackedError> {
    Ok(attribute(element, "val")?.unwrap_or_default().into_owned())
}
