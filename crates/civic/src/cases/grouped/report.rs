//! An official's own report, as far as it is counted.

use super::{County, GroupId, Month};
use crate::ServiceCode;
use crate::cases::handling::State;
use crate::cases::{Means, Stage};
use crate::duties::Level;
use crate::duties::added_demands::Flag;
use crate::time::Zone;

/// An official's own report, as far as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its kind.
    pub service: ServiceCode,
    /// When it came in, no finer than that.
    pub month: Month,
    /// Where it came from, no finer than that; `None` where it was not said.
    pub county: Option<County>,
    /// The level that issued the order; `None` where it was not said.
    pub level: Option<Level>,
    /// What is wrong with it; `None` where it was not said.
    pub topic: Option<Flag>,
    /// The stage it has reached.
    pub stage: Stage,
    /// Its class, once it is closed.
    pub means: Option<Means>,
    /// When it ended, no finer than that; `None` while it is open.
    pub ended: Option<Month>,
    /// The published group that it is counted in.
    pub group: Option<GroupId>,
}

impl Report {
    /// What is counted of a case, with what its answers say; `None` for a case of a kind that is
    /// published case by case.
    pub fn of(
        state: &State,
        zone: &Zone,
        county: Option<County>,
        level: Option<Level>,
        topic: Option<Flag>,
    ) -> Option<Self> {
        let month = |at| Month::of(zone.local(at).date);
        let has_ended = state.stage.is_final();
        (!state.received.publication.is_each()).then(|| Self {
            service: state.received.service.clone(),
            month: month(state.received_at),
            county,
            level,
            topic,
            stage: state.stage.clone(),
            means: state.closing.as_ref().map(|closing| closing.means.clone()),
            ended: has_ended.then(|| month(state.stage_since)),
            group: state.group,
        })
    }

    /// True where it is counted at all: one that was withdrawn is not, nor one that says the same as
    /// another and was merged into it.
    pub fn is_counted(&self) -> bool {
        !matches!(self.stage, Stage::Withdrawn | Stage::Merged)
    }
}
