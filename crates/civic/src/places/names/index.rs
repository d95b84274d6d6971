//! The index: all spellings of all places, with a suffix array over the starts of their words.
//!
//! [`Index::new`] writes the spellings into one text and sorts the word starts by the text that
//! follows. A [`Node`] is a range of that order whose entries share a prefix. `narrow` extends the
//! prefix, `branches` lists the possible next letters, and `typos` finds all nodes within one
//! typing error of a query.

use super::sort::{END, Start, small, sorted};
use super::spell::{FIRST_CHARACTER, is_character, spell};
use super::{Called, Form};
use crate::search::initials;

/// One way to type one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spelling {
    /// The byte offset of its start in the text.
    pub(crate) begin: u32,
    pub(crate) place: u32,
    pub(crate) form: Form,
}

/// Precedes an identifier in the text. Identifiers are found only as a whole: no typed text starts
/// with this character.
const ID: &str = "#";

/// The word starts `lo..hi`, whose next `depth` bytes are equal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) lo: usize,
    pub(crate) hi: usize,
    pub(crate) depth: usize,
}

impl Node {
    pub(crate) fn is_empty(self) -> bool {
        self.lo >= self.hi
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// All spellings, each terminated by [`END`].
    text: String,
    pub(crate) spellings: Vec<Spelling>,
    pub(crate) starts: Vec<Start>,
    /// One bit per byte of the text: whether a word starts there.
    words: Vec<u64>,
    /// The number of starts that are identifiers; they sort first.
    ids: usize,
}

impl Index {
    /// Indexes the places' names.
    pub(crate) fn new<'a>(places: impl Iterator<Item = Called<'a>>) -> Self {
        let mut index = Self::default();
        for (place, called) in places.enumerate() {
            index.add(small(place), &called);
        }
        index.starts = sorted(index.text.as_bytes(), &index.starts);
        index.ids = index
            .starts
            .partition_point(|s| index.tail(*s, 0).starts_with(ID.as_bytes()));
        index.words = vec![0; index.text.len() / 64 + 1];
        for start in &index.starts {
            if let Some(word) = index.words.get_mut(start.at as usize / 64) {
                *word |= 1 << (start.at % 64);
            }
        }
        index
    }

    fn add(&mut self, place: u32, called: &Called) {
        self.spelling(place, Form::Name, "", called.zh);
        self.spelling(place, Form::Pinyin, "", called.pinyin);
        let initials = initials(called.pinyin);
        if initials.chars().nth(1).is_some() {
            // Separated by spaces, so that each letter starts a word.
            let spaced: String = initials.chars().flat_map(|c| [c, ' ']).collect();
            self.spelling(place, Form::Initials, "", &spaced);
        }
        for alias in called.aliases {
            self.spelling(place, Form::Alias, "", alias);
        }
        self.spelling(place, Form::English, "", called.en);
        self.spelling(place, Form::Section, called.zh, called.section);
        self.spelling(place, Form::Id, ID, called.id);
    }

    /// Adds a spelling. The text `before` may be typed in front of it, but only from its own start.
    fn spelling(&mut self, place: u32, form: Form, before: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let begin = self.text.len();
        let spelling = small(self.spellings.len());
        let start = |at| Start {
            at: small(at),
            spelling,
        };
        if form == Form::Id {
            self.text.push_str(before);
            self.starts.push(start(begin));
            spell(text, &mut self.text, &mut |_| ());
        } else {
            if !before.is_empty() {
                self.starts.push(start(begin));
                spell(before, &mut self.text, &mut |_| ());
            }
            let starts = &mut self.starts;
            spell(text, &mut self.text, &mut |at| starts.push(start(at)));
        }
        self.text.push(char::from(END));
        let begin = small(begin);
        self.spellings.push(Spelling { begin, place, form });
    }

    /// All starts except those of identifiers.
    pub(crate) fn root(&self) -> Node {
        Node {
            lo: self.ids,
            hi: self.starts.len(),
            depth: 0,
        }
    }

    /// The starts of identifiers.
    pub(crate) fn ids(&self) -> Node {
        Node {
            lo: 0,
            hi: self.ids,
            depth: ID.len(),
        }
    }

    fn tail(&self, start: Start, depth: usize) -> &[u8] {
        self.text
            .as_bytes()
            .get(start.at as usize + depth..)
            .unwrap_or_default()
    }

