//! 能不能摆: where, what, when, and one answer.

use super::version;
use crate::components::heading;
use crate::messages::lookup;
use leptos::prelude::*;
use routes::query::Lookup;
use web::location::use_query;
use web::reactive::reactive;

/// The vendor lookup page.
pub(crate) fn page() -> AnyView {
    let query = use_query::<Lookup>();
    // What the verdict is shown amid is no part of the question: it changes without a new answer.
    let asked = Memo::new(move |_| query.with(|asked| asked.showing(None)));
    view! {
        {heading(move || lookup::VENDOR_TITLE.text().to_owned())}
        <p class="lead">{lookup::VENDOR_LEAD.text()}</p>
        {reactive(move || version::of(&asked.get()))}
    }
    .into_any()
}
