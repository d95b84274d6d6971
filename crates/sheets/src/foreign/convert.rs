//! The entry point of an import.

use civic::Bilingual;

use super::column_map;
use super::converted::Converted;
use super::error::ConvertError;
use super::request::Request;
use super::run::Engine;
use crate::table::decode;

/// Converts the inputs of a request into the files of a city's folder.
pub fn convert(request: &Request<'_>) -> Result<Converted, ConvertError> {
    let text = decode(request.map).map_err(|error| ConvertError::Map {
        file: request.map_name.to_owned(),
        key: String::new(),
        what: error.text(),
        source: None,
    })?;
    let map = column_map::read(&text.text, request.set).map_err(|e| e.of(request.map_name))?;
    Engine::read(&map, request)?.run(request)
}
