//! One proposal of the admission log: who proposed it and when, what was decided, by whom, and why.

use civic::documents::Document;
use civic::duties::{Admission, AdmissionDecision};
use leptos::prelude::*;
use web::format;
use web::i18n::{lang, localized};

use crate::components::{Citations, SourceTag, Tag, TagKind};
use crate::messages::admissions;

/// The tag of a decision. One that this version does not know is neither good nor bad.
pub(super) fn decision_tag(decision: &AdmissionDecision) -> AnyView {
    let kind = match decision {
        AdmissionDecision::Admitted => TagKind::Good,
        AdmissionDecision::Refused => TagKind::Bad,
        AdmissionDecision::UnderReview => TagKind::Pending,
        AdmissionDecision::Unknown(_) => TagKind::Plain,
    };
    view! { <Tag kind label=lang().term(decision.zh(), decision.en())/> }.into_any()
}

fn sentence(admission: &Admission) -> String {
    let lang = lang();
    let decision = &admission.decision;
    let message = match (decision, admission.decided_on) {
        (AdmissionDecision::UnderReview, _) => &admissions::UNDER_REVIEW,
        (AdmissionDecision::Admitted, Some(_)) => &admissions::ADMITTED,
        (AdmissionDecision::Refused, Some(_)) => &admissions::REFUSED,
        _ => &admissions::OTHER,
    };
    let day = admission.decided_on.map(|day| format::date(lang, day));
    message
        .text()
        .replace("{by}", lang.pick(&admission.proposed_by))
        .replace("{on}", &format::date(lang, admission.proposed_on))
        .replace("{who}", lang.pick(&admission.decided_by))
        .replace("{day}", &day.unwrap_or_default())
        .replace("{decision}", lang.term(decision.zh(), decision.en()))
}

/// What the log says of a proposal. Nothing that is under review has been reasoned yet: what is written
/// there is what is asked.
pub(super) fn told(admission: &Admission) -> AnyView {
    let who = lang().pick(&admission.decided_by);
    let is_open = admission.decision == AdmissionDecision::UnderReview;
    let to_decide =
        (is_open && !who.is_empty()).then(|| admissions::TO_DECIDE.text().replace("{who}", who));
    let label = (!is_open).then(|| admissions::REASON.text());
    let reason = (!admission.reason.is_empty())
        .then(|| view! { <p>{label}{localized(&admission.reason)}</p> });
    view! {
        <p>{sentence(admission)}{to_decide} " " <SourceTag source=&admission.source/></p>
        {reason}
    }
    .into_any()
}

/// The document of the decision.
pub(super) fn decided_by(admission: &Admission, documents: &[Document]) -> Option<AnyView> {
    let id = admission.document.as_ref()?;
    Some(view! { <Citations ids=std::slice::from_ref(id) documents=documents/> }.into_any())
}
