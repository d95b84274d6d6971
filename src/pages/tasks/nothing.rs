//! What is said where nothing was found: what was searched, what is nearest, and whom to ask.

use leptos::prelude::*;
use routes::Page;
use web::i18n::lang;
use web::published::Loaded;
use web::reactive::reactive;

use super::overview::counted;
use super::search::Results;
use crate::components::{Glyph, Icon};
use crate::messages::{frame, tasks};
use crate::state::city;

pub(super) fn nothing(results: &Results) -> AnyView {
    let lang = lang();
    let looser: Vec<AnyView> = results
        .looser
        .iter()
        .map(|(search, count)| {
            let href = search.href(lang);
            let only = tasks::ONLY.text().replace("{q}", &search.words);
            view! { <li><a class="list-link" href=href data-noscroll=""><b>{only}</b>{counted(*count)}</a></li> }.into_any()
        })
        .collect();
    let looser = (!looser.is_empty()).then(|| {
        view! { <section><h2 class="rule">{tasks::LOOSER.text()}</h2><ul class="list">{looser}</ul></section> }
    });
    let feedback = Page::Feedback.path(lang);
    let way = |page: Page, icon: Icon, label: &'static str| {
        view! { <p><a class="go go-b" href=page.path(lang)><Glyph icon/>{label}</a></p> }.into_any()
    };
    let city = city();
    let hotline = reactive(move || {
        let Loaded::Ready(city) = city.get() else {
            return ().into_any();
        };
        let (number, href) = (city.hotline.clone(), format!("tel:{}", city.hotline));
        view! { <p>{tasks::ASK_HOTLINE.text()}<a href=href>{number}</a></p> }.into_any()
    });
    view! {
        <div class="empty">
            <Glyph icon=Icon::SEARCH/>
            <p><b>{results.in_words()}{frame::STOP.text()}</b></p>
            <p>{tasks::SEARCHED.text()}</p>
            <p>{tasks::NOT_NONE.text()}<a href=feedback>{tasks::TELL_US.text()}</a>{frame::STOP.text()}</p>
            {hotline}
        </div>
        {looser}
        <section>
            <h2 class="rule">{tasks::ALSO.text()}</h2>
            {way(Page::Tasks, Icon::STAIRS, tasks::BY_UNIT.text())}
            {way(Page::Lookup, Icon::STALL, frame::LOOKUP.text())}
        </section>
    }
    .into_any()
}
