//! A choice among cases.

use super::{CaseEntry, Cell};
use crate::ServiceCode;
use crate::cases::{Means, Month, Period, Stage};

/// A choice among cases; what is `None` is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The stage.
    pub stage: Option<Stage>,
    /// The kind.
    pub service: Option<ServiceCode>,
    /// The 721 class.
    pub means: Option<Means>,
    /// The time in which they were opened.
    pub period: Option<Period>,
    /// Whether they are withheld.
    pub withheld: Option<bool>,
}

impl Selection {
    /// True for cells and entries of this month.
    pub fn covers(&self, month: Month) -> bool {
        self.period.is_none_or(|period| period.holds(month))
    }

    /// True where the cases of a cell are chosen, if their month is.
    pub fn takes(&self, cell: &Cell) -> bool {
        self.fits(&cell.stage, &cell.service, &cell.means, cell.withheld)
    }

    /// True where a case is chosen.
    pub fn has(&self, entry: &CaseEntry) -> bool {
        self.covers(entry.month())
            && self.fits(
                &entry.stage,
                &entry.service,
                &entry.means,
                entry.withheld.is_some(),
            )
    }

    /// How many cases of a month are chosen, by their cells.
    pub fn count(&self, month: Month, cells: &[Cell]) -> u32 {
        self.sum(month, cells, |cell| cell.count)
    }

    /// How many entries of a list are chosen: a group of cases is one.
    pub fn entries(&self, month: Month, cells: &[Cell]) -> u32 {
        self.sum(month, cells, |cell| cell.entries)
    }

    fn sum(&self, month: Month, cells: &[Cell], of: fn(&Cell) -> u32) -> u32 {
        if !self.covers(month) {
            return 0;
        }
        let chosen = cells.iter().filter(|cell| self.takes(cell));
        chosen.map(of).fold(0, u32::saturating_add)
    }

    fn fits(&self, stage: &Stage, service: &ServiceCode, means: &Means, withheld: bool) -> bool {
        self.stage.as_ref().is_none_or(|wanted| wanted == stage)
            && self.service.as_ref().is_none_or(|wanted| wanted == service)
            && self.means.as_ref().is_none_or(|wanted| wanted == means)
            && self.withheld.is_none_or(|wanted| wanted == withheld)
    }
}
