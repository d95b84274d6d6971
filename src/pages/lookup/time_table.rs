//! What the views of a day, a week and a year share.

use civic::answer::Engine;
use civic::answer::day_patterns::DayPatterns;
use civic::time::{Date, Instant, Local};
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use routes::query::{AskedTime, Lookup, Period};
use web::i18n::lang;

use super::reasons::folded;
use crate::components::Icon;
use crate::messages::lookup;

/// The data that these views are built from.
pub(super) struct Shown {
    pub(super) engine: Engine,
    pub(super) query: Lookup,
    pub(super) place: PlaceId,
    pub(super) goods: GoodsId,
    pub(super) local: Local,
    pub(super) at: Instant,
}

impl Shown {
    /// The address of a minute of a day, with the period to show.
    pub(super) fn href(&self, show: Option<Period>, date: Date, minute: u16) -> String {
        let second = u32::from(minute) * 60;
        let at = AskedTime::Local(Local { date, second });
        self.query.with_time(at).showing(show).href(lang())
    }

    pub(super) fn day_patterns(&self, from: Date, until: Date) -> DayPatterns {
        let day_patterns = self
            .engine
            .day_patterns(&self.place, &self.goods, from, until);
        day_patterns.unwrap_or_default()
    }
}

/// The same content as a table, for those who would rather read it.
#[component]
pub(super) fn AsTable(
    first: &'static str,
    second: &'static str,
    rows: Vec<AnyView>,
) -> impl IntoView {
    let table = view! {
        <table class="tbl">
            <thead><tr><th scope="col">{first}</th><th scope="col">{second}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    folded(
        Icon::FORM,
        lookup::AS_TABLE.text().to_owned(),
        table.into_any(),
    )
}
