//! GeoReport's XML: the same body that is written as JSON, by the names that GeoReport has for it.
//!
//! GeoReport maps the two onto each other by the Spark convention: a member is an element of its name,
//! `null` an empty element, and each item of a list an element inside the list's own. What an item is
//! called, JSON does not say; it is declared here, with GeoReport's members in GeoReport's order. XML has
//! no others unless they are asked for, since GeoReport asks servers not to add any.

use std::borrow::Cow;

use Shape::{Leaf, List, Object};
use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde::Serialize;
use serde_json::Value;

/// What a value looks like in XML.
enum Shape {
    /// Text, a number, or whether something is so.
    Leaf,
    /// A list, with the name of each item.
    List(&'static str, &'static Shape),
    /// Members, in this order.
    Object(&'static [(&'static str, Shape)]),
}

/// A resource of GeoReport: the name of its root and what is in it.
pub(crate) struct Document {
    root: &'static str,
    shape: Shape,
}

/// GET `discovery`.
pub(crate) static DISCOVERY: Document = Document {
    root: "discovery",
    shape: Object(&[
        ("changeset", Leaf),
        ("contact", Leaf),
        ("key_service", Leaf),
        (
            "endpoints",
            List(
                "endpoint",
                &Object(&[
                    ("specification", Leaf),
                    ("url", Leaf),
                    ("changeset", Leaf),
                    ("type", Leaf),
                    ("formats", List("format", &Leaf)),
                ]),
            ),
        ),
    ]),
};

/// GET `services`.
pub(crate) static SERVICES: Document = Document {
    root: "services",
    shape: List(
        "service",
        &Object(&[
            ("service_code", Leaf),
            ("service_name", Leaf),
            ("description", Leaf),
            ("metadata", Leaf),
            ("type", Leaf),
            ("keywords", Leaf),
            ("group", Leaf),
        ]),
    ),
};

/// GET `services/{code}`.
pub(crate) static SERVICE_DEFINITION: Document = Document {
    root: "service_definition",
    shape: Object(&[
        ("service_code", Leaf),
        (
            "attributes",
            List(
                "attribute",
                &Object(&[
                    ("variable", Leaf),
                    ("code", Leaf),
                    ("datatype", Leaf),
                    ("required", Leaf),
                    ("datatype_description", Leaf),
                    ("order", Leaf),
                    ("description", Leaf),
                    (
                        "values",
                        List("value", &Object(&[("key", Leaf), ("name", Leaf)])),
                    ),
                ]),
            ),
        ),
    ]),
};

/// GET `requests` and `requests/{id}`.
pub(crate) static REQUESTS: Document = Document {
    root: "service_requests",
    shape: List(
        "request",
        &Object(&[
            ("service_request_id", Leaf),
            ("status", Leaf),
            ("status_notes", Leaf),
            ("service_name", Leaf),
            ("service_code", Leaf),
            ("description", Leaf),
            ("agency_responsible", Leaf),
            ("service_notice", Leaf),
            ("requested_datetime", Leaf),
            ("updated_datetime", Leaf),
            ("expected_datetime", Leaf),
            ("address", Leaf),
            ("address_id", Leaf),
            ("zipcode", Leaf),
            ("lat", Leaf),
            ("long", Leaf),
            ("media_url", Leaf),
        ]),
    ),
};

/// POST `requests`.
pub(crate) static RECEIPTS: Document = Document {
    root: "service_requests",
    shape: List(
        "request",
        &Object(&[("token", Leaf), ("service_notice", Leaf)]),
    ),
};

/// GET `tokens/{token}`.
pub(crate) static TOKEN: Document = Document {
    root: "service_requests",
    shape: List(
        "request",
        &Object(&[("service_request_id", Leaf), ("token", Leaf)]),
    ),
};

/// Any of them, where it fails.
pub(crate) static ERRORS: Document = Document {
    root: "errors",
    shape: List("error", &Object(&[("code", Leaf), ("description", Leaf)])),
};

/// What an item of a list is called that GeoReport does not have.
const ITEM: &str = "item";
/// What stands for a character that XML cannot hold.
const REPLACEMENT: char = '\u{fffd}';

