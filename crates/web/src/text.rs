//! Text as it is searched, and as it is saved.

use js_sys::{JsString, encode_uri_component};

/// What is typed in NFKC and without case, as the publisher folds what it indexes: with the
/// browser's own tables, which are too large to send.
pub fn folded(text: &str) -> String {
    let text = JsString::from(text).normalize("NFKC");
    text.to_upper_case().to_lower_case().into()
}

/// The address of a link that saves a text as a sheet: the text lies in the address, so that saving it
/// asks no server. A spreadsheet knows UTF-8 by the mark at its beginning.
pub fn sheet_address(csv: &str) -> String {
    let text: String = encode_uri_component(csv).into();
    format!("data:text/csv;charset=utf-8,%EF%BB%BF{text}")
}

/// The address of a link that saves a text as a plain file, likewise.
pub fn text_address(text: &str) -> String {
    let text: String = encode_uri_component(text).into();
    format!("data:text/plain;charset=utf-8,{text}")
}
