//! What fields are called.

use civic::duties::revision::Field;
use web::i18n::Message;

use crate::messages::{components, corrections, history, requirements, tasks};

/// The name of a field.
pub(super) fn name(field: Field) -> &'static Message {
    match field {
        Field::Identifier => &history::IDENTIFIER,
        Field::Title => &history::TITLE_FIELD,
        Field::List => &history::LIST,
        Field::Category => &history::CATEGORY,
        Field::Status => &history::STATUS,
        Field::Unit => &history::UNIT_CODE,
        Field::Lead => &history::WHO_LEADS,
        Field::LeadDuty => &tasks::LEAD_DUTY,
        Field::UnitDuty => &tasks::UNIT_DUTY,
        Field::Takeover => &tasks::HOW_NOW,
        Field::Since => &tasks::SINCE,
        Field::Duty => &history::A_DUTY,
        Field::LegalBasis => &tasks::LEGAL_BASIS,
        Field::Step => &history::STEP,
        Field::Parent => &history::PARENT,
        Field::Level => &history::LEVEL,
        Field::UnitName => &history::UNIT_NAME,
        Field::DueOn => &requirements::DUE_ON,
        Field::Frequency => &requirements::FREQUENCY,
        Field::Target => &requirements::TARGETS,
        Field::Deliverable => &requirements::DELIVERABLES,
        Field::Tool => &requirements::TOOLS,
        Field::Coverage => &requirements::COVERAGE,
        Field::Assessment => &requirements::ASSESSMENT,
        Field::Role => &history::ROLE,
        Field::Basis => &history::BASIS,
        Field::Document => &components::DOCUMENT,
        Field::Correction => &corrections::TITLE,
        Field::CorrectionTarget => &history::ABOUT,
        Field::Flag => &history::FLAG,
        Field::FoundBy => &history::FOUND_BY,
        Field::FoundOn => &history::FOUND_ON,
        Field::DecidedOn => &history::DECIDED_ON,
        Field::EffectiveOn => &history::EFFECTIVE_ON,
        Field::DecidedBy => &history::DECIDED_BY,
        Field::Before => &history::BEFORE,
        Field::After => &history::AFTER,
        Field::Reason => &history::REASON,
        Field::Note => &components::NOTE,
        Field::Source => &history::SOURCE,
    }
}