/// Why a body cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum XmlError {
    #[error("the body has no JSON")]
    Value(#[from] serde_json::Error),
    #[error("the XML cannot be written")]
    Write(#[from] std::io::Error),
}

/// The body as XML: GeoReport's members, and with `extensions` all others after them.
pub(crate) fn write(
    document: &Document,
    body: &impl Serialize,
    extensions: bool,
) -> Result<Vec<u8>, XmlError> {
    let value = serde_json::to_value(body)?;
    let mut xml = Xml {
        writer: Writer::new(Vec::new()),
        extensions,
    };
    let declaration = BytesDecl::new("1.0", Some("utf-8"), None);
    xml.writer.write_event(Event::Decl(declaration))?;
    xml.element(document.root, Some(&document.shape), &value)?;
    Ok(xml.writer.into_inner())
}

struct Xml {
    writer: Writer<Vec<u8>>,
    extensions: bool,
}

impl Xml {
    /// An element; without a shape, all that is in it is ours.
    fn element(&mut self, name: &str, shape: Option<&Shape>, value: &Value) -> std::io::Result<()> {
        let start = BytesStart::new(name);
        self.writer.write_event(Event::Start(start))?;
        match value {
            Value::Null => {}
            Value::Bool(is) => self.text(if *is { "true" } else { "false" })?,
            Value::Number(number) => self.text(&number.to_string())?,
            Value::String(text) => self.text(text)?,
            Value::Array(items) => {
                let (name, shape) = match shape {
                    Some(List(name, shape)) => (*name, Some(*shape)),
                    _ => (ITEM, None),
                };
                for item in items {
                    self.element(name, shape, item)?;
                }
            }
            Value::Object(members) => {
                let named = match shape {
                    Some(Object(named)) => *named,
                    _ => &[],
                };
                for (name, shape) in named {
                    if let Some(value) = members.get(*name) {
                        self.element(name, Some(shape), value)?;
                    }
                }
                let is_named = |name: &str| named.iter().any(|(known, _)| *known == name);
                if self.extensions {
                    for (name, value) in members.iter().filter(|(name, _)| !is_named(name)) {
                        self.element(name, None, value)?;
                    }
                }
            }
        }
        let end = BytesEnd::new(name);
        self.writer.write_event(Event::End(end))
    }

    fn text(&mut self, text: &str) -> std::io::Result<()> {
        let text = allowed(text);
        // A carriage return as it is would be read as a line feed.
        let escaped = partial_escape(text.as_ref()).replace('\r', "&#13;");
        let text = BytesText::from_escaped(escaped);
        self.writer.write_event(Event::Text(text))
    }
}

/// The text without characters that XML 1.0 cannot hold, not even escaped (§2.2).
fn allowed(text: &str) -> Cow<'_, str> {
    let is_refused = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_refused) {
        text.replace(is_refused, REPLACEMENT.encode_utf8(&mut [0; 4]))
            .into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::escape::unescape;
    use serde_json::json;

    use super::*;

    fn written(document: &Document, body: &Value, extensions: bool) -> String {
        let bytes = write(document, body, extensions).expect("written");
        String::from_utf8(bytes).expect("UTF-8")
    }

    /// The text of the only leaf, as a parser reads it.
    fn read_back(xml: &str) -> String {
        let mut reader = Reader::from_str(xml);
        let mut elements = 0;
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(_) => elements += 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(elements, 3, "{xml}");
        let (_, rest) = xml.split_once("<description>").expect("its start");
        let (text, _) = rest.split_once("</description>").expect("its end");
        assert!(!text.contains(['<', '>', '\r']), "{xml}");
        unescape(text).expect("known references").into_owned()
    }

    #[test]
    fn members_stand_in_georeports_order_and_ours_only_where_they_are_asked_for() {
        let body = json!([{ "description": "d", "code": 400, "zh": "d", "field": null }]);
        assert_eq!(
            written(&ERRORS, &body, false),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><errors><error><code>400</code>\
             <description>d</description></error></errors>"
        );
        assert!(
            written(&ERRORS, &body, true)
                .ends_with("</description><field></field><zh>d</zh></error></errors>")
        );
    }

    #[test]
    fn a_list_that_georeport_does_not_have_is_written_too() {
        let body = json!([{ "token": "t", "history": [{ "stage": "received" }, "x"] }]);
        assert!(written(&TOKEN, &body, true).contains(
            "<token>t</token><history><item><stage>received</stage></item><item>x</item></history>"
        ));
        assert!(!written(&TOKEN, &body, false).contains("history"));
    }

    #[test]
    fn a_list_without_items_is_an_empty_element() {
        assert!(written(&SERVICES, &json!([]), false).ends_with("<services></services>"));
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        let xml = written(
            &ERRORS,
            &json!([{ "description": "a\u{0}\u{b}\u{ffff}b" }]),
            false,
        );
        assert_eq!(read_back(&xml), "a\u{fffd}\u{fffd}\u{fffd}b");
    }

    proptest! {
        #[test]
        fn any_text_is_well_formed_and_read_back(text in any::<String>()) {
            let xml = written(&ERRORS, &json!([{ "description": text }]), false);
            let expected: String = allowed(&text).into_owned();
            prop_assert_eq!(read_back(&xml), expected);
        }
    }
}
