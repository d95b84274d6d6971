//! The answer to what a person sent.

use civic::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The receipt 回执 of an accepted submission (POST `requests.json`, HTTP 201; 200 where the same had
/// been sent under the same idempotency key). It is given only once the case is durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// GeoReport: the token by which the case is followed. Whoever has it can read the case, and it
    /// is shown this once: the server keeps only its hash.
    pub token: String,
    /// GeoReport: what the person should know.
    pub service_notice: String,
    /// The same in English.
    pub service_notice_en: String,
    /// By when an answer is promised, the last second of that day; `None` where no day is promised.
    #[serde(default)]
    pub expected_datetime: Option<Timestamp>,
}

/// The hexadecimal digits of a receipt's token.
pub const TOKEN_DIGITS: usize = 40;
/// The digits between two hyphens, so that it can be read aloud.
pub const TOKEN_GROUP: usize = 8;

/// Why a text is no receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoToken {
    /// It has a character that no receipt has; the first one.
    Character(char),
    /// It has this many digits, more or fewer than a receipt.
    Length(usize),
}

/// The token that a person means with a text: wide letters are read as plain ones, and capitals,
/// spaces and hyphens do not matter.
pub fn read_token(text: &str) -> Result<String, NoToken> {
    let mut digits = Vec::new();
    for c in text.chars() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        };
        if c.is_ascii_hexdigit() {
            digits.push(c.to_ascii_lowercase());
        } else if !(c.is_whitespace() || c.is_control() || "-_.,‐‑‒–—―−，、。".contains(c))
        {
            return Err(NoToken::Character(c));
        }
    }
    if digits.len() != TOKEN_DIGITS {
        return Err(NoToken::Length(digits.len()));
    }
    let groups: Vec<String> = digits
        .chunks(TOKEN_GROUP)
        .map(|group| group.iter().collect())
        .collect();
    Ok(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0123abcd-4567ef01-89abcdef-01234567-89abcdef";

    #[test]
    fn a_receipt_is_read_however_it_is_typed() {
        for text in [
            TOKEN,
            "0123ABCD4567EF0189ABCDEF0123456789ABCDEF",
            " 0123 abcd 4567 ef01 89ab cdef 0123 4567 89ab cdef\n",
            "０１２３ａｂｃｄ－4567ef01–89abcdef，01234567－89ABCDEF",
        ] {
            assert_eq!(read_token(text).as_deref(), Ok(TOKEN), "{text}");
        }
    }

    #[test]
    fn what_is_no_receipt_says_why() {
        assert_eq!(read_token("0123xyz"), Err(NoToken::Character('x')));
        assert_eq!(read_token("0000-0000"), Err(NoToken::Length(8)));
        assert_eq!(read_token(&TOKEN[1..]), Err(NoToken::Length(39)));
        assert_eq!(read_token(&format!("{TOKEN}0")), Err(NoToken::Length(41)));
        assert_eq!(read_token(""), Err(NoToken::Length(0)));
    }
}
