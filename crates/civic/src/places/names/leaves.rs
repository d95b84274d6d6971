//! The names of a large city in leaves of about the same size, in the order of what is typed, so
//! that a query needs the one leaf it falls into and perhaps the next ones, however many there
//! are in all.
//!
//! A place stands in the leaf of each beginning of a word of its names. A leaf is named by what
//! every key in it is not before; a search over the places of the leaves that a query needs is the
//! search over all of them, but for typing errors and for queries that begin hundreds of names.

use super::Called;
use super::index::Index;
use super::spell::{is_character, spell};

/// How many places a leaf holds at most.
pub const MAX_LEAF_PLACES: usize = 64;

/// How many leaves a query needs at most: any two neighbours hold more places than one leaf does.
pub const MAX_LEAVES: usize = 3;

/// The name of the first leaf: nothing that can be typed is before it.
const FIRST: &str = "0";

/// A part of a city's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What every key of the leaf is not before, and every key of the leaves before it is.
    pub name: String,
    /// The positions of its places in the list, in order.
    pub places: Vec<usize>,
}

struct Keyed {
    key: String,
    /// Whether it is only a later part of a name.
    inside: bool,
    place: usize,
}

/// Cuts the names of a list of places into leaves.
pub fn leaves<'a>(places: impl IntoIterator<Item = Called<'a>>) -> Vec<Leaf> {
    let mut keyed: Vec<Keyed> = Vec::new();
    for (place, called) in places.into_iter().enumerate() {
        let index = Index::new(std::iter::once(called));
        keyed.extend(index.starts.iter().map(|start| {
            let (key, inside) = index.key(*start);
            let key = key.to_owned();
            Keyed { key, inside, place }
        }));
    }
    keyed.sort_by(|a, b| (&a.key, a.inside, a.place).cmp(&(&b.key, b.inside, b.place)));
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut last = "";
    for run in keyed.chunk_by(|a, b| a.key == b.key) {
        let Some(first) = run.first() else { continue };
        let mut alike: Vec<usize> = Vec::new();
        for one in run {
            // Of so many that are called the same, a search shows the first few only.
            if alike.len() < MAX_LEAF_PLACES && !alike.contains(&one.place) {
                alike.push(one.place);
            }
        }
        let fits = |leaf: &Leaf| {
            let new = alike.iter().filter(|place| !leaf.places.contains(place));
            leaf.places.len() + new.count() <= MAX_LEAF_PLACES
        };
        match leaves.last_mut().filter(|leaf| fits(leaf)) {
            Some(leaf) => {
                alike.retain(|place| !leaf.places.contains(place));
                leaf.places.append(&mut alike);
            }
            None => leaves.push(Leaf {
                name: parting(last, &first.key),
                places: alike,
            }),
        }
        last = &first.key;
    }
    for leaf in &mut leaves {
        leaf.places.sort_unstable();
    }
    leaves
}

/// The shortest beginning of a key that is after the key before it.
fn parting(before: &str, key: &str) -> String {
    if before.is_empty() {
        return FIRST.to_owned();
    }
    let ends = key.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut beginnings = ends.filter_map(|end| key.get(..end));
    beginnings
        .find(|beginning| *beginning > before)
        .unwrap_or(key)
        .to_owned()
}

/// What a query is looked up by among the leaves, as it is spelled there: its first characters or
/// its first letters, and numbers among them. Letters after characters may be those of a name, or
/// pinyin of its next character. `None` where it has none of these.
pub fn typed(query: &str) -> Option<String> {
    let mut typed = String::new();
    spell(query, &mut typed, &mut |_| ());
    let is_number = |c: &char| c.is_ascii_digit();
    let first = typed.chars().find(|c| !is_number(c));
    let other = |c: char| !is_number(&c) && Some(is_character(c)) != first.map(is_character);
    typed.truncate(typed.find(other).unwrap_or(typed.len()));
    (!typed.is_empty()).then_some(typed)
}
