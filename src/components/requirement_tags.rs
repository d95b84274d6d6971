//! The tags of a requirement.

use civic::duties::RequirementStatus;
use civic::duties::added_demands::Flag;
use leptos::prelude::*;
use web::i18n::lang;

use super::fact::tag;

/// The tag of a status.
pub(crate) fn status_tag(status: &RequirementStatus) -> AnyView {
    let kind = match status {
        RequirementStatus::Clean | RequirementStatus::Justified | RequirementStatus::Corrected => {
            "yes"
        }
        RequirementStatus::Confirmed => "no",
        _ => "if",
    };
    tag(kind, lang().term(status.zh(), status.en()))
}

/// The tag of an added demand.
pub(crate) fn flag_tag(flag: &Flag) -> AnyView {
    tag("flag", lang().term(flag.zh(), flag.en()))
}
