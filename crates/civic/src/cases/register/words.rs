//! Which months have cases that may say a word: an index over pairs of neighbouring characters, and triples of
//! Latin letters and digits.
//!
//! A month that lacks a part of a word cannot have it. One that has all of its parts may, and its list is read
//! to find out.

use std::collections::BTreeSet;

use crate::cases::Month;

/// No more parts of what is looked for are asked for: each may be in a file of its own.
const MAX_PARTS: usize = 4;

/// The parts of a folded text that the index knows: its characters, its pairs of neighbours, its triples of Latin
/// letters and digits; none across a blank.
pub fn parts(text: &str) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for word in text.split_whitespace() {
        let word: Vec<char> = word.chars().collect();
        for length in 1..=3 {
            let windows = word.windows(length);
            let known = windows.filter(|part| part.len() < 3 || part.iter().all(char::is_ascii));
            parts.extend(known.map(|part| part.iter().collect::<String>()));
        }
    }
    parts
}

/// Parts that a text has if it says all of these folded words, at most four of them.
pub fn needed_parts(words: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in words {
        let chars: Vec<char> = word.chars().collect();
        let length = if word.is_ascii() { 3 } else { 2 };
        for part in chars.windows(length.min(chars.len()).max(1)) {
            all.push(part.iter().collect());
        }
    }
    let step = all.len().div_ceil(MAX_PARTS).max(1);
    all.into_iter().step_by(step).collect()
}

/// Which of so many files of the index has a part.
pub fn file_of(part: &str, files: u32) -> u32 {
    // FNV-1a, 32 bits.
    let hash = part.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash % files.max(1)
}

/// A line of a file of the index: a part and the months that have it.
pub fn line(part: &str, months: impl IntoIterator<Item = Month>) -> String {
    let mut line = part.to_owned();
    for month in months {
        line = format!("{line} {month}");
    }
    line
}

/// Leaves of these months those that have a part, by the lines of the file that would have it.
pub fn retain_with(months: &mut Vec<Month>, part: &str, lines: &str) {
    let mut lines = lines.split('\n');
    let line = lines.find(|line| line.split(' ').next() == Some(part));
    let line = line.unwrap_or_default();
    months.retain(|month| line.contains(&month.to_string()));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_are_pairs_and_latin_triples() {
        let held: Vec<String> = parts("盲道 led灯").into_iter().collect();
        assert_eq!(
            held,
            [
                "d", "d灯", "e", "ed", "l", "le", "led", "灯", "盲", "盲道", "道"
            ]
        );
        assert_eq!(needed_parts(&["盲道上".to_owned()]), ["盲道", "道上"]);
        assert_eq!(needed_parts(&["lamp".to_owned()]), ["lam", "amp"]);
        assert_eq!(
            needed_parts(&["灯".to_owned(), "le".to_owned()]),
            ["灯", "le"]
        );
        assert_eq!(needed_parts(&["unreplaceable".to_owned()]).len(), 4);
    }

    #[test]
    fn a_line_says_which_months_have_a_part() {
        let month = |text: &str| Month::parse(text).expect("a month");
        let all = ["2019-01", "2019-02", "2019-03"].map(month);
        let lines = [
            line("盲道上", all),
            line("盲道", [all[0], all[2]]),
            line("道", all),
        ];
        let held = |part: &str| {
            let mut months = all.to_vec();
            retain_with(&mut months, part, &lines.join("\n"));
            months
        };
        assert_eq!(held("盲道"), [all[0], all[2]]);
        assert_eq!(held("盲"), []);
        assert_eq!(held("2019-01"), []);
    }

    proptest! {
        /// No month is left out that says what is looked for.
        #[test]
        fn what_a_text_says_it_has_all_parts_of(
            text in "[a-c1.盲道积雪é ]{0,24}",
            from in 0_usize..24,
            length in 1_usize..12,
        ) {
            let said: String = text.chars().skip(from).take(length).collect();
            let words: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
            let held = parts(&text);
            for part in needed_parts(&words) {
                prop_assert!(held.contains(&part), "{part} of {words:?} in {text:?}");
            }
        }
    }
}
