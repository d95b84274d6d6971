//! The admission of duties 职责准入: what a higher department proposed to hand to the grassroots, and
//! what was decided of it.

use serde::{Deserialize, Serialize};

use super::{DutyCategory, DutyList, Unit};
use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{AdmissionId, DocumentId, DutyId, Text, UnitCode};

open_enum! {
    /// What was decided of a proposal 决定.
    AdmissionDecision {
        /// Nothing yet.
        UnderReview = "under_review", "审查中", "Under review";
        /// It may be put on a list.
        Admitted = "admitted", "准入", "Admitted";
        /// It may not be handed down.
        Refused = "refused", "不予准入", "Not admitted";
    }
}

/// A proposal to hand a duty to the grassroots, one row of the admission log 职责准入.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    /// Its identifier.
    pub id: AdmissionId,
    /// The duty, as it was proposed.
    pub title: Text,
    /// Its category.
    pub category: DutyCategory,
    /// The units that are to have it; a unit above others stands for all of them.
    pub units: Vec<UnitCode>,
    /// The items of duty lists that it is about: proposed ones, or what it became.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyId>,
    /// The unit that proposed it.
    pub proposed_by: Text,
    /// The day on which it was proposed.
    pub proposed_on: Date,
    /// What was decided.
    pub decision: AdmissionDecision,
    /// Who decided, or is to decide; empty if that is not known yet.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub decided_by: Text,
    /// When it was decided; `None` while it is under review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// The document of the decision; `None` while it is under review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
    /// Where this row comes from.
    pub source: Source,
}

impl Admission {
    /// The day it is told by: on which it was decided, or else proposed.
    pub fn told_on(&self) -> Date {
        self.decided_on.unwrap_or(self.proposed_on)
    }
}

/// A duty item that an admission is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdmissionDuty {
    /// The item.
    pub duty: DutyId,
    /// The unit whose list it is on.
    pub unit: UnitCode,
    /// The list it is on now.
    pub list: DutyList,
}

/// The units that proposed something, by their Chinese names, in the order of the log.
pub fn proposers(log: &[Admission]) -> Vec<&Text> {
    let mut proposers: Vec<&Text> = Vec::new();
    for admission in log {
        if proposers.iter().all(|by| by.zh != admission.proposed_by.zh) {
            proposers.push(&admission.proposed_by);
        }
    }
    proposers
}

/// The name of a unit among these; its code if it is not one of them.
pub fn unit_name(units: &[Unit], code: &UnitCode) -> Text {
    let unit = units.iter().find(|unit| unit.code == *code);
    unit.map_or_else(|| Text::new(code.as_str(), ""), |unit| unit.name.clone())
}
