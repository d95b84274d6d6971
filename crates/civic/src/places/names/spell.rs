//! Normalises text to what can be typed.

use crate::search::{fold, is_chinese};

/// The vowels of pinyin with tone marks, and the letter typed for each.
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

/// Appends the letters, digits and characters of a text, half-width, in lower case and without tone
/// marks; `word` is called with the offset in `out` of each word and each Chinese character.
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

/// The first code point of scripts in which a character is a word or syllable (Chinese, Korean).
/// Scripts before it are written in letters.
pub(crate) const FIRST_CHARACTER: &str = "\u{3400}";

/// Whether a `char` is a character of such a script rather than a letter or digit.
pub(crate) fn is_character(c: char) -> bool {
    c >= '\u{3400}'
}
