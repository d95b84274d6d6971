//! A day as a 24-hour strip: tall = may, low = may not, dots = nothing published.

use civic::answer::{Segment, Verdict};
use civic::time::DAY_MINUTES;
use leptos::prelude::*;
use web::format;
use web::i18n::lang;
use web::svg::{Percent, Svg};

use crate::messages::times;

/// The part of an address or class that names a verdict.
pub(crate) fn class(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "yes",
        Verdict::PermittedIf => "if",
        Verdict::Prohibited => "no",
        _ => "none",
    }
}

/// The address that asks about a minute of the day.
pub(crate) type HrefAt<'a> = &'a dyn Fn(u16) -> String;

/// The minutes between which an hour of the axis is left out, since the time of a change is there.
const NEAR: u16 = 120;
/// The same where the strip is narrower, since names stand beside it.
const NEAR_UNDER_ROWS: u16 = 200;
/// The minutes at both ends of the day where the flag would leave the picture.
const EDGE: u16 = 120;

/// Where the strip is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    /// The page, in the colours of the verdicts.
    Page,
    /// A sign, in its one ink. There is one such strip on a page.
    Sign,
}

impl On {
    /// What the names of its patterns end with. Patterns inherit from where they are defined, so
    /// those of a sign are defined in it.
    const fn suffix(self) -> &'static str {
        match self {
            Self::Page => "",
            Self::Sign => "-s",
        }
    }
}

/// The patterns of a strip on a sign; those of the page are in `index.html`.
const SIGN_PATTERNS: &str = concat!(
    r#"<defs><pattern id="p-yes-s" width="8" height="8" patternUnits="userSpaceOnUse"><path class="p-yes" d="M0 0h8v8H0z"/></pattern>"#,
    r#"<pattern id="p-if-s" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="p-if" d="M0 0h9v9H0z"/><path class="p-if-l" d="M0 0v9"/></pattern>"#,
    r#"<pattern id="p-no-s" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path class="p-no" d="M0 0h6v6H0z"/><path class="p-no-l" d="M1 0v6"/></pattern>"#,
    r#"<pattern id="p-none-s" width="7" height="7" patternUnits="userSpaceOnUse"><circle class="p-none" cx="3.5" cy="3.5" r="1.1"/></pattern>"#,
    r#"<pattern id="p-tick-s" width="0.0416667" height="1"><path class="st-tick" d="M0.5 0v5"/></pattern></defs>"#,
);

/// The strip of a day with its hours and the time that is asked about. Each part links to its time.
/// The same is to be given in words beside it.
#[component]
pub(crate) fn DayStrip<'a>(
    segments: &'a [Segment],
    now: Option<u16>,
    href_at: HrefAt<'a>,
    on: On,
) -> impl IntoView + use<> {
    let drawn = whole(segments, now, href_at, on);
    view! {
        <svg class="strip" width="320" height="84" role="group" aria-label=in_words(segments) inner_html=drawn></svg>
    }
}

/// The strip alone, as high as a line of text.
#[component]
pub(crate) fn MiniStrip<'a>(segments: &'a [Segment], now: Option<u16>) -> impl IntoView + use<> {
    let mut svg = Svg::default();
    for row in merged(segments) {
        part(&mut svg, row, 2, 16, On::Page);
    }
    svg.fixed(r#"<line class="st-base" x1="0" x2="100%" y1="18.5" y2="18.5"/>"#);
    if let Some(now) = now {
        let x = at(now);
        svg.part(format_args!(
            r#"<line class="st-now" x1="{x}" x2="{x}" y1="0" y2="20"/>"#
        ));
    }
    view! { <svg class="mini" width="120" height="20" aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg> }
}

/// The strip of one of several days, whose parts link to their times; the hours are under the last.
#[component]
pub(crate) fn RowStrip<'a>(
    segments: &'a [Segment],
    now: Option<u16>,
    href_at: HrefAt<'a>,
) -> impl IntoView + use<> {
    let mut svg = Svg::default();
    for row in &merged(segments) {
        let (x, width) = (at(row.from), at(row.until - row.from));
        svg.fixed("<a href=\"");
        svg.text(&href_at(row.from));
        svg.fixed("\"><title>");
        svg.text(&said(row));
        svg.part(format_args!(
            r#"</title><rect x="{x}" y="0" width="{width}" height="44" fill="transparent"/>"#
        ));
        part(&mut svg, *row, 9, 26, On::Page);
        svg.fixed("</a>");
    }
    svg.fixed(r#"<line class="st-base" x1="0" x2="100%" y1="35" y2="35"/>"#);
    if let Some(now) = now {
        let x = at(now);
        svg.part(format_args!(
            r#"<line class="st-now" x1="{x}" x2="{x}" y1="4" y2="38"/>"#
        ));
    }
    view! { <svg class="mini" width="120" height="44" role="group" aria-label=in_words(segments) inner_html=svg.into_markup()></svg> }
}

/// The hours under several strips.
#[component]
pub(crate) fn RowAxis<'a>(segments: &'a [Segment]) -> impl IntoView + use<> {
    let mut svg = Svg::default();
    hours(&mut svg, &merged(segments), 16, NEAR_UNDER_ROWS);
    view! { <svg class="wk-ax" width="320" height="22" aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg> }
}

