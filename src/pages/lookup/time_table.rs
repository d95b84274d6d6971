//! What the day, the week and the year have in common.

use crate::messages::lookup;
use civic::answer::Engine;
use civic::answer::day_patterns::DayPatterns;
use civic::time::{Date, Instant, Local};
use civic::{GoodsId, PlaceId};
use leptos::prelude::*;
use routes::query::{AskedTime, Lookup, Period};
use web::i18n::lang;

/// What every day patterns is made from.
pub(super) struct Shown {
    pub(super) engine: Engine,
    pub(super) asked: Lookup,
    pub(super) place: PlaceId,
    pub(super) goods: GoodsId,
    pub(super) local: Local,
    pub(super) at: Instant,
}

impl Shown {
    /// The address that asks about a minute of a day, and shows the same day patterns.
    pub(super) fn ask(&self, show: Option<Period>, date: Date, minute: u16) -> String {
        let second = u32::from(minute) * 60;
        let at = AskedTime::Local(Local { date, second });
        self.asked.with_time(at).showing(show).href(lang())
    }

    pub(super) fn day_patterns(&self, from: Date, until: Date) -> DayPatterns {
        let day_patterns = self
            .engine
            .day_patterns(&self.place, &self.goods, from, until);
        day_patterns.unwrap_or_default()
    }
}

/// What a day patterns says, for whoever would rather read it.
pub(super) fn table(first: &'static str, second: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <details>
            <summary>{lookup::AS_TABLE.text()}</summary>
            <table>
                <thead><tr><th scope="col">{first}</th><th scope="col">{second}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}
