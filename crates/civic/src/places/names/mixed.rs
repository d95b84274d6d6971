//! Characters and pinyin mixed in one query, as an input method shows them during typing: `西da'j`.

use super::index::Index;
use super::spell::is_character;
use super::{Fit, Form};

/// The longest query, in letters: positions in it are the bits of a `u64`.
const MAX_LETTERS: usize = 60;

impl Index {
    /// Calls `found` with every place whose name matches if each character may be typed as itself
    /// or as a prefix of its syllable.
    pub(crate) fn mixed(&self, query: &str, found: &mut dyn FnMut(u32, Fit)) {
        let query_chars: Vec<char> = query.chars().collect();
        if query_chars.len() > MAX_LETTERS {
            return;
        }
        let runs = query
            .split(|c| !is_character(c))
            .filter(|run| !run.is_empty());
        let Some(rarest) = runs
            .map(|run| self.narrow(self.root(), run))
            .min_by_key(|node| node.hi - node.lo)
        else {
            return;
        };
        for start in &self.starts[rarest.lo..rarest.hi] {
            let Some(spelling) = self.spellings.get(start.spelling as usize) else {
                continue;
            };
            if spelling.form != Form::Name {
                continue;
            }
            if let Some(fit) = self
                .read(start.spelling as usize)
                .and_then(|name| fit(&query_chars, &name))
            {
                found(spelling.place, fit);
            }
        }
    }

    /// The characters of a name, each with its syllable; `None` if characters and syllables do not
    /// correspond one to one.
    fn read(&self, spelling: usize) -> Option<Vec<(char, &str)>> {
        let (name, pinyin) = (
            self.spellings.get(spelling)?,
            self.spellings.get(spelling + 1)?,
        );
        if pinyin.form != Form::Pinyin {
            return None;
        }
        let mut syllables = self.text_of(pinyin);
        let mut at = pinyin.begin as usize;
        let mut read = Vec::new();
        for c in self.text_of(name).chars() {
            let len = (1..syllables.len())
                .find(|len| self.is_word(at + len))
                .unwrap_or(syllables.len());
            let (syllable, rest) = syllables.split_at_checked(len)?;
            if syllable.is_empty() {
                return None;
            }
            (syllables, at) = (rest, at + len);
            read.push((c, syllable));
        }
        syllables.is_empty().then_some(read)
    }
}

fn fit(query: &[char], name: &[(char, &str)]) -> Option<Fit> {
    let whole = 1_u64 << query.len();
    let mut best = None;
    for from in 0..name.len() {
        // Bit n: the characters so far match the first n letters of the query.
        let mut reached = 1_u64;
        for (i, (c, syllable)) in name[from..].iter().enumerate() {
            let mut next = 0;
            for (n, letter) in query.iter().enumerate() {
                if reached >> n & 1 == 0 {
                    continue;
                }
                if letter == c {
                    next |= 1 << (n + 1);
                }
                let typed = query[n..].iter().zip(syllable.chars());
                let len = typed.take_while(|(q, s)| *q == s).count();
                next |= ((1 << len) - 1) << (n + 1);
            }
            reached = next;
            if reached & whole != 0 {
                let fit = match (from, from + i + 1 == name.len()) {
                    (0, true) => Fit::Whole,
                    (0, false) => Fit::Beginning,
                    _ => Fit::Inside,
                };
                best = best.min(Some(fit)).or(Some(fit));
                break;
            }
        }
    }
    best
}
