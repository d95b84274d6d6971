//! Names 名称检索: places by name as one types, by characters, pinyin, initials, other names,
//! English, stretch and identifier, tolerant of one typing error.
//!
//! Every way to spell every place stands in one text; the beginnings of their words are sorted by
//! what follows. A query is a walk down that order, and a typing error one step off the way, so a
//! search costs some hundred steps whatever the number of names. Letters and digits count, in
//! either width and case; spaces, punctuation and tone marks do not, and `ü` is `v`.
//!
//! **One typing error** is a letter too many, one missing, one wrong, or two neighbours swapped;
//! it may be the first. Two letters, or one character, are too little to find anything by when one
//! of them may be wrong; three letters, or two characters, have to mean a whole name then, since
//! what is left of them begins hundreds.

mod best;
mod index;
mod leaves;
mod mixed;
mod sort;
mod spell;

use crate::tree::PlaceSummary;
use best::Best;
use index::{Index, Node};
pub use leaves::{Leaf, MAX_LEAF_PLACES, MAX_LEAVES, leaves, typed};
use spell::{is_character, spell};

/// What a place is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Called<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Its name in Chinese.
    pub zh: &'a str,
    /// Its name in English.
    pub en: &'a str,
    /// Pinyin of its name, syllables parted by spaces.
    pub pinyin: &'a str,
    /// Its other names.
    pub aliases: &'a [String],
    /// Which stretch 路段 it is.
    pub section: &'a str,
}

impl<'a> From<&'a PlaceSummary> for Called<'a> {
    fn from(place: &'a PlaceSummary) -> Self {
        Self {
            id: &place.id.0,
            zh: &place.name.zh,
            en: &place.name.en,
            pinyin: &place.pinyin,
            aliases: &place.aliases,
            section: &place.section.zh,
        }
    }
}

/// Which of a place's names matched, the nearest to its own name first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Its name in Chinese, or characters and pinyin of it mixed.
    Name,
    /// Pinyin 拼音.
    Pinyin,
    /// The first letters of the syllables 拼音首字母.
    Initials,
    /// Another name 别名.
    Alias,
    /// Its name in English.
    English,
    /// The stretch 路段, by itself or after the name.
    Section,
    /// Its identifier 地点编号, as a whole.
    Id,
}

/// How much of a name matched, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// All of it.
    Whole,
    /// Its beginning.
    Beginning,
    /// The beginning of a later word or character.
    Inside,
}

/// A place that a query may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its position in the list that was indexed.
    pub place: usize,
    /// Which name matched.
    pub form: Form,
    /// How much of it.
    pub fit: Fit,
    /// Whether only with one typing error.
    pub typo: bool,
}

/// The names of a list of places, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Names {
    index: Index,
    /// Each place's position by length of name, then name, then position in the list.
    order: Vec<u32>,
}

impl Names {
    /// Indexes a list; matches give positions in it.
    pub fn new<'a>(places: impl IntoIterator<Item = Called<'a>>) -> Self {
        let index = Index::new(places.into_iter());
        let order = order(&index);
        Self { index, order }
    }

    /// The places that a query may mean, each once, at most `limit`: whole names before
    /// beginnings, beginnings before later words, all of these before typing errors; then in the
    /// order of [`Form`], shorter names before longer ones, by name. An empty query gives none.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Match> {
        let mut typed = String::new();
        spell(query, &mut typed, &mut |_| ());
        if typed.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut best = Best::new(limit);
        self.offer(
            &mut best,
            self.index.narrow(self.index.ids(), &typed),
            Fit::Whole,
            false,
        );
        self.offer(
            &mut best,
            self.index.narrow(self.index.root(), &typed),
            Fit::Inside,
            false,
        );
        let characters = typed.chars().any(is_character);
        if characters && !typed.chars().all(is_character) {
            self.index.mixed(&typed, &mut |place, fit| {
                best.offer(place, self.order_of(place), Form::Name, fit, false);
            });
        }
        let least = if characters { 2 } else { 3 };
        let count = typed.chars().count();
        if count >= least && !best.is_full() {
            let worst = if count == least {
                Fit::Whole
            } else {
                Fit::Inside
            };
            self.index.typos(&typed, &mut |node| {
                self.offer(&mut best, node, worst, true);
            });
        }
        best.matches()
    }

    fn order_of(&self, place: u32) -> u32 {
        self.order.get(place as usize).copied().unwrap_or(u32::MAX)
    }

    /// Offers what a node holds, where it fits as well as `worst` or better.
    fn offer(&self, best: &mut Best, node: Node, worst: Fit, typo: bool) {
        if node.is_empty() {
            return;
        }
        for start in &self.index.starts[node.lo..node.hi] {
            let Some(spelling) = self.index.spellings.get(start.spelling as usize) else {
                continue;
            };
            let fit = match (
                start.at == spelling.begin,
                self.index.ends(*start, node.depth),
            ) {
                (true, true) => Fit::Whole,
                (true, false) => Fit::Beginning,
                _ => Fit::Inside,
            };
            if fit <= worst {
                let order = self.order_of(spelling.place);
                best.offer(spelling.place, order, spelling.form, fit, typo);
            }
        }
    }
}

/// Names at least so long count as equally long.
const LONG: usize = 255;

/// The names are sorted already; what is left is to part them by length.
fn order(index: &Index) -> Vec<u32> {
    let mut by_length: Vec<Vec<u32>> = Vec::new();
    let mut places = 0;
    for start in &index.starts {
        let Some(spelling) = index.spellings.get(start.spelling as usize) else {
            continue;
        };
        places = places.max(spelling.place as usize + 1);
        if spelling.form == Form::Name && start.at == spelling.begin {
            let length = index.text_of(spelling).chars().count().min(LONG);
            if by_length.len() <= length {
                by_length.resize(length + 1, Vec::new());
            }
            by_length[length].push(spelling.place);
        }
    }
    let mut order = vec![u32::MAX; places];
    for (n, place) in (0..).zip(by_length.into_iter().flatten()) {
        order[place as usize] = n;
    }
    order
}
