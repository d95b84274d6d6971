//! The query of an address as pairs of key and value.

use civic::lang::Lang;

use crate::percent::{decode, encode};
use crate::portal::Page;

/// The keys that more than one page reads.
pub(super) mod key {
    pub(crate) const PLACE: &str = "place";
    pub(crate) const GOODS: &str = "goods";
    pub(crate) const AT: &str = "at";
    pub(crate) const SEQUENCE: &str = "seq";
}

/// What a page's query asks.
pub trait Query: Sized {
    /// Reads the values that `get` has for the page's keys, decoded. A key that is missing and one
    /// whose value is empty say the same: nothing.
    fn read(get: impl Fn(&str) -> Option<String>) -> Self;

    /// The keys and values, not encoded, in the order in which an address has them. An empty value
    /// stands for a key that the address leaves out.
    fn write(&self) -> Vec<(&'static str, String)>;
}

/// A path with a query; empty values are left out.
pub(super) fn href(page: &Page, lang: Lang, query: &impl Query) -> String {
    append(page.path(lang), &query.write())
}

fn append(mut path: String, query: &[(&'static str, String)]) -> String {
    let mut joint = '?';
    for (key, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        path.push(joint);
        path.push_str(key);
        path.push('=');
        path.push_str(&encode(value));
        joint = '&';
    }
    path
}

/// A text that says nothing where it is empty.
pub(super) fn said<T: for<'a> From<&'a str>>(value: Option<String>) -> Option<T> {
    value.filter(|v| !v.is_empty()).map(|v| T::from(v.as_str()))
}

/// A value to write; nothing where there is none.
pub(super) fn text(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A query taken apart, for callers that have the text of an address and no map of it.
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
    /// Reads the text after an address's `?`, with or without it, as browsers read it: `+` is a
    /// space, and what is not encoded rightly stands for itself.
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

    /// The value of a key, the last one where the address repeats it.
    pub fn get(&self, key: &str) -> Option<String> {
        let pair = self.0.iter().rfind(|(known, _)| known == key);
        pair.map(|(_, value)| value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_taken_apart_as_browsers_do() {
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
    fn values_are_encoded_and_empty_ones_left_out() {
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
