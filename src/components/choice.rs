//! A choice among views of the same page.

use leptos::prelude::*;
use web::reactive::attr;

/// A link to another view of the page, marked while that view is shown.
#[component]
pub(crate) fn Choice(
    href: String,
    #[prop(into)] label: String,
    /// How many entries that view has.
    #[prop(optional)]
    count: Option<usize>,
    /// Tracked.
    is_current: Box<dyn Fn() -> bool + Send>,
) -> impl IntoView {
    let current = attr(move || is_current().then_some("true"));
    let count = count.map(|count| view! { " " <small>{count}</small> });
    view! { <li><a class="chip" href=href aria-current=current data-noscroll="">{label}{count}</a></li> }
}
