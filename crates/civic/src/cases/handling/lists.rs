//! Lists that people choose from, and what an answer rests on or led to.

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;

open_enum! {
    /// Why the clock is stopped 停钟原因.
    PauseReason {
        /// The person who reported it is asked for something.
        WaitingForReporter = "waiting_for_reporter", "等反映人补充", "Waiting for the reporter";
        /// Another unit has to say or do something first.
        WaitingForUnit = "waiting_for_unit", "等其他单位", "Waiting for another unit";
        /// An examination, a measurement or an appraisal.
        Examination = "examination", "检测鉴定", "Examination";
        /// A procedure with a time of its own by law.
        LegalProcedure = "legal_procedure", "法定程序", "Legal procedure";
        /// Weather or another emergency that stops the work.
        Emergency = "emergency", "天气或突发事件", "Weather or an emergency";
    }
}

open_enum! {
    /// What is pointed at.
    ReferenceKind {
        /// A document.
        Document = "document", "文件", "Document";
        /// A duty.
        Duty = "duty", "履职事项", "Duty";
        /// A rule.
        Rule = "rule", "摆摊规则", "Rule";
        /// A requirement.
        Requirement = "requirement", "工作要求", "Requirement";
        /// A correction.
        Correction = "correction", "纠偏", "Correction";
        /// A place.
        Place = "place", "地点", "Place";
    }
}

/// Something published that a case points at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// What it is.
    pub kind: ReferenceKind,
    /// Its identifier, as published.
    pub id: String,
}

impl Reference {
    /// Points at something.
    pub fn new(kind: ReferenceKind, id: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
        }
    }
}
