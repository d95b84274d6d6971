//! What of a text can be typed.

use crate::search::{fold, is_chinese};

/// Vowels of pinyin with their tone marks, and the letter that is typed for each.
const TONES: [(&str, char); 6] = [
    ("āáǎàĀÁǍÀ", 'a'),
    ("ēéěèĒÉĚÈ", 'e'),
    ("īíǐìĪÍǏÌ", 'i'),
    ("ōóǒòŌÓǑÒ", 'o'),
    ("ūúǔùŪÚǓÙ", 'u'),
    ("üǖǘǚǜÜǕǗǙǛ", 'v'),
];

fn without_tone(c: char) -> char {
    let known = ('\u{c0}'..='\u{1dc}').contains(&c);
    let plain = TONES.iter().find(|(marked, _)| known && marked.contains(c));
    plain.map_or(c, |(_, plain)| *plain)
}

/// Appends the letters, digits and characters of a text, half-width, in lower case and without
/// tone marks; `word` is told where in `out` each word, and each Chinese character, begins.
pub(crate) fn spell(text: &str, out: &mut String, word: &mut dyn FnMut(usize)) {
    let mut inside = false;
    for c in text.chars() {
        let c = without_tone(fold(c));
        let chinese = is_chinese(c);
        let typed = chinese || c.is_alphanumeric();
        if chinese || (typed && !inside) {
            word(out.len());
        }
        inside = typed && !chinese;
        if typed {
            out.push(c);
        }
    }
}

/// The first code point that is a character to itself: Chinese, or a syllable of Korean. What
/// lies before it is written in letters.
pub(crate) const FIRST_CHARACTER: &str = "\u{3400}";

/// Whether something is a character, not a letter or digit.
pub(crate) fn is_character(c: char) -> bool {
    c >= '\u{3400}'
}
