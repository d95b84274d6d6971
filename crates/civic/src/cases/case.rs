//! Published cases 诉求: their stages, their classes under the 721 method, and what is public of them.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{CaseId, PlaceId, ServiceCode, Text, UnitCode};

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

open_enum! {
    /// Why nothing of a case is published but that it is one 不公开的原因.
    WithheldReason {
        /// What it tells would identify somebody.
        Personal = "personal", "会认出当事人", "It would show who is meant";
        /// Publication would endanger somebody.
        Safety = "safety", "涉及人身安全", "It would put someone at risk";
        /// It is still being investigated.
        Investigation = "investigation", "正在调查", "It is being investigated";
        /// It holds a state or trade secret.
        Secret = "secret", "涉及国家秘密或商业秘密", "It holds a state or trade secret";
        /// A law forbids it.
        Law = "law", "法律不允许公开", "A law forbids it";
        /// It says nothing that can be handled: advertising, or no words.
        Empty = "empty", "没有可办的内容", "Nothing that can be handled";
        /// Whoever reported it asked for that.
        Asked = "asked", "反映人要求不公开", "The person who wrote asked for it";
    }
}

impl Means {
    /// The share that the 721 method wants of it, in per cent; `None` where it names none.
    pub fn goal_percent(&self) -> Option<u32> {
        match self {
            Self::Service => Some(70),
            Self::Management => Some(20),
            Self::Enforcement => Some(10),
            Self::Unclassified | Self::Unknown(_) => None,
        }
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

/// A time in which the clock of a case stood still 暂停.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The first day that does not count.
    pub from: Date,
    /// The first day that counts again; `None` while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Why.
    pub reason: Text,
}

/// A published case 诉求, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its identifier.
    pub id: CaseId,
    /// Its kind.
    pub service: ServiceCode,
    /// What it is about; empty where the case is withheld.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// How many cases this is together 件数, of a kind that is published in groups; `None` for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u32>,
    /// The place it is about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// What else it is about, by identifier: requirements, rules, duty items, goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// When it was opened; of a group, the first day of the month.
    pub opened_on: Date,
    /// The last day for an answer, by the city's calendar and the pauses. It is computed where a snapshot is
    /// made and in no sheet; `None` where no time is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// Its stage.
    pub stage: Stage,
    /// Why it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_reason: Option<CloseReason>,
    /// Its 721 class.
    pub means: Means,
    /// Why it has that class: for what goes beyond service, why less was not enough.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub means_ground: Text,
    /// What the answer rests on, by identifier: documents, rules, requirements, duty items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<String>,
    /// The times in which the clock stood still, in chronological order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// What was done, in chronological order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<CaseEvent>,
    /// The public answer.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub answer: Text,
    /// The unit that answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitCode>,
    /// Who it was referred to and how they are reached.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub referred_to: Text,
    /// The case that goes on for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<CaseId>,
    /// What was changed because of it, by identifier: corrections, rules, requirements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub led_to: Vec<String>,
    /// Why nothing else of it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<WithheldReason>,
    /// The reporter's own rating, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    /// Where this row comes from.
    pub source: Source,
}

impl Case {
    /// How many cases it counts as.
    pub fn count(&self) -> u32 {
        self.group.unwrap_or(1)
    }

    /// The last day on which something is known to have been done about it.
    pub fn updated_on(&self) -> Date {
        let events = self.events.iter().map(|event| event.on);
        events
            .chain(self.closed_on)
            .fold(self.opened_on, std::cmp::max)
    }

    /// Every identifier that it names: its place, what it is about, what it rests on, what it led to.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        let place = self.place.iter().map(PlaceId::as_str);
        let rest = [&self.about, &self.basis, &self.led_to];
        place.chain(rest.into_iter().flatten().map(String::as_str))
    }

    /// The same without anything that tells what it is about, as a withheld case is published: its kind, its
    /// days, its stage and its class still count.
    #[must_use]
    pub fn without_words(self) -> Self {
        Self {
            title: Text::default(),
            place: None,
            about: Vec::new(),
            means_ground: Text::default(),
            basis: Vec::new(),
            pauses: Vec::new(),
            events: Vec::new(),
            answer: Text::default(),
            unit: None,
            referred_to: Text::default(),
            merged_into: None,
            led_to: Vec::new(),
            ..self
        }
    }
}
