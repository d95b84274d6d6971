//! Detects personal data in free text 疑似个人信息: telephone numbers, identity numbers, number
//! plates, bank cards, e-mail addresses, `WeChat` ids and QQ numbers. A finding warns the writer and
//! blocks publication; the text is never changed.
//!
//! [`scan`] folds each character to the one it stands for, and asks at each whether something
//! starts there: an address (`email`), an id behind a word such as 微信 (`contact`), groups of digits
//! (`number`), which are told by how many there are, how they are parted and their check digit, or a
//! number plate (`plate`).

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
        /// An e-mail address.
        Email = "email", "电子邮箱", "e-mail address";
        /// An id of 微信.
        WeChat = "wechat", "微信号", "WeChat id";
        /// A number of QQ.
        Qq = "qq", "QQ号", "QQ number";
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

/// The words behind which an id or a short number follows.
static CONTACTS: [(&str, SuspectKind); 13] = [
    ("微信", SuspectKind::WeChat),
    ("薇信", SuspectKind::WeChat),
    ("v信", SuspectKind::WeChat),
    ("加v", SuspectKind::WeChat),
    ("wx", SuspectKind::WeChat),
    ("vx", SuspectKind::WeChat),
    ("wechat", SuspectKind::WeChat),
    ("weixin", SuspectKind::WeChat),
    ("qq", SuspectKind::Qq),
    ("扣扣", SuspectKind::Qq),
    ("电话", SuspectKind::Telephone),
    ("座机", SuspectKind::Telephone),
    ("tel", SuspectKind::Telephone),
];

/// A text by its characters, each folded, with where it starts.
type Chars = [(usize, char)];

/// What starts at a character, and the index after its last one.
type Found = Option<(SuspectKind, usize)>;

/// Finds everything in a text that may be personal data, in order.
pub fn scan(text: &str) -> Vec<Suspect> {
    let chars: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .map(|(at, c)| (at, fold(c)))
        .collect();
    let mut suspects = Vec::new();
    let mut i = 0;
    while let Some((start, _)) = chars.get(i).copied() {
        let found = email(&chars, i)
            .or_else(|| contact(&chars, i))
            .or_else(|| number(text, &chars, i))
            .or_else(|| plate(&chars, i));
        i += 1;
        if let Some((kind, next)) = found {
            i = next;
            suspects.push(Suspect {
                kind,
                start,
                end: chars.get(next).map_or(text.len(), |(at, _)| *at),
            });
        }
    }
    suspects
}

/// Folds a character to the one it stands for: half-width, lower case, digits, `-`, `.` and space.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '—' | '–' | '‐' | '‑' | '−' | '―' => '-',
        '·' | '•' => '.',
        '〇' | '零' | '○' => '0',
        '一' | '壹' | '幺' => '1',
        '二' | '贰' => '2',
        '三' | '叁' => '3',
        '四' | '肆' => '4',
        '五' | '伍' => '5',
        '六' | '陆' => '6',
        '七' | '柒' => '7',
        '八' | '捌' => '8',
        '九' | '玖' => '9',
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        _ => c,
    }
    .to_ascii_lowercase()
}

/// The character at an index; a line break beyond the text.
fn at(chars: &Chars, i: usize) -> char {
    chars.get(i).map_or('\n', |(_, c)| *c)
}

/// The character before an index.
fn before(chars: &Chars, i: usize) -> char {
    i.checked_sub(1).map_or('\n', |i| at(chars, i))
}

/// The index after the characters from `i` on that are of a kind.
fn skip(chars: &Chars, mut i: usize, of: impl Fn(char) -> bool) -> usize {
    while of(at(chars, i)) {
        i += 1;
    }
    i
}

fn starts_with(chars: &Chars, i: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(n, c)| at(chars, i + n) == c)
}

/// A local part, `@`, and a domain that ends in letters.
fn email(chars: &Chars, from: usize) -> Found {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    if !is_local(at(chars, from)) || is_local(before(chars, from)) {
        return None;
    }
    let sign = skip(chars, from, is_local);
    if at(chars, sign) != '@' {
        return None;
    }
    let is_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let mut end = skip(chars, sign + 1, is_domain);
    while matches!(before(chars, end), '.' | '-') {
        end -= 1;
    }
    let mut top = end;
    while before(chars, top).is_ascii_alphabetic() {
        top -= 1;
    }
    let is_address = end - top >= 2 && before(chars, top) == '.' && top > sign + 2;
    is_address.then_some((SuspectKind::Email, end))
}

