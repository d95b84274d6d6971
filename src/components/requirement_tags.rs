//! The tags of a requirement.

use civic::duties::RequirementStatus;
use civic::duties::added_demands::AdditionState;
use leptos::prelude::*;
use web::i18n::lang;

use super::fact::{Tag, TagKind};
use super::icon::Icon;

/// The tag of a status.
#[component]
pub(crate) fn StatusTag<'a>(status: &'a RequirementStatus) -> impl IntoView + use<> {
    let (kind, icon) = match status {
        RequirementStatus::Clean | RequirementStatus::Justified => (TagKind::Good, Icon::YES),
        RequirementStatus::Corrected => (TagKind::Good, Icon::BACK),
        RequirementStatus::Confirmed => (TagKind::Bad, Icon::PLUS),
        _ => (TagKind::Pending, Icon::WAIT),
    };
    view! { <Tag kind icon label=lang().term(status.zh(), status.en())/> }
}

/// The tag of what was decided about an addition.
#[component]
pub(crate) fn StateTag<'a>(state: &'a AdditionState) -> impl IntoView + use<> {
    let (kind, icon) = match state {
        AdditionState::Justified => (TagKind::Good, Icon::YES),
        AdditionState::Corrected => (TagKind::Good, Icon::BACK),
        AdditionState::Confirmed => (TagKind::Bad, Icon::PLUS),
        _ => (TagKind::Pending, Icon::WAIT),
    };
    view! { <Tag kind icon label=lang().term(state.zh(), state.en())/> }
}
