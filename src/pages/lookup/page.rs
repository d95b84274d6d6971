//! 能不能摆: where, what, when, and the answer.

use leptos::prelude::*;
use routes::query::Lookup;
use web::location::use_query;
use web::reactive::reactive;

use super::next_choice::follows_a_choice;
use super::version::LookupInSnapshot;

/// The vendor lookup page.
#[component]
pub(crate) fn LookupPage() -> impl IntoView {
    let query = use_query::<Lookup>();
    // The period shown beside the verdict is not part of the question: changing it must not rebuild
    // the answer.
    let question = Memo::new(move |_| query.get().showing(None));
    let mut is_first = true;
    reactive(move || {
        let query = question.get();
        follows_a_choice(!std::mem::take(&mut is_first));
        view! { <LookupInSnapshot query/> }.into_any()
    })
}
