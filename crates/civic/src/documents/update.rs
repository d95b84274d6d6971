//! Updates 动态: what changed, and when.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{Text, UpdateId};

open_enum! {
    /// The kind of an update.
    UpdateKind {
        /// A season opens.
        SeasonOpen = "season_open", "季节开放", "Season opens";
        /// The rules of a place changed.
        ZoneChange = "zone_change", "规则调整", "Rules changed";
        /// A place is closed for a time.
        TemporaryClosure = "temporary_closure", "临时关闭", "Temporary closing";
        /// Something was corrected.
        Correction = "correction", "纠偏", "Correction";
        /// A duty list changed.
        ListUpdate = "list_update", "清单调整", "List changed";
        /// A monthly report.
        MonthlyReport = "monthly_report", "月度通报", "Monthly report";
    }
}

/// An update 动态.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Its identifier.
    pub id: UpdateId,
    /// The day it was published.
    pub date: Date,
    /// Its kind.
    pub kind: UpdateKind,
    /// Its title.
    pub title: Text,
    /// What changed.
    pub body: Text,
    /// The identifiers of the places, requirements, duties and corrections it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affects: Vec<String>,
    /// The first day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Date>,
    /// The first day on which it no longer applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where this row comes from.
    pub source: Source,
}
