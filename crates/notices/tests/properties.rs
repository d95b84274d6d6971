//! Whatever the text: reading never panics, and what it gives lies where it says.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use notices::{MAX_CHARS, Reading, Refused, Span, read};
use proptest::prelude::*;

/// Pieces of notices, good and bad.
const PIECES: [&str; 64] = [
    "各街道",
    "于",
    "10月15日",
    "前",
    "报送",
    "自查报告",
    "，",
    "。",
    "；",
    "\n",
    "\r\n",
    "  ",
    "每周",
    "不少于",
    "2次",
    "不得",
    "要求",
    "全覆盖",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "100%",
    "一票否决",
    "APP",
    "打卡",
    "每月5日、20日",
    "12月31日",
    "2月30日",
    "99999999999999999999",
    "一二三四五六七八九",
    "每",
    "半",
    "万",
    "0",
    "1.5",
    "，，",
    "：",
    "17：00",
    "下午5点半",
    "24小时内",
    "日报告",
    "一日一报",
    "不",
    "可",
    "取消",
    "改为",
    "已",
    "的",
    "去年",
    "区办〔2026〕12号",
    "2026年10月1日",
    "关于做好工作的通知",
    "\u{feff}",
    "\u{200b}",
    "é",
    "🙂",
    "%",
    "率",
    "截止",
    "对18处",
    "通报",
];

fn check(text: &str, reading: &Reading) {
    let is_span = |span: Span| {
        span.start <= span.end
            && span.end <= text.len()
            && text.is_char_boundary(span.start)
            && text.is_char_boundary(span.end)
    };
    let mut end = 0;
    let blank = |text: &str| {
        text.chars().all(|c| {
            c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
        })
    };
    for sentence in &reading.sentences {
        assert!(is_span(sentence.span) && sentence.span.start < sentence.span.end);
        assert!(sentence.span.start >= end, "in order and apart");
        let between = text.get(end..sentence.span.start).expect("a span");
        assert!(
            blank(between),
            "only white space between sentences: {between:?}"
        );
        end = sentence.span.end;
        let spans = (sentence.demands.iter().map(|demand| demand.span))
            .chain(sentence.set_aside.iter().map(|aside| aside.span))
            .chain(sentence.unread.iter().map(|unread| unread.span));
        for span in spans {
            assert!(
                is_span(span) && span.start < span.end,
                "{span:?} of {text:?}"
            );
            assert!(sentence.span.holds(span), "{span:?} in {:?}", sentence.span);
        }
    }
    assert!(
        blank(text.get(end..).expect("a span")),
        "only white space at the end"
    );
}

/// Pseudorandom numbers, the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let z = z ^ (z >> 31);
        usize::try_from(z % n as u64).unwrap_or(0)
    }
}

#[test]
fn pieces_of_notices_in_any_order() {
    let mut random = Random(20);
    for _ in 0..5_000 {
        let count = 1 + random.below(40);
        let text: String = (0..count)
            .map(|_| PIECES[random.below(PIECES.len())])
            .collect();
        if let Ok(reading) = read(&text) {
            check(&text, &reading);
        }
    }
}

#[test]
fn notices_with_a_byte_changed_or_cut() {
    let corpus = include_str!("corpus/sentences.tsv");
    let mut random = Random(21);
    for line in corpus.lines() {
        for _ in 0..8 {
            let mut bytes = line.as_bytes().to_vec();
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                match random.below(3) {
                    0 => bytes.truncate(at.max(1)),
                    1 => bytes[at] = u8::try_from(random.below(256)).unwrap_or(0),
                    _ => {
                        let piece = PIECES[random.below(PIECES.len())].bytes();
                        bytes.splice(at..at, piece);
                    }
                }
            }
            let text = String::from_utf8_lossy(&bytes);
            if let Ok(reading) = read(&text) {
                check(&text, &reading);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        if let Ok(reading) = read(&text) {
            check(&text, &reading);
        }
    }
}

#[test]
fn what_is_no_text_is_refused_in_a_sentence() {
    assert_eq!(read(""), Err(Refused::Empty));
    assert_eq!(read(" \n\t。，"), Err(Refused::Empty));
    assert_eq!(
        read("PK\u{3}\u{4}\0\0word/document.xml"),
        Err(Refused::NotText)
    );
    let lossy =
        String::from_utf8_lossy(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).into_owned();
    assert_eq!(read(&lossy), Err(Refused::NotText));
    assert_eq!(read(&"字".repeat(1_000_000)), Err(Refused::TooLong));
    assert!(read(&"字".repeat(MAX_CHARS)).is_ok());
}