/// The legend of the strips. What is stale is drawn like what is not published, and said if there is
/// any.
#[component]
pub(crate) fn Legend(#[prop(optional)] has_stale: bool) -> impl IntoView {
    let rows: Vec<AnyView> = Verdict::ALL
        .iter()
        .filter(|verdict| **verdict != Verdict::Stale)
        .map(|verdict| {
            let too = (has_stale && *verdict == Verdict::NoPublishedRule)
                .then(|| times::STALE_TOO.text());
            view! { <li><Swatch verdict/>{term(verdict).to_owned()}{too}</li> }.into_any()
        })
        .collect();
    view! { <ul class="legend">{rows}</ul> }
}

/// Whether a day has a time that depends on a calendar not published yet.
pub(crate) fn has_stale(segments: &[Segment]) -> bool {
    segments.iter().any(|s| s.verdict == Verdict::Stale)
}

/// A verdict as it is drawn, for a legend.
#[component]
pub(crate) fn Swatch<'a>(verdict: &'a Verdict) -> impl IntoView + use<> {
    let drawn = match verdict {
        Verdict::Permitted => {
            r#"<rect x="0.5" y="1" width="19" height="14" fill="url(#p-yes)"/><rect class="st-edge" x="0.75" y="1" width="18.5" height="14" fill="none"/>"#
        }
        Verdict::PermittedIf => {
            r#"<rect x="0.5" y="1" width="19" height="14" fill="url(#p-if)"/><rect class="st-edge" x="0.75" y="1" width="18.5" height="14" fill="none"/>"#
        }
        Verdict::Prohibited => r#"<rect x="0.5" y="9" width="19" height="6" fill="url(#p-no)"/>"#,
        _ => r#"<rect x="0.5" y="5" width="19" height="10" fill="url(#p-none)"/>"#,
    };
    view! { <svg width="20" height="16" aria-hidden="true" focusable="false" inner_html=drawn></svg> }
}

fn term(verdict: &Verdict) -> &str {
    lang().term(verdict.zh(), verdict.en())
}

fn at(minute: u16) -> Percent {
    Percent::of(minute.into(), DAY_MINUTES.into())
}

/// What a strip of 64 px above its axis shows.
fn whole(segments: &[Segment], now: Option<u16>, href_at: HrefAt<'_>, on: On) -> String {
    let rows = merged(segments);
    let mut svg = Svg::default();
    if on == On::Sign {
        svg.fixed(SIGN_PATTERNS);
    }
    for row in &rows {
        svg.fixed("<a href=\"");
        svg.text(&href_at(row.from));
        svg.fixed("\"><title>");
        svg.text(&said(row));
        let (x, width) = (at(row.from), at(row.until - row.from));
        svg.part(format_args!(
            r#"</title><rect x="{x}" y="24" width="{width}" height="40" fill="transparent"/>"#
        ));
        part(&mut svg, *row, 24, 40, on);
        svg.fixed("</a>");
    }
    let suffix = on.suffix();
    svg.part(format_args!(
        r#"<line class="st-base" x1="0" x2="100%" y1="64" y2="64"/><rect x="0" y="64" width="100%" height="6" fill="url(#p-tick{suffix})"/>"#
    ));
    hours(&mut svg, &rows, 83, NEAR);
    if let Some(now) = now {
        flag(&mut svg, now);
    }
    svg.into_markup()
}

