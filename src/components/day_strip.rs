//! A day as a 24-hour strip, and the same said in words.

use crate::messages::{components, times};
use civic::answer::{Segment, Verdict};
use civic::time::DAY_MINUTES;
use leptos::prelude::*;
use web::format;
use web::i18n::lang;

/// The class that draws a verdict.
pub(crate) fn class(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "yes",
        Verdict::PermittedIf => "if",
        Verdict::Prohibited => "no",
        _ => "none",
    }
}

/// The shape that stands for a verdict beside its colour.
pub(crate) fn shape(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "✓",
        Verdict::PermittedIf => "!",
        Verdict::Prohibited => "✕",
        _ => "?",
    }
}

/// The picture alone: a tap on a part opens the address that `ask` gives for its first minute.
/// `now` is the minute to mark. It is kept from screen readers and from the keyboard, for which
/// the same is said beside it.
pub(crate) fn bar(segments: &[Segment], now: Option<u16>, ask: &dyn Fn(u16) -> String) -> AnyView {
    let blocks: Vec<AnyView> = segments
        .iter()
        .map(|segment| {
            let minutes = segment.until - segment.from;
            let class = format!("strip-part strip-{}", class(&segment.verdict));
            view! { <a class=class href=ask(segment.from) tabindex="-1" style:flex-grow=minutes.to_string()></a> }.into_any()
        })
        .collect();
    let mark = now.map(|minute| {
        let left = format!("{}%", u32::from(minute) * 100 / u32::from(DAY_MINUTES));
        view! { <div class="strip-now" style:left=left></div> }
    });
    view! { <div class="strip-bar" aria-hidden="true">{blocks}{mark}</div> }.into_any()
}

/// The hours under a strip.
pub(crate) fn scale() -> AnyView {
    view! {
        <div class="strip-hours" aria-hidden="true"><span>"0"</span><span>"6"</span><span>"12"</span><span>"18"</span><span>"24"</span></div>
    }
    .into_any()
}

/// The strip of one day and the list that says the same; both ask for a time when tapped.
pub(crate) fn strip(
    segments: &[Segment],
    now: Option<u16>,
    ask: &dyn Fn(u16) -> String,
) -> AnyView {
    let lang = lang();
    let rows: Vec<AnyView> = merged(segments)
        .into_iter()
        .map(|(from, until, verdict)| {
            view! {
                <li>{key(verdict)}<a class="strip-span" href=ask(from)>{span(from, until)}</a> " " {lang.term(verdict.zh(), verdict.en()).to_owned()}</li>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="strip">{bar(segments, now, ask)}{scale()}</div>
        <ul class="strip-list" aria-label=components::DAY_STRIP.text()>{rows}</ul>
    }
    .into_any()
}

/// The sample of a verdict's pattern.
pub(crate) fn key(verdict: &Verdict) -> AnyView {
    let class = format!("key key-{}", class(verdict));
    view! { <span class=class aria-hidden="true"></span> }.into_any()
}

/// When a day permits or cannot tell, in words; where it never does, what it says instead.
pub(crate) fn hours(segments: &[Segment]) -> String {
    let lang = lang();
    let rows = merged(segments);
    let say = |verdict: &Verdict| lang.term(verdict.zh(), verdict.en()).to_owned();
    let told: Vec<String> = rows
        .iter()
        .filter(|(_, _, verdict)| verdict.permits() || **verdict == Verdict::Stale)
        .map(|(from, until, verdict)| format!("{} {}", span(*from, *until), say(verdict)))
        .collect();
    if told.is_empty() {
        let mut others: Vec<String> = Vec::new();
        for said in rows.iter().map(|(_, _, verdict)| say(verdict)) {
            if !others.contains(&said) {
                others.push(said);
            }
        }
        return others.join(times::AND_SO.text());
    }
    told.join(times::AND_SO.text())
}

fn span(from: u16, until: u16) -> String {
    let clock = |minute: u16| format::clock(u32::from(minute) * 60);
    format!("{}–{}", clock(from), clock(until))
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