/// An id behind a word that says what it is: `微信：abc_123`, `QQ 12345678`, `电话8230000`.
fn contact(chars: &Chars, from: usize) -> Found {
    const FILLERS: [&str; 9] = ["号码", "账号", "帐号", "号", "id", "是", "为", ":", "="];
    /// Words that follow 微信 and are no id.
    const PLAIN: [&str; 4] = ["wechat", "weixin", "official", "android"];
    let (word, kind) = CONTACTS
        .iter()
        .find(|(word, _)| starts_with(chars, from, word))?;
    let latin = word.is_ascii();
    if latin && before(chars, from).is_ascii_alphanumeric() {
        return None;
    }
    let behind = from + word.chars().count();
    let (mut i, mut named) = (behind, false);
    loop {
        i = skip(chars, i, |c| c == ' ');
        let Some(filler) = FILLERS.iter().find(|word| starts_with(chars, i, word)) else {
            break;
        };
        named = true;
        i += filler.chars().count();
    }
    let end = skip(chars, i, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
    });
    let id: String = (i..end).map(|i| at(chars, i)).collect();
    let digits = id.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits == id.len() && !id.starts_with('0');
    let is_id = match kind {
        SuspectKind::WeChat if is_number => (6..=11).contains(&digits),
        SuspectKind::WeChat => {
            let marked = named || digits > 0 || id.contains('_');
            let told = if latin {
                i > behind && (marked || word.len() == 2)
            } else {
                marked || !PLAIN.iter().any(|plain| id.starts_with(plain))
            };
            told && (6..=20).contains(&id.len()) && id.starts_with(|c: char| !c.is_ascii_digit())
        }
        SuspectKind::Qq => is_number && (5..=11).contains(&digits),
        // A number of the same town; a longer one shows by itself.
        _ => match id.find('-') {
            None => is_number && matches!(digits, 7 | 8) && !id.starts_with("20"),
            Some(at) => matches!(at, 3 | 4) && digits + 1 == id.len() && digits == at + 4,
        },
    };
    is_id.then(|| (kind.clone(), end))
}

/// A telephone, identity or card number that starts here: the longest that the groups of digits
/// make.
fn number(text: &str, chars: &Chars, from: usize) -> Found {
    /// Nothing that is looked for is longer, its marks included.
    const LONGEST: usize = 40;
    let plus = at(chars, from) == '+';
    let first = from + usize::from(plus || at(chars, from) == '(');
    let is_digit = |i: Option<usize>| i.is_some_and(|i| at(chars, i).is_ascii_digit());
    let is_plain = |i: usize| {
        chars
            .get(i)
            .is_some_and(|(at, _)| text.as_bytes()[*at] < 0x80)
    };
    // Not inside a number, a decimal, an identifier or a path. 一 before 138… is another number.
    let inside = match before(chars, from) {
        '-' | '.' => is_digit(from.checked_sub(2)),
        '/' => from > 1 && at(chars, from - 2).is_ascii_alphabetic(),
        '+' | '(' | '_' | '#' => true,
        c => c.is_ascii_digit() && is_plain(from - 1) == is_plain(from),
    };
    if inside || !is_digit(Some(first)) || is_named(chars, from) {
        return None;
    }
    // The digits with one mark between groups, and where each group ends in it and in the text.
    let (mut written, mut ends) = (String::new(), Vec::new());
    let mut i = first;
    loop {
        let plain = is_plain(i);
        while at(chars, i).is_ascii_digit() && is_plain(i) == plain {
            written.push(at(chars, i));
            i += 1;
        }
        if at(chars, i) == 'x' {
            ends.push((written.len(), i));
            written.push('x');
            i += 1;
        }
        ends.push((written.len(), i));
        let next = skip(chars, i, |c| matches!(c, ' ' | '-' | '.' | '(' | ')'));
        if !at(chars, next).is_ascii_digit() || next > i + 3 || written.len() > LONGEST {
            break;
        }
        written.extend((i..next).map(|i| at(chars, i)).max_by_key(|c| *c != ' '));
        i = next;
    }
    ends.into_iter().rev().find_map(|(length, end)| {
        let (number, rest) = written.split_at(length);
        let digits = number.chars().filter(char::is_ascii_alphanumeric);
        if !(10..=19).contains(&digits.clone().count()) {
            return None;
        }
        let digits: String = digits.collect();
        // An extension may follow a line.
        let open = rest.starts_with('.') || rest.starts_with('-') && !digits.starts_with('0');
        let amount = matches!(at(chars, end), '元' | '万' | '亿' | '米' | '吨' | '%');
        let kind = if open {
            return None;
        } else if !amount && is_telephone(number, plus) {
            SuspectKind::Telephone
        } else if is_identity_number(&digits) {
            SuspectKind::IdentityNumber
        } else if is_bank_card(&digits) {
            SuspectKind::BankCard
        } else {
            return None;
        };
        Some((kind, end))
    })
}

