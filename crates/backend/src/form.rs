//! Names and values as a form or a query writes them (`application/x-www-form-urlencoded`).

use std::borrow::Cow;

use percent_encoding::percent_decode;

/// The bytes are not UTF-8, so nobody knows what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotUtf8;

/// The pairs in their order. Nothing is replaced or left out.
pub(crate) fn pairs(encoded: &[u8]) -> Result<Vec<(String, String)>, NotUtf8> {
    encoded
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut parts = pair.splitn(2, |byte| *byte == b'=');
            let mut next = || decode(parts.next().unwrap_or_default());
            Ok((next()?, next()?))
        })
        .collect()
}

fn decode(encoded: &[u8]) -> Result<String, NotUtf8> {
    let spaces: Vec<u8> = encoded
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    let decoded = percent_decode(&spaces).decode_utf8().map(Cow::into_owned);
    decoded.map_err(|_| NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(encoded: &str) -> Vec<(String, String)> {
        pairs(encoded.as_bytes()).expect("UTF-8")
    }

    #[test]
    fn pairs_are_read_in_order_and_none_is_lost() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            read("a=1&a=2&b&=c&d=e=f&&g=%E8%8E%AB+%2B"),
            [
                pair("a", "1"),
                pair("a", "2"),
                pair("b", ""),
                pair("", "c"),
                pair("d", "e=f"),
                pair("g", "莫 +"),
            ]
        );
        assert_eq!(read(""), []);
        assert_eq!(read("a=100%"), [pair("a", "100%")]);
    }

    #[test]
    fn another_encoding_is_not_guessed() {
        // 路 in GBK.
        assert_eq!(pairs(b"description=%C2%B7%C2"), Err(NotUtf8));
        assert_eq!(pairs(b"\xff=1"), Err(NotUtf8));
    }
}
