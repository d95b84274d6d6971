//! A `FeatureCollection`, and the members of its features as texts.

use civic::{Bilingual, Text};
use serde_json::{Map, Value};
use thiserror::Error;

use super::crs::Crs;
use crate::table::{EncodingError, decode};

/// Why a file is no `FeatureCollection` in longitudes and latitudes.
#[derive(Debug, Error)]
pub(crate) enum DocumentError {
    /// It is in no encoding that is read.
    #[error("{0}")]
    NotText(#[from] EncodingError),
    /// It is not JSON.
    #[error("it is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// It is JSON of another kind.
    #[error("it is not a FeatureCollection")]
    NotACollection,
    /// Its coordinates are not longitudes and latitudes in WGS 84 or CGCS2000.
    #[error(
        "its coordinate system is {0}: convert it to longitude and latitude, WGS 84 (EPSG:4326) or CGCS2000 (EPSG:4490), first"
    )]
    OtherCrs(String),
}

impl Bilingual for DocumentError {
    fn text(&self) -> Text {
        let zh = match self {
            Self::NotText(error) => error.text().zh,
            Self::NotJson(error) => format!("不是 JSON：{error}"),
            Self::NotACollection => "不是 FeatureCollection".to_owned(),
            Self::OtherCrs(name) => format!(
                "坐标系是 {name}；请先转成经纬度：WGS 84（EPSG:4326）或 CGCS2000（EPSG:4490）"
            ),
        };
        Text::new(zh, self.to_string())
    }
}

/// The features of a document, in any encoding that sheets may have. A byte-order mark before it is
/// passed over (RFC 8259, 8.1).
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Value>, DocumentError> {
    Ok(read_with_members(bytes)?.0)
}

/// The features of a document, and its other members.
pub(crate) fn read_with_members(
    bytes: &[u8],
) -> Result<(Vec<Value>, Map<String, Value>), DocumentError> {
    let document: Value = serde_json::from_str(&decode(bytes)?.text)?;
    Crs::of_document(&document).map_err(DocumentError::OtherCrs)?;
    match document {
        Value::Object(mut document) => match document.remove("features") {
            Some(Value::Array(features)) => Ok((features, document)),
            _ => Err(DocumentError::NotACollection),
        },
        _ => Err(DocumentError::NotACollection),
    }
}

/// A member of a feature as a text: an identifier may be written as a number.
pub(crate) fn as_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        // Some programs write each number with a fraction: 1024.0.
        Value::Number(number) => {
            let number = number.to_string();
            number.strip_suffix(".0").unwrap_or(&number).to_owned()
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = r#"{"type":"FeatureCollection","features":[]}"#;

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend(EMPTY.encode_utf16().flat_map(u16::to_le_bytes));
        for bytes in [
            EMPTY.as_bytes().to_vec(),
            format!("\u{feff}{EMPTY}").into_bytes(),
            utf16,
        ] {
            assert!(read(&bytes).is_ok_and(|features| features.is_empty()));
        }
    }

    #[test]
    fn what_is_no_collection_in_degrees_is_named() {
        let error = |text: &str| read(text.as_bytes()).map_err(|error| error.text().en);
        assert!(error("{").is_err_and(|text| text.starts_with("it is not JSON")));
        assert!(error("[]").is_err_and(|text| text == "it is not a FeatureCollection"));
        let metres = r#"{"crs":{"properties":{"name":"EPSG:4547"}},"features":[]}"#;
        assert!(error(metres).is_err_and(|text| text.contains("EPSG:4547")));
    }

    #[test]
    fn an_identifier_may_be_a_number() {
        for (value, text) in [
            (serde_json::json!("way/1"), "way/1"),
            (serde_json::json!(1024), "1024"),
            (serde_json::json!(1024.0), "1024"),
            (serde_json::json!(null), ""),
        ] {
            assert_eq!(as_text(&value), text);
        }
    }
}
