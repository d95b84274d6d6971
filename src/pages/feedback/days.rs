//! The time for an answer as boxes, one a working day.

use civic::cases::days_used;
use civic::time::{Instant, Timestamp};
use leptos::prelude::*;
use web::clock;
use web::published::{Loaded, tree};
use web::reactive::reactive;
use web::svg::Svg;

use crate::messages::follow;
use crate::state::city;

/// The side of a box and the space to the next, in pixels.
const SIDE: u32 = 12;
const STRIDE: u32 = 18;
/// No more boxes are drawn; the words say the rest.
const MOST: u32 = 20;

/// The boxes of a case that was received at an instant; nothing where the days cannot be counted.
pub(super) fn boxes(received: Instant, due: Timestamp) -> AnyView {
    let city = city();
    reactive(move || {
        let (Loaded::Ready(city), Some(manifest)) = (city.get(), tree().manifest.get()) else {
            return ().into_any();
        };
        let day = |at| manifest.time_zone.local(at).date;
        let (from, today) = (day(received), day(clock::now()));
        let Some(days) = days_used(from, due.local().date, today, &city.calendar) else {
            return ().into_any();
        };
        let mut svg = Svg::default();
        for day in 0..days.of.min(MOST) {
            let fill = if day < days.used {
                "currentColor"
            } else {
                "none"
            };
            let x = day * STRIDE + 1;
            svg.part(format_args!(
                r#"<rect fill="{fill}" stroke="currentColor" stroke-width="2" x="{x}" y="1" width="{SIDE}" height="{SIDE}"/>"#
            ));
        }
        let width = days.of.min(MOST) * STRIDE;
        let words = follow::DAYS_USED.text();
        let words = words.replace("{used}", &days.used.to_string());
        let words = words.replace("{of}", &days.of.to_string());
        view! {
            <span class="s"><svg width=width height={SIDE + 2} aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg>{words}</span>
        }
        .into_any()
    })
}
