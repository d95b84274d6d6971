//! Text as it is searched.

use js_sys::JsString;

/// What is typed in NFKC and without case, as the publisher folds what it indexes: with the
/// browser's own tables, which are too large to send.
pub fn folded(text: &str) -> String {
    let text = JsString::from(text).normalize("NFKC");
    text.to_upper_case().to_lower_case().into()
}
