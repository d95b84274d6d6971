//! Published cases 诉求: their stages, their classes under the 721 method, and what is public of them.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{CaseId, PlaceId, ServiceCode, Text};

open_enum! {
    /// The stage of a case 办理阶段.
    Stage {
        /// Received.
        Received = "received", "已收到", "Received";
        /// Screened.
        Screened = "screened", "已审核", "Screened";
        /// Assigned.
        Assigned = "assigned", "已转办", "Assigned";
        /// In progress.
        InProgress = "in_progress", "办理中", "In progress";
        /// Answered.
        Answered = "answered", "已答复", "Answered";
        /// Closed.
        Closed = "closed", "已办结", "Closed";
        /// Reopened.
        Reopened = "reopened", "重新办理", "Reopened";
        /// Merged with another.
        Merged = "merged", "已并单", "Merged";
        /// Referred elsewhere.
        Referred = "referred", "已引导到其他渠道", "Referred elsewhere";
        /// Withdrawn.
        Withdrawn = "withdrawn", "已撤回", "Withdrawn";
    }
}

impl Stage {
    /// True where nothing more is done about the case, so that its clock has stopped. A stage this
    /// version does not know counts as open.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Closed | Self::Merged | Self::Referred | Self::Withdrawn
        )
    }
}

open_enum! {
    /// The class of a case under the 721 method 办理方式: 70 % service, 20 % management, 10 %
    /// enforcement.
    Means {
        /// Service.
        Service = "service", "服务", "Service";
        /// Management.
        Management = "management", "管理", "Management";
        /// Enforcement.
        Enforcement = "enforcement", "执法", "Enforcement";
        /// Not classified.
        Unclassified = "unclassified", "未分类", "Unclassified";
    }
}

open_enum! {
    /// Why a case was closed 办结原因.
    CloseReason {
        /// What was asked for was done.
        Done = "done", "已办成", "Done";
        /// The rule was explained and stays as it is.
        Explained = "explained", "已解释，规定不变", "Explained; the rule stays";
        /// The rule or the requirement was changed.
        Changed = "changed", "已改规定", "The rule was changed";
        /// The city may not do it.
        BeyondPowers = "beyond_powers", "超出职权", "Beyond our powers";
        /// It could not be verified.
        NotVerified = "not_verified", "无法核实", "Could not be verified";
    }
}

open_enum! {
    /// Why a closing is contested 不同意的理由.
    ContestGround {
        /// The problem is still there.
        NotSolved = "not_solved", "问题还在", "The problem is still there";
        /// What was asked was not answered.
        NotAnswered = "not_answered", "没有回答我问的", "My question was not answered";
        /// It was handled by other means than it says.
        WrongMeans = "wrong_means", "办理方式说得不对", "It was not handled the way it says";
        /// What it says is not so.
        NotTrue = "not_true", "写得和实际不一样", "What it says is not so";
    }
}

/// A dated entry in the history of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// The day.
    pub on: Date,
    /// What was done.
    pub text: Text,
}

/// A published case 诉求, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its identifier.
    pub id: CaseId,
    /// Its kind.
    pub service: ServiceCode,
    /// What it is about.
    pub title: Text,
    /// The place it is about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// When it was opened.
    pub opened_on: Date,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// Its stage.
    pub stage: Stage,
    /// Its 721 class.
    pub means: Means,
    /// What was done, in chronological order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<CaseEvent>,
    /// The public answer.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub answer: Text,
    /// The reporter's own rating, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    /// Where this row comes from.
    pub source: Source,
}
