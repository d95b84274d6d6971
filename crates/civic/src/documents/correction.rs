//! Corrections 纠偏.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::duties::added_demands::Flag;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{CaseId, CorrectionId, DocumentId, PlaceId, RequirementId, Text};

open_enum! {
    /// How it was found 发现途径.
    FoundBy {
        /// By comparing the levels.
        Comparison = "comparison", "逐级比对", "Level comparison";
        /// By an official's own report.
        StaffReport = "staff_report", "基层反映", "An official's report";
        /// By feedback from the public.
        PublicFeedback = "public_feedback", "群众反映", "Public feedback";
    }
}

/// What a correction changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionTarget {
    /// A requirement.
    Requirement(RequirementId),
    /// The rules of a place.
    Place(PlaceId),
    /// A case.
    Case(CaseId),
}

/// A correction 纠偏: a dated decision that changes a requirement, the rules of a place or a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its identifier.
    pub id: CorrectionId,
    /// What it changes.
    pub target: CorrectionTarget,
    /// The flags it addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// How it was found.
    pub found_by: FoundBy,
    /// When it was found.
    pub found_on: Date,
    /// When it was decided; `None` while it is under review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// The day from which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Date>,
    /// Who decides.
    pub decided_by: Text,
    /// Before.
    pub before: Text,
    /// After.
    pub after: Text,
    /// Why.
    pub reason: Text,
    /// The decision, if it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Where this row comes from.
    pub source: Source,
}

impl Correction {
    /// How many days it took from the finding to the decision; `None` while it is under review.
    pub fn days(&self) -> Option<i64> {
        Some(self.decided_on?.day_number() - self.found_on.day_number())
    }

    /// The day it is told by: from which it applies, or on which it was decided or found.
    pub fn told_on(&self) -> Date {
        self.effective_on
            .or(self.decided_on)
            .unwrap_or(self.found_on)
    }
}
