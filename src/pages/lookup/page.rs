//! 能不能摆: where, what, when, and the answer.

use leptos::prelude::*;
use routes::query::Lookup;
use web::location::use_query;
use web::reactive::reactive;

use super::next_choice::follows_a_choice;
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
    let mut is_first = true;
    view! {
        <div class="w page">
        <FixedHeading text=lookup::VENDOR_TITLE.text()/>
        {reactive(move || {
            let query = question.get();
            follows_a_choice(!std::mem::take(&mut is_first));
            // A verdict belongs on the first screen.
            let lead = (query.place.is_none() || query.goods.is_none())
                .then(|| view! { <p class="soft">{lookup::VENDOR_LEAD.text()}</p> });
            view! { {lead} <LookupInSnapshot query/> }.into_any()
        })}
        </div>
    }
}
