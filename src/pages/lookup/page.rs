//! 能不能摆: where, what, when, and the answer.

use leptos::prelude::*;
use routes::query::Lookup;
use web::location::use_query;
use web::reactive::reactive;

use super::version::LookupInSnapshot;
use crate::components::FixedHeading;
use crate::messages::lookup;

/// The vendor lookup page.
#[component]
pub(crate) fn LookupPage() -> impl IntoView {
    let query = use_query::<Lookup>();
    // The period shown beside the verdict is not part of the question: changing it must not rebuild
    // the answer.
    let question = Memo::new(move |_| query.get().showing(None));
    view! {
        <FixedHeading text=lookup::VENDOR_TITLE.text()/>
        <p class="lead">{lookup::VENDOR_LEAD.text()}</p>
        {reactive(move || view! { <LookupInSnapshot query=question.get()/> }.into_any())}
    }
}
