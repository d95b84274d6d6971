//! Counts, shares and ratings of some cases.

use std::collections::BTreeMap;

use super::{Class, Counted};

/// The fewest closed cases of which shares are told.
pub const FEWEST_FOR_SHARES: u32 = 20;

/// Ratings by those who reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratings {
    /// How many.
    pub count: u32,
    /// The sum of their scores.
    sum: u32,
}

impl Ratings {
    /// The mean in tenths, rounded to the nearest: 10 to 50. `None` where there is none.
    pub fn mean_tenths(self) -> Option<u32> {
        let half = self.count / 2;
        let sum = self.sum.saturating_mul(10).saturating_add(half);
        sum.checked_div(self.count)
    }
}

/// The share of a class among the closed cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The class.
    pub class: Class,
    /// Thousandths of the closed cases.
    pub per_mille: u32,
}

/// How some cases were handled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub total: u32,
    /// Those of them that are not published.
    pub withheld: u32,
    classes: BTreeMap<Class, (u32, Ratings)>,
}

impl Count {
    /// Counts cases.
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Counted>) -> Self {
        let mut count = Self::default();
        for case in cases {
            count.total += 1;
            count.withheld += u32::from(case.withheld.is_some());
            let (cases, ratings) = count.classes.entry(Class::of(case)).or_default();
            *cases += 1;
            // A score that is none is not counted as one.
            if let Some(score) = case.rating.filter(|score| (1..=5).contains(score)) {
                ratings.count += 1;
                ratings.sum += u32::from(score);
            }
        }
        count
    }

    /// How many are of a class.
    pub fn class(&self, class: &Class) -> u32 {
        self.classes.get(class).map_or(0, |(count, _)| *count)
    }

    /// The ratings of those of a class.
    pub fn ratings(&self, class: &Class) -> Ratings {
        let of_class = self.classes.get(class);
        of_class.map_or_else(Ratings::default, |(_, ratings)| *ratings)
    }

    /// How many were closed, in whatever class: what shares are of.
    pub fn closed(&self) -> u32 {
        let closed = self.classes.iter().filter(|(class, _)| class.is_closed());
        closed.map(|(_, (count, _))| count).sum()
    }

    /// The share of each class among the closed cases, those that are not classified among them; all
    /// shares add up to 1,000. `None` where fewer than [`FEWEST_FOR_SHARES`] were closed.
    pub fn shares(&self) -> Option<Vec<Share>> {
        let closed = self.closed();
        if closed < FEWEST_FOR_SHARES {
            return None;
        }
        let parts = Class::ALL.iter().filter(|class| class.is_closed());
        let mut shares: Vec<(u64, Share)> = parts
            .map(|class| {
                let thousandths = u64::from(self.class(class)) * 1000;
                let whole = thousandths / u64::from(closed);
                let share = Share {
                    class: class.clone(),
                    per_mille: u32::try_from(whole).unwrap_or(1000),
                };
                (thousandths % u64::from(closed), share)
            })
            .collect();
        // What rounding down leaves goes to those who lost most by it, the first of equals.
        let told: u32 = shares.iter().map(|(_, share)| share.per_mille).sum();
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(shares.get(*at).map_or(0, |(rest, _)| *rest)));
        for at in order
            .into_iter()
            .take(1000_u32.saturating_sub(told) as usize)
        {
            if let Some((_, share)) = shares.get_mut(at) {
                share.per_mille += 1;
            }
        }
        Some(shares.into_iter().map(|(_, share)| share).collect())
    }
}
