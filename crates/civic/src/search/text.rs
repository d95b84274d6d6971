//! Text normalisation for search: folding, and splitting into terms.

pub(super) struct Run {
    pub(super) text: String,
    pub(super) chinese: bool,
}

/// Runs of Chinese characters and of Latin letters and digits, in lower case.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Run> {
    let mut all: Vec<Run> = Vec::new();
    let mut joined = false;
    for c in text.chars().map(fold) {
        let chinese = is_chinese(c);
        if !chinese && !c.is_alphanumeric() {
            joined = false;
            continue;
        }
        match all.last_mut() {
            Some(run) if joined && run.chinese == chinese => run.text.push(c),
            _ => all.push(Run {
                text: c.to_string(),
                chinese,
            }),
        }
        joined = true;
    }
    all.into_iter()
}

pub(crate) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Folds a character to half-width and lower case.
pub(crate) fn fold(c: char) -> char {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    c.to_ascii_lowercase()
}

/// The terms of a text, sorted, without duplicates: bigrams of Chinese characters (a single
/// character if there is no pair) and Latin words.
pub fn terms(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for run in runs(text) {
        let chars: Vec<char> = run.text.chars().collect();
        if run.chinese && chars.len() > 1 {
            all.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else {
            all.push(run.text);
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The initials of the syllables of pinyin: `mjj` for `mo jia jie`.
pub(crate) fn initials(pinyin: &str) -> String {
    pinyin
        .split_whitespace()
        .filter_map(|s| s.chars().next())
        .collect()
}