/// The hours on the axis: bold where a permission starts or ends, and every sixth that is not near
/// one of these.
fn hours(svg: &mut Svg, rows: &[Row<'_>], y: u16, near: u16) {
    let mut edges: Vec<u16> = Vec::new();
    let allowed = rows.iter().filter(|row| row.verdict.permits());
    for edge in allowed.flat_map(|row| [row.from, row.until]) {
        let is_inside = 0 < edge && edge < DAY_MINUTES;
        // Of two that would overlap, the first is written.
        let is_free = edges.iter().all(|other| edge.abs_diff(*other) >= near);
        if is_inside && is_free {
            edges.push(edge);
        }
    }
    for minute in (0..=DAY_MINUTES).step_by(6 * 60) {
        if edges.iter().all(|edge| edge.abs_diff(minute) >= near) {
            hour(svg, "", minute, y);
        }
    }
    for edge in edges {
        hour(svg, " class=\"st-edge-t\"", edge, y);
    }
}

fn hour(svg: &mut Svg, class: &'static str, minute: u16, y: u16) {
    let anchor = match minute {
        0 => "start",
        DAY_MINUTES => "end",
        _ => "middle",
    };
    svg.part(format_args!(
        r#"<text{class} x="{}" y="{y}" text-anchor="{anchor}">{}"#,
        at(minute),
        minute / 60
    ));
    if !minute.is_multiple_of(60) {
        svg.part(format_args!(":{:02}", minute % 60));
    }
    svg.fixed("</text>");
}

/// The needle at the time that is asked about, with the time on it.
fn flag(svg: &mut Svg, now: u16) {
    let x = at(now);
    let (left, anchor, inside) = match now {
        0..EDGE => (0, "start", 4),
        _ if now > DAY_MINUTES - EDGE => (-46, "end", -4),
        _ => (-23, "middle", 0),
    };
    let clock = format::clock(u32::from(now) * 60);
    svg.part(format_args!(
        r#"<line class="st-now" x1="{x}" x2="{x}" y1="16" y2="70"/><rect class="st-flag" x="{x}" y="0" width="46" height="19" transform="translate({left} 0)"/><text class="st-flag-t" x="{x}" y="14" text-anchor="{anchor}" transform="translate({inside} 0)">{clock}</text>"#
    ));
}

/// One part of a strip that is `height` high and begins at `top`.
fn part(svg: &mut Svg, row: Row<'_>, top: u16, height: u16, on: On) {
    let (x, width, suffix) = (at(row.from), at(row.until - row.from), on.suffix());
    let kind = class(row.verdict);
    // Low, with the pattern of what is not permitted, or dots, of which a row is to be seen.
    let low = match kind {
        "none" => (height * 3 / 8).max(10),
        _ => height * 3 / 8,
    };
    let (y, high) = match row.verdict {
        verdict if verdict.permits() => (top, height),
        _ => (top + height - low, low),
    };
    svg.part(format_args!(
        r#"<rect x="{x}" y="{y}" width="{width}" height="{high}" fill="url(#p-{kind}{suffix})"/>"#
    ));
    if row.verdict.permits() {
        svg.part(format_args!(
            r#"<rect class="st-edge" x="{x}" y="{y}" width="{width}" height="{high}" fill="none"/>"#
        ));
    }
}

/// The permitted and unknown times of a day as text; if there are none, its other verdicts.
pub(crate) fn permitted_hours(segments: &[Segment]) -> String {
    let rows = merged(segments);
    let listed: Vec<String> = rows
        .iter()
        .filter(|row| row.verdict.permits() || *row.verdict == Verdict::Stale)
        .map(said)
        .collect();
    if listed.is_empty() {
        let mut others: Vec<&str> = Vec::new();
        for other in rows.iter().map(|row| term(row.verdict)) {
            if !others.contains(&other) {
                others.push(other);
            }
        }
        return others.join(times::AND_SO.text());
    }
    listed.join(times::AND_SO.text())
}

/// The rows of the table that says the same as a strip: the times, and the verdict.
pub(crate) fn rows(segments: &[Segment]) -> Vec<(u16, String, &Verdict)> {
    let rows = merged(segments).into_iter();
    rows.map(|row| (row.from, span(row.from, row.until), row.verdict))
        .collect()
}

fn in_words(segments: &[Segment]) -> String {
    let said: Vec<String> = merged(segments).iter().map(said).collect();
    said.join(times::AND_SO.text())
}

fn said(row: &Row<'_>) -> String {
    format!("{} {}", span(row.from, row.until), term(row.verdict))
}

fn span(from: u16, until: u16) -> String {
    let clock = |minute: u16| format::clock(u32::from(minute) * 60);
    format!("{}–{}", clock(from), clock(until))
}

/// Adjacent segments with the same verdict; their conditions are shown with the answer.
#[derive(Clone, Copy)]
struct Row<'a> {
    from: u16,
    until: u16,
    verdict: &'a Verdict,
}

fn merged(segments: &[Segment]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for segment in segments {
        match rows.last_mut() {
            Some(last) if *last.verdict == segment.verdict => last.until = segment.until,
            _ => rows.push(Row {
                from: segment.from,
                until: segment.until,
                verdict: &segment.verdict,
            }),
        }
    }
    rows
}
