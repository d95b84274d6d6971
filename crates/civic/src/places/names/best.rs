//! The best few of many matches: a bounded, sorted list without duplicates.

use super::{Fit, Form, Match};

/// A match; the derived order is the order in which matches are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    typo: bool,
    fit: Fit,
    form: Form,
    /// The rank of the place by length of name, then name.
    order: u32,
    place: u32,
}

/// The best matches so far, best first, each place once.
pub(crate) struct Best {
    limit: usize,
    kept: Vec<Ranked>,
}

impl Best {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            kept: Vec::new(),
        }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.kept.len() >= self.limit
    }

    pub(crate) fn offer(&mut self, place: u32, order: u32, form: Form, fit: Fit, typo: bool) {
        let offered = Ranked {
            typo,
            fit,
            form,
            order,
            place,
        };
        if self.is_full() && self.kept.last().is_none_or(|worst| *worst <= offered) {
            return;
        }
        if let Some(i) = self.kept.iter().position(|k| k.place == place) {
            if self.kept[i] <= offered {
                return;
            }
            self.kept.remove(i);
        }
        let at = self.kept.partition_point(|k| *k < offered);
        self.kept.insert(at, offered);
        self.kept.truncate(self.limit);
    }

    pub(crate) fn matches(self) -> Vec<Match> {
        self.kept
            .into_iter()
            .map(|k| Match {
                place: k.place as usize,
                form: k.form,
                fit: k.fit,
                typo: k.typo,
            })
            .collect()
    }
}
