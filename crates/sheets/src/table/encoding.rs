//! The bytes of a file as text.
//!
//! UTF-8 and UTF-16 prove themselves. Almost any bytes are valid GB18030, so it is believed only
//! where the text bears it out: Chinese offices write the common characters of GB 2312, and text in
//! another encoding, read as GB18030, is made of rare ones.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use civic::{Bilingual, Text};
use encoding_rs::{Encoding, GB18030, GBK, UTF_16BE, UTF_16LE, WINDOWS_1252};
use thiserror::Error;

/// A text and how it was encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The name of its encoding: `UTF-8`, `UTF-16LE`, `UTF-16BE` or `GB18030`.
    pub encoding: &'static str,
}

/// Why bytes could not be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EncodingError {
    /// Text in an encoding that is recognised, and not read.
    #[error("The file is not UTF-8 or GB18030; it looks like {0}")]
    LooksLike(&'static str),
    /// No text, or in no encoding that is recognised.
    #[error("The file is no text in UTF-8, UTF-16 or GB18030")]
    NotText,
}

impl Bilingual for EncodingError {
    fn text(&self) -> Text {
        let zh = match self {
            Self::LooksLike(name) => {
                format!("文件不是 UTF-8 或 GB18030 编码；看起来是 {name}")
            }
            Self::NotText => "文件不是 UTF-8、UTF-16 或 GB18030 编码的文本".to_owned(),
        };
        Text::new(zh, self.to_string())
    }
}

impl EncodingError {
    /// How an office saves the file so that it can be read.
    pub fn fix(self) -> Text {
        Text::new(
            "在表格软件里另存为“CSV UTF-8”或 XLSX",
            "Save it again from the spreadsheet as \"CSV UTF-8\" or XLSX",
        )
    }
}

/// Up to how many characters beyond ASCII a text has too few to tell its language by.
const FEW_CHARS: usize = 12;

/// The text of a file: UTF-8 or UTF-16 with or without a byte order mark, or GB18030.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, EncodingError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.or_else(|| utf16_without_mark(bytes)) {
        let (text, errors) = encoding.decode_with_bom_removal(bytes);
        return if errors {
            Err(EncodingError::NotText)
        } else {
            Ok(decoded(text, encoding))
        };
    }
    if bytes.contains(&0) {
        return Err(EncodingError::NotText);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(decoded(Cow::Borrowed(text), encoding_rs::UTF_8));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // Of two guesses equally good, Chinese is the better one here.
    // A few words tell no language; this is a program for Chinese cities.
    let few = bytes.iter().filter(|b| !b.is_ascii()).count() <= 2 * FEW_CHARS;
    let hint: Option<&[u8]> = few.then_some(b"cn");
    let guess = detector.guess(hint, Utf8Detection::Deny);
    let (text, errors) = GB18030.decode_without_bom_handling(bytes);
    if !errors && guess == GBK && is_common_chinese(bytes) {
        return Ok(decoded(text, GB18030));
    }
    let guess = detector.guess(None, Utf8Detection::Deny);
    Err(if guess != GBK {
        EncodingError::LooksLike(guess.name())
    } else if is_lone_bytes(bytes) {
        EncodingError::LooksLike(WINDOWS_1252.name())
    } else {
        EncodingError::NotText
    })
}

/// True where no two bytes beyond ASCII are neighbours: accented letters, one here and there.
fn is_lone_bytes(bytes: &[u8]) -> bool {
    bytes.windows(2).all(|pair| pair.iter().any(u8::is_ascii))
}

fn decoded<'a>(text: Cow<'a, str>, encoding: &'static Encoding) -> Decoded<'a> {
    Decoded {
        text,
        encoding: if encoding == GB18030 {
            "GB18030"
        } else {
            encoding.name()
        },
    }
}

