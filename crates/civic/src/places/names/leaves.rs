//! The names of a large city, split into leaves of similar size in the order of their keys (as in a
//! B-tree), so that a query needs only the leaf it falls into and perhaps the next ones, however
//! many there are.
//!
//! A place is in the leaf of every word start of its names. A leaf is named by a lower bound of its
//! keys. Searching the places of the leaves that a query needs gives the same result as searching
//! all places, except for typing errors and for queries that are prefixes of hundreds of names.

use super::Called;
use super::index::Index;
use super::spell::{is_character, spell};

/// The maximum number of places in a leaf.
pub const MAX_LEAF_PLACES: usize = 64;

/// The maximum number of leaves a query needs: any two adjacent leaves together contain more places
/// than fit into one.
pub const MAX_LEAVES: usize = 3;

/// The name of the first leaf: nothing that can be typed sorts before it.
const FIRST: &str = "0";

/// A leaf: a part of a city's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The lower bound that separates its keys from those of the leaves before it.
    pub name: String,
    /// The indexes of its places in the list, ascending.
    pub places: Vec<usize>,
}

struct Keyed {
    key: String,
    /// Whether it starts inside a name.
    inside: bool,
    place: usize,
}

/// Splits the names of a list of places into leaves.
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
        let mut same_key: Vec<usize> = Vec::new();
        for one in run {
            // Among so many places of the same name, a search shows only the first few.
            if same_key.len() < MAX_LEAF_PLACES && !same_key.contains(&one.place) {
                same_key.push(one.place);
            }
        }
        let fits = |leaf: &Leaf| {
            let new = same_key.iter().filter(|place| !leaf.places.contains(place));
            leaf.places.len() + new.count() <= MAX_LEAF_PLACES
        };
        match leaves.last_mut().filter(|leaf| fits(leaf)) {
            Some(leaf) => {
                same_key.retain(|place| !leaf.places.contains(place));
                leaf.places.append(&mut same_key);
            }
            None => leaves.push(Leaf {
                name: separator(last, &first.key),
                places: same_key,
            }),
        }
        last = &first.key;
    }
    for leaf in &mut leaves {
        leaf.places.sort_unstable();
    }
    leaves
}

/// The shortest prefix of `key` that sorts after the preceding key.
fn separator(before: &str, key: &str) -> String {
    if before.is_empty() {
        return FIRST.to_owned();
    }
    let ends = key.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut prefixes = ends.filter_map(|end| key.get(..end));
    prefixes
        .find(|prefix| *prefix > before)
        .unwrap_or(key)
        .to_owned()
}

/// The key by which a query is looked up among the leaves: its leading characters or its leading
/// letters, including digits. Letters after characters are dropped, as they may be part of the name
/// or pinyin of its next character. `None` if the query has none of these.
pub fn typed(query: &str) -> Option<String> {
    let mut typed = String::new();
    spell(query, &mut typed, &mut |_| ());
    let is_number = |c: &char| c.is_ascii_digit();
    let first = typed.chars().find(|c| !is_number(c));
    let other = |c: char| !is_number(&c) && Some(is_character(c)) != first.map(is_character);
    typed.truncate(typed.find(other).unwrap_or(typed.len()));
    (!typed.is_empty()).then_some(typed)
}
