//! The query of a URL as pairs of key and value.

use civic::lang::Lang;

use crate::percent::{decode, encode};
use crate::portal::Page;

/// The keys that more than one page uses.
pub(super) mod key {
    pub(crate) const PLACE: &str = "place";
    pub(crate) const GOODS: &str = "goods";
    pub(crate) const AT: &str = "at";
    pub(crate) const SEQUENCE: &str = "seq";
}

/// The query parameters of a page.
pub trait Query: Sized {
    /// Reads the page's keys with `get`, which returns decoded values. A missing key and an empty
    /// value are equivalent.
    fn read(get: impl Fn(&str) -> Option<String>) -> Self;

    /// The keys and values, not encoded, in the order in which they are written. Keys with an empty
    /// value are omitted from the URL.
    fn write(&self) -> Vec<(&'static str, String)>;
}

/// The path of a page with a query; empty values are omitted.
pub(super) fn href(page: &Page, lang: Lang, query: &impl Query) -> String {
    append(page.path(lang), &query.write())
}

/// A path with these keys and values; empty values are omitted.
pub(super) fn append(mut path: String, query: &[(&'static str, String)]) -> String {
    let mut separator = '?';
    for (key, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        path.push(separator);
        path.push_str(key);
        path.push('=');
        path.push_str(&encode(value));
        separator = '&';
    }
    path
}

/// Converts a value; an empty one counts as missing.
pub(super) fn non_empty<T: for<'a> From<&'a str>>(value: Option<String>) -> Option<T> {
    value.filter(|v| !v.is_empty()).map(|v| T::from(v.as_str()))
}

/// The text of a value; empty if there is none.
pub(super) fn text(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A parsed query, for callers that have the text of a URL.
///
/// ```
/// use routes::query::{Lookup, Pairs, Query};
///
/// let pairs = Pairs::parse("?place=Z-001&goods=snack");
/// let lookup = Lookup::read(|key| pairs.get(key));
/// assert_eq!(lookup.goods, Some("snack".into()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Parses the query of a URL, with or without the `?`, as browsers do: `+` is a space, and
    /// invalid escapes are kept.
    pub fn parse(query: &str) -> Self {
        let decode = |text: &str| decode(&text.replace('+', " "));
        let query = query.strip_prefix('?').unwrap_or(query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(key, value)| (decode(key), decode(value)))
                .collect(),
        )
    }

    /// The value of a key; the last one if it is repeated.
    pub fn get(&self, key: &str) -> Option<String> {
        let pair = self.0.iter().rfind(|(known, _)| known == key);
        pair.map(|(_, value)| value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_parsed_as_in_browsers() {
        let pairs = Pairs::parse("?a=1&b=x+y%2Bz&&c&a=2&d=50%&=e&f=g=h");
        let get = |key: &str| pairs.get(key);
        assert_eq!(get("a").as_deref(), Some("2"));
        assert_eq!(get("b").as_deref(), Some("x y+z"));
        assert_eq!(get("c").as_deref(), Some(""));
        assert_eq!(get("d").as_deref(), Some("50%"));
        assert_eq!(get("f").as_deref(), Some("g=h"));
        assert_eq!(get("g"), None);
    }

    #[test]
    fn values_are_encoded_and_empty_ones_omitted() {
        let query = [
            ("place", "Z-1".to_owned()),
            ("goods", String::new()),
            ("q", "莫家 & co".to_owned()),
        ];
        assert_eq!(
            append("/en/vendor".to_owned(), &query),
            "/en/vendor?place=Z-1&q=%E8%8E%AB%E5%AE%B6%20%26%20co"
        );
        assert_eq!(append("/map".to_owned(), &[]), "/map");
    }
}
