//! Search over the names of a list of places.

use crate::places::names::best::Best;
use crate::places::names::index::{Index, Node};
use crate::places::names::matches::{Called, Fit, Form, Match};
use crate::places::names::spell::{is_character, spell};

/// The indexed names of a list of places.
#[derive(Clone, Debug, Default)]
pub struct Names {
    index: Index,
    /// The rank of each place by length of name, then name, then index in the list.
    order: Vec<u32>,
}

impl Names {
    /// Indexes a list of places; [`Match::place`] is an index into it.
    pub fn new<'a>(places: impl IntoIterator<Item = Called<'a>>) -> Self {
        let index = Index::new(places.into_iter());
        let order = order(&index);
        Self { index, order }
    }

    /// The places that match a query, each once, at most `limit`. Whole names come before prefixes,
    /// prefixes before later words, and all of these before typing errors; then the order is by
    /// [`Form`], length of name and name. An empty query matches nothing.
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

    /// Offers the matches of a node that fit at least as well as `worst`.
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

/// Names of at least this length count as equally long.
const LONG: usize = 255;

/// Ranks the places. The names are already sorted, so grouping them by length is enough.
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
