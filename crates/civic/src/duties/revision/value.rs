//! The fields of what is compared, and their values.

use crate::documents::{Correction, CorrectionTarget, Source};
use crate::duties::{Assessment, Basis, Coverage, Deliverable, Frequency, Step, Target, Tool};
use crate::time::Date;
use crate::{DocumentId, DutyId, StepId, Text};

/// A field of a duty item, a requirement, a step or a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The identifier.
    Identifier,
    /// The title.
    Title,
    /// The list.
    List,
    /// The category.
    Category,
    /// The status of a requirement.
    Status,
    /// The code of the unit.
    Unit,
    /// Who leads, or takes over.
    Lead,
    /// What the leading department does.
    LeadDuty,
    /// What the unit does.
    UnitDuty,
    /// How the department handles what it took back.
    Takeover,
    /// The day since which it is listed.
    Since,
    /// A duty item that a requirement belongs to. There may be several.
    Duty,
    /// A law or rule that a duty item or a requirement is based on. There may be several.
    LegalBasis,
    /// A step of a requirement.
    Step,
    /// The step above.
    Parent,
    /// The level of a step.
    Level,
    /// The name of the unit of a step.
    UnitName,
    /// The day a step is due.
    DueOn,
    /// How often.
    Frequency,
    /// A target. There may be several.
    Target,
    /// Something to hand in. There may be several.
    Deliverable,
    /// A phone tool. There may be several.
    Tool,
    /// What a step covers.
    Coverage,
    /// How a step is assessed.
    Assessment,
    /// The role of the unit of a step.
    Role,
    /// The basis of what a step adds.
    Basis,
    /// The document that states it.
    Document,
    /// A correction of a requirement.
    Correction,
    /// What a correction changes.
    CorrectionTarget,
    /// A flag that a correction addresses. There may be several.
    Flag,
    /// How it was found that there is something to correct.
    FoundBy,
    /// When that was found.
    FoundOn,
    /// When a correction was decided.
    DecidedOn,
    /// The day from which a correction applies.
    EffectiveOn,
    /// Who decides on a correction.
    DecidedBy,
    /// What a correction found.
    Before,
    /// What a correction made of it.
    After,
    /// Why it was corrected.
    Reason,
    /// The note for readers.
    Note,
    /// Where the row comes from.
    Source,
}

/// A value of a field; what is empty or not stated is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text.
    Text(&'a Text),
    /// A term of the portal, in Chinese and English.
    Term(&'a str, &'a str),
    /// An identifier or a code, which is no word.
    Code(&'a str),
    /// A day.
    Day(Date),
    /// How often.
    Frequency(&'a Frequency),
    /// A target.
    Target(&'a Target),
    /// Something to hand in.
    Deliverable(&'a Deliverable),
    /// A phone tool.
    Tool(&'a Tool),
    /// What is covered.
    Coverage(&'a Coverage),
    /// How it is assessed.
    Assessment(Assessment),
    /// A basis.
    Basis(&'a Basis),
    /// A document.
    Document(&'a DocumentId),
    /// A duty item.
    Duty(&'a DutyId),
    /// The step with this identifier.
    StepOf(&'a StepId),
    /// A step.
    Step(&'a Step),
    /// A correction.
    Correction(&'a Correction),
    /// What a correction changes.
    CorrectionTarget(&'a CorrectionTarget),
    /// Where a row comes from.
    Source(&'a Source),
    /// Several values whose order alone differs.
    List(Vec<Value<'a>>),
}

impl Field {
    /// Whether a record may have several values of this field, each of which comes and goes by itself.
    pub fn has_several(self) -> bool {
        matches!(
            self,
            Self::Duty
                | Self::LegalBasis
                | Self::Step
                | Self::Target
                | Self::Deliverable
                | Self::Tool
                | Self::Correction
                | Self::Flag
        )
    }

    /// Whether each of several values stands for itself: one that is gone did not become another.
    pub(super) fn is_set(self) -> bool {
        matches!(self, Self::Duty | Self::LegalBasis | Self::Flag)
    }
}
