//! Requirements 工作要求, each as a tree of steps down the levels of administration.
//!
//! The types come bottom-up: first the values of a step (frequency, targets, deliverables, tools,
//! coverage, assessment, basis), then [`Step`] and [`Requirement`].

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::duties::{DutyCategory, DutyList, Level};
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{DocumentId, DutyId, RequirementId, StepId, Text, UnitCode};

open_enum! {
    /// The period of a frequency 频次.
    Period {
        /// Once in all.
        Once = "once", "一次", "once";
        /// A year.
        Year = "year", "每年", "a year";
        /// A quarter.
        Quarter = "quarter", "每季度", "a quarter";
        /// A month.
        Month = "month", "每月", "a month";
        /// A week.
        Week = "week", "每周", "a week";
        /// A day.
        Day = "day", "每天", "a day";
    }
}

/// How often something is demanded 频次.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frequency {
    /// The number of times.
    pub times: u32,
    /// The period.
    pub per: Period,
}

/// A quantity in thousandths, to avoid comparing floats: `85` is 85000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Milli(pub i64);

open_enum! {
    /// The direction of a target 方向.
    Bound {
        /// At least.
        AtLeast = "at_least", "不少于", "at least";
        /// At most.
        AtMost = "at_most", "不多于", "at most";
    }
}

/// A quantity target 量化指标.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// What is measured.
    pub measure: Text,
    /// The unit of measure, such as 处 or %.
    pub unit: String,
    /// Whether it is a rate, a share or a duration: such children are compared one by one, not as a
    /// sum.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rate: bool,
    /// At least or at most.
    pub bound: Bound,
    /// The value, in thousandths.
    pub value: Milli,
}

/// Units of measure that are not divided among the units below: each must meet the target itself.
/// Two streets that are each given three days have not been given six.
const UNITS_NOT_SHARED_OUT: [&str; 13] = [
    "%",
    "‰",
    "分钟",
    "小时",
    "天",
    "日",
    "工作日",
    "个工作日",
    "周",
    "月",
    "个月",
    "年",
    "字",
];

impl Target {
    /// Whether a measure in this unit is a rate, a share or a duration.
    pub fn is_rate(measure: &str, unit: &str) -> bool {
        measure.ends_with('率') || UNITS_NOT_SHARED_OUT.contains(&unit)
    }
}

open_enum! {
    /// The kind of a deliverable 材料.
    DeliverableKind {
        /// A report.
        Report = "report", "报告", "report";
        /// A form.
        Form = "form", "报表", "form";
        /// A photo.
        Photo = "photo", "照片", "photo";
        /// A meeting.
        Meeting = "meeting", "会议", "meeting";
        /// A ledger.
        Ledger = "ledger", "台账", "ledger";
    }
}

/// A deliverable: something to be handed in 材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliverable {
    /// Its kind.
    pub kind: DeliverableKind,
    /// Its name.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// How many are due, and how often.
    pub frequency: Frequency,
}

open_enum! {
    /// The kind of a phone tool 指尖工具.
    ToolKind {
        /// An app that must be used.
        App = "app", "政务应用", "app";
        /// A check-in.
        CheckIn = "check_in", "打卡", "check-in";
        /// A relay in a chat group.
        GroupRelay = "group_relay", "群接龙", "group relay";
        /// A screenshot.
        Screenshot = "screenshot", "截图", "screenshot";
    }
}

/// A tool that a step demands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its kind.
    pub kind: ToolKind,
    /// Its name.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// How often it must be used.
    pub frequency: Frequency,
}

/// What a step covers 范围.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// In words.
    pub text: Text,
    /// The count, if it is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The unit of count, such as 条.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Whether it covers all 全部.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all: bool,
}

/// How a step is assessed 考核.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Units are ranked 排名.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ranking: bool,
    /// One failing item fails the whole 一票否决.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub veto: bool,
    /// A pledge is signed 责任状.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pledge: bool,
}

open_enum! {
    /// The role of a unit 角色.
    Role {
        /// It leads.
        Lead = "lead", "牵头", "leads";
        /// It assists.
        Assist = "assist", "配合", "assists";
    }
}

/// The basis of what a step adds 依据.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// In words.
    pub text: Text,
    /// The level of the issuer.
    pub level: Level,
    /// Whether it is an emergency 应急.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub emergency: bool,
    /// The document, if one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// One step 层级 of a requirement: what one unit demands of those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its identifier.
    pub id: StepId,
    /// Its parent, the step above it; `None` for the origin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<StepId>,
    /// Its level.
    pub level: Level,
    /// The unit's code.
    pub unit: UnitCode,
    /// The unit's name.
    pub unit_name: Text,
    /// The document that states it.
    pub document: DocumentId,
    /// The day it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// How often it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// Quantity targets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// The deliverables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deliverables: Vec<Deliverable>,
    /// The phone tools.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<Tool>,
    /// What it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// How it is assessed.
    #[serde(default)]
    pub assessment: Assessment,
    /// The role of this unit, if stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The basis of what it adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// A note for readers.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
}

open_enum! {
    /// The status of a requirement 状态, as decided by a named unit; the program never sets it.
    RequirementStatus {
        /// Nothing was added.
        Clean = "clean", "未见加码", "Nothing added";
        /// Found, but not reviewed yet.
        Open = "open", "待核实", "To be checked";
        /// Being reviewed.
        UnderReview = "under_review", "复核中", "Under review";
        /// Confirmed as an added demand.
        Confirmed = "confirmed", "已认定", "Confirmed";
        /// Justified by its basis.
        Justified = "justified", "合理调整", "Justified";
        /// Corrected.
        Corrected = "corrected", "已纠正", "Corrected";
    }
}

/// A requirement 工作要求: one demand, from its origin down the levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Its identifier.
    pub id: RequirementId,
    /// Its title.
    pub title: Text,
    /// Its category.
    pub category: DutyCategory,
    /// The list its duty is on.
    pub list: DutyList,
    /// The duty items it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyId>,
    /// The laws and rules it is based on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<DocumentId>,
    /// Its status.
    pub status: RequirementStatus,
    /// Its steps; a parent always precedes its children.
    pub steps: Vec<Step>,
    /// A note for readers.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// Where this row comes from.
    pub source: Source,
}
