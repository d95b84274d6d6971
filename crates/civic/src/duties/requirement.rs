//! Requirements 工作要求, each followed down the levels.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::duties::Level;
use crate::duties::{DutyCategory, DutyList};
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{DocumentId, DutyId, RequirementId, StepId, Text, UnitCode};

open_enum! {
    /// How often 频次 is counted.
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

/// How often something is asked for 频次.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frequency {
    /// How many times.
    pub times: u32,
    /// In which period.
    pub per: Period,
}

/// A quantity in thousandths: `85` is 85000, so that no float is ever compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Milli(pub i64);

open_enum! {
    /// Which way a target binds 方向.
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
    /// True where it is a rate, a share or a time: then children are compared alone, not as a sum.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rate: bool,
    /// At least or at most.
    pub bound: Bound,
    /// The value, in thousandths.
    pub value: Milli,
}

open_enum! {
    /// What is to be handed in 材料.
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

/// Something to be handed in 材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliverable {
    /// What kind.
    pub kind: DeliverableKind,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// How many, and how often.
    pub frequency: Frequency,
}

open_enum! {
    /// A tool on the phone 指尖工具.
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
    /// What kind.
    pub kind: ToolKind,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// How often.
    pub frequency: Frequency,
}

/// What a step covers 范围.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// In words.
    pub text: Text,
    /// How many, where it is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Of what, such as 条.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// True where it covers all 全部.
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
    /// The part a unit takes 角色.
    Role {
        /// It leads.
        Lead = "lead", "牵头", "leads";
        /// It assists.
        Assist = "assist", "配合", "assists";
    }
}

/// What a step rests on for what it adds 依据.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// In words.
    pub text: Text,
    /// The level of who issued it.
    pub level: Level,
    /// True for an emergency 应急.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub emergency: bool,
    /// The document, where one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// One step 层级 of a requirement: what one unit asks of those below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its identifier.
    pub id: StepId,
    /// The step above it; `None` for the origin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<StepId>,
    /// Its level.
    pub level: Level,
    /// The unit's code.
    pub unit: UnitCode,
    /// The unit's name.
    pub unit_name: Text,
    /// The document that says it.
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
    /// What is to be handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deliverables: Vec<Deliverable>,
    /// Tools on the phone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<Tool>,
    /// What it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// How it is assessed.
    #[serde(default)]
    pub assessment: Assessment,
    /// The part this unit takes, where it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// What it rests on for what it adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
}

open_enum! {
    /// Where a requirement stands 状态, as a named unit has decided; never typed by the program.
    RequirementStatus {
        /// Nothing was added.
        Clean = "clean", "未见加码", "Nothing added";
        /// Found, not looked at yet.
        Open = "open", "待核实", "To be checked";
        /// Being looked at.
        UnderReview = "under_review", "复核中", "Under review";
        /// Confirmed as an added demand.
        Confirmed = "confirmed", "已认定", "Confirmed";
        /// Justified by its basis.
        Justified = "justified", "合理调整", "Justified";
        /// Corrected.
        Corrected = "corrected", "已纠正", "Corrected";
    }
}

/// A requirement 工作要求: one demand, followed down the levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Its identifier.
    pub id: RequirementId,
    /// What is asked.
    pub title: Text,
    /// Its category.
    pub category: DutyCategory,
    /// The list its duty stands on.
    pub list: DutyList,
    /// The duty items it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyId>,
    /// The laws and rules it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<DocumentId>,
    /// Where it stands.
    pub status: RequirementStatus,
    /// Its steps; a parent always stands before its children.
    pub steps: Vec<Step>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// Where this row comes from.
    pub source: Source,
}
