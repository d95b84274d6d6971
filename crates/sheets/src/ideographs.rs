//! Ideographs that look right and are others: radicals and compatibility forms, as in text copied from
//! a PDF.

use civic::search::ideograph;
use unicode_normalization::UnicodeNormalization as _;

/// The text with each radical, and each compatibility form of an ideograph, replaced by the ideograph
/// that it stands for, and the characters that were replaced, each once, in order; `None` if it has
/// none. Nothing else is changed, neither width nor punctuation.
///
/// ```
/// # use sheets::ideographs::unified;
/// assert_eq!(unified("⻄⼤街"), Some(("西大街".to_owned(), vec!['⻄', '⼤'])));
/// assert_eq!(unified("西大街（北段）"), None);
/// ```
pub fn unified(text: &str) -> Option<(String, Vec<char>)> {
    let mut replaced = Vec::new();
    let mut unified = String::with_capacity(text.len());
    for c in text.chars() {
        let before = unified.len();
        match c {
            '\u{2e80}'..='\u{2eff}' => unified.push(ideograph(c)),
            '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
                unified.extend(std::iter::once(c).nfkc());
            }
            _ => unified.push(c),
        }
        let is_same = unified.get(before..).is_some_and(|new| new.chars().eq([c]));
        if !is_same && !replaced.contains(&c) {
            replaced.push(c);
        }
    }
    (!replaced.is_empty()).then_some((unified, replaced))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_an_ideograph_becomes_the_ideograph() {
        // The supplement, Kangxi, and both blocks of compatibility ideographs.
        for (written, meant) in [
            ("⻄", "西"),
            ("⺟⻳", "母龟"),
            ("⼤⿕", "大龠"),
            ("\u{f900}", "\u{8c48}"),
            ("\u{2f804}", "\u{4f60}"),
        ] {
            let (unified, replaced) = unified(written).expect("none is as meant");
            assert_eq!(unified, meant);
            assert_eq!(replaced, written.chars().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_an_ideograph_already_and_all_other_text_stays() {
        for text in [
            "",
            "西大街",
            "\u{fa0e}",
            "⺀⺚",
            "（南）Ａ１，：№①",
            "Å",
            "〇",
        ] {
            assert_eq!(unified(text), None, "{text}");
        }
    }
}
