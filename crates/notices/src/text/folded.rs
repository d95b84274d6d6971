//! A sentence in one width and without white space, each character with its place in the text.

use std::cell::Cell;
use std::ops::Range;

use super::sentences::is_blank;
use super::span::Span;

/// A sentence as the rules read it. Indices count its characters; the end is one past the last.
pub(crate) struct Folded {
    chars: Vec<char>,
    /// The byte of each character, and its end.
    bytes: Vec<(usize, usize)>,
    /// How many characters were looked at: what reading costs, whatever the machine.
    looks: Cell<u64>,
}

impl Folded {
    pub(crate) fn new(text: &str, span: Span) -> Self {
        let raw = without_blanks(span.of(text));
        let mut chars = Vec::with_capacity(raw.len());
        let mut bytes = Vec::with_capacity(raw.len());
        let mut open = false;
        for (at, (byte, c)) in raw.iter().enumerate() {
            let beside = |at: Option<usize>| {
                at.and_then(|at| raw.get(at))
                    .is_some_and(|(_, c)| narrow(*c).is_ascii_digit())
            };
            let between_digits = beside(at.checked_sub(1)) && beside(Some(at + 1));
            let folded = match narrow(*c) {
                ',' if !between_digits => '，',
                '\t' => '，',
                ':' if !between_digits => '：',
                ';' => '；',
                '!' => '！',
                '?' => '？',
                '(' => '（',
                ')' => '）',
                '"' => {
                    open = !open;
                    if open { '“' } else { '”' }
                }
                '—' | '–' | '－' => '-',
                '～' | '〜' => '~',
                '≧' => '≥',
                '≦' => '≤',
                c => c.to_ascii_uppercase(),
            };
            chars.push(folded);
            bytes.push((span.start + byte, span.start + byte + c.len_utf8()));
        }
        Self {
            chars,
            bytes,
            looks: Cell::new(0),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// How many characters were looked at so far.
    pub(crate) fn looks(&self) -> u64 {
        self.looks.get()
    }

    /// The character at `at`; a null character outside.
    pub(crate) fn get(&self, at: usize) -> char {
        self.looks.set(self.looks.get() + 1);
        self.chars.get(at).copied().unwrap_or('\0')
    }

    /// The character before `at`.
    pub(crate) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |at| self.get(at))
    }

    /// The end of `word` if it stands at `at`.
    pub(crate) fn word(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if self.get(end) != c {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The end of the longest of the words that stands at `at`.
    pub(crate) fn any(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter_map(|word| self.word(at, word)).max()
    }

    /// The end of one of the words at `at`, or `at` itself.
    pub(crate) fn skip(&self, at: usize, words: &[&str]) -> usize {
        self.any(at, words).unwrap_or(at)
    }

    /// Returns `true` if one of the words ends at `at`.
    pub(crate) fn ends(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| {
            at.checked_sub(word.chars().count())
                .is_some_and(|start| self.word(start, word).is_some())
        })
    }

    /// The first place within `range` where one of the words stands.
    pub(crate) fn find(&self, range: Range<usize>, words: &[&str]) -> Option<Range<usize>> {
        let limit = range.end;
        range
            .filter_map(|at| Some(at..self.any(at, words)?))
            .find(|found| found.end <= limit)
    }

    /// Returns `true` if one of the words stands within `range`.
    pub(crate) fn has(&self, range: Range<usize>, words: &[&str]) -> bool {
        self.find(range, words).is_some()
    }

    /// The span in the text of a range of characters.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let start = self.bytes.get(range.start).or(self.bytes.last());
        let end = range.end.checked_sub(1).and_then(|at| self.bytes.get(at));
        let start = start.map_or(0, |(start, _)| *start);
        Span {
            start,
            end: end.map_or(start, |(_, end)| *end).max(start),
        }
    }

    /// The characters of a range.
    pub(crate) fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }
}

/// The characters that are no white space, each with its byte. A tab between two digits stays: it
/// parts the columns of a table, and 2 and 3 in two of them are not 23.
fn without_blanks(text: &str) -> Vec<(usize, char)> {
    let mut kept: Vec<(usize, char)> = Vec::new();
    let mut tab = None;
    for (byte, c) in text.char_indices() {
        if c == '\t' {
            tab = Some(byte);
        }
        if is_blank(c) {
            continue;
        }
        let is_digit = |c: char| narrow(c).is_ascii_digit();
        let last = kept.last().is_some_and(|(_, last)| is_digit(*last));
        if let Some(tab) = tab.take().filter(|_| last && is_digit(c)) {
            kept.push((tab, '\t'));
        }
        kept.push((byte, c));
    }
    kept
}

/// Full-width letters, digits and marks as their ASCII forms.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
