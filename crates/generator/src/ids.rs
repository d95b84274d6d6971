//! Identifiers. Each city writes its own in its own way: their letters, their separator and the order
//! of their numbers depend on the seed, so that nobody can rely on what an identifier looks like.

use crate::digits::Shuffled;
use crate::random::Random;

/// What has identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdKind {
    Document,
    Goods,
    Place,
    Rule,
    Duty,
    Requirement,
    Step,
    Correction,
    Update,
    Service,
}

/// Letters that no identifier begins with are left out: the sample city's begin with them.
const LETTERS: [char; 20] = [
    'a', 'b', 'e', 'f', 'g', 'h', 'i', 'j', 'l', 'm', 'o', 'p', 'q', 's', 'u', 'v', 'w', 'x', 'y',
    'r',
];

/// How the identifiers of one kind are written.
#[derive(Clone, Debug)]
struct Style {
    prefix: String,
    order: Shuffled,
    padded: bool,
}

/// How the identifiers of a city are written.
#[derive(Clone, Debug)]
pub(crate) struct Ids(Vec<Style>);

impl Ids {
    /// `counts` are how many identifiers there are of each kind, in their order.
    pub(crate) fn new(seed: u64, counts: [u64; 10]) -> Self {
        let styles = (0_u64..).zip(counts).map(|(kind, count)| {
            let mut random = Random::of(seed, 1, kind);
            let mut prefix: String = (0..random.between(2, 3))
                .filter_map(|_| random.one_of(&LETTERS).copied())
                .collect();
            if random.percent(50) {
                prefix = prefix.to_uppercase();
            }
            prefix.push_str(random.one_of(&["", "-", "_"]).copied().unwrap_or_default());
            Style {
                prefix,
                order: Shuffled::new(count, &mut random),
                padded: random.percent(70),
            }
        });
        Self(styles.collect())
    }

    /// The identifier of the so-manieth of a kind.
    pub(crate) fn of(&self, kind: IdKind, number: u64) -> String {
        let Some(style) = self.0.get(kind as usize) else {
            return String::new();
        };
        let shown = style.order.at(number);
        let width = if style.padded {
            style.order.digits as usize
        } else {
            1
        };
        format!("{}{shown:0width$}", style.prefix)
    }
}