    /// Whether the spelling ends after the node's prefix.
    pub(crate) fn ends(&self, start: Start, depth: usize) -> bool {
        self.tail(start, depth).first() == Some(&END)
    }

    /// Whether a word starts at a byte of the text.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.words
            .get(at / 64)
            .is_some_and(|w| w >> (at % 64) & 1 == 1)
    }

    /// The typed form of a spelling.
    pub(crate) fn text_of(&self, spelling: &Spelling) -> &str {
        let text = self.text.get(spelling.begin as usize..).unwrap_or_default();
        text.split(char::from(END)).next().unwrap_or_default()
    }

    /// The text from a start to the end of its spelling, and whether the start is inside a name.
    pub(crate) fn key(&self, start: Start) -> (&str, bool) {
        let text = self.text.get(start.at as usize..).unwrap_or_default();
        let text = text.split(char::from(END)).next().unwrap_or_default();
        let spelling = self.spellings.get(start.spelling as usize);
        let inside = spelling.is_none_or(|s| s.begin != start.at);
        (text.trim_start_matches(ID), inside)
    }

    /// The starts of a node that continue with `more`.
    pub(crate) fn narrow(&self, node: Node, more: &str) -> Node {
        let (Node { lo, hi, depth }, more) = (node, more.as_bytes());
        let lo = lo + self.starts[lo..hi].partition_point(|s| self.tail(*s, depth) < more);
        Node {
            lo,
            hi: self.end_of_prefix(lo, hi, depth, more),
            depth: depth + more.len(),
        }
    }

    /// The end of the starts from `lo` on that continue with `more`, by exponential search: usually
    /// there are few.
    fn end_of_prefix(&self, mut lo: usize, hi: usize, depth: usize, more: &[u8]) -> usize {
        let continues = |s: &Start| self.tail(*s, depth).starts_with(more);
        let mut step = 1;
        while lo + step <= hi && continues(&self.starts[lo + step - 1]) {
            lo += step;
            step *= 2;
        }
        lo + self.starts[lo..hi.min(lo + step)].partition_point(continues)
    }

    /// Calls `each` with every possible next letter of a node, or every next character.
    pub(crate) fn branches(&self, node: Node, characters: bool, each: &mut dyn FnMut(char, Node)) {
        let Node { lo, hi, depth } = node;
        let part = |text: &str| {
            lo + self.starts[lo..hi].partition_point(|s| self.tail(*s, depth) < text.as_bytes())
        };
        let middle = part(FIRST_CHARACTER);
        let (mut lo, hi) = if characters {
            (middle, hi)
        } else {
            // After the spellings that end here.
            (part("\u{1}"), middle)
        };
        while lo < hi {
            let at = self.starts[lo].at as usize + depth;
            let Some(c) = self.text.get(at..).and_then(|t| t.chars().next()) else {
                return;
            };
            let end = self.end_of_prefix(lo, hi, depth, c.encode_utf8(&mut [0; 4]).as_bytes());
            let depth = depth + c.len_utf8();
            each(c, Node { lo, hi: end, depth });
            lo = end;
        }
    }

    /// Calls `each` with every node that a query reaches with one typing error: a letter inserted,
    /// missing or wrong, or two adjacent letters swapped. A letter is never replaced by a character
    /// or the reverse, and a missing one is of the same kind as a neighbour.
    pub(crate) fn typos(&self, query: &str, each: &mut dyn FnMut(Node)) {
        let mut node = self.root();
        let mut before = None;
        for (i, c) in query.char_indices() {
            let (with_current, rest) = (&query[i..], &query[i + c.len_utf8()..]);
            each(self.narrow(node, rest));
            let mut after = rest.chars();
            if let Some(next) = after.next() {
                let swapped = self.narrow_by(self.narrow_by(node, next), c);
                each(self.narrow(swapped, after.as_str()));
            }
            for characters in [false, true] {
                let kind = is_character(c) == characters;
                if !kind && before != Some(characters) {
                    continue;
                }
                self.branches(node, characters, &mut |other, branch| {
                    if kind && other != c {
                        each(self.narrow(branch, rest));
                    }
                    each(self.narrow(branch, with_current));
                });
            }
            before = Some(is_character(c));
            node = self.narrow_by(node, c);
            if node.is_empty() {
                return;
            }
        }
    }

    fn narrow_by(&self, node: Node, c: char) -> Node {
        self.narrow(node, c.encode_utf8(&mut [0; 4]))
    }
}