/// UTF-16 has zero bytes beside its commas and line ends, all on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zero_at = |parity: usize| bytes.iter().skip(parity).step_by(2).any(|b| *b == 0);
    match (zero_at(0), zero_at(1), bytes.len() % 2) {
        (false, true, 0) => Some(UTF_16LE),
        (true, false, 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// True where nearly all characters are of GB 2312, and most of them its symbols or its characters
/// of the first level, the 3,755 in common use.
fn is_common_chinese(bytes: &[u8]) -> bool {
    let (mut all, mut in_gb2312, mut common) = (0_usize, 0_usize, 0_usize);
    let mut bytes = bytes.iter().copied();
    while let Some(lead) = bytes.next() {
        if lead < 0x80 {
            continue;
        }
        all += 1;
        let Some(trail) = bytes.next() else { break };
        if trail < 0xa1 {
            // Beyond GB 2312; a digit makes a character of four bytes.
            if trail.is_ascii_digit() {
                bytes.nth(1);
            }
            continue;
        }
        in_gb2312 += 1;
        common += usize::from(matches!(lead, 0xa1 | 0xa3 | 0xb0..=0xd7));
    }
    in_gb2312 * 100 >= all * 85 && common * 100 >= all * 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_text_is_read_in_the_encodings_offices_save_it_in() {
        let text = "编号,名称\nZ-001,湟中区莫家街\nZ-002,大十字\n";
        let utf16 =
            |to: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(to).collect() };
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        let (gb, _, _) = GB18030.encode(text);
        let cases = [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
            (gb.into_owned(), "GB18030"),
            ([b"\xff\xfe", little.as_slice()].concat(), "UTF-16LE"),
            ([b"\xfe\xff", big.as_slice()].concat(), "UTF-16BE"),
            (little, "UTF-16LE"),
            (big, "UTF-16BE"),
        ];
        for (bytes, encoding) in cases {
            let text = Cow::Borrowed(text);
            assert_eq!(decode(&bytes), Ok(Decoded { text, encoding }), "{encoding}");
        }
    }

    #[test]
    fn a_few_words_of_gb18030_are_read() {
        for text in ["小吃", "湟源县", "规则编号,时段", "Z-001,莫家街"] {
            let (gb, _, _) = GB18030.encode(text);
            let read = decode(&gb).map(|d| d.text);
            assert_eq!(read.as_deref(), Ok(text));
        }
    }

    #[test]
    fn text_in_another_encoding_is_never_taken_for_chinese() {
        let cases = [
            (
                encoding_rs::WINDOWS_1252,
                "id,name\n1,Hauptstraße\n2,Königsweg\n3,Größe\n",
            ),
            (
                encoding_rs::WINDOWS_1252,
                "id,nom\n1,Rue de la Fidélité\n2,Allée des Chênes\n",
            ),
            (
                encoding_rs::WINDOWS_1251,
                "id,имя\n1,Набережная улица\n2,Большая Садовая\n",
            ),
            (
                encoding_rs::KOI8_R,
                "id,имя\n1,набережная улица\n2,большая садовая улица\n",
            ),
            (
                encoding_rs::BIG5,
                "編號,名稱,等級\n1,臺北市大安區羅斯福路,開放\n2,忠孝東路四段,管制\n",
            ),
            (
                encoding_rs::SHIFT_JIS,
                "番号,名称\n1,千代田区神田神保町のみせ\n2,さくら通り\n",
            ),
            (
                encoding_rs::EUC_KR,
                "번호,이름\n1,서울특별시 종로구\n2,가나다라 거리\n",
            ),
        ];
        for (encoding, text) in cases {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{text}");
            let read = decode(&bytes);
            assert!(
                matches!(read, Err(EncodingError::LooksLike(_))),
                "{}: {read:?}",
                encoding.name()
            );
        }
        assert_eq!(
            decode(b"PK\x03\x04\0\0\x01\0\0\x02"),
            Err(EncodingError::NotText)
        );
    }
}
