//! What is counted of a case, and the class it is counted in.

use crate::ServiceCode;
use crate::cases::handling::{State, WithheldReason};
use crate::cases::{Means, Stage};
use crate::open_enum::open_enum;
use crate::time::{Date, Zone};

/// What is counted of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// When it was opened.
    pub opened_on: Date,
    /// When it was closed; `None` while it is open.
    pub closed_on: Option<Date>,
    /// Its kind.
    pub service: ServiceCode,
    /// Its class, once it is closed.
    pub means: Means,
    /// The stage it has reached.
    pub stage: Stage,
    /// The reporter's own rating, 1 to 5.
    pub rating: Option<u8>,
    /// Why it is not published. It counts all the same.
    pub withheld: Option<WithheldReason>,
}

open_enum! {
    /// How a case is counted 计入.
    Class {
        /// Closed, by service.
        Service = "service", "服务", "Service";
        /// Closed, by management.
        Management = "management", "管理", "Management";
        /// Closed, by enforcement.
        Enforcement = "enforcement", "执法", "Enforcement";
        /// Closed, and not classified.
        Unclassified = "unclassified", "未分类", "Unclassified";
        /// Closed, in a class that this version does not know.
        Other = "other", "其他方式", "Another class";
        /// Not closed yet.
        Open = "open", "还在办", "Still open";
        /// Ended without being handled here: merged, referred or withdrawn.
        Elsewhere = "elsewhere", "并单、引导或撤回", "Merged, referred or withdrawn";
    }
}

impl Class {
    /// How a case is counted.
    pub fn of(case: &Counted) -> Self {
        match (&case.stage, &case.means) {
            (Stage::Merged | Stage::Referred | Stage::Withdrawn, _) => Self::Elsewhere,
            (Stage::Closed, Means::Service) => Self::Service,
            (Stage::Closed, Means::Management) => Self::Management,
            (Stage::Closed, Means::Enforcement) => Self::Enforcement,
            (Stage::Closed, Means::Unclassified) => Self::Unclassified,
            (Stage::Closed, Means::Unknown(_)) => Self::Other,
            // A stage that this version does not know counts as open, as for the clock.
            (
                Stage::Received
                | Stage::Screened
                | Stage::Assigned
                | Stage::InProgress
                | Stage::Answered
                | Stage::Reopened
                | Stage::Unknown(_),
                _,
            ) => Self::Open,
        }
    }

    /// True for closed cases, of which shares are told: those that are not classified among them.
    pub fn is_closed(&self) -> bool {
        match self {
            Self::Service
            | Self::Management
            | Self::Enforcement
            | Self::Unclassified
            | Self::Other => true,
            Self::Open | Self::Elsewhere | Self::Unknown(_) => false,
        }
    }
}

impl State {
    /// What is counted of the case on the 721 page; `None` for a kind that is published in groups only,
    /// of which a single case is never counted.
    pub fn counted(&self, zone: &Zone) -> Option<Counted> {
        let closing = self.closing.as_ref();
        self.received.publication.is_each().then(|| Counted {
            opened_on: zone.local(self.received_at).date,
            closed_on: closing.map(|closing| zone.local(closing.at).date),
            service: self.received.service.clone(),
            means: closing.map_or(Means::Unclassified, |closing| closing.means.clone()),
            stage: self.stage.clone(),
            rating: self.rating,
            withheld: self.withheld.clone(),
        })
    }
}