/// True where letters stand before a number that do not say that it is a telephone's.
fn is_named(chars: &Chars, from: usize) -> bool {
    const TELEPHONES: [&str; 5] = ["tel", "phone", "mobile", "wx", "vx"];
    let mut start = from;
    while before(chars, start).is_ascii_alphabetic() {
        start -= 1;
    }
    start < from
        && !TELEPHONES
            .iter()
            .any(|word| starts_with(chars, start, word))
}

fn is_telephone(number: &str, plus: bool) -> bool {
    let is_mark = |c: char| !c.is_ascii_digit();
    let national = ["0086", "86"]
        .iter()
        .find_map(|code| number.strip_prefix(code));
    let parted = plus || national.is_some_and(|rest| rest.starts_with(is_mark));
    let rest = national.unwrap_or(number).trim_start_matches(is_mark);
    is_mobile(rest)
        || is_line(number)
        || national.is_some() && parted && is_line(&format!("0{rest}"))
}

/// The lengths of the groups of a number, and its digits.
fn groups(number: &str) -> (Vec<usize>, String) {
    let groups = number.split(|c: char| !c.is_ascii_digit());
    (groups.clone().map(str::len).collect(), groups.collect())
}

/// Eleven digits from 13 to 19, as people part them: `138 0013 8000`, not `13 800 138 000`.
fn is_mobile(number: &str) -> bool {
    let (lengths, digits) = groups(number);
    let mut marks = number.chars().filter(|c| !c.is_ascii_digit());
    let mark = marks.next();
    let others = marks.clone().count();
    // One point is a decimal's.
    let alike = marks.all(|c| Some(c) == mark) && !(mark == Some('.') && others == 0);
    digits.len() == 11
        && digits.starts_with('1')
        && !digits[1..].starts_with(['0', '1', '2'])
        && (lengths == [3, 4, 4]
            || alike && lengths.iter().all(|n| *n > 2)
            || lengths.iter().all(|n| *n == 1))
}

/// An area code and seven or eight digits: 0971 8230000.
fn is_line(number: &str) -> bool {
    let (lengths, digits) = groups(number);
    let area = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return false,
    };
    let parted = lengths.first() == Some(&area) && lengths.iter().all(|n| *n > 2);
    matches!(digits.len() - area.min(digits.len()), 7 | 8) && (lengths.len() == 1 || parted)
}

/// Eighteen digits with a date of birth and a check digit, which may be x.
fn is_identity_number(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10x98765432";
    let is_date = |at: usize, last: &str| {
        digits
            .get(at..at + 2)
            .is_some_and(|n| "00" < n && n <= last)
    };
    if digits.len() != 18 || !is_date(10, "12") || !is_date(12, "31") {
        return false;
    }
    let sum: u32 = digits
        .bytes()
        .zip(WEIGHTS)
        .map(|(b, weight)| u32::from(b.saturating_sub(b'0')) * weight)
        .sum();
    CHECK.get((sum % 11) as usize) == digits.as_bytes().last()
}

