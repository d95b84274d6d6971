//! The token of a receipt 回执 as it is written, read aloud and typed.
//!
//! It has 28 characters in seven groups of four, from an alphabet of 31 without `0`, `1`, `I`, `L` and
//! `O`. Twenty-seven are random, which is 133 bits; the last is a check character. Each character
//! counts as many times as its place says, and the sum is a multiple of 31. Since 31 is a prime and
//! larger than the length, one wrong character is always found, and so are two that changed places.

/// The characters of a token, in the order of their values.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const BASE: u32 = 31;
/// The random characters of a token.
const RANDOM: usize = 27;
/// The characters of a token, with the one that checks them.
pub const TOKEN_LENGTH: usize = RANDOM + 1;
/// The characters between two hyphens, so that it can be read aloud.
pub const TOKEN_GROUP: usize = 4;
/// The hexadecimal digits of a token as it was given before there was a check character.
const HEX_DIGITS: usize = 40;
const HEX_GROUP: usize = 8;

/// Why a text is no receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoToken {
    /// It has a character that no receipt has; the first one.
    Character(char),
    /// It has this many characters, more or fewer than a receipt.
    Length(usize),
    /// It has the right length, but its characters do not fit together: one was misread, or two
    /// changed places.
    Check,
}

/// The token that is made of 32 random bytes.
pub fn token_of(random: &[u8; 32]) -> String {
    // The bytes as one large number, divided by 31 again and again: the remainders are the characters.
    // What is left over is 2^122 times as much as the characters take, so that none is likelier.
    let mut number = *random;
    let mut values = Vec::with_capacity(TOKEN_LENGTH);
    for _ in 0..RANDOM {
        let mut remainder = 0;
        for byte in &mut number {
            let part = (remainder << 8) | u32::from(*byte);
            *byte = u8::try_from(part / BASE).unwrap_or_default();
            remainder = part % BASE;
        }
        values.push(remainder);
    }
    // The last counts 28 times: the inverse of 28 among the numbers below 31 is 10.
    let sum = weighted(&values);
    values.push((BASE - sum) % BASE * 10 % BASE);
    let characters = values
        .iter()
        .filter_map(|value| ALPHABET.get(*value as usize));
    in_groups(characters.map(|byte| char::from(*byte)), TOKEN_GROUP)
}

/// The token that a person means with a text: wide letters are read as plain ones, and capitals,
/// spaces and hyphens do not matter.
pub fn read_token(text: &str) -> Result<String, NoToken> {
    let mut characters = Vec::new();
    for c in text.chars() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        };
        if c.is_ascii_alphanumeric() {
            characters.push(c.to_ascii_uppercase());
        } else if !(c.is_whitespace() || c.is_control() || "-_.,‐‑‒–—―−，、。".contains(c))
        {
            return Err(NoToken::Character(c));
        }
    }
    if characters.len() == HEX_DIGITS && characters.iter().all(char::is_ascii_hexdigit) {
        let digits = characters.iter().map(char::to_ascii_lowercase);
        return Ok(in_groups(digits, HEX_GROUP));
    }
    let mut values = Vec::with_capacity(TOKEN_LENGTH);
    for c in &characters {
        let value = (0..)
            .zip(ALPHABET)
            .find(|(_, byte)| char::from(**byte) == *c);
        match value {
            Some((value, _)) => values.push(value),
            None => return Err(NoToken::Character(*c)),
        }
    }
    if values.len() != TOKEN_LENGTH {
        return Err(NoToken::Length(values.len()));
    }
    if weighted(&values) != 0 {
        return Err(NoToken::Check);
    }
    Ok(in_groups(characters.into_iter(), TOKEN_GROUP))
}

/// The sum of the values, each as many times as its place says, from 1; modulo 31.
fn weighted(values: &[u32]) -> u32 {
    let places = 1..;
    places
        .zip(values)
        .fold(0, |sum, (place, value)| (sum + place * value) % BASE)
}

fn in_groups(characters: impl Iterator<Item = char>, group: usize) -> String {
    let mut text = String::new();
    for (i, c) in characters.enumerate() {
        if i > 0 && i % group == 0 {
            text.push('-');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OLD: &str = "0123abcd-4567ef01-89abcdef-01234567-89abcdef";

    #[test]
    fn a_receipt_is_seven_groups_of_four_without_characters_that_look_alike() {
        let token = token_of(&[0xa7; 32]);
        assert_eq!(token.split('-').map(str::len).collect::<Vec<_>>(), [4; 7]);
        assert!(!token.contains(['0', '1', 'I', 'L', 'O']), "{token}");
        assert_eq!(token_of(&[0; 32]).replace('-', ""), "2".repeat(28));
    }

    #[test]
    fn a_receipt_is_read_however_it_is_typed() {
        let token = token_of(&[0xa7; 32]);
        let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c);
        for text in [
            token.clone(),
            token.replace('-', ""),
            token.to_lowercase().replace('-', " "),
            token.chars().map(wide).collect(),
            format!(" {}\n", token.replace('-', "，")),
        ] {
            assert_eq!(read_token(&text).as_ref(), Ok(&token), "{text}");
        }
    }

    #[test]
    fn a_receipt_of_before_is_still_read() {
        for text in [OLD.to_owned(), OLD.to_uppercase(), OLD.replace('-', " ")] {
            assert_eq!(read_token(&text).as_deref(), Ok(OLD), "{text}");
        }
    }

    #[test]
    fn what_is_no_receipt_says_why() {
        assert_eq!(read_token("2345*"), Err(NoToken::Character('*')));
        assert_eq!(read_token("K7Q0"), Err(NoToken::Character('0')));
        assert_eq!(read_token("2222-2222"), Err(NoToken::Length(8)));
        assert_eq!(read_token(""), Err(NoToken::Length(0)));
        assert_eq!(
            read_token(&"3".repeat(28)).map_err(|why| why == NoToken::Check),
            // 1 + 2 + … + 28 is 406, and 406 is 13 times 31 and 3.
            Err(true)
        );
    }

    proptest! {
        #[test]
        fn every_token_is_read_back(random in any::<[u8; 32]>()) {
            let token = token_of(&random);
            prop_assert_eq!(read_token(&token), Ok(token));
        }

        #[test]
        fn one_wrong_character_is_found(random in any::<[u8; 32]>(), place in 0..28_usize, other in 0..31_usize) {
            let token = token_of(&random).replace('-', "");
            let mut bytes = token.clone().into_bytes();
            bytes[place] = ALPHABET[other];
            let typed = String::from_utf8(bytes).expect("ASCII");
            let read = read_token(&typed);
            prop_assert!(typed == token || read == Err(NoToken::Check));
        }

        #[test]
        fn two_that_changed_places_are_found(random in any::<[u8; 32]>(), a in 0..28_usize, b in 0..28_usize) {
            let token = token_of(&random).replace('-', "");
            let mut bytes = token.clone().into_bytes();
            bytes.swap(a, b);
            let typed = String::from_utf8(bytes).expect("ASCII");
            let read = read_token(&typed);
            prop_assert!(typed == token || read == Err(NoToken::Check));
        }
    }
}
