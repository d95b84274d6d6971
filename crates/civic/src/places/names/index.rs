//! Every way to spell every place, sorted by the text from each word on, and the walk over it.

use super::sort::{END, Start, small, sorted};
use super::spell::{FIRST_CHARACTER, is_character, spell};
use super::{Called, Form};
use crate::search::initials;

/// One way to type one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spelling {
    /// Where it begins in the text.
    pub(crate) begin: u32,
    pub(crate) place: u32,
    pub(crate) form: Form,
}

/// Goes before an identifier, which is found only as a whole: nothing typed begins with it.
const ID: &str = "#";

/// The beginnings `lo..hi`, whose next `depth` bytes are the same.
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
    /// All spellings, each ended by [`END`].
    text: String,
    pub(crate) spellings: Vec<Spelling>,
    pub(crate) starts: Vec<Start>,
    /// One bit a byte of the text: whether a word begins there.
    words: Vec<u64>,
    /// How many of the beginnings are identifiers; they are sorted first.
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
            // Parted, so that each of them begins a word.
            let parted: String = initials.chars().flat_map(|c| [c, ' ']).collect();
            self.spelling(place, Form::Initials, "", &parted);
        }
        for alias in called.aliases {
            self.spelling(place, Form::Alias, "", alias);
        }
        self.spelling(place, Form::English, "", called.en);
        self.spelling(place, Form::Section, called.zh, called.section);
        self.spelling(place, Form::Id, ID, called.id);
    }

    /// Adds a spelling. What goes `before` can be typed before it, but only from its beginning.
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

    /// All beginnings but those of identifiers.
    pub(crate) fn root(&self) -> Node {
        Node {
            lo: self.ids,
            hi: self.starts.len(),
            depth: 0,
        }
    }

    /// The identifiers.
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

    /// Whether the spelling ends where the node's text ends.
    pub(crate) fn ends(&self, start: Start, depth: usize) -> bool {
        self.tail(start, depth).first() == Some(&END)
    }

    /// Whether a word begins at a byte of the text.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.words
            .get(at / 64)
            .is_some_and(|w| w >> (at % 64) & 1 == 1)
    }

    /// A spelling as it is typed.
    pub(crate) fn text_of(&self, spelling: &Spelling) -> &str {
        let text = self.text.get(spelling.begin as usize..).unwrap_or_default();
        text.split(char::from(END)).next().unwrap_or_default()
    }

    /// What is typed from a beginning on, and whether it is a later part of a name.
    pub(crate) fn key(&self, start: Start) -> (&str, bool) {
        let text = self.text.get(start.at as usize..).unwrap_or_default();
        let text = text.split(char::from(END)).next().unwrap_or_default();
        let spelling = self.spellings.get(start.spelling as usize);
        let inside = spelling.is_none_or(|s| s.begin != start.at);
        (text.trim_start_matches(ID), inside)
    }

    /// The beginnings of a node that go on with `more`.
    pub(crate) fn narrow(&self, node: Node, more: &str) -> Node {
        let (Node { lo, hi, depth }, more) = (node, more.as_bytes());
        let lo = lo + self.starts[lo..hi].partition_point(|s| self.tail(*s, depth) < more);
        Node {
            lo,
            hi: self.gallop(lo, hi, depth, more),
            depth: depth + more.len(),
        }
    }

    /// Where the beginnings from `lo` on that go on with `more` end. They are few mostly, so the
    /// steps begin small.
    fn gallop(&self, mut lo: usize, hi: usize, depth: usize, more: &[u8]) -> usize {
        let goes_on = |s: &Start| self.tail(*s, depth).starts_with(more);
        let mut step = 1;
        while lo + step <= hi && goes_on(&self.starts[lo + step - 1]) {
            lo += step;
            step *= 2;
        }
        lo + self.starts[lo..hi.min(lo + step)].partition_point(goes_on)
    }

    /// Calls `each` with every next letter of a node, or with every next character.
    pub(crate) fn branches(&self, node: Node, characters: bool, each: &mut dyn FnMut(char, Node)) {
        let Node { lo, hi, depth } = node;
        let part = |text: &str| {
            lo + self.starts[lo..hi].partition_point(|s| self.tail(*s, depth) < text.as_bytes())
        };
        let middle = part(FIRST_CHARACTER);
        let (mut lo, hi) = if characters {
            (middle, hi)
        } else {
            // Behind those that end here.
            (part("\u{1}"), middle)
        };
        while lo < hi {
            let at = self.starts[lo].at as usize + depth;
            let Some(c) = self.text.get(at..).and_then(|t| t.chars().next()) else {
                return;
            };
            let end = self.gallop(lo, hi, depth, c.encode_utf8(&mut [0; 4]).as_bytes());
            let depth = depth + c.len_utf8();
            each(c, Node { lo, hi: end, depth });
            lo = end;
        }
    }

    /// Calls `each` with every node that a query reaches by one typing error: a letter too many,
    /// one missing, one wrong, or two neighbours swapped. A letter is never taken for a character,
    /// nor a character for a letter, and what is missing is of the kind of one of its neighbours.
    pub(crate) fn typos(&self, query: &str, each: &mut dyn FnMut(Node)) {
        let mut node = self.root();
        let mut before = None;
        for (i, c) in query.char_indices() {
            let (here, rest) = (&query[i..], &query[i + c.len_utf8()..]);
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
                    each(self.narrow(branch, here));
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