/// Sixteen to nineteen digits of a card network of use here, with a check digit.
fn is_bank_card(digits: &str) -> bool {
    let network = ["35", "4", "5", "62", "9558"]
        .iter()
        .any(|first| digits.starts_with(first));
    if !network || !(16..=19).contains(&digits.len()) || digits.ends_with('x') {
        return false;
    }
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b.saturating_sub(b'0')) * (1 + u32::from(i % 2 == 1));
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A number plate: a province, a letter, an optional separator, and five or six letters and digits.
fn plate(chars: &Chars, from: usize) -> Found {
    if !PLATE_PROVINCES.contains(at(chars, from)) || !at(chars, from + 1).is_ascii_alphabetic() {
        return None;
    }
    let start = from + 2 + usize::from(matches!(at(chars, from + 2), '.' | ' ' | '-'));
    let end = skip(chars, start, |c| c.is_ascii_alphanumeric());
    let has_digit = (start..end).any(|i| at(chars, i).is_ascii_digit());
    (matches!(end - start, 5 | 6) && has_digit).then_some((SuspectKind::NumberPlate, end))
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
    fn every_spelling_of_a_telephone_number_is_found() {
        for text in [
            "(0971)1234567",
            "(0971) 123-4567",
            "（０９７１）１２３４５６７",
            "0971—123—4567",
            "0971–1234567",
            "0971.123.4567",
            "0971 8230000",
            "09718230000",
            "010-12345678",
            "86-971-8230000",
            "+86 971 823 0000",
            "138 0013 8000",
            "138-0013-8000",
            "138.0013.8000",
            "138·0013·8000",
            "138 - 0013 - 8000",
            "(138)00138000",
            "1380013 8000",
            "13800138000",
            "１３８００１３８０００",
            "１３８ ００１３ ８０００",
            "+86 138 0013 8000",
            "+8613800138000",
            "0086-13800138000",
            "86 13800138000",
            "一三八零零一三八零零零",
            "壹叁捌零零壹叁捌零零零",
            "幺三八〇〇幺三八〇〇〇",
            "138零零138000",
            "138\u{200b}0013\u{200b}8000",
            "1 3 8 0 0 1 3 8 0 0 0",
        ] {
            assert_eq!(kinds(text), [(SuspectKind::Telephone, text)], "{text}");
            let within = format!("打{text}，或13900139000");
            assert_eq!(kinds(&within).len(), 2, "{within}");
        }
        // Beside other numbers, and with what belongs to it.
        for (text, number) in [
            ("座机0971-8230000-8001转", "0971-8230000"),
            ("13800138000 2025-06-06", "13800138000"),
            ("2025年6月6日 18:00 13800138000", "13800138000"),
            ("之一13800138000", "13800138000"),
            ("tel13800138000", "13800138000"),
            ("联系电话：8230000", "电话：8230000"),
            ("座机 823-0000", "座机 823-0000"),
        ] {
            assert_eq!(kinds(text), [(SuspectKind::Telephone, number)], "{text}");
        }
    }

    #[test]
    fn a_long_list_of_numbers_is_read_in_time() {
        for text in ["1 ", "1", "1-", "微信号", "a@"] {
            assert_eq!(kinds(&text.repeat(10_000)), [], "{text}");
        }
    }

    #[test]
    fn addresses_and_ids_of_messengers_are_found() {
        use SuspectKind::{Email, Qq, WeChat};
        for (text, kind, found) in [
            (
                "写信到zhang.san@example.com。",
                Email,
                "zhang.san@example.com",
            ),
            ("13800138000@qq.com", Email, "13800138000@qq.com"),
            (
                "ＺＨＡＮＧ＠ＱＱ．ＣＯＭ",
                Email,
                "ＺＨＡＮＧ＠ＱＱ．ＣＯＭ",
            ),
            ("微信：abc_123", WeChat, "微信：abc_123"),
            ("加微信zhangsan找我", WeChat, "微信zhangsan"),
            ("微信号是 zhang-san-1", WeChat, "微信号是 zhang-san-1"),
            ("wx: zhangsan88", WeChat, "wx: zhangsan88"),
            ("VX zhangsan", WeChat, "VX zhangsan"),
            ("V信：zhangsan", WeChat, "V信：zhangsan"),
            ("wechat id: zhangsan", WeChat, "wechat id: zhangsan"),
            ("微信13800138000", WeChat, "微信13800138000"),
            ("QQ：12345678", Qq, "QQ：12345678"),
            ("扣扣号12345678", Qq, "扣扣号12345678"),
        ] {
            assert_eq!(kinds(text), [(kind, found)], "{text}");
        }
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
            "青政办（2013）0971号",
            "二〇二五年五月一日",
            "2025.06.06 18:00-22:00",
            "2025-06-06T18:00:00+08:00",
            "[101.774098, 36.616857]",
            "138.00138000",
            "0.13800138000",
            "-101.13800138000",
            "合计 13 800 138 000 元",
            "13800138000元",
            "G109国道 1234567",
            "Route 101 0971",
            "way 138001380001234",
            "way/13800138000",
            "W-13800138000123",
            "R13800138000",
            "#13800138000",
            "统一社会信用代码 91630100MA7ABCDE12",
            "630103001 630104002",
            "2025060612000012",
            "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12",
            "1 200 处，3 400 处",
            "微信公众号“西宁发布”",
            "微信 WeChat 小程序",
            "WeChat messages are answered",
            "关注微信 12345",
            "QQ 群",
            "@all 3.5",
            "a@b",
            "wxpython",
            "",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
