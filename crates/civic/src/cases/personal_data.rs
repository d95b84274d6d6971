//! Detects personal data in free text 疑似个人信息: telephone numbers, identity numbers, number plates
//! and bank cards. A finding warns the writer and blocks publication; the text is never changed.
//!
//! [`scan`] collects runs of digits and tests them by format and check digit; number plates have a
//! pattern of their own (`plate`).

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;

open_enum! {
    /// The kind of personal data suspected.
    SuspectKind {
        /// A telephone number.
        Telephone = "telephone", "电话号码", "telephone number";
        /// An identity number, verified by its check digit (GB 11643).
        IdentityNumber = "identity_number", "身份证号", "identity number";
        /// A number plate.
        NumberPlate = "number_plate", "车牌号", "number plate";
        /// A bank card number, verified by its check digit (Luhn, ISO/IEC 7812).
        BankCard = "bank_card", "银行卡号", "bank card number";
    }
}

/// A part of a text that may be personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspect {
    /// What it may be.
    pub kind: SuspectKind,
    /// The byte offset of its start.
    pub start: usize,
    /// The byte offset of its end, exclusive.
    pub end: usize,
}

/// The characters for provinces on number plates.
const PLATE_PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Finds everything in a text that may be personal data, in order.
pub fn scan(text: &str) -> Vec<Suspect> {
    let chars: Vec<(usize, char)> = text.char_indices().map(|(i, c)| (i, fold(c))).collect();
    let end_of = |i: usize| chars.get(i).map_or(text.len(), |(at, _)| *at);
    let mut suspects = Vec::new();
    let mut i = 0;
    while let Some((start, c)) = chars.get(i).copied() {
        let found = if c.is_ascii_digit() || c == '+' {
            let run = digit_run(&chars, i);
            let kind = kind_of_number(&run.digits);
            i = run.next;
            kind.map(|kind| (kind, run.last))
        } else if let Some(last) = plate(&chars, i) {
            i = last + 1;
            Some((SuspectKind::NumberPlate, last))
        } else {
            i += 1;
            None
        };
        if let Some((kind, last)) = found {
            suspects.push(Suspect {
                kind,
                start,
                end: end_of(last + 1),
            });
        }
    }
    suspects
}

/// Folds full-width digits and letters to ASCII.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

struct DigitRun {
    /// The digits, with the final X of an identity number.
    digits: String,
    /// The index of the last of them.
    last: usize,
    /// The index at which to continue.
    next: usize,
}

/// The digits from an index on, skipping single spaces and hyphens between them.
fn digit_run(chars: &[(usize, char)], from: usize) -> DigitRun {
    let mut run = DigitRun {
        digits: String::new(),
        last: from,
        next: from + 1,
    };
    let mut i = from;
    while let Some((_, c)) = chars.get(i) {
        let next_is_digit = chars.get(i + 1).is_some_and(|(_, c)| c.is_ascii_digit());
        match c {
            '0'..='9' => run.digits.push(*c),
            'X' | 'x' if run.digits.len() == 17 => run.digits.push('X'),
            ' ' | '-' if next_is_digit => {
                i += 1;
                continue;
            }
            '+' if i == from => {
                i += 1;
                continue;
            }
            _ => break,
        }
        run.last = i;
        run.next = i + 1;
        i += 1;
    }
    run
}

fn kind_of_number(digits: &str) -> Option<SuspectKind> {
    let national = match digits.len() {
        13 => digits.strip_prefix("86"),
        15 => digits.strip_prefix("0086"),
        _ => None,
    };
    if is_mobile(national.unwrap_or(digits)) || is_landline(digits) {
        return Some(SuspectKind::Telephone);
    }
    if is_identity_number(digits) {
        return Some(SuspectKind::IdentityNumber);
    }
    is_bank_card(digits).then_some(SuspectKind::BankCard)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11
        && digits.starts_with('1')
        && digits
            .as_bytes()
            .get(1)
            .is_some_and(|b| (b'3'..=b'9').contains(b))
}

/// An area code and seven or eight digits: 0971 8230000.
fn is_landline(digits: &str) -> bool {
    (10..=12).contains(&digits.len())
        && digits.starts_with('0')
        && digits
            .as_bytes()
            .get(1)
            .is_some_and(|b| (b'1'..=b'9').contains(b))
}

fn is_identity_number(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    if digits.len() != 18 {
        return false;
    }
    let sum: u32 = digits
        .bytes()
        .zip(WEIGHTS)
        .map(|(b, weight)| u32::from(b.saturating_sub(b'0')) * weight)
        .sum();
    CHECK.get((sum % 11) as usize) == digits.as_bytes().last()
}

fn is_bank_card(digits: &str) -> bool {
    if !(16..=19).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0') * (1 + u32::try_from(i % 2).unwrap_or(0));
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The index of the last character of a number plate that starts at `from`: a province, a letter,
/// an optional separator, and five or six letters and digits.
fn plate(chars: &[(usize, char)], from: usize) -> Option<usize> {
    let at = |i: usize| chars.get(i).map(|(_, c)| *c);
    if !PLATE_PROVINCES.contains(at(from)?) || !at(from + 1)?.is_ascii_alphabetic() {
        return None;
    }
    let mut i = from + 2;
    if matches!(at(i), Some('·' | '.' | ' ' | '-' | '•')) {
        i += 1;
    }
    let body = (i..chars.len())
        .take_while(|i| at(*i).is_some_and(|c| c.is_ascii_alphanumeric()))
        .count();
    let has_digit = (i..i + body).any(|i| at(i).is_some_and(|c| c.is_ascii_digit()));
    (matches!(body, 5 | 6) && has_digit).then(|| i + body - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(SuspectKind, &str)> {
        scan(text)
            .into_iter()
            .map(|s| (s.kind, &text[s.start..s.end]))
            .collect()
    }

    #[test]
    fn s4_5_telephones_identity_numbers_plates_and_bank_cards_are_found() {
        assert_eq!(
            kinds("打 138 0013 8000 找我"),
            [(SuspectKind::Telephone, "138 0013 8000")]
        );
        assert_eq!(
            kinds("+86-13800138000"),
            [(SuspectKind::Telephone, "+86-13800138000")]
        );
        assert_eq!(
            kinds("座机0971-8230000"),
            [(SuspectKind::Telephone, "0971-8230000")]
        );
        assert_eq!(
            kinds("身份证１１０１０５１９４９１２３１００２Ｘ。"),
            [(
                SuspectKind::IdentityNumber,
                "１１０１０５１９４９１２３１００２Ｘ"
            )]
        );
        assert_eq!(
            kinds("车牌青A·12345停在"),
            [(SuspectKind::NumberPlate, "青A·12345")]
        );
        assert_eq!(
            kinds("青AD12345"),
            [(SuspectKind::NumberPlate, "青AD12345")]
        );
        assert_eq!(
            kinds("卡 6222 0212 3456 7890 128"),
            if is_bank_card("6222021234567890128") {
                vec![(SuspectKind::BankCard, "6222 0212 3456 7890 128")]
            } else {
                vec![]
            }
        );
        assert_eq!(
            kinds("4111111111111111"),
            [(SuspectKind::BankCard, "4111111111111111")]
        );
    }

    #[test]
    fn s4_5_ordinary_numbers_are_left_alone() {
        for text in [
            "2025-06-06 18:00 到 22:00",
            "编号 20250606",
            "拨打 12345 或 110",
            "46 条路，6 张照片，200 元",
            "青年路A座",
            "国办发〔2020〕53号",
            "",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
