//! A day as a 24-hour strip, and as text.

use civic::answer::{Segment, Verdict};
use civic::time::DAY_MINUTES;
use leptos::prelude::*;
use web::format;
use web::i18n::lang;

use crate::messages::{components, times};

/// The CSS class of a verdict.
pub(crate) fn class(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "yes",
        Verdict::PermittedIf => "if",
        Verdict::Prohibited => "no",
        _ => "none",
    }
}

/// The symbol of a verdict, so that colour alone never carries the meaning.
pub(crate) fn shape(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "✓",
        Verdict::PermittedIf => "!",
        Verdict::Prohibited => "✕",
        _ => "?",
    }
}

/// The strip without its text: each part links to the address that `href_at` returns for its first
/// minute, and `now` is the minute to mark. Hidden from assistive technology and the keyboard,
/// since the same content is given as text beside it.
#[component]
pub(crate) fn DayBar<'a>(
    segments: &'a [Segment],
    now: Option<u16>,
    href_at: &'a dyn Fn(u16) -> String,
) -> impl IntoView + use<> {
    let blocks: Vec<AnyView> = segments
        .iter()
        .map(|segment| {
            let minutes = segment.until - segment.from;
            let class = format!("strip-part strip-{}", class(&segment.verdict));
            view! { <a class=class href=href_at(segment.from) tabindex="-1" style:flex-grow=minutes.to_string()></a> }.into_any()
        })
        .collect();
    let mark = now.map(|minute| {
        let left = format!("{}%", u32::from(minute) * 100 / u32::from(DAY_MINUTES));
        view! { <div class="strip-now" style:left=left></div> }
    });
    view! { <div class="strip-bar" aria-hidden="true">{blocks}{mark}</div> }
}

/// The hours under a strip.
#[component]
pub(crate) fn HourScale() -> impl IntoView {
    view! {
        <div class="strip-hours" aria-hidden="true"><span>"0"</span><span>"6"</span><span>"12"</span><span>"18"</span><span>"24"</span></div>
    }
}

/// The strip of one day and the same as a list; the parts of both link to their times.
#[component]
pub(crate) fn DayStrip<'a>(
    segments: &'a [Segment],
    now: Option<u16>,
    href_at: &'a dyn Fn(u16) -> String,
) -> impl IntoView + use<> {
    let lang = lang();
    let rows: Vec<AnyView> = merged(segments)
        .into_iter()
        .map(|(from, until, verdict)| {
            view! {
                <li><VerdictKey verdict/><a class="strip-span" href=href_at(from)>{span(from, until)}</a> " " {lang.term(verdict.zh(), verdict.en()).to_owned()}</li>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="strip"><DayBar segments now href_at/><HourScale/></div>
        <ul class="strip-list" aria-label=components::DAY_STRIP.text()>{rows}</ul>
    }
}

/// The legend's swatch for a verdict.
#[component]
pub(crate) fn VerdictKey<'a>(verdict: &'a Verdict) -> impl IntoView + use<> {
    let class = format!("key key-{}", class(verdict));
    view! { <span class=class aria-hidden="true"></span> }
}

/// The permitted and unknown times of a day as text; if there are none, its other verdicts.
pub(crate) fn hours(segments: &[Segment]) -> String {
    let lang = lang();
    let rows = merged(segments);
    let term = |verdict: &Verdict| lang.term(verdict.zh(), verdict.en()).to_owned();
    let listed: Vec<String> = rows
        .iter()
        .filter(|(_, _, verdict)| verdict.permits() || **verdict == Verdict::Stale)
        .map(|(from, until, verdict)| format!("{} {}", span(*from, *until), term(verdict)))
        .collect();
    if listed.is_empty() {
        let mut others: Vec<String> = Vec::new();
        for other in rows.iter().map(|(_, _, verdict)| term(verdict)) {
            if !others.contains(&other) {
                others.push(other);
            }
        }
        return others.join(times::AND_SO.text());
    }
    listed.join(times::AND_SO.text())
}

fn span(from: u16, until: u16) -> String {
    let clock = |minute: u16| format::clock(u32::from(minute) * 60);
    format!("{}–{}", clock(from), clock(until))
}

/// Merges adjacent segments with the same verdict; their conditions are shown with the answer.
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
