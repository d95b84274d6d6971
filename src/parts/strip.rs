//! A day as a 24-hour strip: the picture, and the same said as a list.

use civic::answer::{Segment, Verdict};
use civic::time::DAY_MINUTES;
use leptos::prelude::*;

use crate::app::{lang, m};
use crate::format;

/// The class that draws a verdict.
pub(crate) fn class(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "yes",
        Verdict::PermittedIf => "if",
        Verdict::Prohibited => "no",
        _ => "none",
    }
}

/// The strip; `now` is the minute to mark, where it is on this day.
pub(crate) fn strip(segments: &[Segment], now: Option<u16>) -> AnyView {
    let lang = lang();
    let blocks: Vec<AnyView> = segments
        .iter()
        .map(|segment| {
            let minutes = segment.until - segment.from;
            let class = format!("strip-part strip-{}", class(&segment.verdict));
            view! { <div class=class style:flex-grow=minutes.to_string()></div> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = merged(segments)
        .into_iter()
        .map(|(from, until, verdict)| {
            let span = format!(
                "{}–{}",
                format::clock(u32::from(from) * 60),
                format::clock(u32::from(until) * 60)
            );
            let class = format!("key key-{}", class(verdict));
            view! {
                <li><span class=class aria-hidden="true"></span><span class="strip-span">{span}</span> " " {lang.term(verdict.zh(), verdict.en()).to_owned()}</li>
            }
            .into_any()
        })
        .collect();
    let mark = now.map(|minute| {
        let left = format!("{}%", u32::from(minute) * 100 / u32::from(DAY_MINUTES));
        view! { <div class="strip-now" style:left=left></div> }
    });
    view! {
        <div class="strip" aria-hidden="true">
            <div class="strip-bar">{blocks}{mark}</div>
            <div class="strip-hours"><span>"0"</span><span>"6"</span><span>"12"</span><span>"18"</span><span>"24"</span></div>
        </div>
        <ul class="strip-list" aria-label=m().day_strip>{rows}</ul>
    }
    .into_any()
}

/// Neighbours of the same verdict are one line of the list; conditions are told by the answer.
fn merged(segments: &[Segment]) -> Vec<(u16, u16, &Verdict)> {
    let mut rows: Vec<(u16, u16, &Verdict)> = Vec::new();
    for segment in segments {
        match rows.last_mut() {
            Some(last) if *last.2 == segment.verdict => last.1 = segment.until,
            _ => rows.push((segment.from, segment.until, &segment.verdict)),
        }
    }
    rows
}
