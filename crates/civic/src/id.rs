//! Newtypes for identifiers, so that a place cannot be looked up by the identifier of a rule.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as published.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(s: &str) -> Self {
                Self(s.to_owned())
            }
        }
    )*};
}

ids! {
    /// A place 地点: a stretch of street, one side of it, or a zone.
    PlaceId;
    /// A rule 摆摊规则.
    RuleId;
    /// A kind of goods 经营品类.
    GoodsId;
    /// A document 文件 that a rule, a step or a correction cites.
    DocumentId;
    /// A unit 单位, by its statistical code (GB/T 2260 and its longer forms).
    UnitCode;
    /// A duty item 履职事项.
    DutyId;
    /// A proposal in the admission log 职责准入.
    AdmissionId;
    /// A requirement 工作要求.
    RequirementId;
    /// One step 层级 of a requirement.
    StepId;
    /// A correction 纠偏.
    CorrectionId;
    /// A limit on official documents 公文规范.
    LimitId;
    /// An update 动态.
    UpdateId;
    /// A case 诉求.
    CaseId;
    /// The key of a case in the store 案件键: never published, and it says nothing about the case.
    CaseKey;
    /// A kind of feedback 诉求类别; the Open311 `service_code`.
    ServiceCode;
    /// A question of a kind of feedback 问题; the Open311 attribute `code`.
    QuestionCode;
}
