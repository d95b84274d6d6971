//! The shares of the 721 page.

use super::{Cell, Selection};
use crate::cases::{Means, Month};

/// No share is shown of fewer cases than this: it would say more than they do.
pub const MIN_FOR_SHARES: u32 = 20;

/// One class among the cases of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The class.
    pub means: Means,
    /// How many cases.
    pub count: u32,
    /// How many of them were rated by who reported them.
    pub rated: u32,
    /// The sum of these ratings, each 1 to 5.
    pub stars: u32,
}

/// The classes of the cases of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// How many cases there are, those without a class included.
    pub total: u32,
    /// Each class: those of the method, unclassified, then any that this version does not know.
    pub classes: Vec<Share>,
}

impl Share {
    /// The mean rating in tenths, 10 to 50, rounded; `None` where nobody has rated.
    pub fn mean_tenths(&self) -> Option<u32> {
        rounded(self.stars.checked_mul(10)?, self.rated)
    }
}

impl Shares {
    /// The share of a class in per cent, rounded, of all cases; `None` where there are too few for shares.
    pub fn percent(&self, share: &Share) -> Option<u32> {
        let part = u64::from(share.count) * 100;
        if self.total < MIN_FOR_SHARES {
            return None;
        }
        u32::try_from((part + u64::from(self.total) / 2) / u64::from(self.total)).ok()
    }
}

fn rounded(sum: u32, n: u32) -> Option<u32> {
    sum.checked_add(n / 2)?.checked_div(n)
}

/// The classes of the chosen cases. A class that this version does not know is in the total, as
/// unclassified is.
pub fn shares<'a>(
    months: impl IntoIterator<Item = (Month, &'a [Cell])>,
    selection: &Selection,
) -> Shares {
    let none = |means: &Means| Share {
        means: means.clone(),
        count: 0,
        rated: 0,
        stars: 0,
    };
    let mut classes: Vec<Share> = Means::ALL.iter().map(none).collect();
    let covered = months
        .into_iter()
        .filter(|(month, _)| selection.covers(*month));
    for cell in covered.flat_map(|(_, cells)| cells) {
        if !selection.takes(cell) {
            continue;
        }
        let at = classes.iter().position(|share| share.means == cell.means);
        let at = at.unwrap_or_else(|| {
            classes.push(none(&cell.means));
            classes.len() - 1
        });
        if let Some(share) = classes.get_mut(at) {
            share.count = share.count.saturating_add(cell.count);
            share.rated = share.rated.saturating_add(cell.rated);
            share.stars = share.stars.saturating_add(cell.stars);
        }
    }
    let counts = classes.iter().map(|share| share.count);
    Shares {
        total: counts.fold(0, u32::saturating_add),
        classes,
    }
}
