//! The tags of a requirement.

use civic::duties::RequirementStatus;
use civic::duties::added_demands::Flag;
use leptos::prelude::*;
use web::i18n::lang;

use super::fact::Tag;

/// The tag of a status.
#[component]
pub(crate) fn StatusTag<'a>(status: &'a RequirementStatus) -> impl IntoView + use<> {
    let kind = match status {
        RequirementStatus::Clean | RequirementStatus::Justified | RequirementStatus::Corrected => {
            "yes"
        }
        RequirementStatus::Confirmed => "no",
        _ => "if",
    };
    view! { <Tag kind label=lang().term(status.zh(), status.en())/> }
}

/// The tag of an added demand.
#[component]
pub(crate) fn FlagTag<'a>(flag: &'a Flag) -> impl IntoView + use<> {
    view! { <Tag kind="flag" label=lang().term(flag.zh(), flag.en())/> }
}
